import { describe, expect, it } from 'vitest';

import type { Parcel } from '../order/order-facts.ts';
import {
  deliveryKey,
  instanceId,
  parcelOccurrence,
  parcelOfOccurrence,
  parseDeliveryKey,
} from './delivery-key.ts';

describe('delivery keys', () => {
  const instance = instanceId('first-order', { source: 'shopify', id: '820982911946154508' });

  it('reads as instance, touchpoint, occurrence, channel', () => {
    expect(deliveryKey({ instance, touchpoint: 'thankYou', occurrence: 'order', channel: 'email' })).toBe(
      'first-order:shopify:820982911946154508/thankYou/order/email',
    );
  });

  it('keeps parts apart whatever they hold', () => {
    const awkward = instanceId('a/b', { source: 'c:d', id: 'e/f:g' });
    expect(awkward).toBe('a%2Fb:c%3Ad:e%2Ff%3Ag');
    const name = {
      instance: awkward,
      touchpoint: 'x/y',
      occurrence: parcelOccurrence('1/2:3'),
      channel: 'task',
    } as const;
    expect(deliveryKey(name).split('/')).toHaveLength(4);
    expect(parseDeliveryKey(deliveryKey(name))).toEqual(name);
  });

  it.each(['', 'a', 'a/b/c', 'a/b/c/fax', 'a/b/c/email/d', '/b/c/email', 'a/%/c/email'])(
    'does not read %j',
    (key) => {
      expect(parseDeliveryKey(key)).toBeNull();
    },
  );
});

describe('parcels of occurrences', () => {
  const parcel: Parcel = {
    id: 'f1/1Z',
    aliases: ['ups:1Z', ':1Z'],
    fulfillments: [],
    createdAt: 0,
    status: 'pending',
    delayed: false,
    scans: [],
  };

  it('are found under the id and every alias', () => {
    for (const name of [parcel.id, ...parcel.aliases]) {
      expect(parcelOfOccurrence(parcelOccurrence(name), [parcel])).toBe(parcel);
    }
  });

  it.each(['order', 'parcel:other', 'parcel:%'])('finds none for %j', (occurrence) => {
    expect(parcelOfOccurrence(occurrence, [parcel])).toBeNull();
  });
});
