import * as z from 'zod/mini';

import { Money } from '../money/money.schema.ts';
import { Savings } from '../savings/savings.schema.ts';
import { LineQuantity, ParcelView } from '../tracking/parcel.schema.ts';
import { DayWindow, EmailAddress, Instant, Link, OpaqueId, RefreshAfter } from '../wire/wire.schema.ts';
import { TouchpointView } from './touchpoint.schema.ts';

/** How a line reaches the shopper; the Universal Commerce Protocol's method types, and goods handed over in the store. */
export const FULFILLMENT_METHODS = ['shipping', 'pickup', 'digital', 'in_store'] as const;
export const FulfillmentMethod = z.enum(FULFILLMENT_METHODS);
export type FulfillmentMethod = z.infer<typeof FulfillmentMethod>;

/** One row of the order. Money is absent for a gift's recipient. */
export const LineView = z.object({
  id: OpaqueId,
  title: z.string(),
  variant: z.optional(z.string()),
  /** What was ordered. */
  quantity: z.int().check(z.positive()),
  /** How many of it were canceled or given back since. */
  removed: z.int().check(z.nonnegative()),
  method: FulfillmentMethod,
  image: z.optional(Link),
  url: z.optional(Link),
  unitPrice: z.optional(Money),
  /** What was charged for the whole line, discounts taken off. */
  total: z.optional(Money),
});
export type LineView = z.infer<typeof LineView>;

/** The sums of the order, as the shop system states them; nothing here is calculated from the lines. */
export const TotalsView = z.object({
  subtotal: Money,
  discount: z.optional(Money),
  shipping: z.optional(Money),
  tax: z.optional(Money),
  /** True when prices include the tax. */
  taxIncluded: z.boolean(),
  total: Money,
  refunded: z.optional(Money),
});
export type TotalsView = z.infer<typeof TotalsView>;

/** What the shop promised for some of the lines. */
export const ExpectationView = z.object({
  id: OpaqueId,
  lines: z.array(LineQuantity),
  method: FulfillmentMethod,
  window: z.optional(DayWindow),
  description: z.optional(z.string()),
});
export type ExpectationView = z.infer<typeof ExpectationView>;

/** Something the shopper has to do before a parcel moves on. */
export const ACTION_KINDS = [
  'collect',
  'arrange_delivery',
  'correct_address',
  'provide_documents',
  'pay_charges',
  'contact_shop',
] as const;
export const ActionView = z.object({
  kind: z.enum(ACTION_KINDS),
  parcel: z.optional(OpaqueId),
  url: z.optional(Link),
});
export type ActionView = z.infer<typeof ActionView>;

/** How a shopper reaches a person. At least one is given by an honest shop; none is required. */
export const HelpView = z.object({
  url: z.optional(Link),
  email: z.optional(EmailAddress),
  phone: z.optional(z.string()),
  hours: z.optional(z.string()),
});
export type HelpView = z.infer<typeof HelpView>;

export const ShopView = z.object({
  name: z.string(),
  url: z.optional(Link),
  help: HelpView,
});
export type ShopView = z.infer<typeof ShopView>;

/** Where the order confirmation went; present only after it was sent. */
export const ConfirmationView = z.object({
  channel: z.literal('email'),
  /** Masked, see `maskEmail`. */
  to: z.string(),
  at: Instant,
});
export type ConfirmationView = z.infer<typeof ConfirmationView>;

/** What first paint of every widget on a page needs, in one answer. Data only: no localized text, no rules to evaluate. */
export const OrderView = z.object({
  state: z.literal('ready'),
  /** A gift's recipient sees no money anywhere. */
  role: z.enum(['buyer', 'recipient']),
  /** The number the shopper knows, as the shop writes it: `#1001`. */
  number: z.string(),
  placedAt: Instant,
  canceledAt: z.optional(Instant),
  /** BCP 47. */
  locale: z.string(),
  /** IANA zone of the recipient: the one every day and time of this view is shown in. */
  timeZone: z.string(),
  lines: z.array(LineView),
  totals: z.optional(TotalsView),
  savings: z.optional(Savings),
  expectations: z.array(ExpectationView),
  parcels: z.array(ParcelView),
  confirmation: z.optional(ConfirmationView),
  shop: ShopView,
  touchpoints: z.array(TouchpointView),
  actions: z.array(ActionView),
  /** When to ask again; absent: no change is expected. */
  refreshAfter: z.optional(RefreshAfter),
});
export type OrderView = z.infer<typeof OrderView>;

/** The order was placed and has not arrived from the shop system yet. */
export const PendingOrderView = z.object({ state: z.literal('pending'), refreshAfter: RefreshAfter });
export type PendingOrderView = z.infer<typeof PendingOrderView>;

/** Body of `GET /v1/order`. */
export const OrderResponse = z.discriminatedUnion('state', [OrderView, PendingOrderView]);
export type OrderResponse = z.infer<typeof OrderResponse>;
