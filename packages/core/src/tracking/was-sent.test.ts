import { TRACKING_STATUSES, type TrackingStatus } from '@post-purchase/contract';
import { expect, test } from 'vitest';

import type { GivenFact } from '../fact/fact.ts';
import { DAY, fold, scan, shipment, T0 } from '../order/facts.testing.ts';
import { wasSent } from './was-sent.ts';

const A = { fulfillment: '1', number: 'A' };
const byShop = [shipment(A)];
const scanned = (...statuses: readonly TrackingStatus[]) =>
  statuses.map((status, index) => scan(A, status, T0 + (index + 1) * DAY));
const isSent = (...facts: readonly GivenFact[]) => fold(...facts).parcels.map(wasSent);

const HANDED_OVER: ReadonlySet<TrackingStatus> = new Set([
  'in_transit',
  'out_for_delivery',
  'available_for_pickup',
  'attempt_failed',
  'exception',
  'delivered',
  'returning',
  'returned',
]);

test.each(TRACKING_STATUSES)('what a carrier alone says: %s', (status) => {
  const byCarrier = scan({ number: 'A' }, status, T0);
  expect(isSent(byCarrier)).toEqual([HANDED_OVER.has(status)]);
});

test('the shop’s word is enough, unless a carrier has no more than the announcement', () => {
  expect(isSent(...byShop)).toEqual([true]);
  expect(isSent(...byShop, ...scanned('pending'))).toEqual([true]);
  expect(isSent(...byShop, ...scanned('pre_transit'))).toEqual([false]);
  expect(isSent(...byShop, ...scanned('pre_transit', 'in_transit'))).toEqual([true]);
  expect(isSent(...byShop, ...scanned('pre_transit', 'unknown'))).toEqual([false]);
});

test('a parcel that was called off was sent if it was under way', () => {
  const off = shipment(A, { at: T0 + DAY, canceled: true });
  expect(isSent(...byShop, off)).toEqual([false]);
  expect(isSent(...byShop, off, ...scanned('in_transit'))).toEqual([true]);
  expect(isSent(...byShop, ...scanned('canceled'))).toEqual([false]);
});
