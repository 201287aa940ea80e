import type { GivenFact } from '@post-purchase/core';

import { deliveryIdOf } from '../delivery-id.ts';
import { parseJson } from '../json.ts';
import { readPayload } from '../payload.ts';
import { hasHmac } from '../signature.ts';
import type { MapContext, Mapped, Source, WebhookDelivery } from '../source.ts';
import { requireName, requireSecrets } from '../source-options.ts';
import { snakeKeys, TrackingPayload, WebhookPayload } from './payload.schema.ts';
import { trackingFacts } from './tracking.ts';

export interface AftershipOptions {
  /** Names the source where a shop has several. Default `aftership`. */
  readonly name?: string;
  /** The webhook secret of the AfterShip account. Several while one replaces another. */
  readonly secret: string | readonly string[];
  /**
   * The source whose primary order id the shop writes into AfterShip's `order_id`: `shopify`. Without it, and for trackings without an
   * `order_id`, the order is found by carrier and tracking number.
   */
  readonly ordersFrom?: string;
}

/**
 * AfterShip's tracking webhooks (`tracking_update`), in every spelling since API version 4. Other events are ignored.
 *
 * @throws {ConfigError} when a secret is missing.
 */
export function aftership(options: AftershipOptions): Source {
  const name = requireName('aftership.name', options.name ?? 'aftership');
  const secrets = requireSecrets('aftership', options.secret);
  const ordersFrom =
    options.ordersFrom === undefined ? undefined : requireName('aftership.ordersFrom', options.ordersFrom);

  return {
    name,
    verify: ({ headers, body }) => hasHmac(body, headers.get('aftership-hmac-sha256'), secrets),
    deliveryId,
    map: (delivery, context) => map(delivery, context, name, ordersFrom),
  };
}

/** `event_id` stands in the body; a body that cannot be read is named by its content and fails in `map`. */
function deliveryId(delivery: WebhookDelivery): string {
  try {
    return deliveryIdOf(delivery, readPayload(WebhookPayload, snakeKeys(parseJson(delivery.body))).event_id);
  } catch {
    return deliveryIdOf(delivery, null);
  }
}

function map(
  delivery: WebhookDelivery,
  { shopTimeZone }: MapContext,
  source: string,
  ordersFrom: string | undefined,
): Mapped {
  const webhook = readPayload(WebhookPayload, snakeKeys(parseJson(delivery.body)));
  // Old messages name no event and are all updates of a tracking.
  const event = webhook.event ?? 'tracking_update';
  if (event !== 'tracking_update') return { outcome: 'ignored', reason: `Event ${event} is not used.` };
  if (webhook.msg === undefined || webhook.msg === null) {
    return { outcome: 'ignored', reason: 'The message holds no tracking.' };
  }
  const tracking = readPayload(TrackingPayload, webhook.msg);
  const toldAt = webhook.ts ? Math.round(webhook.ts * 1_000) : delivery.receivedAt;
  const facts: GivenFact[] = trackingFacts(tracking, source, shopTimeZone, toldAt);
  const orderId = tracking.order_id?.trim();
  if (ordersFrom !== undefined && orderId) {
    return { outcome: 'facts', order: { source: ordersFrom, id: orderId }, facts };
  }
  return { outcome: 'parcel', carrier: tracking.slug ?? undefined, number: tracking.tracking_number, facts };
}
