import { TRACKING_STATUSES, type TrackingStatus } from '@post-purchase/contract';
import { expect, test } from 'vitest';

import type { ScanType } from '../fact/fact-types.ts';
import { parseGivenFact } from '../fact/parse-fact.ts';
import { scan, T0 } from '../order/facts.testing.ts';
import { scanType } from './scan-type.ts';

const TYPES: Readonly<Record<TrackingStatus, ScanType>> = {
  pending: 'shipment.updated',
  pre_transit: 'shipment.updated',
  in_transit: 'shipment.in_transit',
  out_for_delivery: 'shipment.out_for_delivery',
  available_for_pickup: 'shipment.available_for_pickup',
  attempt_failed: 'shipment.attempt_failed',
  delivered: 'shipment.delivered',
  exception: 'shipment.exception',
  returning: 'shipment.updated',
  returned: 'shipment.returned',
  canceled: 'shipment.updated',
  expired: 'shipment.updated',
  unknown: 'shipment.updated',
};

test.each(TRACKING_STATUSES)('a scan of status %s makes a fact that passes the door', (status) => {
  expect(scanType(status)).toBe(TYPES[status]);
  expect(parseGivenFact(scan({ number: '1' }, status, T0)).type).toBe(TYPES[status]);
});
