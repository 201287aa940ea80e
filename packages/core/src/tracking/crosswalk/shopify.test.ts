import { describe, expect, test } from 'vitest';

import type { TrackingMeaning } from './crosswalk.ts';
import { shopifyTracking } from './shopify.ts';

/** Every code of FulfillmentEventStatus in the Admin API. */
const EVENTS: Readonly<Record<string, TrackingMeaning>> = {
  LABEL_PURCHASED: { status: 'pre_transit' },
  LABEL_PRINTED: { status: 'pre_transit' },
  READY_FOR_PICKUP: { status: 'available_for_pickup' },
  CONFIRMED: { status: 'pending' },
  CARRIER_PICKED_UP: { status: 'in_transit', reason: 'picked_up' },
  IN_TRANSIT: { status: 'in_transit' },
  OUT_FOR_DELIVERY: { status: 'out_for_delivery' },
  ATTEMPTED_DELIVERY: { status: 'attempt_failed' },
  DELAYED: { status: 'in_transit', delayed: true },
  DELIVERED: { status: 'delivered' },
  FAILURE: { status: 'exception', actionBy: 'merchant' },
};

/** What the Customer API has beyond these. */
const CUSTOMER_EVENTS: Readonly<Record<string, TrackingMeaning>> = { PICKED_UP: { status: 'delivered' } };

/** What FulfillmentDisplayStatus has beyond these. */
const DISPLAY: Readonly<Record<string, TrackingMeaning>> = {
  CANCELED: { status: 'canceled' },
  FULFILLED: { status: 'pending' },
  LABEL_VOIDED: { status: 'pending' },
  MARKED_AS_FULFILLED: { status: 'pending' },
  NOT_DELIVERED: { status: 'exception' },
  SUBMITTED: { status: 'pending' },
};

/** Every code of FulfillmentStatus, deprecated ones included. */
const FULFILLMENTS: Readonly<Record<string, TrackingMeaning>> = {
  SUCCESS: { status: 'pending' },
  CANCELLED: { status: 'canceled' },
  ERROR: { status: 'exception', actionBy: 'merchant' },
  FAILURE: { status: 'exception', actionBy: 'merchant' },
  OPEN: { status: 'pending' },
  PENDING: { status: 'pending' },
};

describe.each([
  ['fulfillment event', EVENTS],
  ['event of the Customer API', CUSTOMER_EVENTS],
  ['display status', DISPLAY],
])('%s', (_kind, table) => {
  test.each(Object.entries(table))('%s', (code, means) => {
    expect(shopifyTracking(code)).toEqual(means);
    expect(shopifyTracking(code.toLowerCase())).toEqual(means);
    // As it comes with a fulfillment, whose own status says less.
    expect(shopifyTracking(code.toLowerCase(), 'success')).toEqual(means);
  });
});

describe('fulfillment status', () => {
  test.each(Object.entries(FULFILLMENTS))('%s', (code, means) => {
    expect(shopifyTracking(null, code)).toEqual(means);
    expect(shopifyTracking(undefined, code.toLowerCase())).toEqual(means);
  });
});

test('a new event beside a known fulfillment status gives the status alone', () => {
  expect(shopifyTracking('on_a_drone', 'error')).toEqual({ status: 'exception' });
});

test('a new event alone is unknown', () => {
  expect(shopifyTracking('on_a_drone')).toEqual({ status: 'unknown' });
});
