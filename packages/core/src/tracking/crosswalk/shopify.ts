import { crosswalk, type TrackingMeaning } from './crosswalk.ts';

/**
 * Shopify's words for a parcel. `event` is the finer one: a fulfillment event's status, a fulfillment's `shipment_status` or its display
 * status; `fulfillment` the coarser one: the status of the fulfillment itself.
 */
export function shopifyTracking(
  event: string | null | undefined,
  fulfillment?: string | null,
): TrackingMeaning {
  return translate(event, fulfillment);
}

// Source: shopify.dev, enums FulfillmentEventStatus (Admin and Customer API), FulfillmentDisplayStatus, FulfillmentStatus.
const translate = crosswalk([
  {
    // The fulfillment exists, and nothing is known of the parcel yet. A voided label waits for its successor.
    codes: [
      'CONFIRMED',
      'SUBMITTED',
      'FULFILLED',
      'MARKED_AS_FULFILLED',
      'LABEL_VOIDED',
      'SUCCESS',
      'OPEN',
      'PENDING',
    ],
    means: { status: 'pending' },
  },
  { codes: ['LABEL_PURCHASED', 'LABEL_PRINTED'], means: { status: 'pre_transit' } },
  { codes: ['CARRIER_PICKED_UP'], means: { status: 'in_transit', reason: 'picked_up' } },
  { codes: ['IN_TRANSIT'], means: { status: 'in_transit' } },
  { codes: ['DELAYED'], means: { status: 'in_transit', delayed: true } },
  { codes: ['OUT_FOR_DELIVERY'], means: { status: 'out_for_delivery' } },
  { codes: ['READY_FOR_PICKUP'], means: { status: 'available_for_pickup' } },
  { codes: ['ATTEMPTED_DELIVERY'], means: { status: 'attempt_failed' } },
  { codes: ['DELIVERED', 'PICKED_UP'], means: { status: 'delivered' } },
  { codes: ['NOT_DELIVERED'], means: { status: 'exception' } },
  // The request to the warehouse failed: nothing a shopper or a carrier could do.
  { codes: ['FAILURE', 'ERROR'], means: { status: 'exception', actionBy: 'merchant' } },
  { codes: ['CANCELED', 'CANCELLED'], means: { status: 'canceled' } },
]);
