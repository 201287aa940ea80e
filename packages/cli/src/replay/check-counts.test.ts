import { createReplay, firstOrder, type ReplayedOrder, sampleOrder } from '@post-purchase/core';
import { describe, expect, it } from 'vitest';

import { checkCounts, CountsError } from './check-counts.ts';

function replayed(): ReplayedOrder {
  const orders: ReplayedOrder[] = [];
  const replay = createReplay(firstOrder, { onFinal: (order) => orders.push(order) });
  const ref = { source: 'sample', id: '1001' };
  replay.add({
    ref,
    customer: null,
    facts: sampleOrder({ ref, placedAt: Date.parse('2026-11-02T09:00:00Z') }),
  });
  replay.finish();
  return orders[0]!;
}

describe('checkCounts', () => {
  const order = replayed();

  it('finds every touchpoint in one final state on each of its channels', () => {
    expect(() => checkCounts(firstOrder, order)).not.toThrow();
  });

  it('misses each one that is left out', () => {
    for (const left of order.deliveries) {
      const deliveries = order.deliveries.filter((delivery) => delivery !== left);
      expect(() => checkCounts(firstOrder, { ...order, deliveries })).toThrow(CountsError);
    }
  });

  it('finds each one that is there twice', () => {
    for (const twice of order.deliveries) {
      const deliveries = [...order.deliveries, twice];
      expect(() => checkCounts(firstOrder, { ...order, deliveries })).toThrow(/ twice\.$/);
    }
  });
});
