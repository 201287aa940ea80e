import type { TrackingStatus } from '@post-purchase/contract';

import type { Parcel, Scan } from '../order/order-facts.ts';
import { actorFor } from './actor.ts';

/** Where the scans of a parcel leave it. */
export type ParcelState = Pick<Parcel, 'status' | 'reason' | 'delayed' | 'actionBy' | 'deliveredAt'>;

/** Of a parcel that nobody scanned. */
export const UNSCANNED: ParcelState = { status: 'pending', delayed: false };

/**
 * Puts scans (oldest first, see `compareScans`) together: the newest one says where the parcel is, with its reason and flags, except
 * that a scan is passed over
 *
 * - when its status is `unknown`, as long as anything better is known;
 * - when it is `pending` or `pre_transit` and the parcel was already on its way: labels are printed again, vendors fall back to a default;
 * - when it is `expired` and the parcel is known to be damaged or lost: silence is no better news;
 * - after a delivery, unless it says that the parcel comes back, or is damaged or lost after all;
 * - on the way back, unless it says returned, delivered, damaged, lost or canceled: the way back is scanned `in_transit` too;
 * - after `returned`: that is the end.
 *
 * "After" is by the time of the scans, never by their arrival, so a late report of an earlier time undoes nothing.
 */
export function mergeScans(scans: readonly Scan[]): ParcelState {
  let current: Scan | undefined;
  let deliveredAt: number | undefined;
  for (const scan of scans) {
    if (current !== undefined && !passes(current, scan, deliveredAt !== undefined)) continue;
    current = scan;
    if (scan.status === 'delivered') deliveredAt ??= scan.at;
  }
  if (current === undefined) return UNSCANNED;
  const { status, reason, delayed } = current;
  return {
    status,
    reason,
    delayed,
    actionBy: current.actionBy ?? actorFor(status, reason, delayed),
    deliveredAt,
  };
}

function passes(current: Scan, next: Scan, wasDelivered: boolean): boolean {
  if (current.status === 'returned') return false;
  if (next.status === 'unknown') return current.status === 'unknown';
  if (next.status === 'returned') return true;
  if (isLoss(next)) return true;
  if (wasDelivered) return next.status === 'returning';
  if (current.status === 'returning') {
    return next.status === 'returning' || next.status === 'delivered' || next.status === 'canceled';
  }
  if (next.status === 'expired') return !isLoss(current);
  if (next.status === 'pending' || next.status === 'pre_transit') return BEFORE_THE_WAY.has(current.status);
  return true;
}

const BEFORE_THE_WAY: ReadonlySet<TrackingStatus> = new Set([
  'pending',
  'pre_transit',
  'canceled',
  'unknown',
]);

/** Whether a scan says that the goods are damaged or lost. */
export function isLoss(scan: Pick<Scan, 'status' | 'reason'>): boolean {
  return scan.status === 'exception' && (scan.reason === 'damaged' || scan.reason === 'lost');
}

/** Oldest first; of two at the same time the one further on the way comes last. A total order over the scans of one parcel. */
export function compareScans(a: Scan, b: Scan): number {
  if (a.at !== b.at) return a.at - b.at;
  const onTheWay = WAY.indexOf(a.status) - WAY.indexOf(b.status);
  if (onTheWay !== 0) return onTheWay;
  return a.id < b.id ? -1 : a.id > b.id ? 1 : 0;
}

const WAY: readonly TrackingStatus[] = [
  'unknown',
  'expired',
  'pending',
  'pre_transit',
  'in_transit',
  'out_for_delivery',
  'attempt_failed',
  'available_for_pickup',
  'exception',
  'delivered',
  'canceled',
  'returning',
  'returned',
];
