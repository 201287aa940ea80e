import type { FactOf, ScanFact } from '../fact/fact.ts';
import { isPackage, newestOf, orderFulfillments } from './fulfillments.ts';
import { entryOf } from './history.ts';
import type { Fulfillment, HistoryEntry, OrderContents, Parcel } from './order-facts.ts';
import { parcelOf } from './parcel.ts';
import { groupParcels, type ParcelGroups } from './parcel-groups.ts';
import type { ReadNames } from './parcel-names.ts';
import { named, namingsOf, type Report, type Shipment } from './report.ts';
import { compareText } from './sorted-facts.ts';

/** What the shipments and scans of an order come to. */
export interface ParcelProjection {
  readonly fulfillments: readonly Fulfillment[];
  readonly parcels: readonly Parcel[];
  /** Their share of the order's history, in no particular order. */
  readonly history: readonly HistoryEntry[];
}

/** Puts the parcels of an order together from everything that any source reported of them: shipments and scans, each earliest first. */
export function projectParcels(
  { shipments: shipmentFacts, scans }: Reported,
  order: OrderContents | null,
): ParcelProjection {
  const read = named();
  const shipments = shipmentFacts.map((fact) => read(fact));
  const reports = scans.map((fact) => read(fact));
  const groups = groupParcels(namingsOf(shipments, reports), (id) =>
    isPackage(newestOf(shipments.filter(({ names }) => names.fulfillment === id)), order),
  );
  const fulfillments = orderFulfillments(shipments, groups);
  const shipmentsOf = assign(shipments, (names) => parcelsOfShipment(names, groups));
  const reportsOf = assign(reports, parcelsOfReport(reports, groups));
  const parcels = groups.groups
    .map((group) => {
      const own = { shipments: shipmentsOf.get(group.id) ?? [], reports: reportsOf.get(group.id) ?? [] };
      return parcelOf(group, own, fulfillments, order);
    })
    .sort((a, b) => a.createdAt - b.createdAt || compareText(a.id, b.id));
  return {
    fulfillments,
    parcels,
    history: [
      ...parcels.flatMap(({ id, scans: its }) =>
        its.map((scan): HistoryEntry => ({ id: scan.id, type: scan.type, occurredAt: scan.at, parcel: id })),
      ),
      ...(reportsOf.get(NO_PARCEL) ?? []).map(({ fact }) => entryOf(fact, [])),
      ...[...shipmentsOf].flatMap(([parcel, own]) => createdEntries(parcel, own)),
    ],
  };
}

/** What was told of an order's parcels, earliest first. */
export interface Reported {
  readonly shipments: readonly FactOf<'shipment.created'>[];
  readonly scans: readonly ScanFact[];
}

/** Key of what belongs to no parcel. No parcel has an empty id. */
const NO_PARCEL = '';

function assign<Item extends { readonly names: ReadNames }>(
  items: readonly Item[],
  parcelsOf: (names: ReadNames) => readonly string[],
): ReadonlyMap<string, readonly Item[]> {
  const known = new Map<ReadNames, readonly string[]>();
  const assigned = new Map<string, Item[]>();
  for (const item of items) {
    const parcels = known.get(item.names) ?? parcelsOf(item.names);
    known.set(item.names, parcels);
    for (const parcel of parcels.length === 0 ? [NO_PARCEL] : parcels) {
      const own = assigned.get(parcel);
      if (own === undefined) assigned.set(parcel, [item]);
      else own.push(item);
    }
  }
  return assigned;
}

/** A record is its fulfillment's, also when the number it once named is another fulfillment's by now. */
function parcelsOfShipment(names: ReadNames, groups: ParcelGroups): readonly string[] {
  const byNumber = groups.named(names);
  if (names.fulfillment === undefined) return byNumber;
  const own = groups.named({ fulfillment: names.fulfillment });
  return own.some((parcel) => byNumber.includes(parcel)) ? byNumber : own;
}

/**
 * A report that names no more than a fulfillment with several parcels is about each of them, save those which finer reports, by tracking
 * number, speak of.
 */
function parcelsOfReport(
  reports: readonly Report[],
  groups: ParcelGroups,
): (names: ReadNames) => readonly string[] {
  const finer = new Set(reports.flatMap(({ names }) => (names.number === undefined ? [] : names)));
  const spokenOf = new Set([...finer].flatMap((names) => groups.named(names)));
  return (names) => {
    const parcels = groups.named(names);
    return parcels.length < 2 ? parcels : parcels.filter((parcel) => !spokenOf.has(parcel));
  };
}

/** That a shipment became known: once per parcel; of shipments without parcel once for each. */
function createdEntries(parcel: string, shipments: readonly Shipment[]): readonly HistoryEntry[] {
  const first = new Map<string, Shipment>();
  for (const shipment of shipments) {
    const key = parcel === NO_PARCEL ? (shipment.names.fulfillment ?? '') : parcel;
    if (!first.has(key)) first.set(key, shipment);
  }
  return [...first.values()].map(({ fact: { id, type, occurredAt } }) =>
    parcel === NO_PARCEL ? { id, type, occurredAt } : { id, type, occurredAt, parcel },
  );
}
