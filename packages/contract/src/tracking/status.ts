/** Where a parcel is: the first of tracking's three axes. The order of the list has no meaning. */
export const TRACKING_STATUSES = [
  'pending',
  'pre_transit',
  'in_transit',
  'out_for_delivery',
  'available_for_pickup',
  'attempt_failed',
  'delivered',
  'exception',
  'returning',
  'returned',
  'canceled',
  'expired',
  'unknown',
] as const;
export type TrackingStatus = (typeof TRACKING_STATUSES)[number];

/** Who has to do something before the parcel moves on. */
export const ACTORS = ['shopper', 'merchant', 'carrier'] as const;
export type Actor = (typeof ACTORS)[number];

/** The stations of a parcel's way that a shopper is shown. */
export const PROGRESS_STEPS = [
  'placed',
  'packed',
  'shipped',
  'out_for_delivery',
  'available_for_pickup',
  'delivered',
  'returned',
] as const;
export type ProgressStep = (typeof PROGRESS_STEPS)[number];
