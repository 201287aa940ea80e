import { type GivenFact, type OrderRef, shopifyTracking } from '@post-purchase/core';

import { scanFact } from '../scan.ts';
import { UnusableDeliveryError } from '../unusable-delivery-error.ts';
import { instant } from './instant.ts';
import type { FulfillmentEventPayload } from './payload.schema.ts';

/**
 * A carrier's scan as Shopify passes it on.
 *
 * @param fallbackAt When to date it where the event bears no time.
 */
export function fulfillmentEventFact(
  event: FulfillmentEventPayload,
  ref: OrderRef,
  fallbackAt: number,
): GivenFact {
  const { fulfillment_id: fulfillment, status } = event;
  if (fulfillment === undefined || fulfillment === null) {
    throw new UnusableDeliveryError('A fulfillment event names no fulfillment.');
  }
  const expected = instant(event.estimated_delivery_at);
  return scanFact(
    ref.source,
    {
      names: { fulfillment },
      ...shopifyTracking(status ?? ''),
      raw: { source: ref.source, status: status ?? undefined, message: event.message ?? undefined },
      place: [event.city, event.province, event.country].filter(Boolean).join(', ') || undefined,
      expected: expected === undefined ? undefined : { until: expected },
    },
    instant(event.happened_at) ?? instant(event.created_at) ?? fallbackAt,
  );
}
