import type { Parcel } from '../order/order-facts.ts';
import type { Policy } from '../policy/policy.ts';
import { momentToInstant } from '../time/local-time.ts';
import { isComing } from './on-the-way.ts';

/** The instant from which a parcel that is still coming is late: its promise and `policy.lateAfter` have passed. Null: no promise. */
export function lateFrom(parcel: Parcel, policy: Policy, zone: string): number | null {
  if (parcel.promised === undefined) return null;
  return momentToInstant(parcel.promised.until, zone) + Math.round(policy.lateAfter.hours * 3_600_000);
}

/**
 * Whether a parcel missed its promise and is not there yet. A parcel that was delivered, comes back, was called off or is lost is not
 * late any more: that a lost one is missing is an open issue until the shop has made up for it, and nothing to wait for afterwards. A
 * carrier's mere word of a delay (`delayed`) is none: the promise may still hold.
 */
export function isLate(parcel: Parcel, policy: Policy, zone: string, now: number): boolean {
  if (!isComing(parcel)) return false;
  const from = lateFrom(parcel, policy, zone);
  return from !== null && now >= from;
}
