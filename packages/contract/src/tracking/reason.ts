/**
 * The reasons that every catalog has a sentence for. The list of reasons is open: a backend may send others, and a renderer then
 * says nothing of the reason instead of showing a code.
 */
export const TRACKING_REASONS = [
  'picked_up',
  'damaged',
  'lost',
  'address',
  'refused',
  'customs_documents',
  'payment_due',
  'unclaimed',
  'weather',
  'customs',
  'carrier',
  'business_closed',
  'recipient_absent',
  'neighbor',
] as const;
export type TrackingReason = (typeof TRACKING_REASONS)[number];

/** Whether every catalog has a sentence for a reason. */
export function isTrackingReason(reason: string): reason is TrackingReason {
  return reasons.has(reason);
}

const reasons: ReadonlySet<string> = new Set(TRACKING_REASONS);
