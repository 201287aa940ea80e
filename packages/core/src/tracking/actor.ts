import { type Actor, assertNever, type TrackingStatus } from '@post-purchase/contract';

/**
 * Who has to act before the parcel moves on, where the vendor does not say; undefined when nobody has to. The shopper is asked only for
 * what nobody else can do: collect it, correct an address, hand in papers, pay. Trouble with the goods, and trouble of a kind that
 * nobody named, is the shop's; a delay, customs and a failed attempt are the carrier's, who tries again.
 */
export function actorFor(
  status: TrackingStatus,
  reason: string | undefined,
  delayed: boolean,
): Actor | undefined {
  switch (status) {
    case 'available_for_pickup':
      return 'shopper';
    case 'attempt_failed':
      return 'carrier';
    case 'exception':
      return actorForException(reason);
    case 'returned':
    case 'expired':
      return 'merchant';
    case 'pending':
    case 'pre_transit':
    case 'in_transit':
    case 'out_for_delivery':
      return delayed ? 'carrier' : undefined;
    case 'delivered':
    case 'returning':
    case 'canceled':
    case 'unknown':
      return undefined;
    default:
      return assertNever(status);
  }
}

function actorForException(reason: string | undefined): Actor {
  switch (reason) {
    case 'address':
    case 'customs_documents':
    case 'payment_due':
    case 'unclaimed':
      return 'shopper';
    case 'weather':
    case 'customs':
    case 'carrier':
    case 'business_closed':
    case 'recipient_absent':
      return 'carrier';
    case undefined:
    default:
      return 'merchant';
  }
}
