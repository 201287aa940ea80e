import { addFacts, derive, DEFAULT_POLICY, parseGivenFact, savingsOf } from '@post-purchase/core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import type { OrderRow } from './order-row.ts';
import { refOf, rowFacts } from './row-facts.ts';

const DAY = 86_400_000;
const placedAt = Date.parse('2026-11-02T09:00:00Z');
const bare: OrderRow = { order: '1001', placedAt, quantity: 1, currency: 'EUR' };

function stateOf(row: OrderRow) {
  const ref = refOf(row);
  const known = addFacts(null, ref, rowFacts(row));
  const { facts } = derive(known, { policy: DEFAULT_POLICY, shopTimeZone: 'UTC' }, placedAt + 300 * DAY);
  return addFacts(known, ref, facts);
}

describe('rowFacts', () => {
  it('tells what every row of any content says in facts that would be taken at the door', () => {
    const instant = fc.integer({ min: Date.parse('2000-01-01'), max: Date.parse('2040-01-01') });
    const text = fc
      .string({ minLength: 1, maxLength: 40, unit: 'grapheme' })
      .filter((id) => id.trim() !== '');
    const amount = fc.integer({ min: 0, max: 10_000_000 });
    const maybe = <Value>(value: fc.Arbitrary<Value>) => fc.option(value, { nil: undefined });
    const row: fc.Arbitrary<OrderRow> = fc.record({
      order: fc.stringMatching(/^[A-Za-z0-9#é/:-]{1,40}$/),
      placedAt: instant,
      approvedAt: maybe(instant),
      handedToCarrierAt: maybe(instant),
      deliveredAt: maybe(instant),
      promised: maybe(fc.oneof(instant, fc.constant('2026-11-09'))),
      canceledAt: maybe(instant),
      returnedAt: maybe(instant),
      customer: maybe(text),
      email: maybe(text),
      marketing: maybe(fc.boolean()),
      zone: maybe(fc.constant('America/Manaus')),
      country: maybe(fc.constant('BR')),
      quantity: fc.integer({ min: 1, max: 1_000 }),
      currency: fc.constantFrom('EUR', 'JPY'),
      subtotal: maybe(amount),
      shipping: maybe(amount),
      total: maybe(amount),
      listTotal: maybe(amount),
    });
    fc.assert(
      fc.property(row, (given) => {
        for (const fact of rowFacts(given)) expect(parseGivenFact(fact)).toEqual(fact);
      }),
      { numRuns: 1_000 },
    );
  });

  it('makes an order that was delivered', () => {
    const state = stateOf({
      ...bare,
      approvedAt: placedAt + 3_600_000,
      handedToCarrierAt: placedAt + DAY,
      deliveredAt: placedAt + 3 * DAY,
      promised: '2026-11-09',
      quantity: 3,
    });
    expect(state).toMatchObject({
      placedAt,
      paidAt: placedAt + 3_600_000,
      fulfilledAt: placedAt + DAY,
      deliveredAt: placedAt + 3 * DAY,
      canceledAt: null,
      parcels: [{ status: 'delivered', promised: { until: '2026-11-09' } }],
    });
  });

  it('takes a delivery for a shipment where nobody saw the parcel go', () => {
    expect(stateOf({ ...bare, deliveredAt: placedAt + DAY }).deliveredAt).toBe(placedAt + DAY);
  });

  it('knows what was promised before anything is sent', () => {
    const { order, parcels } = stateOf({ ...bare, promised: '2026-11-09' });
    expect(order?.expectations).toMatchObject([{ window: { until: '2026-11-09' } }]);
    expect(parcels).toEqual([]);
  });

  it('claims no saving that was none', () => {
    const saved = (listTotal: number) =>
      savingsOf(stateOf({ ...bare, quantity: 3, subtotal: 1_000, listTotal }).order!)?.saved.amount;
    expect(saved(1_001)).toBeUndefined();
    expect(saved(1_300)).toBe(299);
  });

  it('knows that an order was canceled, or came back', () => {
    expect(stateOf({ ...bare, canceledAt: placedAt + 5 }).canceledAt).toBe(placedAt + 5);
    const { history } = stateOf({ ...bare, deliveredAt: placedAt + 5, returnedAt: placedAt + DAY });
    expect(history.map(({ type }) => type)).toContain('order.returned');
  });
});
