import type { Money, ReferenceKind } from '@post-purchase/contract';
import type { Line, ReferencePrice } from '@post-purchase/core';

import { UnusableDeliveryError } from '../unusable-delivery-error.ts';
import { type MoneyReader, readMoney } from './money.ts';
import type { LineItemPayload, OrderPayload } from './payload.schema.ts';

/**
 * Where the shop keeps the price it compares with: a line item property that the theme sets (a leading `_` hides it from the shopper),
 * holding the price of one as a decimal in the currency that the shopper pays in.
 */
export interface ReferenceOption {
  readonly property: string;
  /** `previous` for the lowest price of the last 30 days (what EU law asks for), `list` for a recommended or list price. */
  readonly kind: ReferenceKind;
}

/** The lines of an order. Lines with a quantity of zero (removed by an edit before anything was charged) are left out. */
export function readLines(
  order: OrderPayload,
  money: MoneyReader,
  reference: ReferenceOption | undefined,
): Line[] {
  return order.line_items
    .filter((item) => item.quantity > 0)
    .map((item) => readLine(item, order, money, reference));
}

function readLine(
  item: LineItemPayload,
  order: OrderPayload,
  money: MoneyReader,
  reference: ReferenceOption | undefined,
): Line {
  if (item.id === undefined || item.id === null) throw new UnusableDeliveryError('A line item has no id.');
  const unitPrice = money.read(item.price_set, item.price);
  if (unitPrice === undefined) throw new UnusableDeliveryError('A line item has no price.');
  const discount = lineDiscount(item, money);
  const paid = { amount: Math.max(0, unitPrice.amount * item.quantity - discount), currency: money.currency };
  return {
    id: item.id,
    product: item.product_id ?? undefined,
    title: item.title ?? item.name ?? '',
    variant: item.variant_title ?? undefined,
    sku: present(item.sku),
    quantity: item.quantity,
    current: item.current_quantity ?? undefined,
    method: lineMethod(item, order),
    unitPrice,
    paid,
    reference:
      reference === undefined ? listPrice(unitPrice, discount) : ownReference(item, money, reference),
  };
}

/**
 * What was taken off the whole line, in minor units. Allocations hold the line's share of every discount; `total_discount` only its own,
 * and is read where a message has no allocations.
 */
function lineDiscount(item: LineItemPayload, money: MoneyReader): number {
  if (item.discount_allocations.length === 0) {
    return money.read(item.total_discount_set, item.total_discount)?.amount ?? 0;
  }
  return item.discount_allocations.reduce(
    (sum, allocation) => sum + (money.read(allocation.amount_set, allocation.amount)?.amount ?? 0),
    0,
  );
}

/** Without a reference of the shop's own, a discounted line is compared with its own price before the discount. */
function listPrice(unitPrice: Money, discount: number): ReferencePrice | undefined {
  return discount > 0 ? { kind: 'list', unit: unitPrice } : undefined;
}

/**
 * With one, it alone counts: where the law wants the previous price, a discount from a higher list price must not be called a saving.
 * What is not a decimal number is no reference, not an error: shoppers can write line item properties.
 */
function ownReference(
  item: LineItemPayload,
  money: MoneyReader,
  option: ReferenceOption,
): ReferencePrice | undefined {
  const value = item.properties.find(({ name }) => name === option.property)?.value;
  if (value === undefined || value === null || !/^\d{1,12}(\.\d{1,6})?$/.test(String(value)))
    return undefined;
  return { kind: option.kind, unit: readMoney(String(value), money.currency) };
}

function lineMethod(item: LineItemPayload, order: OrderPayload): Line['method'] {
  if (isDigital(item)) return 'digital';
  // A sale at the till without a shipping line was handed over at the till.
  return order.source_name === 'pos' && order.shipping_lines.length === 0 ? 'in_store' : 'shipping';
}

/** Whether nothing of it has to be moved: gift cards, downloads, services. */
export function isDigital(item: Pick<LineItemPayload, 'gift_card' | 'requires_shipping'>): boolean {
  return item.gift_card === true || item.requires_shipping === false;
}

function present(text: string | null | undefined): string | undefined {
  return text === null || text === '' ? undefined : text;
}
