import { describe, expect, test } from 'vitest';

import type { GivenFact } from '../../fact/fact.ts';
import { orderPaidId } from '../../fact/fact-id.ts';
import { DEFAULT_POLICY } from '../../policy/policy.ts';
import { addFacts } from '../add-facts.ts';
import { derive } from '../derive.ts';
import { CONTEXT, follows, settle } from '../derive.testing.ts';
import {
  canceled,
  DAY,
  fold,
  fulfilled,
  HOUR,
  line,
  opened,
  placed,
  REF,
  refund,
  scan,
  shipment,
  snapshot,
  T0,
} from '../facts.testing.ts';

/** Placed on Tuesday at 10:00 in Berlin: three business days later it is Friday. */
const LIMIT = T0 + 3 * DAY;
const TYPE = 'order.stalled_in_fulfillment';
const A = { fulfillment: '1', number: 'A' };

function paid(at: number): GivenFact {
  return { id: orderPaidId(REF), type: 'order.paid', occurredAt: at, source: 'shop', data: {} };
}

test('nothing was sent for three business days', () => {
  const facts = fold(placed, snapshot());
  expect(derive(facts, CONTEXT, LIMIT - 1)).toEqual({ facts: [], nextAt: LIMIT });
  expect(derive(facts, CONTEXT, LIMIT + DAY)).toEqual({
    facts: [
      {
        id: 'order.stalled_in_fulfillment/shop:820982911946154508',
        type: TYPE,
        occurredAt: LIMIT,
        source: 'derived',
        data: {},
      },
    ],
    nextAt: null,
  });
});

test('once per order, and not taken back', () => {
  const stalled = settle(fold(placed, snapshot()), LIMIT);
  const sent = addFacts(stalled, REF, [shipment(A)]);
  expect(derive(sent, CONTEXT, LIMIT + 9 * DAY)).toEqual({ facts: [], nextAt: null });
  expect(sent.history.map(({ type }) => type)).toContain(TYPE);
  const calledOff = addFacts(sent, REF, [shipment(A, { at: LIMIT + DAY, canceled: true })]);
  expect(follows(TYPE, calledOff)).toEqual([]);
});

test('counts from the payment where that is later, and from nothing before the order is placed', () => {
  const occurredAt = (...facts: readonly GivenFact[]) => follows(TYPE, fold(...facts))[0]?.occurredAt;
  expect(occurredAt(placed, snapshot(), paid(T0 + DAY))).toBe(Date.parse('2026-11-30T09:00:00Z'));
  expect(occurredAt(placed, snapshot(), paid(T0 - DAY))).toBe(LIMIT);
  expect(occurredAt(snapshot(), paid(T0))).toBeUndefined();
});

test('weekends, holidays and the hours are those of the recipient and the policy', () => {
  const facts = fold(placed, snapshot(), opened('a', T0, 'Asia/Tokyo'));
  const occurredAt = (holidays: readonly string[], days: number) =>
    follows(TYPE, facts, LIMIT + 30 * DAY, {
      ...CONTEXT,
      policy: {
        ...DEFAULT_POLICY,
        holidays,
        stalled: { ...DEFAULT_POLICY.stalled, fulfillment: { days } },
      },
    })[0]?.occurredAt;
  expect(occurredAt([], 3)).toBe(LIMIT);
  expect(occurredAt(['2026-11-26', '11-27'], 3)).toBe(Date.parse('2026-12-01T09:00:00Z'));
  expect(occurredAt([], 4)).toBe(Date.parse('2026-11-30T09:00:00Z'));
});

describe('is not said', () => {
  test.each<readonly [string, readonly GivenFact[]]>([
    ['of a canceled order', [snapshot(), canceled(T0 + DAY)]],
    ['before it is known what was ordered', []],
    ['when all of it was refunded', [snapshot(), refund('r', [{ id: 'mug', quantity: 2 }])]],
    ['when nothing of it has to be sent', [snapshot({ lines: [line({ method: 'digital' })] })]],
    ['when a carrier has something of it', [snapshot(), scan({ number: 'A' }, 'in_transit', T0 + DAY)]],
    ['when the shop says that it sent something', [snapshot(), shipment(A)]],
    ['when the source says so in general', [snapshot({ fulfilled: true })]],
    ['when the source says that all is fulfilled', [snapshot(), fulfilled(T0 + DAY)]],
    [
      'when it waits to be collected',
      [
        snapshot({ lines: [line({ method: 'pickup' })] }),
        shipment({ fulfillment: '1' }, { method: 'pickup' }),
        scan({ fulfillment: '1' }, 'available_for_pickup', T0 + DAY),
      ],
    ],
    [
      'when a parcel was called off on its way',
      [snapshot(), shipment(A, { canceled: true }), scan(A, 'in_transit', T0 + DAY)],
    ],
  ])('%s', (_what, facts) => {
    expect(follows(TYPE, fold(placed, ...facts))).toEqual([]);
  });
});

describe('is said all the same', () => {
  test.each<readonly [string, readonly GivenFact[]]>([
    ['when no more than a label was made', [snapshot(), shipment(A), scan(A, 'pre_transit', T0 + HOUR)]],
    ['when a carrier has only heard of it', [snapshot(), scan({ number: 'A' }, 'pending', T0 + HOUR)]],
    ['when the parcel was called off', [snapshot(), shipment(A, { canceled: true })]],
    [
      'when only the digital part of it was fulfilled',
      [
        snapshot({ lines: [line(), line({ id: 'card', method: 'digital' })] }),
        shipment({ fulfillment: '2' }, { lines: [{ id: 'card', quantity: 2 }] }),
      ],
    ],
    [
      'when a label was made and the source calls that fulfilled',
      [snapshot({ fulfilled: true }), shipment(A), scan(A, 'pre_transit', T0 + HOUR), fulfilled(T0 + HOUR)],
    ],
  ])('%s', (_what, facts) => {
    expect(follows(TYPE, fold(placed, ...facts))).toHaveLength(1);
  });
});
