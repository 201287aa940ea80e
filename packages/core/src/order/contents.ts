import type { LineQuantity } from '@post-purchase/contract';

import type { OrderSnapshot } from '../fact/fact.schema.ts';
import type { FactOf } from '../fact/fact.ts';
import type { Adjustment, OrderContents } from './order-facts.ts';
import { compareText } from './sorted-facts.ts';

/**
 * Of two snapshots the newer one comes last: by `updatedAt`, then by id. An id ends in the snapshot's `updatedAt` and content hash
 * (`orderUpdatedId`), so this is the order "updatedAt, then hash", and a second fact under the same id cannot change it.
 */
export function compareSnapshots(a: FactOf<'order.updated'>, b: FactOf<'order.updated'>): number {
  return a.data.updatedAt - b.data.updatedAt || compareText(a.id, b.id);
}

/** What an order says, each line with what of it is neither canceled nor refunded. */
export function orderContents(
  snapshot: OrderSnapshot | OrderContents,
  adjustments: readonly Adjustment[],
  isCanceled: boolean,
): OrderContents {
  const refunded = quantities(adjustments.flatMap(({ lines }) => lines));
  return {
    ...snapshot,
    lines: snapshot.lines.map((line) => {
      const kept = Math.min(line.current ?? line.quantity, line.quantity - (refunded.get(line.id) ?? 0));
      return { ...line, outstanding: isCanceled ? 0 : Math.max(0, kept) };
    }),
  };
}

/** How many of each line, by its id. */
export function quantities(lines: readonly LineQuantity[]): ReadonlyMap<string, number> {
  const sums = new Map<string, number>();
  for (const { id, quantity } of lines) sums.set(id, (sums.get(id) ?? 0) + quantity);
  return sums;
}

/**
 * What was given back, oldest first.
 *
 * @param refunds earliest first
 */
export function orderAdjustments(refunds: readonly FactOf<'payment.refunded'>[]): readonly Adjustment[] {
  return refunds.map(({ data, occurredAt }) => ({
    id: data.refund,
    type: 'refund',
    at: occurredAt,
    ...(data.amount === undefined ? {} : { amount: data.amount }),
    lines: data.lines,
  }));
}
