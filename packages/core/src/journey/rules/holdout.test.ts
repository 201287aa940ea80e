import { describe, expect, it } from 'vitest';

import { orderOpenedId } from '../../fact/fact-id.ts';
import {
  canceled,
  DAY,
  HOUR,
  journeyOf,
  PLACED,
  PREFIX,
  runner,
  stateOf,
  statusOf,
  T0,
} from '../advance.testing.ts';
import { GUEST } from '../context.ts';
import { drawHoldouts, drawnNumber } from '../holdout.ts';
import type { Touchpoint } from '../journey.ts';
import { SAMPLE_ORDER, sampleScan, sampleShipment } from '../sample-order.ts';

const offer = {
  kind: 'rating',
  on: 'order.placed',
  wait: { hours: 1 },
  useBy: { days: 7 },
  channels: ['onsite', 'email'],
  category: 'marketing',
  holdout: 1,
} satisfies Touchpoint;
const opened = (at: number) => ({
  id: orderOpenedId(SAMPLE_ORDER, `view-${at}`),
  type: 'order.opened' as const,
  occurredAt: at,
  source: 'widget',
  data: {},
});

describe('a holdout', () => {
  it('withholds the touchpoint from who was drawn, for good', () => {
    const run = runner(journeyOf({ offer }));
    expect(run(T0, PLACED).instance?.draws).toEqual({ offer: true });
    const decided = run(T0 + HOUR);
    expect(
      decided.effects.map(({ channel, status, rule, reason }) => ({ channel, status, rule, reason })),
    ).toEqual([
      { channel: 'onsite', status: 'withheld', rule: 'holdout', reason: 'in the holdout' },
      { channel: 'email', status: 'withheld', rule: 'holdout', reason: 'in the holdout' },
    ]);
    expect(run(T0 + 9 * DAY, [canceled(T0 + 9 * DAY)]).effects).toEqual([]);
  });

  it('draws nobody without a key, nothing transactional, and only when the order enters', () => {
    const journey = journeyOf({ offer });
    expect(drawHoldouts(journey, null)).toEqual({});
    expect(
      drawHoldouts(journeyOf({ offer: { ...offer, kind: 'delay', category: 'transactional' } }), 'c'),
    ).toEqual({});
    const run = runner(journey, { customer: GUEST });
    run(T0, PLACED);
    expect(statusOf(run(T0 + HOUR), 'offer/order', 'onsite')).toBe('open');
  });

  it('draws its share, and differently for each touchpoint', () => {
    const keys = Array.from({ length: 20_000 }, (_, index) => `customer-${index}`);
    const drawn = (salt: string) => keys.map((key) => drawnNumber(salt, key) < 0.1);
    const [a, b] = [drawn('j/a'), drawn('j/b')];
    const share = (draws: readonly boolean[]) => draws.filter(Boolean).length / keys.length;
    expect(share(a)).toBeGreaterThan(0.09);
    expect(share(a)).toBeLessThan(0.11);
    const both = share(a.map((is, index) => is && b[index] === true));
    expect(both).toBeGreaterThan(0.006);
    expect(both).toBeLessThan(0.014);
    expect(drawn('j/a')).toEqual(a);
  });
});

describe('a ghost exposure', () => {
  it('is recorded when a page is opened while the widget would be there', () => {
    const run = runner(journeyOf({ offer }));
    run(T0, [...PLACED, opened(T0)]);
    run(T0 + HOUR);
    const decided = run(T0 + 2 * HOUR, [opened(T0 + 2 * HOUR)]);
    expect(decided.effects).toMatchObject([
      { key: `${PREFIX}/offer/order/onsite`, status: 'withheld', exposedAt: T0 + 2 * HOUR },
    ]);
    expect(run(T0 + 3 * HOUR, [opened(T0 + 3 * HOUR)]).effects).toEqual([]);
    expect(stateOf(run(T0 + 4 * HOUR), 'offer/order', 'onsite')).toMatchObject({
      since: T0 + HOUR,
      ghost: { exposedAt: T0 + 2 * HOUR },
    });
  });

  it('is not recorded for what was opened before, or while another rule keeps it away', () => {
    const run = runner(journeyOf({ offer }));
    run(T0, [...PLACED, opened(T0)]);
    run(T0 + HOUR);
    const damaged = [
      sampleShipment({ at: T0 + 2 * HOUR }),
      sampleScan('exception', { at: T0 + 2 * HOUR, reason: 'damaged' }),
    ];
    expect(run(T0 + 3 * HOUR, [...damaged, opened(T0 + 3 * HOUR)]).effects).toEqual([]);
    expect(run(T0 + 8 * DAY, [opened(T0 + 8 * DAY)]).effects).toEqual([]);
    expect(stateOf(run(T0 + 9 * DAY), 'offer/order', 'onsite')?.ghost).toEqual({ openings: 3 });
  });
});
