import { assertNever } from '@post-purchase/contract';

import type { Parcel } from '../order/order-facts.ts';

/** Whether a parcel was handed to the carrier and is not there yet: somewhere between the shop and the shopper, in trouble or not. */
export function isOnTheWay(parcel: Parcel): boolean {
  switch (parcel.status) {
    case 'in_transit':
    case 'out_for_delivery':
    case 'available_for_pickup':
    case 'attempt_failed':
      return true;
    case 'exception':
      return parcel.reason !== 'lost' && parcel.deliveredAt === undefined;
    case 'pending':
    case 'pre_transit':
    case 'delivered':
    case 'returning':
    case 'returned':
    case 'canceled':
    case 'expired':
    case 'unknown':
      return false;
    default:
      return assertNever(parcel.status);
  }
}

/** Whether a parcel is still expected at the shopper's: not delivered, not lost, not coming back, not called off. */
export function isComing(parcel: Parcel): boolean {
  if (parcel.deliveredAt !== undefined) return false;
  if (parcel.status === 'exception' && parcel.reason === 'lost') return false;
  return parcel.status !== 'returning' && parcel.status !== 'returned' && parcel.status !== 'canceled';
}
