import type { TrackingStatus } from '@post-purchase/contract';
import { expect, test } from 'vitest';

import { addFacts } from '../add-facts.ts';
import { derive } from '../derive.ts';
import { CONTEXT, follows, settle } from '../derive.testing.ts';
import {
  canceled,
  DAY,
  fold,
  HOUR,
  opened,
  placed,
  REF,
  scan,
  shipment,
  snapshot,
  T0,
} from '../facts.testing.ts';

const TYPE = 'shipment.stalled_in_transit';
const A = { fulfillment: '1', carrier: 'UPS', number: 'A' };
/** Scanned on Wednesday at 10:00 in Berlin: four business days later it is Tuesday. */
const SCANNED = T0 + DAY;
const LIMIT = Date.parse('2026-12-01T09:00:00Z');
const moving = scan(A, 'in_transit', SCANNED);
const order = [placed, snapshot(), shipment(A)];

test('nobody scanned it for four business days', () => {
  const facts = fold(...order, moving);
  expect(derive(facts, CONTEXT, LIMIT - 1)).toEqual({ facts: [], nextAt: LIMIT });
  expect(derive(facts, CONTEXT, LIMIT + DAY)).toEqual({
    facts: [
      {
        id: `shipment.stalled_in_transit/1/in_transit::${SCANNED / 60_000}`,
        type: TYPE,
        occurredAt: LIMIT,
        source: 'derived',
        parcel: '1',
        data: { scan: moving.id },
      },
    ],
    nextAt: null,
  });
});

test('once per parcel and last scan: it can stall anew', () => {
  const stalled = settle(fold(...order, moving), LIMIT);
  expect(derive(stalled, CONTEXT, LIMIT)).toEqual({ facts: [], nextAt: null });
  const on = addFacts(stalled, REF, [scan(A, 'out_for_delivery', LIMIT)]);
  const { nextAt } = derive(on, CONTEXT, LIMIT);
  expect(nextAt).toBe(Date.parse('2026-12-07T09:00:00Z'));
  expect(follows(TYPE, on, nextAt ?? 0)).toMatchObject([{ occurredAt: nextAt, parcel: '1' }]);
});

test('each parcel for itself', () => {
  const B = { fulfillment: '2', number: 'B' };
  const facts = fold(...order, moving, shipment(B), scan(B, 'in_transit', SCANNED - HOUR));
  expect(follows(TYPE, facts).map(({ parcel, occurredAt }) => [parcel, occurredAt])).toEqual([
    ['1', LIMIT],
    ['2', LIMIT - HOUR],
  ]);
});

test('a scan that another source tells again is no new one', () => {
  const stalled = settle(fold(...order, moving), LIMIT);
  const earlierInTheMinute = scan({ fulfillment: '1' }, 'in_transit', SCANNED + 20_000, { source: 'shop' });
  const again = addFacts(stalled, REF, [earlierInTheMinute]);
  expect(again.parcels[0]?.scans).toHaveLength(1);
  expect(follows(TYPE, again)).toEqual([]);
});

test('days are counted in the recipient’s zone', () => {
  const facts = fold(
    ...order,
    scan(A, 'in_transit', Date.parse('2026-11-27T23:30:00Z')),
    opened('a', T0, 'Asia/Tokyo'),
  );
  // Saturday morning in Tokyo: Monday is the first day that counts.
  expect(follows(TYPE, facts)[0]?.occurredAt).toBe(Date.parse('2026-12-02T23:30:00Z'));
});

test.each<readonly [TrackingStatus, string | undefined, boolean]>([
  ['in_transit', undefined, true],
  ['out_for_delivery', undefined, true],
  ['attempt_failed', undefined, true],
  ['exception', 'weather', true],
  ['exception', 'lost', false],
  ['available_for_pickup', undefined, false],
  ['delivered', undefined, false],
  ['returning', undefined, false],
  ['returned', undefined, false],
  ['canceled', undefined, false],
  ['expired', undefined, false],
  ['pre_transit', undefined, false],
  ['pending', undefined, false],
  ['unknown', undefined, false],
])('a parcel whose only scan is %s (%s) can stall: %s', (status, reason, stalls) => {
  const facts = fold(...order, scan(A, status, SCANNED, { reason }));
  expect(follows(TYPE, facts)).toHaveLength(stalls ? 1 : 0);
});

test('nothing of a canceled order stalls, nor does a parcel that nobody scanned', () => {
  expect(follows(TYPE, fold(...order, moving, canceled(T0 + 2 * DAY)))).toEqual([]);
  expect(follows(TYPE, fold(...order))).toEqual([]);
});

test('stored under a former name of the parcel counts as stored', () => {
  const before = settle(
    fold(placed, snapshot(), scan({ carrier: 'ups', number: 'A' }, 'in_transit', SCANNED)),
  );
  expect(before.parcels[0]?.id).toBe('ups:A');
  expect(before.history.map(({ type }) => type)).toContain(TYPE);
  const after = addFacts(before, REF, [shipment(A)]);
  expect(after.parcels[0]?.id).toBe('1');
  expect(follows(TYPE, after)).toEqual([]);
  expect(after.history.find(({ type }) => type === TYPE)?.parcel).toBe('1');
});
