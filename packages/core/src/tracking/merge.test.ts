import type { TrackingStatus } from '@post-purchase/contract';
import { describe, expect, test } from 'vitest';

import type { Parcel } from '../order/order-facts.ts';
import { fold, HOUR, scan, T0 } from '../order/facts.testing.ts';

type Step = TrackingStatus | readonly [TrackingStatus, string];

/** The parcel after scans an hour apart, told in the reverse order. */
function after(...steps: readonly Step[]): Parcel {
  const scans = steps.map((step, index) => {
    const [status, reason] = typeof step === 'string' ? [step] : step;
    return scan({ number: '1' }, status, T0 + index * HOUR, { reason });
  });
  const [parcel] = fold(...scans.reverse()).parcels;
  if (parcel === undefined) throw new Error('no parcel');
  return parcel;
}

const DAMAGED = ['exception', 'damaged'] as const;
const LOST = ['exception', 'lost'] as const;

interface Case {
  readonly because: string;
  readonly steps: readonly Step[];
  readonly status: TrackingStatus;
  readonly reason?: string;
}

const CASES: readonly Case[] = [
  {
    because: 'the newest scan says where it is',
    steps: ['pre_transit', 'in_transit', 'out_for_delivery'],
    status: 'out_for_delivery',
  },
  { because: 'it may go back to the depot', steps: ['out_for_delivery', 'in_transit'], status: 'in_transit' },
  { because: 'trouble can be over', steps: [['exception', 'address'], 'in_transit'], status: 'in_transit' },
  { because: 'damage can be over', steps: [DAMAGED, 'in_transit'], status: 'in_transit' },
  { because: 'what is lost can be found', steps: [LOST, 'delivered'], status: 'delivered' },
  {
    because: 'a failed attempt is tried again',
    steps: ['attempt_failed', 'out_for_delivery', 'delivered'],
    status: 'delivered',
  },
  { because: 'nothing known is no news', steps: ['in_transit', 'unknown'], status: 'in_transit' },
  { because: 'nothing known is all there is', steps: ['unknown'], status: 'unknown' },
  { because: 'anything is better than nothing known', steps: ['unknown', 'pending'], status: 'pending' },
  { because: 'a label printed again', steps: ['in_transit', 'pre_transit'], status: 'in_transit' },
  { because: 'a vendor’s default', steps: ['out_for_delivery', 'pending'], status: 'out_for_delivery' },
  { because: 'a label takes the place of none', steps: ['pending', 'pre_transit'], status: 'pre_transit' },
  { because: 'silence', steps: ['in_transit', 'expired'], status: 'expired' },
  { because: 'silence can be over', steps: ['expired', 'in_transit'], status: 'in_transit' },
  { because: 'silence about a lost parcel', steps: [LOST, 'expired'], status: 'exception', reason: 'lost' },
  { because: 'a scan after the delivery', steps: ['delivered', 'in_transit'], status: 'delivered' },
  {
    because: 'an attempt after the delivery',
    steps: ['delivered', 'attempt_failed', 'available_for_pickup'],
    status: 'delivered',
  },
  {
    because: 'trouble of another kind after the delivery',
    steps: ['delivered', ['exception', 'refused']],
    status: 'delivered',
  },
  { because: 'silence after the delivery', steps: ['delivered', 'expired', 'canceled'], status: 'delivered' },
  { because: 'it comes back', steps: ['delivered', 'returning'], status: 'returning' },
  { because: 'it came back', steps: ['delivered', 'returned'], status: 'returned' },
  {
    because: 'the way back is a way too',
    steps: ['delivered', 'returning', 'in_transit', 'out_for_delivery'],
    status: 'returning',
  },
  {
    because: 'the end of the way back is no delivery',
    steps: ['delivered', 'returning', 'delivered'],
    status: 'returning',
  },
  {
    because: 'it came back after all that',
    steps: ['delivered', 'returning', 'in_transit', 'returned'],
    status: 'returned',
  },
  { because: 'found to be damaged', steps: ['delivered', DAMAGED], status: 'exception', reason: 'damaged' },
  {
    because: 'found not to be there',
    steps: ['delivered', LOST, 'in_transit'],
    status: 'exception',
    reason: 'lost',
  },
  {
    because: 'undelivered, it comes back',
    steps: ['attempt_failed', 'returning', 'in_transit'],
    status: 'returning',
  },
  { because: 'it turns round once more', steps: ['returning', 'delivered'], status: 'delivered' },
  { because: 'the end', steps: ['returned', 'in_transit', 'delivered', DAMAGED], status: 'returned' },
];

describe('status', () => {
  test.each(CASES)('$because: $steps', ({ steps, status, reason }) => {
    const parcel = after(...steps);
    expect({ status: parcel.status, reason: parcel.reason }).toEqual({ status, reason });
    expect(parcel.scans).toHaveLength(steps.length);
  });
});

test('the time of the first delivery stays', () => {
  expect(after('in_transit', 'delivered', 'delivered', 'returned').deliveredAt).toBe(T0 + HOUR);
  expect(after('in_transit', 'returned').deliveredAt).toBeUndefined();
});

test('of two scans at the same time the one further on the way counts', () => {
  const [parcel] = fold(
    scan({ number: '1' }, 'delivered', T0),
    scan({ number: '1' }, 'out_for_delivery', T0),
  ).parcels;
  expect(parcel?.status).toBe('delivered');
  expect(parcel?.scans.map(({ status }) => status)).toEqual(['out_for_delivery', 'delivered']);
});

test('the flags are those of the scan that counts', () => {
  const late = scan({ number: '1' }, 'in_transit', T0, { delayed: true, reason: 'weather' });
  expect(fold(late).parcels[0]).toMatchObject({ delayed: true, reason: 'weather', actionBy: 'carrier' });
  const on = scan({ number: '1' }, 'out_for_delivery', T0 + HOUR);
  expect(fold(late, on).parcels[0]).toMatchObject({ delayed: false, reason: undefined, actionBy: undefined });
});

test('what the vendor says about who has to act goes before our own rule', () => {
  const [parcel] = fold(scan({ number: '1' }, 'attempt_failed', T0, { actionBy: 'shopper' })).parcels;
  expect(parcel?.actionBy).toBe('shopper');
});
