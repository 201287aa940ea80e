import fc from 'fast-check';
import { expect, test } from 'vitest';

import { orderEtas, withEta } from './etas.ts';

const expecting = fc.record({
  id: fc.constantFrom('a', 'b', 'c', 'd', 'e'),
  occurredAt: fc.integer({ min: 0, max: 12 }),
  expected: fc.constantFrom(
    { until: 5 },
    { until: '2026-11-26' },
    { until: '2026-11-27' },
    { from: '2026-11-26', until: '2026-11-27' },
  ),
});
const reports = fc.uniqueArray(expecting, { selector: ({ id }) => id, maxLength: 5 });

test('one after the other, what is told again in between as one', () => {
  const [one, other] = [{ until: '2026-11-26' }, { until: '2026-11-27' }];
  const told = [other, one, one, other].map((expected, index) => ({
    id: String(index),
    occurredAt: (index + 1) * 10,
    expected,
  }));
  expect(orderEtas(told.toReversed())).toEqual([
    { expected: other, toldAt: 10, confirmedAt: 10 },
    { expected: one, toldAt: 20, confirmedAt: 30 },
    { expected: other, toldAt: 40, confirmedAt: 40 },
  ]);
  expect(orderEtas([])).toBeUndefined();
});

test('one more comes to what all of them come to, or it cannot be told', () => {
  let [told, cannot] = [0, 0];
  fc.assert(
    fc.property(reports, (all) => {
      const [last, ...others] = all;
      if (last === undefined) return;
      const etas = withEta(orderEtas(others), last.expected, last.occurredAt);
      if (etas === null) cannot += 1;
      else {
        told += 1;
        expect(etas).toEqual(orderEtas(all));
      }
    }),
    { numRuns: 1_000 },
  );
  expect(told).toBeGreaterThan(500);
  expect(cannot).toBeGreaterThan(10);
});

test.each([
  ['of a time when something else was expected', 20],
  ['on the edge of it', 30],
])('what is told %s leaves it open which came first', (_what, at) => {
  const etas = orderEtas([
    { id: 'a', occurredAt: 10, expected: { until: 1 } },
    { id: 'b', occurredAt: 30, expected: { until: 1 } },
  ]);
  expect(withEta(etas, { until: 2 }, at)).toBeNull();
});
