import { describe, expect, it } from 'vitest';

import { DAY, HOUR, journeyOf, PLACED, returned, runner, stateOf, statusOf, T0 } from './advance.testing.ts';
import { orderPaidId } from '../fact/fact-id.ts';
import type { Touchpoint } from './journey.ts';
import { SAMPLE_ORDER } from './sample-order.ts';

const paid = (at: number) => ({
  id: orderPaidId(SAMPLE_ORDER),
  type: 'order.paid' as const,
  occurredAt: at,
  source: 'sample',
  data: {},
});
const treat = {
  kind: 'tracking',
  on: 'order.placed',
  waitUntil: { any: ['order.paid', 'order.returned'], within: { days: 3 } },
  wait: { hours: 1 },
  channels: ['onsite'],
  category: 'transactional',
} satisfies Touchpoint;

describe('waitUntil', () => {
  it('goes on with the first of the facts, and waits from there', () => {
    const run = runner(journeyOf({ treat }));
    expect(run(T0, PLACED).instance?.occurrences['treat/order']?.dueAt).toBe(T0 + 3 * DAY);
    const decided = run(T0 + 5 * HOUR, [returned(T0 + 5 * HOUR), paid(T0 + 4 * HOUR)]);
    expect(decided.instance?.occurrences['treat/order']?.dueAt).toBe(T0 + 5 * HOUR);
    expect(statusOf(decided, 'treat/order', 'onsite')).toBe('open');
  });

  it('passes at once when one of them happened before', () => {
    const run = runner(journeyOf({ treat }));
    const decided = run(T0, [...PLACED, paid(T0 - HOUR)]);
    expect(decided.instance?.occurrences['treat/order']?.dueAt).toBe(T0 + HOUR);
  });

  it('is skipped when none of them happened in time, whatever comes later', () => {
    const run = runner(journeyOf({ treat }));
    run(T0, PLACED);
    expect(statusOf(run(T0 + 3 * DAY - 1), 'treat/order', 'onsite')).toBe('waiting');
    expect(stateOf(run(T0 + 3 * DAY), 'treat/order', 'onsite')).toMatchObject({
      status: 'skipped',
      rule: 'unmet',
      reason: 'order.paid or order.returned did not happen in time',
    });
    expect(statusOf(run(T0 + 4 * DAY, [paid(T0 + DAY)]), 'treat/order', 'onsite')).toBe('skipped');
  });

  it('counts a fact at the very last instant, and none after it', () => {
    const last = runner(journeyOf({ treat }))(T0 + 4 * DAY, [...PLACED, paid(T0 + 3 * DAY)]);
    expect(statusOf(last, 'treat/order', 'onsite')).toBe('open');
    const late = runner(journeyOf({ treat }))(T0 + 4 * DAY, [...PLACED, paid(T0 + 3 * DAY + 1)]);
    expect(statusOf(late, 'treat/order', 'onsite')).toBe('skipped');
  });

  it('goes on without where it says so', () => {
    const anyway = {
      ...treat,
      waitUntil: { ...treat.waitUntil, otherwise: 'continue' },
    } satisfies Touchpoint;
    const run = runner(journeyOf({ treat: anyway }));
    run(T0, PLACED);
    expect(statusOf(run(T0 + 3 * DAY), 'treat/order', 'onsite')).toBe('waiting');
    expect(statusOf(run(T0 + 3 * DAY + HOUR), 'treat/order', 'onsite')).toBe('open');
  });
});
