import { describe, expect, test } from 'vitest';

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

describe('shipment.delayed', () => {
  const A = { fulfillment: '1', carrier: 'UPS', number: 'A' };
  const promised = { until: '2026-11-26' };
  /** Midnight in Berlin after the promised day, and twelve hours. */
  const LIMIT = Date.parse('2026-11-27T11:00:00Z');
  const sent = shipment(A, { promised });

  test('a missed promise, at the instant the limit passed', () => {
    const facts = fold(placed, snapshot(), sent);
    expect(derive(facts, CONTEXT, LIMIT - 1)).toEqual({ facts: [], nextAt: LIMIT });
    expect(derive(facts, CONTEXT, LIMIT + DAY)).toEqual({
      facts: [
        {
          id: 'shipment.delayed/1/promise:2026-11-26',
          type: 'shipment.delayed',
          occurredAt: LIMIT,
          source: 'derived',
          parcel: '1',
          data: { promised },
        },
      ],
      nextAt: null,
    });
    expect(derive(settle(facts, LIMIT), CONTEXT, LIMIT)).toEqual({ facts: [], nextAt: null });
  });

  test('days end in the recipient’s zone', () => {
    const facts = fold(placed, snapshot(), sent, opened('a', T0, 'America/Los_Angeles'));
    expect(derive(facts, CONTEXT, T0).nextAt).toBe(Date.parse('2026-11-27T20:00:00Z'));
  });

  test.each([
    ['delivered', scan(A, 'delivered', T0 + DAY)],
    ['delivered late', scan(A, 'delivered', LIMIT + HOUR)],
    ['on its way back', scan(A, 'returning', T0 + DAY)],
    ['of a canceled order', canceled(T0 + DAY)],
    ['called off', shipment(A, { at: T0 + DAY, promised, canceled: true })],
  ])('no word of a parcel that is %s', (_what, fact) => {
    expect(follows('shipment.delayed', fold(placed, snapshot(), sent, fact), LIMIT + DAY)).toEqual([]);
  });

  test('a new promise can be missed anew', () => {
    const facts = settle(fold(placed, snapshot(), sent), LIMIT);
    const again = addFacts(facts, REF, [
      shipment(A, { at: T0 + 2 * DAY, promised: { until: '2026-11-30' } }),
    ]);
    const { nextAt } = derive(again, CONTEXT, LIMIT);
    expect(nextAt).toBe(Date.parse('2026-12-01T11:00:00Z'));
    expect(follows('shipment.delayed', again, nextAt ?? 0).map(({ id }) => id)).toEqual([
      'shipment.delayed/1/promise:2026-11-30',
    ]);
  });

  test('a carrier’s word, once per scan, whoever tells it', () => {
    const late = scan({ carrier: 'ups', number: 'A' }, 'in_transit', T0 + DAY + 9_000, {
      delayed: true,
      reason: 'weather',
    });
    const facts = fold(placed, snapshot(), shipment(A), late);
    const first = follows('shipment.delayed', facts);
    expect(first).toMatchObject([
      { type: 'shipment.delayed', occurredAt: late.occurredAt, parcel: '1', data: { scan: late.id } },
    ]);
    const same = scan({ fulfillment: '1' }, 'in_transit', T0 + DAY, {
      delayed: true,
      reason: 'weather',
      source: 'shop',
    });
    expect(follows('shipment.delayed', addFacts(settle(facts), REF, [same]))).toEqual([]);
    const another = scan(A, 'in_transit', T0 + 2 * DAY, { delayed: true });
    expect(follows('shipment.delayed', addFacts(settle(facts), REF, [another]))).toHaveLength(1);
  });

  test('stored under a former name of the parcel counts as stored', () => {
    const late = scan({ carrier: 'ups', number: 'A' }, 'in_transit', T0 + DAY, { delayed: true });
    const before = settle(fold(placed, snapshot(), late));
    expect(before.parcels[0]?.id).toBe('ups:A');
    const after = addFacts(before, REF, [shipment(A)]);
    expect(after.parcels[0]?.id).toBe('1');
    expect(follows('shipment.delayed', after)).toEqual([]);
  });
});
