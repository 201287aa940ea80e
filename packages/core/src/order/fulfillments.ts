import type { FulfillmentMethod } from '@post-purchase/contract';

import type { FactOf } from '../fact/fact.ts';
import type { Fulfillment, OrderContents } from './order-facts.ts';
import type { ParcelGroups } from './parcel-groups.ts';
import { readNames } from './parcel-names.ts';
import { compareText, type Recorded } from './sorted-facts.ts';

type Shipment = Recorded<FactOf<'shipment.created'>>;

/** Of two records of a shipment the newer one comes last: by `updatedAt`, then by hash. */
export function compareShipments(a: Shipment, b: Shipment): number {
  return a.fact.data.updatedAt - b.fact.data.updatedAt || compareText(a.hash, b.hash);
}

/** Whether a shipment that no tracking number names travels at all: not if it is digital or was handed over in the store. */
export function isPackage(shipments: readonly Shipment[], order: OrderContents | null): boolean {
  const newest = shipments.toSorted(compareShipments).at(-1)?.fact.data;
  if (newest === undefined) return true;
  if (newest.method !== undefined) return travels(newest.method);
  if (newest.lines === undefined || newest.lines.length === 0 || order === null) return true;
  const methods = new Map(order.lines.map(({ id, method }) => [id, method]));
  return newest.lines.some(({ id }) => travels(methods.get(id) ?? 'shipping'));
}

/** Whether goods of this method have to get to the shopper, rather than be theirs at once. */
export function travels(method: FulfillmentMethod): boolean {
  return method === 'shipping' || method === 'pickup';
}

/** What the shop sent off, oldest first; ties by id. */
export function orderFulfillments(
  shipments: readonly Shipment[],
  groups: ParcelGroups,
): readonly Fulfillment[] {
  const records = new Map<string, Shipment[]>();
  for (const shipment of shipments) {
    const names = readNames(shipment.fact.data.names);
    // A shipment without a fulfillment is its parcel's, unless the shop has a fulfillment for that parcel: what a carrier service records
    // of it says nothing about what is in it.
    const id = names.fulfillment ?? unfulfilledParcel(groups, groups.named(names)[0]);
    if (id === undefined) continue;
    const own = records.get(id);
    if (own === undefined) records.set(id, [shipment]);
    else own.push(shipment);
  }
  return [...records]
    .flatMap(([id, own]) => fulfillment(id, own, groups) ?? [])
    .sort((a, b) => a.createdAt - b.createdAt || compareText(a.id, b.id));
}

function unfulfilledParcel({ groups }: ParcelGroups, parcel: string | undefined): string | undefined {
  return groups.find(({ id }) => id === parcel)?.fulfillments.length === 0 ? parcel : undefined;
}

function fulfillment(
  id: string,
  shipments: readonly Shipment[],
  groups: ParcelGroups,
): Fulfillment | undefined {
  const newest = shipments.toSorted(compareShipments).at(-1);
  if (newest === undefined) return undefined;
  const { method, lines, canceled, names } = newest.fact.data;
  const { fulfillment: named, ...others } = readNames(names);
  return {
    id,
    createdAt: Math.min(...shipments.map(({ fact }) => fact.occurredAt)),
    ...(method === undefined ? {} : { method }),
    ...(lines === undefined ? {} : { lines }),
    canceled: canceled === true,
    parcels: groups.named(named === undefined ? others : { fulfillment: named }),
  };
}
