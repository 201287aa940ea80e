import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { anOrder } from '../order/order.arbitrary.testing.ts';
import { sampleLine, sampleOrder } from '../order/order.samples.testing.ts';
import type { LineSavings, ReferenceKind, Savings } from './savings.schema.ts';
import { savingsView } from './savings.view.ts';

const eur = (amount: number) => ({ amount, currency: 'EUR' });

function saving(line: string, kind: ReferenceKind, reference: number, paid: number): LineSavings {
  return {
    line,
    quantity: 2,
    kind,
    reference: eur(reference),
    paid: eur(paid),
    saved: eur(reference - paid),
  };
}

function savingsOf(...lines: LineSavings[]): Savings {
  const sum = (of: 'reference' | 'paid' | 'saved') =>
    eur(lines.reduce((total, line) => total + line[of].amount, 0));
  return { reference: sum('reference'), paid: sum('paid'), saved: sum('saved'), lines };
}

const lines = [sampleLine({ quantity: 2 }), sampleLine({ id: 'bulb', title: 'Bulb', variant: 'Warm' })];
const view = (savings: Savings) => savingsView(sampleOrder({ lines, savings }));

describe('savingsView', () => {
  it('says what was saved, on the order and on each line, and what it is compared with', () => {
    expect(view(savingsOf(saving('lamp', 'list', 100, 71), saving('bulb', 'list', 50, 30)))).toEqual({
      headline: { id: 'savings.headline.percent', saved: eur(49), percent: 32 },
      compared: { id: 'savings.compared.list', reference: eur(150), paid: eur(101) },
      kind: 'list',
      saved: eur(49),
      reference: eur(150),
      paid: eur(101),
      percent: 32,
      lines: [
        {
          id: 'lamp',
          title: 'Lamp',
          variant: null,
          quantity: 2,
          saved: eur(29),
          message: {
            id: 'savings.line.list',
            reference: eur(100),
            paid: eur(71),
            saved: eur(29),
            quantity: 2,
          },
        },
        {
          id: 'bulb',
          title: 'Bulb',
          variant: 'Warm',
          quantity: 2,
          saved: eur(20),
          message: {
            id: 'savings.line.list',
            reference: eur(50),
            paid: eur(30),
            saved: eur(20),
            quantity: 2,
          },
        },
      ],
    });
  });

  it.each([
    [100, 71, 29],
    [3, 2, 33],
    [200, 199, 0],
    [1, 0, 100],
  ])('%i reduced to %i is %i percent', (reference, paid, percent) => {
    expect(view(savingsOf(saving('lamp', 'list', reference, paid)))?.percent).toBe(percent);
  });

  it('names no percentage below one', () => {
    expect(view(savingsOf(saving('lamp', 'list', 1_000, 995)))?.headline).toEqual({
      id: 'savings.headline.amount',
      saved: eur(5),
    });
  });

  it('calls a comparison by its kind, and two kinds mixed', () => {
    expect(view(savingsOf(saving('lamp', 'previous', 9, 5)))?.compared.id).toBe('savings.compared.previous');
    expect(view(savingsOf(saving('lamp', 'previous', 9, 5), saving('bulb', 'list', 9, 5)))?.compared.id).toBe(
      'savings.compared.mixed',
    );
  });

  it('claims nothing where there is nothing, for a recipient, or where the numbers do not hold together', () => {
    const good = savingsOf(saving('lamp', 'list', 100, 70));
    expect(savingsView(sampleOrder({ lines }))).toBeNull();
    expect(savingsView(sampleOrder({ lines, savings: good, role: 'recipient' }))).toBeNull();
    expect(view({ ...good, lines: [] })).toBeNull();
    expect(view({ ...good, saved: eur(31) })).toBeNull();
    expect(view({ ...good, saved: eur(0), reference: eur(70) })).toBeNull();
    expect(view({ ...good, reference: { amount: 100, currency: 'USD' } })).toBeNull();
    expect(view(savingsOf(saving('lamp', 'list', 100, 70), saving('bulb', 'list', 10, 20)))).toBeNull();
    expect(view(savingsOf(saving('lamp', 'list', 100, -10)))).toBeNull();
  });

  it('never claims more than was saved', () => {
    fc.assert(
      fc.property(anOrder(), (order) => {
        const view = savingsView(order);
        if (view === null) return;
        expect(order.savings).toBeDefined();
        expect(view.saved).toEqual(order.savings?.saved);
        expect(BigInt(view.percent) * BigInt(view.reference.amount)).toBeLessThanOrEqual(
          BigInt(view.saved.amount) * 100n,
        );
        expect(view.percent).toBeLessThanOrEqual(100);
        expect(view.lines.reduce((sum, { saved }) => sum + saved.amount, 0)).toBeLessThanOrEqual(
          view.saved.amount,
        );
      }),
    );
  });
});
