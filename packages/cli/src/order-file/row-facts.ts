import {
  contentHash,
  type GivenFact,
  orderCanceledId,
  orderFulfilledId,
  orderPaidId,
  orderPlacedId,
  type OrderRef,
  orderReturnedId,
  type OrderSnapshot,
  orderUpdatedId,
  type ScanData,
  scanId,
  scanType,
  type ShipmentData,
  shipmentId,
} from '@post-purchase/core';

import type { OrderRow } from './order-row.ts';

/** The source of everything that a file of orders tells. */
export const FILE_SOURCE = 'file';

/** The order of a row. */
export const refOf = ({ order }: OrderRow): OrderRef => ({ source: FILE_SOURCE, id: order });

/**
 * What a row tells, as the facts a shop and a carrier would have told: one line with all items, one parcel, a scan when it was handed over and one
 * when it was delivered. Where the file names no address, one is made up, since who ordered could be reached.
 */
export function rowFacts(row: OrderRow): readonly GivenFact[] {
  const ref = refOf(row);
  const { placedAt, approvedAt, handedToCarrierAt, deliveredAt, canceledAt, returnedAt } = row;
  const snapshot = snapshotOf(row);
  const facts: GivenFact[] = [
    { id: orderPlacedId(ref), type: 'order.placed', ...told(placedAt), data: { number: row.order } },
    {
      id: orderUpdatedId(ref, placedAt, contentHash(snapshot)),
      type: 'order.updated',
      ...told(placedAt),
      data: snapshot,
    },
  ];
  if (approvedAt !== undefined)
    facts.push({ id: orderPaidId(ref), type: 'order.paid', ...told(approvedAt), data: {} });
  // A delivery that nobody saw begin began at the latest when it ended.
  const shippedAt = handedToCarrierAt ?? deliveredAt;
  if (shippedAt !== undefined) {
    const shipment = shipmentOf(row, shippedAt);
    facts.push(
      { id: shipmentId(shipment), type: 'shipment.created', ...told(shippedAt), data: shipment },
      { id: orderFulfilledId(ref), type: 'order.fulfilled', ...told(shippedAt), data: {} },
    );
  }
  if (handedToCarrierAt !== undefined) facts.push(scan(row, 'in_transit', handedToCarrierAt));
  if (deliveredAt !== undefined) facts.push(scan(row, 'delivered', deliveredAt));
  if (canceledAt !== undefined)
    facts.push({ id: orderCanceledId(ref), type: 'order.canceled', ...told(canceledAt), data: {} });
  if (returnedAt !== undefined)
    facts.push({ id: orderReturnedId(ref), type: 'order.returned', ...told(returnedAt), data: {} });
  return facts;
}

const told = (occurredAt: number) => ({ occurredAt, source: FILE_SOURCE });

/** The one line of every row: files of orders rarely say more. */
const LINE = 'items';

function snapshotOf(row: OrderRow): OrderSnapshot {
  const { quantity, subtotal = row.total ?? 0, shipping, total = subtotal, listTotal, promised } = row;
  const money = (amount: number) => ({ amount, currency: row.currency });
  return {
    updatedAt: row.placedAt,
    number: row.order,
    currency: row.currency,
    lines: [
      {
        id: LINE,
        title: 'Items',
        quantity,
        method: 'shipping',
        unitPrice: money(Math.round((listTotal ?? subtotal) / quantity)),
        paid: money(subtotal),
        ...(listTotal === undefined
          ? {}
          : // Rounded down, so that no saving is claimed that was none.
            { reference: { kind: 'list', unit: money(Math.floor(listTotal / quantity)) } }),
      },
    ],
    totals: {
      subtotal: money(subtotal),
      ...(shipping === undefined ? {} : { shipping: money(shipping) }),
      taxIncluded: true,
      total: money(total),
    },
    contact: { email: row.email ?? 'somebody@example.com', phone: '+12025550100' },
    ...(row.customer === undefined ? {} : { customer: row.customer }),
    ...(row.zone === undefined ? {} : { timeZone: row.zone }),
    ...(row.country === undefined ? {} : { destination: { country: row.country } }),
    expectations:
      promised === undefined
        ? []
        : [
            {
              id: 'promise',
              lines: [{ id: LINE, quantity }],
              method: 'shipping',
              window: { until: promised },
            },
          ],
    fulfilled: false,
    consent: row.marketing === undefined ? {} : { email: row.marketing },
  };
}

/** The one parcel of an order. Numbered, because an id of punctuation alone would name nothing. */
const parcelOf = (order: string) => ({ fulfillment: `${order}-1` });

function shipmentOf({ order, quantity, promised }: OrderRow, updatedAt: number): ShipmentData {
  return {
    names: parcelOf(order),
    lines: [{ id: LINE, quantity }],
    ...(promised === undefined ? {} : { promised: { until: promised } }),
    updatedAt,
  };
}

function scan({ order }: OrderRow, status: 'in_transit' | 'delivered', at: number): GivenFact {
  const data: ScanData = { names: parcelOf(order), status, raw: { source: FILE_SOURCE, status } };
  const type = scanType(status);
  return { id: scanId(type, data, at), type, ...told(at), data };
}
