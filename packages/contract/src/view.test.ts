import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { anOrder } from './order/order.arbitrary.testing.ts';
import { ratingView, savingsView, thankYouView, trackingView } from './view.ts';

/** Paths of values that must never reach a page. */
function holes(value: unknown, path = 'view'): string[] {
  if (value === undefined || (typeof value === 'number' && !Number.isFinite(value)) || Object.is(value, -0))
    return [path];
  if (typeof value === 'object' && value !== null)
    return Object.entries(value).flatMap(([key, each]) => holes(each, `${path}.${key}`));
  return [];
}

const now = fc.integer({ min: Date.parse('2025-01-01'), max: Date.parse('2028-01-01') });
const views = [thankYouView, trackingView, savingsView, ratingView];

describe('every view', () => {
  it('has no hole, changes nothing, and says the same when asked again', () => {
    expect(holes({ a: [undefined, { b: NaN, c: -0, d: null }] })).toEqual([
      'view.a.0',
      'view.a.1.b',
      'view.a.1.c',
    ]);
    fc.assert(
      fc.property(anOrder(), now, (order, instant) => {
        const before = structuredClone(order);
        for (const view of views) {
          const result = view(order, instant);
          expect(holes(result)).toEqual([]);
          expect(view(before, instant)).toEqual(result);
        }
        expect(order).toEqual(before);
      }),
      { numRuns: 1_000 },
    );
  });

  it("shows a gift's recipient no money", () => {
    fc.assert(
      fc.property(anOrder(), now, (order, instant) => {
        for (const view of views)
          expect(JSON.stringify(view({ ...order, role: 'recipient' }, instant))).not.toContain('"currency"');
      }),
      { numRuns: 300 },
    );
  });
});

describe('trackingView', () => {
  it('shows every parcel once, those that need attention first and those that are over last', () => {
    fc.assert(
      fc.property(anOrder(), now, (order, instant) => {
        const view = trackingView(order, instant);
        const parcels = view.state === 'parcels' ? view.parcels : [];
        expect(parcels.map(({ id }) => id).toSorted()).toEqual(order.parcels.map(({ id }) => id).toSorted());
        const ranks = parcels.map(({ tone, finished }) => (tone === 'attention' ? 0 : finished ? 2 : 1));
        expect(ranks).toEqual(ranks.toSorted());
        for (const { ordinal, id } of parcels) expect(order.parcels[ordinal - 1]?.id).toBe(id);
      }),
    );
  });
});

describe('thankYouView', () => {
  it('always says what happens next', () => {
    fc.assert(
      fc.property(anOrder(), now, (order, instant) => {
        expect(thankYouView(order, instant).next.length).toBeGreaterThan(0);
      }),
    );
  });
});
