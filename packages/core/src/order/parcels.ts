import type { LineQuantity } from '@post-purchase/contract';

import type { MomentWindow } from '../fact/fact.schema.ts';
import type { FactOf, ScanFact } from '../fact/fact.ts';
import { mergeScans } from '../tracking/merge.ts';
import { compareShipments, isPackage, orderFulfillments } from './fulfillments.ts';
import type { Fulfillment, HistoryEntry, OrderContents, Parcel } from './order-facts.ts';
import { groupParcels, type ParcelGroup, type ParcelGroups } from './parcel-groups.ts';
import { type ReadNames, readNames } from './parcel-names.ts';
import { promisedFor } from './promise.ts';
import { distinctScans } from './scans.ts';
import { byOccurrence, compareText, type Recorded, type SortedFacts } from './sorted-facts.ts';

/** What the shipments and scans of an order come to. */
export interface ParcelProjection {
  readonly fulfillments: readonly Fulfillment[];
  readonly parcels: readonly Parcel[];
  /** Their share of the order's history, in no particular order. */
  readonly history: readonly HistoryEntry[];
}

type Named<Of> = Recorded<Of> & { readonly names: ReadNames };
type Shipment = Named<FactOf<'shipment.created'>>;
type Report = Named<ScanFact>;

/** Puts the parcels of an order together from everything that any source reported of them. */
export function projectParcels(facts: SortedFacts, order: OrderContents | null): ParcelProjection {
  const shipments = facts.shipments.map((it): Shipment => ({ ...it, names: readNames(it.fact.data.names) }));
  const reports = facts.scans.map((it): Report => ({ ...it, names: readNames(it.fact.data.names) }));
  const groups = groupParcels(
    [
      ...shipments.map(({ fact, names }) => ({
        ...names,
        at: fact.occurredAt,
        updatedAt: fact.data.updatedAt,
      })),
      ...reports.map(({ fact, names }) => ({ ...names, at: fact.occurredAt })),
    ],
    (id) =>
      isPackage(
        shipments.filter(({ names }) => names.fulfillment === id),
        order,
      ),
  );
  const fulfillments = orderFulfillments(shipments, groups);
  const shipmentsOf = assign(shipments, ({ names }) => parcelsOfShipment(names, groups));
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
      ...parcels.flatMap(({ id, scans }) =>
        scans.map((scan): HistoryEntry => ({
          id: scan.id,
          type: scan.type,
          occurredAt: scan.at,
          parcel: id,
        })),
      ),
      ...(reportsOf.get(NO_PARCEL) ?? []).map(({ fact }) => entryOf(fact)),
      ...[...shipmentsOf].flatMap(([parcel, own]) => createdEntries(parcel, own)),
    ],
  };
}

/** Key of what belongs to no parcel. No parcel has an empty id. */
const NO_PARCEL = '';

function assign<Item>(
  items: readonly Item[],
  parcelsOf: (item: Item) => readonly string[],
): ReadonlyMap<string, readonly Item[]> {
  const assigned = new Map<string, Item[]>();
  for (const item of items) {
    const parcels = parcelsOf(item);
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
): (report: Report) => readonly string[] {
  const spokenOf = new Set(
    reports.filter(({ names }) => names.number !== undefined).flatMap(({ names }) => groups.named(names)),
  );
  return ({ names }) => {
    const parcels = groups.named(names);
    return parcels.length < 2 ? parcels : parcels.filter((parcel) => !spokenOf.has(parcel));
  };
}

function parcelOf(
  group: ParcelGroup,
  own: { readonly shipments: readonly Shipment[]; readonly reports: readonly Report[] },
  allFulfillments: readonly Fulfillment[],
  order: OrderContents | null,
): Parcel {
  const newestFirst = own.shipments.toSorted(compareShipments).toReversed();
  const reports = own.reports.toSorted(byOccurrence);
  const fulfillments = allFulfillments.filter(({ parcels }) => parcels.includes(group.id));
  const scans = distinctScans(reports);
  const state = mergeScans(scans);
  const isCanceled =
    fulfillments.length > 0 &&
    fulfillments.every(({ canceled }) => canceled) &&
    state.deliveredAt === undefined &&
    state.status !== 'returning' &&
    state.status !== 'returned';
  const lines = contentsOf(fulfillments);
  const method = newestFirst.flatMap(({ fact }) => fact.data.method ?? [])[0];
  const promised =
    newestFirst.flatMap(({ fact }) => fact.data.promised ?? [])[0] ?? promisedFor(lines, order);
  return {
    id: group.id,
    aliases: group.aliases,
    ...labelOf(newestFirst, reports),
    method,
    fulfillments: group.fulfillments,
    lines,
    createdAt: Math.min(...[...own.shipments, ...reports].map(({ fact }) => fact.occurredAt)),
    ...(isCanceled ? { status: 'canceled', delayed: false } : state),
    promised,
    expected: expectedOf(own.shipments, reports),
    scans,
  };
}

/** Carrier, number and link as a person reads them: as the newest record has them, else as the earliest report that does. */
function labelOf(
  newestFirst: readonly Shipment[],
  reports: readonly Report[],
): Pick<Parcel, 'carrier' | 'number' | 'url'> {
  const numbered = [...newestFirst, ...reports].find(({ names }) => names.number !== undefined);
  const carried = [...newestFirst, ...reports].find(({ names }) => names.carrier !== undefined);
  // A link to a number that was replaced leads astray.
  const linked = [...newestFirst, ...reports.toReversed()].find(
    ({ fact, names }) =>
      fact.data.url !== undefined && (names.number === undefined || names.number === numbered?.names.number),
  );
  return {
    carrier: carried?.names.carrier?.name,
    number: numbered?.fact.data.names.number?.trim(),
    url: linked?.fact.data.url,
  };
}

/** Undefined unless every fulfillment in the parcel says what it holds and has no other parcel. */
function contentsOf(fulfillments: readonly Fulfillment[]): readonly LineQuantity[] | undefined {
  if (fulfillments.length === 0) return undefined;
  const quantities = new Map<string, number>();
  for (const { lines, parcels } of fulfillments) {
    if (lines === undefined || parcels.length > 1) return undefined;
    for (const { id, quantity } of lines) quantities.set(id, (quantities.get(id) ?? 0) + quantity);
  }
  return [...quantities].map(([id, quantity]) => ({ id, quantity }));
}

/** The newest expectation, whoever told it. */
function expectedOf(shipments: readonly Shipment[], reports: readonly Report[]): MomentWindow | undefined {
  return [
    ...shipments.map(({ fact, hash }) => ({ at: fact.data.updatedAt, expected: fact.data.expected, hash })),
    ...reports.map(({ fact, hash }) => ({ at: fact.occurredAt, expected: fact.data.expected, hash })),
  ]
    .sort((a, b) => b.at - a.at || compareText(a.hash, b.hash))
    .flatMap(({ expected }) => expected ?? [])[0];
}

/** That a shipment became known: once per parcel; of shipments without parcel once for each. */
function createdEntries(parcel: string, shipments: readonly Shipment[]): readonly HistoryEntry[] {
  const first = new Map<string, Shipment>();
  for (const shipment of shipments.toSorted(byOccurrence)) {
    const key = parcel === NO_PARCEL ? (shipment.names.fulfillment ?? '') : parcel;
    if (!first.has(key)) first.set(key, shipment);
  }
  return [...first.values()].map(({ fact }) =>
    parcel === NO_PARCEL ? entryOf(fact) : { ...entryOf(fact), parcel },
  );
}

function entryOf({ id, type, occurredAt }: HistoryEntry): HistoryEntry {
  return { id, type, occurredAt };
}
