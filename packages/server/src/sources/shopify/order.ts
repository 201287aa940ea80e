import {
  contentHash,
  type Expectation,
  type GivenFact,
  orderCanceledId,
  orderFulfilledId,
  orderPaidId,
  orderPlacedId,
  type OrderRef,
  orderReturnedId,
  type OrderSnapshot,
  orderUpdatedId,
} from '@post-purchase/core';

import { UnusableDeliveryError } from '../unusable-delivery-error.ts';
import { contactOf, destinationOf } from './contact.ts';
import { fulfillmentFacts } from './fulfillment.ts';
import { instant } from './instant.ts';
import { readLines, type ReferenceOption } from './line.ts';
import { orderMoney } from './money.ts';
import type { OrderPayload } from './payload.schema.ts';
import { type PromiseOption, readPromise } from './promise.ts';
import { refundFact } from './refund.ts';

/** What of the options an order is read with. */
export interface OrderOptions {
  readonly reference?: ReferenceOption;
  readonly promise?: PromiseOption;
}

/** Financial states of an order that was paid in full at some time. */
const PAID: ReadonlySet<string> = new Set(['paid', 'partially_refunded', 'refunded']);

/**
 * An order's message as facts: that it was placed, what it says now, what its fields tell has happened to it, and the fulfillments and
 * refunds it carries. Every topic about an order carries the whole order, so each of them yields all of these.
 */
export function orderFacts(
  order: OrderPayload,
  ref: OrderRef,
  options: OrderOptions,
  receivedAt: number,
): GivenFact[] {
  const updatedAt = instant(order.updated_at) ?? receivedAt;
  const placedAt = instant(order.processed_at) ?? instant(order.created_at) ?? updatedAt;
  const number = order.name ?? order.order_number;
  if (number === undefined || number === null) throw new UnusableDeliveryError('The order has no number.');
  const snapshot = snapshotOf(order, number, updatedAt, options);
  const { source } = ref;
  return [
    // An imported order was processed long before it was created here, so its own date is the one that counts.
    { id: orderPlacedId(ref), type: 'order.placed', occurredAt: placedAt, source, data: { number } },
    {
      id: orderUpdatedId(ref, updatedAt, contentHash(snapshot)),
      type: 'order.updated',
      occurredAt: updatedAt,
      source,
      data: snapshot,
    },
    ...whatHappened(order, ref, placedAt, updatedAt),
    ...order.fulfillments.flatMap((fulfillment) => fulfillmentFacts(fulfillment, ref, updatedAt)),
    ...order.refunds.map((refund) => refundFact(refund, ref, updatedAt)),
  ];
}

function whatHappened(order: OrderPayload, ref: OrderRef, placedAt: number, updatedAt: number): GivenFact[] {
  const { source } = ref;
  const facts: GivenFact[] = [];
  if (PAID.has(order.financial_status ?? '')) {
    // Shopify gives no time of payment: at the checkout, if the order was paid when it was made; else when we were told.
    const occurredAt = order.updated_at === order.created_at ? placedAt : updatedAt;
    facts.push({ id: orderPaidId(ref), type: 'order.paid', occurredAt, source, data: {} });
  }
  const canceledAt = instant(order.cancelled_at);
  if (canceledAt !== undefined) {
    facts.push({
      id: orderCanceledId(ref),
      type: 'order.canceled',
      occurredAt: canceledAt,
      source,
      data: { reason: order.cancel_reason ?? undefined },
    });
  }
  if (order.fulfillment_status === 'fulfilled') {
    facts.push({
      id: orderFulfilledId(ref),
      type: 'order.fulfilled',
      occurredAt: latest(order.fulfillments.map(({ created_at }) => instant(created_at))) ?? updatedAt,
      source,
      data: {},
    });
  }
  if (isReturned(order)) {
    facts.push({
      id: orderReturnedId(ref),
      type: 'order.returned',
      occurredAt: latest(order.refunds.map(({ processed_at }) => instant(processed_at))) ?? updatedAt,
      source,
      data: {},
    });
  }
  return facts;
}

/** Whether all that was ordered came back: every piece of every line stands in a refund as returned to the shop. */
function isReturned(order: OrderPayload): boolean {
  const returned = new Map<string, number>();
  for (const line of order.refunds.flatMap((refund) => refund.refund_line_items)) {
    if (line.restock_type !== 'return' || line.line_item_id === undefined || line.line_item_id === null)
      continue;
    returned.set(line.line_item_id, (returned.get(line.line_item_id) ?? 0) + line.quantity);
  }
  const lines = order.line_items.filter(({ quantity }) => quantity > 0);
  return (
    lines.length > 0 &&
    lines.every(({ id, quantity }) => id !== undefined && id !== null && (returned.get(id) ?? 0) >= quantity)
  );
}

function snapshotOf(
  order: OrderPayload,
  number: string,
  updatedAt: number,
  options: OrderOptions,
): OrderSnapshot {
  const money = orderMoney(order);
  const lines = readLines(order, money, options.reference);
  const total = money.read(order.total_price_set, order.total_price);
  const subtotal =
    money.read(order.total_line_items_price_set, order.total_line_items_price) ??
    money.read(order.subtotal_price_set, order.subtotal_price);
  if (total === undefined || subtotal === undefined)
    throw new UnusableDeliveryError('The order has no total.');
  const discount = money.read(order.total_discounts_set, order.total_discounts);
  return {
    updatedAt,
    number,
    currency: money.currency,
    lines,
    totals: {
      // Before discounts, so that the sums of the bill add up as they are shown: subtotal − discount + shipping (+ tax) = total.
      subtotal,
      discount: discount !== undefined && discount.amount > 0 ? discount : undefined,
      shipping: money.read(order.total_shipping_price_set),
      tax: money.read(order.total_tax_set, order.total_tax),
      taxIncluded: order.taxes_included ?? false,
      total,
    },
    contact: contactOf(order),
    customer: order.customer?.id ?? undefined,
    locale: localeOf(order.customer_locale),
    destination: destinationOf(order),
    expectations: expectationsOf(order, lines, options.promise),
    fulfilled: order.fulfillment_status === 'fulfilled',
    consent: {
      email: consentOf(order.customer?.email_marketing_consent) ?? order.buyer_accepts_marketing ?? undefined,
      sms: consentOf(order.customer?.sms_marketing_consent),
    },
  };
}

/** What the checkout said about the goods that have to be moved: how they are sent and, where the shop tells us, until when. */
function expectationsOf(
  order: OrderPayload,
  lines: OrderSnapshot['lines'],
  promise: PromiseOption | undefined,
): Expectation[] {
  const shipped = lines.filter(({ method }) => method === 'shipping');
  const window = promise === undefined ? undefined : readPromise(order.note_attributes, promise);
  const description = order.shipping_lines[0]?.title ?? undefined;
  if (shipped.length === 0 || (window === undefined && description === undefined)) return [];
  return [
    {
      id: 'shipping',
      lines: shipped.map(({ id, quantity }) => ({ id, quantity })),
      method: 'shipping',
      window,
      description,
    },
  ];
}

/** Only `subscribed` is a yes; `pending` waits for the customer's own confirmation. Undefined where Shopify says nothing. */
function consentOf(consent: { state?: string | null } | null | undefined): boolean | undefined {
  const state = consent?.state;
  return state === null || state === undefined ? undefined : state === 'subscribed';
}

function localeOf(text: string | null | undefined): string | undefined {
  if (text === null || text === undefined || text === '') return undefined;
  try {
    return Intl.getCanonicalLocales(text.replace('_', '-'))[0];
  } catch {
    return undefined;
  }
}

function latest(instants: readonly (number | undefined)[]): number | undefined {
  const known = instants.filter((at) => at !== undefined);
  return known.length > 0 ? Math.max(...known) : undefined;
}
