import type { GivenFact, OrderRef } from '@post-purchase/core';

import { requireName, requireSecrets } from '../source-options.ts';
import { deliveryIdOf } from '../delivery-id.ts';
import { parseJson } from '../json.ts';
import { hasHmac } from '../signature.ts';
import type { Mapped, Source, WebhookDelivery } from '../source.ts';
import { readPayload } from '../payload.ts';
import { UnusableDeliveryError } from '../unusable-delivery-error.ts';
import { fulfillmentFacts } from './fulfillment.ts';
import { fulfillmentEventFact } from './fulfillment-event.ts';
import type { ReferenceOption } from './line.ts';
import { orderFacts } from './order.ts';
import {
  FulfillmentEventPayload,
  FulfillmentPayload,
  OrderPayload,
  RefundPayload,
} from './payload.schema.ts';
import type { PromiseOption } from './promise.ts';
import { refundFact } from './refund.ts';

export interface ShopifyOptions {
  /** Names the source where a shop has several; orders are `(name, id)`, so it must never change. Default `shopify`. */
  readonly name?: string;
  /** The app's client secret, or the secret shown below the shop's own webhooks. Several while one replaces another. */
  readonly secret: string | readonly string[];
  /** The shop's own reference price. Without it, a line's price before discounts is its list price. */
  readonly reference?: ReferenceOption;
  /** Where the checkout keeps the delivery promise. Without it, mails and widgets name no day until the carrier does. */
  readonly promise?: PromiseOption;
}

/** Topics about an order: each carries the whole order. */
const ORDER_TOPICS: ReadonlySet<string> = new Set([
  'orders/create',
  'orders/updated',
  'orders/paid',
  'orders/cancelled',
  'orders/fulfilled',
]);

/**
 * Shopify's webhooks, REST shape, API versions 2022-10 and later: `orders/create`, `updated`, `paid`, `cancelled`, `fulfilled`,
 * `fulfillments/create`, `update`, `fulfillment_events/create`, `refunds/create`. Every other topic is ignored. Money is read in the
 * currency the shopper paid in where Shopify gives all of it, else in the shop's.
 *
 * @throws {ConfigError} when a secret is missing.
 */
export function shopify(options: ShopifyOptions): Source {
  const name = requireName('shopify.name', options.name ?? 'shopify');
  const secrets = requireSecrets('shopify', options.secret);

  return {
    name,
    verify: ({ headers, body }) => hasHmac(body, headers.get('x-shopify-hmac-sha256'), secrets),
    // The webhook id stays the same when Shopify sends again; one event may go out under several topics.
    deliveryId: (delivery) => deliveryIdOf(delivery, delivery.headers.get('x-shopify-webhook-id')),
    map: (delivery) => map(delivery, name, options),
  };
}

function map(delivery: WebhookDelivery, source: string, options: ShopifyOptions): Mapped {
  const topic = delivery.headers.get('x-shopify-topic') ?? '';
  const { receivedAt } = delivery;
  if (ORDER_TOPICS.has(topic)) {
    const order = readPayload(OrderPayload, parseJson(delivery.body));
    const ref = orderRef(source, order.id);
    return facts(ref, orderFacts(order, ref, options, receivedAt));
  }
  switch (topic) {
    case 'fulfillments/create':
    case 'fulfillments/update': {
      const fulfillment = readPayload(FulfillmentPayload, parseJson(delivery.body));
      const ref = orderRef(source, fulfillment.order_id);
      return facts(ref, fulfillmentFacts(fulfillment, ref, receivedAt));
    }
    case 'fulfillment_events/create': {
      const event = readPayload(FulfillmentEventPayload, parseJson(delivery.body));
      const ref = orderRef(source, event.order_id);
      return facts(ref, [fulfillmentEventFact(event, ref, receivedAt)]);
    }
    case 'refunds/create': {
      const refund = readPayload(RefundPayload, parseJson(delivery.body));
      const ref = orderRef(source, refund.order_id);
      return facts(ref, [refundFact(refund, ref, receivedAt)]);
    }
    default:
      return {
        outcome: 'ignored',
        reason: topic === '' ? 'The message names no topic.' : `Topic ${topic} is not used.`,
      };
  }
}

function facts(order: OrderRef, given: GivenFact[]): Mapped {
  return { outcome: 'facts', order, facts: given };
}

function orderRef(source: string, id: string | null | undefined): OrderRef {
  if (id === null || id === undefined) throw new UnusableDeliveryError('The message names no order.');
  return { source, id };
}
