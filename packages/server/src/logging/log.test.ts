import { pino } from 'pino';
import { describe, expect, it } from 'vitest';

import { createLog } from './log.ts';

function captured() {
  const lines: string[] = [];
  const log = createLog(pino({ base: null }, { write: (line) => void lines.push(line) }));
  return { log, lines };
}

describe('the log', () => {
  it('writes JSON lines with the event and the listed fields', () => {
    const { log, lines } = captured();
    log.info('request', { route: 'getOrder', status: 200, ms: 3 });
    expect(JSON.parse(lines[0] ?? '')).toMatchObject({
      level: 30,
      msg: 'request',
      route: 'getOrder',
      status: 200,
      ms: 3,
    });
  });

  it('drops a field that is not listed, whatever a caller passes', () => {
    const { log, lines } = captured();
    const fields = { route: 'getOrder', email: 'canary@example.com', token: 'canary-token' };
    log.warn('request', fields);
    expect(lines.join('')).not.toContain('canary');
    expect(lines.join('')).toContain('getOrder');
  });

  it('describes an error by name, code and place, without its message and its data', () => {
    const { log, lines } = captured();
    const cause = Object.assign(new RangeError('canary@example.com\n    at canary:1:2\nsecond line'), {
      code: '23505',
      detail: 'Key (email)=(canary)',
    });
    log.error('attempt failed', new TypeError('550 <canary@example.com> unknown', { cause }), { attempt: 2 });
    const line: unknown = JSON.parse(lines[0] ?? '');
    expect(line).toMatchObject({
      msg: 'attempt failed',
      attempt: 2,
      error: { name: 'TypeError', cause: { name: 'RangeError', code: '23505' } },
    });
    expect(lines.join('')).toContain('log.test.ts');
    expect(lines.join('')).not.toContain('canary');
  });

  it('survives what is thrown instead of an error', () => {
    const { log, lines } = captured();
    const loop = new Error('canary');
    loop.cause = loop;
    for (const thrown of ['canary', null, undefined, { message: 'canary' }, loop])
      log.error('failed', thrown);
    expect(lines).toHaveLength(5);
    expect(lines.join('')).not.toContain('canary');
  });
});
