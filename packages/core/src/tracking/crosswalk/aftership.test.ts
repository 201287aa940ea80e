import { describe, expect, test } from 'vitest';

import { aftershipTracking } from './aftership.ts';
import type { TrackingMeaning } from './crosswalk.ts';

const TAGS: Readonly<Record<string, TrackingMeaning>> = {
  Pending: { status: 'pending' },
  InfoReceived: { status: 'pre_transit' },
  InTransit: { status: 'in_transit' },
  OutForDelivery: { status: 'out_for_delivery' },
  AttemptFail: { status: 'attempt_failed' },
  Delivered: { status: 'delivered' },
  AvailableForPickup: { status: 'available_for_pickup' },
  Exception: { status: 'exception' },
  Expired: { status: 'expired' },
};

const SUBTAGS: Readonly<Record<string, TrackingMeaning>> = {
  Pending_001: { status: 'pending' },
  Pending_002: { status: 'pending' },
  Pending_003: { status: 'pending' },
  Pending_004: { status: 'pending' },
  Pending_005: { status: 'pending' },
  Pending_006: { status: 'pending' },
  InfoReceived_001: { status: 'pre_transit' },
  InTransit_001: { status: 'in_transit' },
  InTransit_002: { status: 'in_transit', reason: 'picked_up' },
  InTransit_003: { status: 'in_transit' },
  InTransit_004: { status: 'in_transit' },
  InTransit_005: { status: 'in_transit' },
  InTransit_006: { status: 'in_transit', reason: 'customs' },
  InTransit_007: { status: 'in_transit' },
  InTransit_008: { status: 'in_transit' },
  InTransit_009: { status: 'in_transit' },
  OutForDelivery_001: { status: 'out_for_delivery' },
  OutForDelivery_002: { status: 'available_for_pickup' },
  OutForDelivery_003: { status: 'out_for_delivery' },
  OutForDelivery_004: { status: 'out_for_delivery' },
  AttemptFail_001: { status: 'attempt_failed' },
  AttemptFail_002: { status: 'attempt_failed', reason: 'recipient_absent' },
  AttemptFail_003: { status: 'attempt_failed', reason: 'business_closed' },
  AvailableForPickup_001: { status: 'available_for_pickup' },
  Delivered_001: { status: 'delivered' },
  Delivered_002: { status: 'delivered' },
  Delivered_003: { status: 'delivered' },
  Delivered_004: { status: 'delivered' },
  Delivered_005: { status: 'delivered', reason: 'neighbor' },
  Exception_001: { status: 'exception' },
  Exception_002: { status: 'exception' },
  Exception_003: { status: 'exception', reason: 'refused' },
  Exception_004: { status: 'in_transit', reason: 'customs', delayed: true },
  Exception_005: { status: 'in_transit', delayed: true },
  Exception_006: { status: 'exception', reason: 'payment_due' },
  Exception_007: { status: 'exception', reason: 'address' },
  Exception_008: { status: 'exception', reason: 'unclaimed' },
  Exception_009: { status: 'exception' },
  Exception_010: { status: 'returning' },
  Exception_011: { status: 'returned' },
  Exception_012: { status: 'exception', reason: 'damaged' },
  Exception_013: { status: 'exception', reason: 'lost' },
  Exception_014: { status: 'exception' },
  Exception_015: { status: 'exception' },
  Exception_016: { status: 'in_transit', reason: 'carrier', delayed: true },
  Exception_017: { status: 'in_transit', reason: 'weather', delayed: true },
  Exception_018: { status: 'exception', reason: 'customs_documents' },
  Expired_001: { status: 'expired' },
};

describe('tag', () => {
  test.each(Object.entries(TAGS))('%s', (tag, means) => {
    expect(aftershipTracking(undefined, tag)).toEqual(means);
    expect(aftershipTracking('', tag.toUpperCase())).toEqual(means);
  });
});

describe('subtag', () => {
  test.each(Object.entries(SUBTAGS))('%s', (subtag, means) => {
    expect(aftershipTracking(subtag, subtag.split('_')[0])).toEqual(means);
    expect(aftershipTracking(subtag)).toEqual(means);
    expect(aftershipTracking(subtag.toLowerCase(), '')).toEqual(means);
  });
});

test.each(Object.entries(TAGS))('a new subtag of %s gives its status alone', (tag, { status }) => {
  expect(aftershipTracking(`${tag}_999`, tag)).toEqual({ status });
});

test('where tag and subtag disagree, the subtag decides', () => {
  expect(aftershipTracking('Exception_012', 'InTransit')).toEqual({ status: 'exception', reason: 'damaged' });
});

test.each([
  ['Teleported_001', 'Teleported'],
  [undefined, undefined],
  [null, null],
  ['', ''],
])('%s, %s: unknown', (subtag, tag) => {
  expect(aftershipTracking(subtag, tag)).toEqual({ status: 'unknown' });
});
