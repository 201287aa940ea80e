import {
  ACTORS,
  FulfillmentMethod,
  LineQuantity,
  Money,
  ReferenceKind,
  Scale,
  TRACKING_STATUSES,
} from '@post-purchase/contract';
import * as z from 'zod/mini';

function namesSomething(names: { fulfillment?: string | undefined; number?: string | undefined }): boolean {
  return [names.fulfillment, names.number].some((name) => name !== undefined && /[\p{L}\p{N}]/u.test(name));
}

function haveIdsOfTheirOwn(lines: readonly { readonly id: string }[]): boolean {
  return new Set(lines.map(({ id }) => id)).size === lines.length;
}

function liesOnItsScale({ value, scale }: { value: number; scale: { min: number; max: number } }): boolean {
  return value >= scale.min && value <= scale.max;
}

/*
 * The years 1 to 8999. What lies beyond stands for "never" or is a mistake; and what follows from an instant (when something is due,
 * and until when) is to have a year of four digits, as RFC 3339 demands and as databases take it.
 */
const FIRST_DAY = '0001-01-01';
const LAST_DAY = '8999-12-31';

const OUT_OF_RANGE = `an instant is in epoch milliseconds, from ${FIRST_DAY} to ${LAST_DAY}`;

/** Epoch milliseconds, UTC, in the years 1 to 8999. */
export const EpochMs = z
  .int()
  .check(
    z.minimum(Date.parse(FIRST_DAY), OUT_OF_RANGE),
    z.maximum(Date.parse(`${LAST_DAY}T23:59:59.999Z`), OUT_OF_RANGE),
  );

const Day = z.iso
  .date()
  .check(
    z.refine((day) => day >= FIRST_DAY && day <= LAST_DAY, `a day lies from ${FIRST_DAY} to ${LAST_DAY}`),
  );

/** Text that becomes part of an id: half a surrogate pair could not be encoded. */
const IdPart = z
  .string()
  .check(z.maxLength(255), z.regex(/^\P{Surrogate}*$/u, 'not well-formed Unicode text'));

/** A point in time as a promise states it: an instant (epoch milliseconds), or a calendar day of the recipient (`2026-11-24`). */
export const Moment = z.union([EpochMs, Day]);
export type Moment = z.infer<typeof Moment>;

/** From when until when something is promised or expected; without `from` it is that one moment or day. */
export const MomentWindow = z.object({ from: z.optional(Moment), until: Moment });
export type MomentWindow = z.infer<typeof MomentWindow>;

/** The unit price a shop compares with, in its own currency: savings are claimed only where that is the order's. */
export const ReferencePrice = z.object({ kind: ReferenceKind, unit: Money });
export type ReferencePrice = z.infer<typeof ReferencePrice>;

/** One row of the order, as the newest snapshot states it. */
export const Line = z.object({
  id: z.string(),
  product: z.optional(z.string()),
  title: z.string(),
  variant: z.optional(z.string()),
  sku: z.optional(z.string()),
  /** What was ordered. */
  quantity: z.int().check(z.positive()),
  /** What of it still stands in the source's eyes after edits, cancellations and refunds; absent where the source does not say. */
  current: z.optional(z.int().check(z.nonnegative())),
  method: FulfillmentMethod,
  /** Price of one before discounts. */
  unitPrice: Money,
  /** Charged for all `quantity` of it, discounts taken off. */
  paid: Money,
  reference: z.optional(ReferencePrice),
  image: z.optional(z.string()),
  url: z.optional(z.string()),
});
export type Line = z.infer<typeof Line>;

/** The order's sums, as the source states them. */
export const Totals = z.object({
  subtotal: Money,
  discount: z.optional(Money),
  shipping: z.optional(Money),
  tax: z.optional(Money),
  taxIncluded: z.boolean(),
  total: Money,
});
export type Totals = z.infer<typeof Totals>;

/** Whom the order is about and how they are reached. */
export const Contact = z.object({
  name: z.optional(z.string()),
  email: z.optional(z.string()),
  phone: z.optional(z.string()),
});
export type Contact = z.infer<typeof Contact>;

/** Where the goods go, as far as it is needed to tell the recipient's time zone. */
export const Destination = z.object({
  country: z.optional(z.string()),
  region: z.optional(z.string()),
  city: z.optional(z.string()),
  postalCode: z.optional(z.string()),
  latitude: z.optional(z.number()),
  longitude: z.optional(z.number()),
});
export type Destination = z.infer<typeof Destination>;

/** What was promised for some lines (UCP's expectation). */
export const Expectation = z.object({
  id: z.string(),
  lines: z.array(LineQuantity),
  method: FulfillmentMethod,
  window: z.optional(MomentWindow),
  description: z.optional(z.string()),
});
export type Expectation = z.infer<typeof Expectation>;

/** The whole order at one moment. The newest (`updatedAt`, then content hash) is what the order says. */
export const OrderSnapshot = z.object({
  updatedAt: EpochMs,
  number: z.string(),
  currency: z.string().check(z.regex(/^[A-Z]{3}$/)),
  lines: z.array(Line).check(z.refine(haveIdsOfTheirOwn, 'two lines have the same id')),
  totals: Totals,
  contact: Contact,
  /** The source's id of the customer; absent for guests. */
  customer: z.optional(z.string()),
  /** How many orders the customer had before this one, where the source says. */
  ordersBefore: z.optional(z.int().check(z.nonnegative())),
  locale: z.optional(z.string()),
  /** IANA zone, only where the order itself names one. */
  timeZone: z.optional(z.string()),
  destination: z.optional(Destination),
  expectations: z.array(Expectation),
  /** The source says that everything that is to be sent was sent. */
  fulfilled: z.boolean(),
  consent: z.object({ email: z.optional(z.boolean()), sms: z.optional(z.boolean()) }),
});
export type OrderSnapshot = z.infer<typeof OrderSnapshot>;

/**
 * How a source names a parcel: by its fulfillment, by carrier and number, or both; one of `fulfillment` and `number` at least. Carrier
 * and number are as the source writes them.
 */
export const ParcelNames = z
  .object({
    fulfillment: z.optional(IdPart),
    carrier: z.optional(IdPart),
    number: z.optional(IdPart),
  })
  .check(z.refine(namesSomething, 'a parcel is named by a fulfillment or a tracking number'));
export type ParcelNames = z.infer<typeof ParcelNames>;

/** The vendor's own words, always kept. */
export const RawStatus = z.object({
  source: z.string(),
  status: z.optional(z.string()),
  detail: z.optional(z.string()),
  message: z.optional(z.string()),
});
export type RawStatus = z.infer<typeof RawStatus>;

/**
 * `shipment.created`: a parcel becomes known, or what is known of it changed: the newest (`updatedAt`, then content hash) counts. Of a
 * fulfillment with several tracking numbers there is one fact for each number, all with the same `updatedAt`.
 */
export const ShipmentData = z.object({
  names: ParcelNames,
  /** What the fulfillment holds (all its parcels together; without a fulfillment: the parcel). Absent: the source does not say. */
  lines: z.optional(z.array(LineQuantity)),
  /** How it reaches the shopper. Absent: as its lines say. A digital one, or one handed over in the store, is no parcel. */
  method: z.optional(FulfillmentMethod),
  url: z.optional(z.string()),
  /** The shop called it off. */
  canceled: z.optional(z.boolean()),
  promised: z.optional(MomentWindow),
  expected: z.optional(MomentWindow),
  updatedAt: EpochMs,
});
export type ShipmentData = z.infer<typeof ShipmentData>;

/** Every other `shipment.*`: a carrier's scan. */
export const ScanData = z.object({
  names: ParcelNames,
  status: z.enum(TRACKING_STATUSES),
  reason: z.optional(IdPart),
  delayed: z.optional(z.boolean()),
  actionBy: z.optional(z.enum(ACTORS)),
  raw: RawStatus,
  place: z.optional(z.string()),
  /** The carrier gave a time without a zone. */
  approximate: z.optional(z.boolean()),
  url: z.optional(z.string()),
  expected: z.optional(MomentWindow),
});
export type ScanData = z.infer<typeof ScanData>;

/** Money given back (UCP's adjustment of type refund). */
export const RefundData = z.object({
  refund: z.string(),
  amount: z.optional(Money),
  lines: z.array(LineQuantity),
});
export type RefundData = z.infer<typeof RefundData>;

export const IssueOpenedData = z.object({
  issue: z.string(),
  kind: z.string(),
  team: z.string(),
  parcel: z.optional(z.string()),
});
export type IssueOpenedData = z.infer<typeof IssueOpenedData>;

/** What an answer says; `via` is the channel it was given on. `delivery` is the delivery key it answers. */
export const AnswerData = z
  .object({
    delivery: z.string(),
    question: z.string(),
    value: z.int(),
    scale: Scale,
    comment: z.optional(z.string()),
    via: z.string(),
  })
  .check(z.refine(liesOnItsScale, { path: ['value'], error: 'the value does not lie on the scale' }));
export type AnswerData = z.infer<typeof AnswerData>;

/** What became of an attempt. `final`: no further attempt makes sense. */
export const FailureData = z.object({
  delivery: z.string(),
  attempt: z.int(),
  final: z.boolean(),
  code: z.string(),
  /** Not before this instant. */
  retryAfter: z.optional(EpochMs),
});
export type FailureData = z.infer<typeof FailureData>;

/** `eta.revised`: what is expected of the parcel from now on, and what was before. */
export const EtaRevisedData = z.object({
  parcel: z.optional(z.string()),
  expected: MomentWindow,
  before: MomentWindow,
});
export type EtaRevisedData = z.infer<typeof EtaRevisedData>;

/** The order that another one is compared with: a source's name and its id of the order. */
const OtherOrder = z.object({
  source: z.string().check(z.minLength(1), z.maxLength(64)),
  id: IdPart.check(z.minLength(1)),
});

/** The data of every fact type of ours; a fact whose data does not fit its schema is refused at the door. */
export const FACT_DATA = {
  'order.placed': z.object({ number: z.string() }),
  'order.paid': z.object({}),
  'order.updated': OrderSnapshot,
  'order.fulfilled': z.object({}),
  'order.canceled': z.object({ reason: z.optional(z.string()) }),
  'order.returned': z.object({}),
  'order.opened': z.object({ timeZone: z.optional(z.string()) }),
  'payment.refunded': RefundData,
  'shipment.created': ShipmentData,
  'shipment.updated': ScanData,
  'shipment.in_transit': ScanData,
  'shipment.out_for_delivery': ScanData,
  'shipment.available_for_pickup': ScanData,
  'shipment.attempt_failed': ScanData,
  'shipment.exception': ScanData,
  'shipment.delivered': ScanData,
  'shipment.returned': ScanData,
  'survey.answered': AnswerData,
  'issue.resolved': z.object({ issue: z.string(), by: z.optional(z.string()), note: z.optional(z.string()) }),
  'gift.claimed': z.object({ delivery: z.optional(z.string()), gift: z.optional(z.string()) }),
  'referral.shared': z.object({
    delivery: z.optional(z.string()),
    code: z.optional(z.string()),
    via: z.optional(z.string()),
  }),
  'customer.ordered_again': z.object({ order: OtherOrder }),
  'touchpoint.sent': z.object({ delivery: z.string(), attempt: z.int(), address: z.optional(z.string()) }),
  'touchpoint.seen': z.object({ delivery: z.string() }),
  'touchpoint.acted': z.object({
    delivery: z.string(),
    by: z.optional(z.string()),
    note: z.optional(z.string()),
  }),
  'touchpoint.dismissed': z.object({ delivery: z.string() }),
  'touchpoint.failed': FailureData,
  'order.delivered': z.object({}),
  'order.stalled_in_fulfillment': z.object({}),
  'shipment.delayed': z.object({ promised: z.optional(MomentWindow), scan: z.optional(z.string()) }),
  'shipment.stalled_in_transit': z.object({ scan: z.string() }),
  'eta.revised': EtaRevisedData,
  'issue.opened': IssueOpenedData,
} as const;
