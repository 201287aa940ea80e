import type { HistoryEntry, OrderFacts, Parcel } from './order-facts.ts';

/*
 * A fact that is added leaves most of an order as the same objects (see `addFact`). So what was found out about the order before often
 * still holds, and that costs next to nothing to see.
 */

/** Whether two states of an order say the same, apart from its parcels, what became of its deliveries, and its history. */
export function isSameOrder(a: OrderFacts, b: OrderFacts): boolean {
  return (
    a.order === b.order &&
    a.placedAt === b.placedAt &&
    a.paidAt === b.paidAt &&
    a.fulfilledAt === b.fulfilledAt &&
    a.canceledAt === b.canceledAt &&
    a.deliveredAt === b.deliveredAt &&
    a.browserZone === b.browserZone &&
    a.fulfillments === b.fulfillments &&
    a.issues === b.issues &&
    a.answers === b.answers &&
    a.adjustments === b.adjustments
  );
}

/** Whether two states of a parcel say the same, apart from its scans. */
export function isSameParcel(a: Parcel, b: Parcel): boolean {
  return (
    a === b ||
    (a.id === b.id &&
      a.aliases === b.aliases &&
      a.carrier === b.carrier &&
      a.number === b.number &&
      a.url === b.url &&
      a.method === b.method &&
      a.fulfillments === b.fulfillments &&
      a.lines === b.lines &&
      a.createdAt === b.createdAt &&
      a.status === b.status &&
      a.reason === b.reason &&
      a.delayed === b.delayed &&
      a.actionBy === b.actionBy &&
      a.promised === b.promised &&
      a.expected === b.expected &&
      a.etas === b.etas &&
      a.deliveredAt === b.deliveredAt)
  );
}

/** What came into a history; null where something went out of it, or where that cannot be told cheaply. */
export function newEntries(
  before: OrderFacts['history'],
  after: OrderFacts['history'],
): readonly HistoryEntry[] | null {
  if (before === after) return [];
  const count = after.length - before.length;
  if (count < 1 || count > A_FEW) return null;
  const found: HistoryEntry[] = [];
  let known = before.length - 1;
  for (let index = after.length - 1; index >= 0; index -= 1) {
    const entry = after[index];
    if (entry === undefined) return null;
    if (entry === before[known]) known -= 1;
    else if (found.length < count) found.push(entry);
    else return null;
  }
  return found;
}

const A_FEW = 4;
