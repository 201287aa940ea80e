import { findParcel } from './find-parcel.ts';
import type { HistoryEntry, Parcel } from './order-facts.ts';
import { byOccurrence, compareText } from './sorted-facts.ts';

/** The order's history: what its parcels went through, and everything else once. Oldest first; ties by id, then parcel. */
export function orderHistory(
  told: readonly HistoryEntry[],
  ofParcels: readonly HistoryEntry[],
  parcels: readonly Parcel[],
): readonly HistoryEntry[] {
  return [...ofParcels, ...told.map((fact) => entryOf(fact, parcels))].sort(compareEntries);
}

/** What a fact says in the history; a parcel is named by its id today. */
export function entryOf(
  { id, type, occurredAt, parcel }: HistoryEntry,
  parcels: readonly Parcel[],
): HistoryEntry {
  if (parcel === undefined) return { id, type, occurredAt };
  return { id, type, occurredAt, parcel: findParcel(parcels, parcel)?.id ?? parcel };
}

/** The history with one entry more. */
export function withEntry(history: readonly HistoryEntry[], entry: HistoryEntry): readonly HistoryEntry[] {
  let [low, high] = [0, history.length];
  // Most facts come in the order in which they happened.
  const last = history.at(-1);
  if (last === undefined || compareEntries(last, entry) < 0) low = high;
  while (low < high) {
    const middle = (low + high) >>> 1;
    const at = history[middle];
    if (at !== undefined && compareEntries(at, entry) < 0) low = middle + 1;
    else high = middle;
  }
  return [...history.slice(0, low), entry, ...history.slice(low)];
}

function compareEntries(a: HistoryEntry, b: HistoryEntry): number {
  return byOccurrence(a, b) || compareText(a.parcel ?? '', b.parcel ?? '');
}
