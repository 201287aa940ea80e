import { describe, expect, it } from 'vitest';

import { DEFAULT_POLICY } from '../../policy/policy.ts';
import { journeyOf, PLACED, runner, stateOf, statusOf, T0 } from '../advance.testing.ts';
import type { Journey, Touchpoint } from '../journey.ts';
import { sampleOrder } from '../sample-order.ts';

const at = (iso: string) => Date.parse(iso);
const offer = {
  kind: 'offer',
  on: 'order.placed',
  channels: ['email'],
  category: 'marketing',
} satisfies Touchpoint;
const call = {
  kind: 'check-in',
  on: 'order.placed',
  channels: ['task'],
  task: { type: 'call', team: 'care' },
  category: 'transactional',
} satisfies Touchpoint;

/** Decides an order whose zone is Berlin. */
function decide(touchpoint: Touchpoint, now: string, more: Partial<Journey> = {}) {
  const decided = runner(journeyOf({ offer: touchpoint }, more))(at(now), PLACED);
  const [channel = 'email'] = touchpoint.channels;
  return stateOf(decided, 'offer/order', channel);
}

describe('quiet hours', () => {
  it.each([
    ['2026-11-02T18:59:59.999Z', 'queued', undefined],
    ['2026-11-02T19:00:00Z', 'held', '2026-11-03T07:00:00Z'],
    ['2026-11-02T23:30:00Z', 'held', '2026-11-03T07:00:00Z'],
    ['2026-11-03T06:59:59.999Z', 'held', '2026-11-03T07:00:00Z'],
    ['2026-11-03T07:00:00Z', 'queued', undefined],
  ])('hold marketing mail: %s %s', (now, status, until) => {
    expect(decide(offer, now)).toMatchObject({
      status,
      ...(until === undefined ? {} : { rule: 'quiet', reason: 'quiet hours', until: at(until) }),
    });
  });

  it.each([
    ['transactional mail', { ...offer, kind: 'delay', category: 'transactional' } as const, 'queued'],
    ['an urgent call', { ...call, urgent: true } as const, 'sent'],
    ['a to-do', { ...call, task: { type: 'todo', team: 'care' } } as const, 'sent'],
    ['another system', { ...offer, channels: ['webhook'] } as const, 'queued'],
  ])('let pass: %s', (_name, touchpoint, status) => {
    expect(decide(touchpoint, '2026-11-02T23:30:00Z')).toMatchObject({ status });
  });

  it('hold calls whatever their category', () => {
    expect(decide(call, '2026-11-02T23:30:00Z')).toMatchObject({
      status: 'held',
      rule: 'quiet',
      until: at('2026-11-03T07:00:00Z'),
    });
  });

  it('of the journey come on top of the shop’s', () => {
    const policy = { quietHours: { from: '07:00', to: '10:00' } };
    expect(decide(offer, '2026-11-02T23:30:00Z', { policy })).toMatchObject({
      until: at('2026-11-03T09:00:00Z'),
    });
    expect(decide(offer, '2026-11-03T07:30:00Z', { policy })).toMatchObject({
      status: 'held',
      until: at('2026-11-03T09:00:00Z'),
    });
  });

  it('that never end are held until nothing makes sense any more', () => {
    const policy = { quietHours: { from: '08:00', to: '20:00' } };
    const run = runner(journeyOf({ offer }, { policy }));
    const decided = run(T0, PLACED);
    expect(stateOf(decided, 'offer/order', 'email')).toMatchObject({ status: 'held', rule: 'quiet' });
    expect(stateOf(decided, 'offer/order', 'email')).not.toHaveProperty('until');
    expect(statusOf(run(at('2026-11-05T09:00:00Z')), 'offer/order', 'email')).toBe('skipped');
  });

  it('can be switched off', () => {
    const run = runner(journeyOf({ offer }), { policy: { ...DEFAULT_POLICY, quietHours: null } });
    expect(statusOf(run(at('2026-11-02T23:30:00Z'), PLACED), 'offer/order', 'email')).toBe('queued');
  });

  it('rule a call in every zone it could be, where the zone is only guessed', () => {
    const inAustralia = { placedAt: T0, consent: true, contents: { destination: { country: 'AU' } } };
    const decideAt = (iso: string) =>
      stateOf(runner(journeyOf({ call }))(at(iso), sampleOrder(inAustralia)), 'call/order', 'task');
    // 23:00 UTC: ten o'clock in Sydney, seven in Perth.
    expect(decideAt('2026-11-03T23:00:00Z')).toMatchObject({
      status: 'held',
      until: at('2026-11-04T00:00:00Z'),
    });
    expect(decideAt('2026-11-04T00:00:00Z')).toMatchObject({ status: 'sent' });
    // 09:15 UTC: a quarter past eight in the evening in Sydney, a quarter past five in Perth.
    expect(decideAt('2026-11-04T09:15:00Z')).toMatchObject({
      status: 'held',
      until: at('2026-11-05T00:00:00Z'),
    });
    // Mail wakes nobody up: there the best guess will do.
    const mail = runner(journeyOf({ offer }))(at('2026-11-04T09:15:00Z'), sampleOrder(inAustralia));
    expect(statusOf(mail, 'offer/order', 'email')).toBe('queued');
  });
});
