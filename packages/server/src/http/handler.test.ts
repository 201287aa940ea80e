import { readFile } from 'node:fs/promises';

import { Problem, ROUTES } from '@post-purchase/contract';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as z from 'zod/mini';

import { servedRoutes } from './handler.ts';
import { API, openShop, problemOf, type TestShop } from './shop.testing.ts';

let shop: TestShop;
beforeAll(async () => {
  shop = await openShop({
    staff: () => Promise.resolve({ id: 'mia', roles: [] }),
    origins: ['https://campaign.example'],
  });
});
afterAll(() => shop.pp.stop());

const METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'];
const OpenApi = z.object({
  paths: z.record(z.string(), z.record(z.string(), z.object({ operationId: z.string() }))),
});

describe('the routes that are served', () => {
  it('are those of the OpenAPI document, method by method', async () => {
    const text = await readFile(new URL('../../../contract/openapi.json', import.meta.url), 'utf8');
    const { paths } = OpenApi.parse(JSON.parse(text));
    const served: string[] = [];
    for (const [path, operations] of Object.entries(paths)) {
      const response = await shop.call(path.replaceAll(/\{\w+\}/g, 'x'), { method: 'OPTIONS' });
      expect(response.status, path).toBe(204);
      const allowed = (response.headers.get('allow') ?? '')
        .split(', ')
        .filter((method) => METHODS.includes(method));
      expect(allowed.toSorted(), path).toEqual(
        Object.keys(operations)
          .map((method) => method.toUpperCase())
          .toSorted(),
      );
      served.push(...Object.values(operations).map(({ operationId }) => operationId));
    }
    expect(served.toSorted()).toEqual(Object.keys(ROUTES).toSorted());
    expect(served.toSorted()).toEqual(servedRoutes({ staff: () => Promise.resolve(null) }).toSorted());
  });

  it('leave out those for staff where there are none', () => {
    const served = servedRoutes({});
    expect(served).toContain('getOrder');
    expect(served.filter((name) => ROUTES[name].auth === 'staff')).toEqual([]);
    expect(served.length).toBeLessThan(Object.keys(ROUTES).length);
  });

  it('answer any other method with 405 and the methods there are', async () => {
    const byPath = Map.groupBy(Object.values(ROUTES), ({ path }) => path);
    for (const [path, routes] of byPath) {
      const known: string[] = routes.map(({ method }) => method);
      for (const method of METHODS.filter((candidate) => !known.includes(candidate))) {
        const response = await shop.call(path.replaceAll(/:\w+/g, 'x'), { method });
        expect(await problemOf(response), `${method} ${path}`).toEqual({
          status: 405,
          code: 'method_not_allowed',
        });
        const allow = [...known, ...(known.includes('GET') ? ['HEAD'] : []), 'OPTIONS'];
        expect(response.headers.get('allow')?.split(', ').toSorted()).toEqual(allow.toSorted());
      }
    }
  });

  it('are nowhere else', async () => {
    for (const path of [
      '',
      '/',
      '/v1',
      '/v2/order',
      '/order',
      '/v1/order/../health/x',
      '/health/',
      '/v1/ORDER',
      '/v1/%6frder',
      '/post-purchase/post-purchase/v1/order',
    ]) {
      expect(await problemOf(await shop.call(path)), path).toEqual({ status: 404, code: 'not_found' });
    }
  });
});

describe('where the API is mounted', () => {
  it('makes no difference: with the base path, and where the host has stripped it', async () => {
    for (const url of [
      `${API}/health`,
      'https://shop.example/health',
      'http://10.0.0.7:3000/post-purchase/health?x=1',
    ]) {
      const response = await shop.pp.handler(new Request(url));
      expect(await response.json(), url).toEqual({ status: 'ok' });
    }
    for (const url of [
      'https://shop.example/post-purchasehealth',
      'https://shop.example/post-purchases/health',
    ]) {
      expect((await shop.pp.handler(new Request(url))).status, url).toBe(404);
    }
  });
});

describe('every response', () => {
  it('is kept by nobody, tells no address on, and is what it says it is', async () => {
    const { token } = await shop.order();
    const responses = [
      await shop.call('/health'),
      await shop.call('/nowhere'),
      await shop.call('/v1/order', { token, method: 'DELETE' }),
      await shop.call('/v1/order'),
      await shop.call('/v1/order', { token }),
      await shop.call('/v1/sessions', { json: {} }),
      await shop.call('/v1/sessions', { method: 'OPTIONS' }),
      await shop.call('/v1/staff/tasks'),
      await shop.call('/v1/unsubscribe/x', { headers: { Accept: 'text/html' } }),
    ];
    for (const { headers, status } of responses) {
      expect(headers.get('referrer-policy'), String(status)).toBe('no-referrer');
      expect(headers.get('x-content-type-options')).toBe('nosniff');
      expect(headers.get('x-robots-tag')).toBe('noindex');
      expect(headers.get('cache-control')).toMatch(/^(no-store|private, no-cache)$/);
      expect(headers.has('set-cookie')).toBe(false);
      expect(headers.has('x-powered-by')).toBe(false);
    }
  });

  it('is a problem of RFC 9457 when it is none of the contract', async () => {
    for (const response of [
      await shop.call('/nowhere'),
      await shop.call('/v1/order'),
      await shop.call('/v1/sessions', { json: {} }),
    ]) {
      expect(response.headers.get('content-type')).toBe('application/problem+json');
      const problem = Problem.parse(await response.json());
      expect(problem.status).toBe(response.status);
      expect(problem.type).toBe('about:blank');
    }
  });
});

describe('pages of other origins', () => {
  const ask = (origin: string, headers: Record<string, string> = {}) =>
    shop.call('/v1/order', { headers: { Origin: origin, ...headers } });

  it.each(['https://shop.example', 'https://campaign.example'])(
    "may use it when they are the shop's: %s",
    async (origin) => {
      const { token } = await shop.order();
      const preflight = await shop.call('/v1/order/answers', {
        method: 'OPTIONS',
        headers: {
          Origin: origin,
          'Access-Control-Request-Method': 'POST',
          'Access-Control-Request-Headers': 'authorization,content-type,idempotency-key',
        },
      });
      expect(preflight.status).toBe(204);
      expect(preflight.headers.get('access-control-allow-origin')).toBe(origin);
      expect(preflight.headers.get('access-control-allow-headers')).toContain('Idempotency-Key');
      expect(preflight.headers.get('access-control-allow-credentials')).toBeNull();
      const response = await shop.call('/v1/order', { token, headers: { Origin: origin } });
      expect(response.status).toBe(200);
      expect(response.headers.get('access-control-allow-origin')).toBe(origin);
      expect(response.headers.get('access-control-expose-headers')).toContain('ETag');
      expect(response.headers.get('vary')).toMatch(/Origin/);
    },
  );

  it('hear of a problem too when they may', async () => {
    const response = await ask('https://campaign.example');
    expect(response.status).toBe(401);
    expect(response.headers.get('access-control-allow-origin')).toBe('https://campaign.example');
  });

  it.each([
    'https://evil.test',
    'https://shop.example.evil.test',
    'https://shop.example:8443',
    'http://shop.example',
    'null',
    'https://SHOP.example',
  ])('may not otherwise: %s', async (origin) => {
    const { token } = await shop.order();
    expect(await problemOf(await ask(origin, { Authorization: `Bearer ${token}` }))).toEqual({
      status: 403,
      code: 'origin_not_allowed',
    });
    const preflight = await shop.call('/v1/order', {
      method: 'OPTIONS',
      headers: { Origin: origin, 'Access-Control-Request-Method': 'GET' },
    });
    expect(preflight.headers.get('access-control-allow-origin')).toBeNull();
  });

  it('are told apart from its own page behind a proxy by what the browser says', async () => {
    const { token } = await shop.order();
    const response = await shop.pp.handler(
      new Request('http://127.0.0.1:3000/v1/order', {
        headers: {
          Authorization: `Bearer ${token}`,
          Origin: 'https://elsewhere.example',
          'Sec-Fetch-Site': 'same-origin',
        },
      }),
    );
    expect(response.status).toBe(200);
  });
});
