import { assertNever, type TrackingStatus } from '@post-purchase/contract';

import type { Parcel } from '../order/order-facts.ts';

/**
 * Whether a parcel was sent off: a carrier has scanned it, or the shop says that it did and no carrier has announced it without having got
 * it. A parcel that was called off was not, unless it was under way before.
 */
export function wasSent({ scans, fulfillments, status }: Parcel): boolean {
  if (scans.some((scan) => isHandedOver(scan.status))) return true;
  if (fulfillments.length === 0 || status === 'canceled') return false;
  return !scans.some((scan) => scan.status === 'pre_transit');
}

/** Whether a status means that the parcel left the shop, or waits for the shopper to collect it. */
function isHandedOver(status: TrackingStatus): boolean {
  switch (status) {
    case 'in_transit':
    case 'out_for_delivery':
    case 'available_for_pickup':
    case 'attempt_failed':
    case 'exception':
    case 'delivered':
    case 'returning':
    case 'returned':
      return true;
    case 'pending':
    case 'pre_transit':
    case 'canceled':
    case 'expired':
    case 'unknown':
      return false;
    default:
      return assertNever(status);
  }
}
