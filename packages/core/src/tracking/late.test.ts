import type { TrackingStatus } from '@post-purchase/contract';
import { describe, expect, test } from 'vitest';

import { fold, HOUR, scan, shipment, T0 } from '../order/facts.testing.ts';
import type { Parcel } from '../order/order-facts.ts';
import { DEFAULT_POLICY } from '../policy/policy.ts';
import { isLate, lateFrom } from './late.ts';
import { isOnTheWay } from './on-the-way.ts';

const NAMES = { fulfillment: 'F1', number: '1Z1' };
const PROMISED = '2026-11-26';
/** End of the day in Berlin, and twelve hours. */
const LIMIT = Date.parse('2026-11-27T11:00:00Z');

function parcel(
  status: TrackingStatus,
  reason?: string,
  promised: { until: string } | undefined = { until: PROMISED },
): Parcel {
  const [found] = fold(shipment(NAMES, { promised }), scan(NAMES, status, T0 + 2 * HOUR, { reason })).parcels;
  if (found === undefined) throw new Error('no parcel');
  return found;
}

describe('isLate', () => {
  test('from the end of the promised day in the recipient’s zone, and the grace the policy gives', () => {
    const late = (now: number) => isLate(parcel('in_transit'), DEFAULT_POLICY, 'Europe/Berlin', now);
    expect(late(LIMIT - 1)).toBe(false);
    expect(late(LIMIT)).toBe(true);
  });

  test('an instant is promised as it is', () => {
    const [found] = fold(shipment(NAMES, { promised: { until: T0 } })).parcels;
    const policy = { ...DEFAULT_POLICY, lateAfter: { hours: 0 } };
    expect(found && isLate(found, policy, 'Asia/Tokyo', T0 - 1)).toBe(false);
    expect(found && isLate(found, policy, 'Asia/Tokyo', T0)).toBe(true);
  });

  test('a grace of odd hours ends on a whole millisecond', () => {
    const [found] = fold(shipment(NAMES, { promised: { until: T0 } })).parcels;
    const policy = { ...DEFAULT_POLICY, lateAfter: { hours: 0.3333333 } };
    expect(found && lateFrom(found, policy, 'UTC')).toBe(T0 + HOUR / 3);
  });

  test.each(['delivered', 'returning', 'returned', 'canceled'] as const)('never when %s', (status) => {
    expect(isLate(parcel(status), DEFAULT_POLICY, 'Europe/Berlin', LIMIT)).toBe(false);
  });

  test.each(['pending', 'in_transit', 'exception', 'expired', 'unknown'] as const)(
    'even when %s',
    (status) => {
      expect(isLate(parcel(status), DEFAULT_POLICY, 'Europe/Berlin', LIMIT)).toBe(true);
    },
  );

  test('never when lost: the issue that was opened tells of it', () => {
    expect(isLate(parcel('exception', 'lost'), DEFAULT_POLICY, 'Europe/Berlin', LIMIT)).toBe(false);
  });

  test('never without a promise', () => {
    const [found] = fold(shipment(NAMES), scan(NAMES, 'in_transit', T0, { delayed: true })).parcels;
    expect(found && isLate(found, DEFAULT_POLICY, 'Europe/Berlin', LIMIT * 2)).toBe(false);
  });
});

test.each<readonly [TrackingStatus, string | undefined, boolean]>([
  ['pending', undefined, false],
  ['pre_transit', undefined, false],
  ['in_transit', undefined, true],
  ['out_for_delivery', undefined, true],
  ['available_for_pickup', undefined, true],
  ['attempt_failed', undefined, true],
  ['exception', 'address', true],
  ['exception', 'lost', false],
  ['delivered', undefined, false],
  ['returning', undefined, false],
  ['returned', undefined, false],
  ['canceled', undefined, false],
  ['expired', undefined, false],
  ['unknown', undefined, false],
])('isOnTheWay: %s %s is %s', (status, reason, expected) => {
  expect(isOnTheWay(parcel(status, reason))).toBe(expected);
});
