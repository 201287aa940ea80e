import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import type { Line } from '../fact/fact.schema.ts';
import type { GivenFact } from '../fact/fact.ts';
import { canceled, eur, fold, line, placed, refund, snapshot, T0 } from '../order/facts.testing.ts';
import { savingsOf } from './savings.ts';

const list = (amount: number, currency = 'EUR') => ({ kind: 'list' as const, unit: { amount, currency } });
const previous = (amount: number) => ({ kind: 'previous' as const, unit: eur(amount) });

function savings(lines: readonly Partial<Line>[], ...more: readonly GivenFact[]) {
  const { order } = fold(placed, snapshot({ lines: lines.map(line) }), ...more);
  return order === null ? null : savingsOf(order);
}

describe('savingsOf', () => {
  test('per line and in all, each line with its own kind', () => {
    const found = savings([
      { id: 'mug', quantity: 2, paid: eur(2_400), reference: list(1_500) },
      { id: 'pot', quantity: 1, paid: eur(3_900), reference: previous(4_900) },
      { id: 'cup', quantity: 1, paid: eur(900) },
    ]);
    expect(found).toEqual({
      saved: eur(1_600),
      reference: eur(7_900),
      paid: eur(6_300),
      lines: [
        { line: 'mug', quantity: 2, kind: 'list', reference: eur(3_000), paid: eur(2_400), saved: eur(600) },
        {
          line: 'pot',
          quantity: 1,
          kind: 'previous',
          reference: eur(4_900),
          paid: eur(3_900),
          saved: eur(1_000),
        },
      ],
    });
  });

  test.each<readonly [string, Partial<Line>]>([
    ['no reference', {}],
    ['a lower reference', { reference: list(1_100) }],
    ['an equal reference', { reference: list(1_200) }],
    ['a reference in another currency', { reference: list(9_900, 'USD') }],
    ['a charge in another currency', { reference: list(9_900), paid: { amount: 1, currency: 'USD' } }],
    ['a negative charge', { reference: list(100), paid: eur(-5_000) }],
    ['more than a number can hold', { reference: list(Number.MAX_SAFE_INTEGER) }],
  ])('claims nothing with %s', (_what, overrides) => {
    expect(savings([overrides])).toBeNull();
  });

  test('only for what still stands, and never a cent too much', () => {
    // 1,000 paid for three: two cost 666.67, which is 667 to be safe.
    const found = savings(
      [{ quantity: 3, paid: eur(1_000), reference: list(500) }],
      refund('r', [{ id: 'mug', quantity: 1 }]),
    );
    expect(found?.lines).toEqual([
      { line: 'mug', quantity: 2, kind: 'list', reference: eur(1_000), paid: eur(667), saved: eur(333) },
    ]);
  });

  test('nothing on a canceled order', () => {
    expect(savings([{ reference: list(5_000) }], canceled(T0))).toBeNull();
  });

  test('all of it on a line that cost nothing', () => {
    expect(savings([{ quantity: 1, paid: eur(0), reference: list(500) }])?.saved).toEqual(eur(500));
  });

  const anyLine = fc.record({
    id: fc.uuid(),
    quantity: fc.integer({ min: 1, max: 50 }),
    gone: fc.integer({ min: 0, max: 60 }),
    paid: fc.record({
      amount: fc.integer({ min: -100, max: 5_000_000 }),
      currency: fc.constantFrom('EUR', 'USD'),
    }),
    reference: fc.option(
      fc.record({
        kind: fc.constantFrom('list' as const, 'previous' as const),
        unit: fc.record({
          amount: fc.oneof(fc.integer({ min: -100, max: 200_000 }), fc.maxSafeInteger()),
          currency: fc.constantFrom('EUR', 'USD'),
        }),
      }),
      { nil: undefined },
    ),
  });

  test('never exceeds the reference, never appears without one, adds up', () => {
    fc.assert(
      fc.property(fc.array(anyLine, { maxLength: 6 }), (lines) => {
        const gone = lines.flatMap(({ id, gone: quantity }) => (quantity === 0 ? [] : [{ id, quantity }]));
        const found = savings(
          lines.map(({ gone: _gone, ...it }) => it),
          refund('r', gone),
        );
        if (found === null) return;
        const byId = new Map(lines.map((it) => [it.id, it]));
        for (const saving of found.lines) {
          const bought = byId.get(saving.line);
          const unit = bought?.reference?.unit;
          expect(unit?.currency).toBe('EUR');
          expect(saving.kind).toBe(bought?.reference?.kind);
          expect(saving.quantity).toBe((bought?.quantity ?? 0) - (bought?.gone ?? 0));
          expect(saving.reference.amount).toBe((unit?.amount ?? 0) * saving.quantity);
          expect(saving.saved.amount).toBeGreaterThan(0);
          expect(saving.saved.amount).toBeLessThanOrEqual(saving.reference.amount);
          // Never overstated: not even by the rounding.
          const exact = ((bought?.paid.amount ?? 0) * saving.quantity) / (bought?.quantity ?? 1);
          expect(saving.paid.amount).toBeGreaterThanOrEqual(exact);
          expect(saving.paid.amount).toBeLessThan(exact + 1);
        }
        const sum = (part: 'saved' | 'reference' | 'paid') =>
          found.lines.reduce((total, it) => total + it[part].amount, 0);
        expect(found.saved).toEqual(eur(sum('saved')));
        expect(found.reference).toEqual(eur(sum('reference')));
        expect(found.paid).toEqual(eur(sum('paid')));
        expect(found.saved.amount).toBe(found.reference.amount - found.paid.amount);
        expect(found.saved.amount).toBeLessThanOrEqual(found.reference.amount);
      }),
      { numRuns: 1_000 },
    );
  });
});
