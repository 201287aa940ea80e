/**
 * Every type of fact an order can be given, save the shop's own (see `ShopEvents`). Facts about the customer (consent, dead addresses)
 * are not among them.
 */
export const FACT_TYPES = [
  'order.placed',
  'order.paid',
  'order.updated',
  'order.fulfilled',
  'order.canceled',
  'order.returned',
  'order.opened',
  'payment.refunded',
  'shipment.created',
  'shipment.updated',
  'shipment.in_transit',
  'shipment.out_for_delivery',
  'shipment.available_for_pickup',
  'shipment.attempt_failed',
  'shipment.exception',
  'shipment.delivered',
  'shipment.returned',
  'survey.answered',
  'issue.resolved',
  'gift.claimed',
  'referral.shared',
  'customer.ordered_again',
  'touchpoint.sent',
  'touchpoint.seen',
  'touchpoint.acted',
  'touchpoint.dismissed',
  'touchpoint.failed',
] as const;

/** Facts that follow from other facts: computed by `derive`, stored like the rest, refused from outside. */
export const DERIVED_FACT_TYPES = [
  'order.delivered',
  'order.stalled_in_fulfillment',
  'shipment.delayed',
  'shipment.stalled_in_transit',
  'eta.revised',
  'issue.opened',
] as const;

/** Facts about a parcel that a carrier's scan makes: each says a status. */
export const SCAN_TYPES = [
  'shipment.updated',
  'shipment.in_transit',
  'shipment.out_for_delivery',
  'shipment.available_for_pickup',
  'shipment.attempt_failed',
  'shipment.exception',
  'shipment.delivered',
  'shipment.returned',
] as const satisfies readonly (typeof FACT_TYPES)[number][];

export type GivenFactType = (typeof FACT_TYPES)[number];
export type DerivedFactType = (typeof DERIVED_FACT_TYPES)[number];
export type ScanType = (typeof SCAN_TYPES)[number];
/**
 * The events that a shop declares for itself, by type, each with the shape of its data: empty until the shop adds to it.
 *
 * ```ts
 * declare module '@post-purchase/core' {
 *   interface ShopEvents {
 *     'warranty.registered': { serial: string };
 *   }
 * }
 * ```
 *
 * From then on facts of the type are part of `Fact`, and a journey may hang touchpoints on them. Such a fact goes into an order's history;
 * nothing else is computed from it. That its data has the shape is checked at run time by the schema given to `parseGivenFact`.
 */
// eslint-disable-next-line @typescript-eslint/no-empty-object-type -- the shop's declarations are merged into it
export interface ShopEvents {}

/** Types of the events that the shop declared; none without a declaration. */
export type ShopEventType = Extract<keyof ShopEvents, string>;

/** Every type of fact, the shop's own included. */
// eslint-disable-next-line @typescript-eslint/no-redundant-type-constituents -- never until a shop declares events
export type FactType = GivenFactType | DerivedFactType | ShopEventType;
