import { assertNever, type TrackingStatus } from '@post-purchase/contract';

import type { ScanType } from '../fact/fact-types.ts';

/** The fact that a scan of this status makes; a status without an event of its own makes `shipment.updated`. */
export function scanType(status: TrackingStatus): ScanType {
  switch (status) {
    case 'in_transit':
    case 'out_for_delivery':
    case 'available_for_pickup':
    case 'attempt_failed':
    case 'exception':
    case 'delivered':
    case 'returned':
      return `shipment.${status}`;
    case 'pending':
    case 'pre_transit':
    case 'returning':
    case 'canceled':
    case 'expired':
    case 'unknown':
      return 'shipment.updated';
    default:
      return assertNever(status);
  }
}
