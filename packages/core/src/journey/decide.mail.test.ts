import { describe, expect, it } from 'vitest';

import {
  MINUTE,
  HOUR,
  DAY,
  T0,
  PLACED,
  PREFIX,
  thankYou,
  journeyOf,
  runner,
  stateOf,
  sent,
  failed,
  canceled,
} from './advance.testing.ts';
import type { Advance } from './advance.ts';
import { GUEST } from './context.ts';
import type { Touchpoint } from './journey.ts';
import { sampleOrder } from './sample-order.ts';
import type { StepContext } from './step.ts';

describe('mail', () => {
  const key = `${PREFIX}/thankYou/order/email`;
  const mail: Touchpoint = { ...thankYou, channels: ['email'] };
  const state = (advance: Advance) => stateOf(advance, 'thankYou/order', 'email');

  function queued(overrides: Partial<StepContext> = {}, touchpoint = mail) {
    const run = runner(journeyOf({ thankYou: touchpoint }), overrides);
    expect(run(T0, PLACED).effects).toMatchObject([{ key, status: 'queued', attempt: 0, at: T0 }]);
    return run;
  }

  it('is queued, sending in the step that attempts it, and sent by its outcome', () => {
    const run = queued();
    expect(run(T0 + 1).effects).toEqual([]);
    const attempt = run(T0 + 2, [], key);
    expect(attempt.effects).toMatchObject([{ key, status: 'sending', attempt: 1, at: T0 + 2 }]);
    expect(attempt.nextAt).toBe(T0 + 2 + MINUTE);
    expect(run(T0 + 3, [sent(key, 1, T0 + 3)]).effects).toMatchObject([
      { key, status: 'sent', attempt: 1, at: T0 + 3 },
    ]);
    expect(run(T0 + 4, [], key).effects).toEqual([]);
  });

  it('is attempted only when it is queued', () => {
    const run = runner(journeyOf({ thankYou: { ...mail, wait: { hours: 1 } } }));
    run(T0, PLACED);
    expect(run(T0 + 1, [], key).effects).toEqual([]);
    expect(run(T0 + HOUR, [], key).effects).toMatchObject([{ status: 'queued', attempt: 0 }]);
    expect(run(T0 + HOUR, [], key).effects).toMatchObject([{ status: 'sending', attempt: 1 }]);
    expect(run(T0 + HOUR + 1, [], key).effects).toEqual([]);
  });

  it('asks every rule again in the attempt', () => {
    const run = queued();
    expect(run(T0 + 1, [canceled(T0 + 1)], key).effects).toMatchObject([
      { status: 'canceled', attempt: 0, rule: 'ended', reason: 'order.canceled' },
    ]);
  });

  it('is queued anew when its trigger was lost', () => {
    const run = queued();
    expect(run(T0 + 1).nextAt).toBe(T0 + MINUTE);
    expect(run(T0 + MINUTE - 1).effects).toEqual([]);
    const anew = run(T0 + MINUTE);
    expect(anew.effects).toMatchObject([{ key, status: 'queued', attempt: 0, at: T0 + MINUTE }]);
    expect(anew.nextAt).toBe(T0 + 2 * MINUTE);
  });

  it('is held after a failed attempt until the back-off is over, then queued', () => {
    const run = queued();
    run(T0 + 1, [], key);
    const held = run(T0 + 2, [failed(key, 1, T0 + 2)]);
    expect(state(held)).toMatchObject({ status: 'held', attempt: 1, rule: 'retry', reason: 'smtp_451' });
    const until = state(held)?.until ?? 0;
    expect(until).toBeGreaterThanOrEqual(T0 + 2 + MINUTE);
    expect(held.nextAt).toBe(until);
    expect(run(until - 1).effects).toEqual([]);
    expect(run(until).effects).toMatchObject([{ status: 'queued', attempt: 1 }]);
    expect(run(until + 1, [], key).effects).toMatchObject([{ status: 'sending', attempt: 2 }]);
    const second = run(until + 2, [failed(key, 2, until + 2)]);
    expect(state(second)?.until).toBeGreaterThanOrEqual(until + 2 + 2 * MINUTE);
  });

  it('waits as long as the channel asked for', () => {
    const run = queued();
    run(T0 + 1, [], key);
    expect(state(run(T0 + 2, [failed(key, 1, T0 + 2, { retryAfter: T0 + 5 * HOUR })]))?.until).toBe(
      T0 + 5 * HOUR,
    );
  });

  it('is given up at its use-by when it keeps failing', () => {
    const run = queued();
    run(T0 + 1, [], key);
    expect(run(T0 + 2, [failed(key, 1, T0 + 2, { retryAfter: T0 + 30 * DAY })]).nextAt).toBe(T0 + 7 * DAY);
    expect(state(run(T0 + 7 * DAY))).toMatchObject({ status: 'skipped', rule: 'expired' });
  });

  it('fails for good when its channel says so', () => {
    const run = queued();
    run(T0 + 1, [], key);
    const decided = run(T0 + 2, [failed(key, 1, T0 + 2, { final: true })]);
    expect(decided.effects).toMatchObject([{ status: 'failed', attempt: 1, reason: 'smtp_451' }]);
    expect(run(T0 + 3, [sent(key, 1, T0 + 3)]).effects).toEqual([]);
  });

  it('is queued again after an attempt of unknown outcome when it is transactional', () => {
    const run = queued();
    run(T0 + 1, [], key);
    expect(run(T0 + MINUTE).effects).toEqual([]);
    expect(run(T0 + 1 + MINUTE).effects).toMatchObject([
      { key, status: 'queued', attempt: 1, at: T0 + 1 + MINUTE },
    ]);
  });

  it.each([
    ['fails after an attempt of unknown outcome when it is marketing', {}, 'failed'],
    [
      'is queued again when its channel honors keys, marketing or not',
      { honorsKeys: ['email'] as const },
      'queued',
    ],
  ])('%s', (_name, overrides, status) => {
    const run = queued(overrides, { ...mail, kind: 'rating', category: 'marketing' });
    run(T0 + 1, [], key);
    const decided = run(T0 + 1 + MINUTE);
    expect(decided.effects).toMatchObject([{ key, status, attempt: 1 }]);
    expect(state(decided)?.reason).toBe(status === 'failed' ? 'unknown outcome' : undefined);
  });

  it('is sent when the outcome of the unknown attempt comes late', () => {
    const run = queued();
    run(T0 + 1, [], key);
    run(T0 + 1 + MINUTE);
    expect(run(T0 + 2 * MINUTE, [sent(key, 1, T0 + 2)]).effects).toMatchObject([
      { status: 'sent', attempt: 1 },
    ]);

    const retried = queued();
    retried(T0 + 1, [], key);
    retried(T0 + 1 + MINUTE);
    retried(T0 + 2 + MINUTE, [], key);
    expect(retried(T0 + 3 + MINUTE, [failed(key, 1, T0 + 2)]).effects).toEqual([]);
    expect(retried(T0 + 4 + MINUTE, [failed(key, 1, T0 + 2, { final: true })]).effects).toEqual([]);
    expect(retried(T0 + 5 + MINUTE, [sent(key, 2, T0 + 5 + MINUTE)]).effects).toMatchObject([
      { status: 'sent', attempt: 2 },
    ]);
  });

  it('that failed for good in an earlier attempt has failed once the later one is not heard of', () => {
    const run = queued();
    run(T0 + 1, [], key);
    run(T0 + 1 + MINUTE);
    run(T0 + 2 + MINUTE, [], key);
    expect(run(T0 + 3 + MINUTE, [failed(key, 1, T0 + 2, { final: true })]).effects).toEqual([]);
    const unheard = run(T0 + 2 + 2 * MINUTE);
    expect(unheard.effects).toMatchObject([{ status: 'failed', attempt: 2, reason: 'smtp_451' }]);
    expect(run(T0 + 2 + 2 * MINUTE).effects).toEqual([]);
  });

  it('that is under way may complete after the exit, and is never tried again', () => {
    const completes = queued();
    completes(T0 + 1, [], key);
    const ended = completes(T0 + 2, [canceled(T0 + 2)]);
    expect(ended.effects).toEqual([]);
    expect(ended.instance?.endedAt).toBe(T0 + 2);
    expect(completes(T0 + 3, [sent(key, 1, T0 + 3)]).effects).toMatchObject([{ status: 'sent' }]);

    const fails = queued();
    fails(T0 + 1, [], key);
    fails(T0 + 2, [canceled(T0 + 2)]);
    expect(fails(T0 + 3, [failed(key, 1, T0 + 3)]).effects).toMatchObject([{ status: 'canceled' }]);

    const dies = queued();
    dies(T0 + 1, [], key);
    expect(dies(T0 + 2, [canceled(T0 + 2)]).nextAt).toBe(T0 + 1 + MINUTE);
    const unknown = dies(T0 + 1 + MINUTE);
    expect(unknown.effects).toMatchObject([{ status: 'failed', reason: 'unknown outcome' }]);
    expect(unknown.nextAt).toBeNull();
  });

  it.each([
    ['without an address', sampleOrder({ placedAt: T0, email: null }), {}, 'no address'],
    [
      'to a dead address',
      sampleOrder({ placedAt: T0, email: 'Shopper@Example.com' }),
      { customer: { ...GUEST, key: 'c', deadAddresses: ['shopper@example.com '] } },
      'dead address',
    ],
  ])('is skipped %s', (_name, facts, overrides, reason) => {
    const decided = runner(journeyOf({ thankYou: mail }), overrides)(T0, facts);
    expect(decided.effects).toMatchObject([{ key, status: 'skipped', rule: 'consent', reason }]);
  });

  it('is skipped where the shop has no mail', () => {
    const decided = runner(journeyOf({ thankYou }), { channels: ['onsite', 'task'] })(T0, PLACED);
    expect(decided.effects).toMatchObject([
      { channel: 'onsite', status: 'open' },
      { channel: 'email', status: 'skipped', rule: 'channel', reason: 'channel not set up' },
    ]);
  });
});
