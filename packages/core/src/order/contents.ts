import type { FactOf } from '../fact/fact.ts';
import type { Adjustment, OrderContents } from './order-facts.ts';
import { byOccurrence, compareText, type Recorded, type SortedFacts } from './sorted-facts.ts';

/**
 * Of two snapshots the newer one comes last: by `updatedAt`, then by id. An id ends in the snapshot's `updatedAt` and content hash
 * (`orderUpdatedId`), so this is the order "updatedAt, then hash", and a second fact under the same id cannot change it.
 */
export function compareSnapshots(
  a: Recorded<FactOf<'order.updated'>>,
  b: Recorded<FactOf<'order.updated'>>,
): number {
  return a.fact.data.updatedAt - b.fact.data.updatedAt || compareText(a.fact.id, b.fact.id);
}

/** What the order says: the newest snapshot, each line with what of it is neither canceled nor refunded. Null: no snapshot yet. */
export function orderContents({ snapshots, refunds, canceled }: SortedFacts): OrderContents | null {
  const newest = snapshots.toSorted(compareSnapshots).at(-1);
  if (newest === undefined) return null;
  const refunded = refundedQuantities(refunds);
  const isCanceled = canceled.length > 0;
  const snapshot = newest.fact.data;
  return {
    ...snapshot,
    lines: snapshot.lines.map((line) => {
      const kept = Math.min(line.current ?? line.quantity, line.quantity - (refunded.get(line.id) ?? 0));
      return { ...line, outstanding: isCanceled ? 0 : Math.max(0, kept) };
    }),
  };
}

function refundedQuantities(refunds: SortedFacts['refunds']): ReadonlyMap<string, number> {
  const quantities = new Map<string, number>();
  for (const { id, quantity } of refunds.flatMap(({ fact }) => fact.data.lines)) {
    quantities.set(id, (quantities.get(id) ?? 0) + quantity);
  }
  return quantities;
}

/** What was given back, oldest first. */
export function orderAdjustments({ refunds }: SortedFacts): readonly Adjustment[] {
  return refunds.toSorted(byOccurrence).map(({ fact }) => ({
    id: fact.data.refund,
    type: 'refund',
    at: fact.occurredAt,
    ...(fact.data.amount === undefined ? {} : { amount: fact.data.amount }),
    lines: fact.data.lines,
  }));
}
