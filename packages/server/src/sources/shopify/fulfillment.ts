import { isSafeLink } from '@post-purchase/contract';
import {
  type GivenFact,
  type OrderRef,
  type ParcelNames,
  shopifyTracking,
  type ShipmentData,
  shipmentId,
} from '@post-purchase/core';

import { scanFact } from '../scan.ts';
import { UnusableDeliveryError } from '../unusable-delivery-error.ts';
import { instant } from './instant.ts';
import { isDigital } from './line.ts';
import type { FulfillmentPayload } from './payload.schema.ts';

/** A fulfillment in one of these was called off or never left the warehouse: what it held comes in another one, or not at all. */
const CALLED_OFF: ReadonlySet<string> = new Set(['cancelled', 'error', 'failure']);

/**
 * A fulfillment as facts, the same ones whether it came by itself or inside its order: one parcel per tracking number (or one without a
 * number), and a scan if the carrier has reported a status.
 *
 * @param fallbackAt When to date it where the fulfillment bears no time.
 */
export function fulfillmentFacts(
  fulfillment: FulfillmentPayload,
  ref: OrderRef,
  fallbackAt: number,
): GivenFact[] {
  const { id } = fulfillment;
  if (id === undefined || id === null) throw new UnusableDeliveryError('A fulfillment has no id.');
  const updatedAt = instant(fulfillment.updated_at) ?? instant(fulfillment.created_at) ?? fallbackAt;
  const createdAt = instant(fulfillment.created_at) ?? updatedAt;
  const parcels = parcelsOf(fulfillment, id);

  const shipments = parcels.map(({ names, url }): GivenFact => {
    const data: ShipmentData = {
      names,
      lines: fulfilledLines(fulfillment),
      method:
        fulfillment.line_items.length > 0 && fulfillment.line_items.every(isDigital) ? 'digital' : undefined,
      url,
      canceled: CALLED_OFF.has(fulfillment.status ?? ''),
      updatedAt,
    };
    return {
      id: shipmentId(data),
      type: 'shipment.created',
      occurredAt: createdAt,
      source: ref.source,
      data,
    };
  });

  const status = fulfillment.shipment_status;
  const [first, ...others] = parcels;
  if (status === null || status === undefined || status === '' || first === undefined) return shipments;
  // Shopify keeps one status per fulfillment: with several numbers it does not say which parcel it means.
  const names = others.length === 0 ? first.names : { fulfillment: id };
  const scan = scanFact(
    ref.source,
    { names, ...shopifyTracking(status), raw: { source: ref.source, status } },
    updatedAt,
  );
  return [...shipments, scan];
}

function parcelsOf(fulfillment: FulfillmentPayload, id: string): { names: ParcelNames; url?: string }[] {
  const carrier = text(fulfillment.tracking_company);
  const listed =
    fulfillment.tracking_numbers.length > 0 ? fulfillment.tracking_numbers : [fulfillment.tracking_number];
  const numbers = [...new Set(listed.map(text))].filter((number) => number !== undefined);
  const urls = fulfillment.tracking_urls.length > 0 ? fulfillment.tracking_urls : [fulfillment.tracking_url];
  if (numbers.length === 0) return [{ names: { fulfillment: id, carrier }, url: safeLink(urls[0]) }];
  return numbers.map((number, index) => ({
    names: { fulfillment: id, carrier, number },
    url: safeLink(urls[index]),
  }));
}

/** Undefined when the fulfillment lists nothing: then Shopify does not say what is in it. */
function fulfilledLines(fulfillment: FulfillmentPayload): { id: string; quantity: number }[] | undefined {
  const lines = fulfillment.line_items.flatMap(({ id, quantity }) =>
    id !== undefined && id !== null && quantity > 0 ? [{ id, quantity }] : [],
  );
  return lines.length > 0 ? lines : undefined;
}

function text(value: string | null | undefined): string | undefined {
  const trimmed = value?.trim();
  return trimmed === '' ? undefined : trimmed;
}

function safeLink(url: string | null | undefined): string | undefined {
  return url !== null && url !== undefined && isSafeLink(url) ? url : undefined;
}
