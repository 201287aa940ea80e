/** Every type of fact an order can have. Facts about the customer (consent, dead addresses) are not among them. */
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
  'touchpoint.sent',
  'touchpoint.seen',
  'touchpoint.acted',
  'touchpoint.dismissed',
  'touchpoint.failed',
] as const;

/** Facts that follow from other facts: computed by `derive`, stored like the rest, refused from outside. */
export const DERIVED_FACT_TYPES = ['order.delivered', 'shipment.delayed', 'issue.opened'] as const;

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
export type FactType = GivenFactType | DerivedFactType;
