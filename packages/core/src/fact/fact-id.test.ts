import { describe, expect, test } from 'vitest';

import { FactError } from './fact-error.ts';
import {
  answerId,
  delayedByPromiseId,
  etaRevisedId,
  giftClaimedId,
  orderedAgainId,
  orderKey,
  orderPlacedId,
  orderUpdatedId,
  referralSharedId,
  refundId,
  scanId,
  shipmentId,
  shopEventId,
  stalledInFulfillmentId,
  stalledInTransitId,
  touchpointFactId,
} from './fact-id.ts';

const REF = { source: 'shopify', id: '820982911946154508' };
const AT = Date.UTC(2026, 10, 24, 9, 30, 59);

test('an order key keeps every digit', () => {
  expect(orderKey(REF)).toBe('shopify:820982911946154508');
});

test('parts cannot be mistaken for others', () => {
  expect(orderKey({ source: 'a:b', id: 'c' })).not.toBe(orderKey({ source: 'a', id: 'b:c' }));
  expect(refundId({ source: 'a', id: 'b/c' }, 'd')).not.toBe(refundId({ source: 'a', id: 'b' }, 'c/d'));
});

test('text that has no encoding is refused', () => {
  expect(() => orderKey({ source: 'a', id: '\ud800' })).toThrow(FactError);
});

test('ids start with the type and name the thing', () => {
  expect(orderPlacedId(REF)).toBe('order.placed/shopify:820982911946154508');
  expect(orderUpdatedId(REF, 5, '0123456789abcdef')).toBe(
    'order.updated/shopify:820982911946154508/5/01234567',
  );
  const delivery = 'first-order:shopify%3A1/thankYou/order/email';
  expect(touchpointFactId('touchpoint.sent', delivery, 1)).toBe(`touchpoint.sent/${delivery}/1`);
  expect(answerId(delivery, 'rating', 'a/b')).toBe(`survey.answered/${delivery}/rating/a%2Fb`);
  expect(delayedByPromiseId('ups:1Z', '2026-11-24')).toBe('shipment.delayed/ups%3A1Z/promise:2026-11-24');
  expect(giftClaimedId(REF, 'a/b')).toBe('gift.claimed/shopify:820982911946154508/a%2Fb');
  expect(referralSharedId(REF, 'i1')).toBe('referral.shared/shopify:820982911946154508/i1');
  expect(orderedAgainId({ source: 'a:b', id: '2' })).toBe('customer.ordered_again/a%3Ab:2');
  expect(shopEventId('warranty.registered', 'a/b')).toBe('warranty.registered/a%2Fb');
  expect(stalledInFulfillmentId(REF)).toBe('order.stalled_in_fulfillment/shopify:820982911946154508');
  expect(stalledInTransitId('ups:1Z', 'in_transit::5')).toBe(
    'shipment.stalled_in_transit/ups%3A1Z/in_transit::5',
  );
});

describe('a scan', () => {
  const names = { carrier: 'UPS', number: '1z 999' };

  test('has the same id within the minute, however its number is written', () => {
    const id = scanId('shipment.in_transit', { names, status: 'in_transit' }, AT);
    const same = { names: { carrier: 'ups', number: '1Z-999' }, status: 'in_transit' } as const;
    expect(scanId('shipment.in_transit', same, AT - 59_000)).toBe(id);
    expect(scanId('shipment.in_transit', same, AT + 1_000)).not.toBe(id);
    expect(id).toBe(`shipment.in_transit/ups:1Z999/in_transit::${Math.floor(AT / 60_000)}`);
  });

  test('differs by reason, and by status where the type is the same', () => {
    const ids = [
      scanId('shipment.exception', { names, status: 'exception' }, AT),
      scanId('shipment.exception', { names, status: 'exception', reason: 'lost' }, AT),
      scanId('shipment.updated', { names, status: 'pending' }, AT),
      scanId('shipment.updated', { names, status: 'returning' }, AT),
    ];
    expect(new Set(ids).size).toBe(4);
  });
});

test('an expectation is another one with another beginning or end', () => {
  const ids = [
    { until: 5 },
    { until: '2026-11-24' },
    { from: 5, until: 5 },
    { from: '2026-11-24', until: 5 },
  ].map((expected) => etaRevisedId('ups:1Z', expected));
  expect(ids).toEqual([
    'eta.revised/ups%3A1Z/..5',
    'eta.revised/ups%3A1Z/..2026-11-24',
    'eta.revised/ups%3A1Z/5..5',
    'eta.revised/ups%3A1Z/2026-11-24..5',
  ]);
});

test('each state of a shipment has its own id', () => {
  const data = { names: { fulfillment: '1', number: '2' }, updatedAt: 5 };
  expect(shipmentId(data)).toMatch(/^shipment\.created\/1\/2\/5\/[0-9a-f]{8}$/);
  expect(shipmentId({ ...data, url: 'https://example.com' })).not.toBe(shipmentId(data));
});
