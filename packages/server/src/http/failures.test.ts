import { pino } from 'pino';
import { describe, expect, it } from 'vitest';

import { RetryableError } from '../errors/retryable-error.ts';
import { createLog } from '../logging/log.ts';
import type { Engine } from '../operations/engine.ts';
import { createStaffApi } from '../staff/staff-api.ts';
import { SECRET, SHOP } from '../testing/backend.ts';
import { createTokens } from '../tokens/tokens.ts';
import { createHandler } from './handler.ts';
import { API, openShop, problemOf } from './shop.testing.ts';

describe('what fails on our side', () => {
  const lines: string[] = [];
  const failing = (error: unknown) => {
    const fail = () => Promise.reject(error instanceof Error ? error : new Error('no error'));
    const engine: Engine = {
      ingest: fail,
      changeOrder: fail,
      readOrder: fail,
      advanceOrder: fail,
      revokeTokens: fail,
      tasks: fail,
      finishTask: fail,
      timeline: fail,
      changeConsent: fail,
      mergeCustomers: fail,
      quarantine: fail,
      beginIdempotent: fail,
      completeIdempotent: fail,
      abandonIdempotent: fail,
      ping: fail,
      now: () => 0,
    };
    const journeys = { list: fail, preview: fail, publish: fail, sweeps: fail };
    const tokens = createTokens({ secret: SECRET, now: () => 0 });
    const log = createLog(pino({}, { write: (line) => void lines.push(line) }));
    const handler = createHandler({
      engine,
      tokens,
      shop: SHOP,
      sources: [],
      staffApi: createStaffApi(engine, journeys, 'UTC', tokens),
      log,
      basePath: '/post-purchase',
      origins: [],
      staff: fail,
    });
    return async (path: string) => {
      const { token } = await tokens.session({ source: 'sample', id: '1' });
      return handler(new Request(API + path, { headers: { Authorization: `Bearer ${token}` } }));
    };
  };

  it('is one constant 500, whatever it was', async () => {
    const errors = [
      new Error('canary: select * from customers'),
      new TypeError('canary'),
      Object.assign(new Error('canary'), { code: '23505', detail: 'Key (email)=(canary)' }),
    ];
    const bodies = new Set<string>();
    for (const error of errors) {
      for (const path of ['/v1/order', '/v1/staff/tasks']) {
        const response = await failing(error)(path);
        expect(response.status).toBe(500);
        bodies.add(await response.text());
      }
    }
    expect([...bodies]).toEqual([
      '{"type":"about:blank","title":"Something went wrong on our side","status":500,"code":"internal"}',
    ]);
    expect(lines.join('')).toContain('"code":"23505"');
    expect(lines.join('')).not.toContain('canary');
  });

  it.each([
    ['a database that cannot be reached', Object.assign(new Error('connect'), { code: 'ECONNREFUSED' })],
    ['a lock that is held too long', Object.assign(new Error('canceling statement'), { code: '55P03' })],
    ['a connection that was ended', Object.assign(new Error('terminating connection'), { code: '57P01' })],
    ['a lost connection', new Error('Connection terminated unexpectedly')],
    ['a retryable error of our own', new RetryableError('busy', { code: 'busy' })],
  ])('is 503 with a time to come back when it is %s', async (_, error) => {
    const response = await failing(error)('/v1/order');
    expect(response.headers.get('retry-after')).toBe('5');
    expect(await problemOf(response)).toEqual({ status: 503, code: 'unavailable' });
  });

  it('shows in /health', async () => {
    expect(await problemOf(await failing(new Error('gone'))('/health'))).toEqual({
      status: 503,
      code: 'unavailable',
    });
    const stopped = await openShop();
    expect((await stopped.call('/health')).status).toBe(200);
    await stopped.pp.stop();
    expect((await stopped.call('/health')).status).toBe(503);
    expect(
      (
        await stopped.call('/v1/order', {
          token: await stopped.tokens.session({ source: 'sample', id: '1' }).then(({ token }) => token),
        })
      ).status,
    ).toBe(503);
  });
});
