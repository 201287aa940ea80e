import type { FulfillmentMethod } from '@post-purchase/contract';

import type { Fulfillment, OrderContents } from './order-facts.ts';
import type { ParcelGroups } from './parcel-groups.ts';
import type { Shipment } from './report.ts';
import { compareText } from './sorted-facts.ts';

/** Of two records of a shipment the newer one comes last: by `updatedAt`, then by id. */
export function compareShipments({ fact: a }: Shipment, { fact: b }: Shipment): number {
  return a.data.updatedAt - b.data.updatedAt || compareText(a.id, b.id);
}

/** The newest record of a shipment. */
export function newestOf(shipments: readonly Shipment[]): Shipment | undefined {
  return shipments.reduce<Shipment | undefined>(
    (newest, shipment) =>
      newest === undefined || compareShipments(newest, shipment) < 0 ? shipment : newest,
    undefined,
  );
}

/** Whether a shipment that no tracking number names travels at all: not if it is digital or was handed over in the store. */
export function isPackage(newest: Shipment | undefined, order: OrderContents | null): boolean {
  if (newest === undefined) return true;
  const { method, lines } = newest.fact.data;
  if (method !== undefined) return travels(method);
  if (lines === undefined || lines.length === 0 || order === null) return true;
  const methods = new Map(order.lines.map((line) => [line.id, line.method]));
  return lines.some(({ id }) => travels(methods.get(id) ?? 'shipping'));
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
    const { names } = shipment;
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
  const newest = newestOf(shipments);
  if (newest === undefined) return undefined;
  const { method, lines, canceled } = newest.fact.data;
  const { fulfillment: named, ...others } = newest.names;
  return {
    id,
    createdAt: Math.min(...shipments.map(({ fact }) => fact.occurredAt)),
    ...(method === undefined ? {} : { method }),
    ...(lines === undefined ? {} : { lines }),
    canceled: canceled === true,
    parcels: groups.named(named === undefined ? others : { fulfillment: named }),
  };
}
