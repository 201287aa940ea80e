import type { LineQuantity } from '@post-purchase/contract';

import { mergeScans, type ParcelState } from '../tracking/merge.ts';
import { quantities } from './contents.ts';
import { type Expecting, orderEtas } from './etas.ts';
import { compareShipments } from './fulfillments.ts';
import type { Fulfillment, OrderContents, Parcel, Scan } from './order-facts.ts';
import type { ParcelGroup } from './parcel-groups.ts';
import { promisedFor } from './promise.ts';
import type { Report, Shipment } from './report.ts';
import { distinctScans } from './scans.ts';

/** One parcel, from the records and reports (earliest first) that are about it. */
export function parcelOf(
  group: ParcelGroup,
  { shipments, reports }: { readonly shipments: readonly Shipment[]; readonly reports: readonly Report[] },
  allFulfillments: readonly Fulfillment[],
  order: OrderContents | null,
): Parcel {
  const newestFirst = shipments.toSorted((a, b) => compareShipments(b, a));
  const fulfillments = allFulfillments.filter(({ parcels }) => parcels.includes(group.id));
  const scans = distinctScans(reports.map(({ fact }) => fact));
  const lines = contentsOf(fulfillments);
  const etas = orderEtas([...shipments.flatMap(expectingShipment), ...reports.flatMap(expectingReport)]);
  return {
    id: group.id,
    aliases: group.aliases,
    ...labelOf(newestFirst, reports),
    method: firstOf(newestFirst, ({ fact }) => fact.data.method),
    fulfillments: group.fulfillments,
    lines,
    createdAt: Math.min(...[...shipments, ...reports].map(({ fact }) => fact.occurredAt)),
    ...parcelState(scans, fulfillments),
    promised: firstOf(newestFirst, ({ fact }) => fact.data.promised) ?? promisedFor(lines, order),
    expected: etas?.at(-1)?.expected,
    etas,
    scans,
  };
}

/** Where its scans leave a parcel; called off, when all its fulfillments were and it neither arrived nor comes back. */
export function parcelState(scans: readonly Scan[], fulfillments: readonly Fulfillment[]): ParcelState {
  const state = mergeScans(scans);
  const isCanceled =
    fulfillments.length > 0 &&
    fulfillments.every(({ canceled }) => canceled) &&
    state.deliveredAt === undefined &&
    state.status !== 'returning' &&
    state.status !== 'returned';
  return isCanceled ? { status: 'canceled', delayed: false } : state;
}

/** Carrier, number and link as a person reads them: as the newest record has them, else as the earliest report that does. */
function labelOf(
  newestFirst: readonly Shipment[],
  reports: readonly Report[],
): Pick<Parcel, 'carrier' | 'number' | 'url'> {
  const isNumbered = ({ names }: Shipment | Report) => names.number !== undefined;
  const isCarried = ({ names }: Shipment | Report) => names.carrier !== undefined;
  const numbered = newestFirst.find(isNumbered) ?? reports.find(isNumbered);
  const carried = newestFirst.find(isCarried) ?? reports.find(isCarried);
  // A link to a number that was replaced leads astray.
  const isLinked = ({ fact, names }: Shipment | Report) =>
    fact.data.url !== undefined && (names.number === undefined || names.number === numbered?.names.number);
  const linked = newestFirst.find(isLinked) ?? reports.findLast(isLinked);
  return {
    carrier: carried?.names.carrier?.name,
    number: numbered?.fact.data.names.number?.trim(),
    url: linked?.fact.data.url,
  };
}

function firstOf<Item, Value>(
  items: readonly Item[],
  valueOf: (item: Item) => Value | undefined,
): Value | undefined {
  for (const item of items) {
    const value = valueOf(item);
    if (value !== undefined) return value;
  }
  return undefined;
}

/** Undefined unless every fulfillment in the parcel says what it holds and has no other parcel. */
function contentsOf(fulfillments: readonly Fulfillment[]): readonly LineQuantity[] | undefined {
  const lines: LineQuantity[] = [];
  for (const fulfillment of fulfillments) {
    if (fulfillment.lines === undefined || fulfillment.parcels.length > 1) return undefined;
    lines.push(...fulfillment.lines);
  }
  if (fulfillments.length === 0) return undefined;
  return [...quantities(lines)].map(([id, quantity]) => ({ id, quantity }));
}

function expectingShipment({ fact: { id, data } }: Shipment): Expecting | readonly never[] {
  return data.expected === undefined ? [] : { id, occurredAt: data.updatedAt, expected: data.expected };
}

function expectingReport({ fact: { id, occurredAt, data } }: Report): Expecting | readonly never[] {
  return data.expected === undefined ? [] : { id, occurredAt, expected: data.expected };
}
