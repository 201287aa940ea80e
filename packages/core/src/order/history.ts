import { findParcel } from './find-parcel.ts';
import type { HistoryEntry, Parcel } from './order-facts.ts';
import { compareText, type SortedFacts } from './sorted-facts.ts';

/** The order's history: what its parcels went through, and everything else once. Oldest first; ties by id, then parcel. */
export function orderHistory(
  facts: SortedFacts,
  ofParcels: readonly HistoryEntry[],
  parcels: readonly Parcel[],
): readonly HistoryEntry[] {
  const { shipments: _shipments, scans: _scans, ...others } = facts;
  const entries = Object.values(others).flatMap((kind) =>
    kind.map(({ fact }): HistoryEntry => {
      const { id, type, occurredAt } = fact;
      if (!('parcel' in fact) || fact.parcel === undefined) return { id, type, occurredAt };
      return { id, type, occurredAt, parcel: findParcel(parcels, fact.parcel)?.id ?? fact.parcel };
    }),
  );
  return [...ofParcels, ...entries].sort(compareEntries);
}

function compareEntries(a: HistoryEntry, b: HistoryEntry): number {
  return (
    a.occurredAt - b.occurredAt || compareText(a.id, b.id) || compareText(a.parcel ?? '', b.parcel ?? '')
  );
}
