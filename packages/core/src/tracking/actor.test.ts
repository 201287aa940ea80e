import type { Actor, TrackingStatus } from '@post-purchase/contract';
import { expect, test } from 'vitest';

import { actorFor } from './actor.ts';

const CASES: readonly (readonly [TrackingStatus, string | undefined, Actor | undefined])[] = [
  ['pending', undefined, undefined],
  ['pre_transit', undefined, undefined],
  ['in_transit', undefined, undefined],
  ['in_transit', 'picked_up', undefined],
  ['out_for_delivery', undefined, undefined],
  ['available_for_pickup', undefined, 'shopper'],
  ['attempt_failed', undefined, 'carrier'],
  ['attempt_failed', 'recipient_absent', 'carrier'],
  ['attempt_failed', 'business_closed', 'carrier'],
  ['delivered', undefined, undefined],
  ['exception', undefined, 'merchant'],
  ['exception', 'damaged', 'merchant'],
  ['exception', 'lost', 'merchant'],
  ['exception', 'refused', 'merchant'],
  ['exception', 'something new', 'merchant'],
  ['exception', 'address', 'shopper'],
  ['exception', 'customs_documents', 'shopper'],
  ['exception', 'payment_due', 'shopper'],
  ['exception', 'unclaimed', 'shopper'],
  ['exception', 'weather', 'carrier'],
  ['exception', 'customs', 'carrier'],
  ['exception', 'carrier', 'carrier'],
  ['returning', undefined, undefined],
  ['returned', undefined, 'merchant'],
  ['canceled', undefined, undefined],
  ['expired', undefined, 'merchant'],
  ['unknown', undefined, undefined],
];

test.each(CASES)('%s, %s: %s', (status, reason, actor) => {
  expect(actorFor(status, reason, false)).toBe(actor);
});

test.each(['weather', 'customs', 'carrier', undefined])(
  'a parcel delayed on its way is the carrier’s (%s)',
  (reason) => {
    expect(actorFor('in_transit', reason, true)).toBe('carrier');
  },
);
