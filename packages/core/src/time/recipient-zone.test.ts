import { expect, test } from 'vitest';

import type { OrderSnapshot } from '../fact/fact.schema.ts';
import { fold, HOUR, opened, placed, snapshot, T0 } from '../order/facts.testing.ts';
import { recipientZone } from './recipient-zone.ts';

const BERLIN = { latitude: 52.52, longitude: 13.405 };
const zoneOf = (order: Partial<OrderSnapshot>, ...browsers: string[]) =>
  recipientZone(
    fold(
      placed,
      snapshot(order),
      ...browsers.map((zone, index) => opened(`view-${index}`, T0 + index * HOUR, zone)),
    ),
    'Europe/Lisbon',
  );

test('what the order names comes first', () => {
  expect(zoneOf({ timeZone: 'Asia/Tokyo', destination: BERLIN }, 'Europe/Paris')).toEqual({
    zone: 'Asia/Tokyo',
    from: 'order',
  });
});

test('then the first browser that says a zone', () => {
  expect(zoneOf({ destination: BERLIN }, 'Mars/Olympus', 'Europe/Paris', 'Europe/Rome')).toEqual({
    zone: 'Europe/Paris',
    from: 'browser',
  });
});

test('a zone on the order that does not exist is passed over', () => {
  expect(zoneOf({ timeZone: 'CEST+1' }, 'Europe/Paris')).toEqual({ zone: 'Europe/Paris', from: 'browser' });
});

test('then the coordinates the goods go to', () => {
  expect(zoneOf({ destination: { country: 'US', latitude: 34.05, longitude: -118.24 } })).toEqual({
    zone: 'America/Los_Angeles',
    from: 'coordinates',
  });
});

test.each([
  { latitude: 0, longitude: 0 },
  { latitude: 91, longitude: 13 },
  { latitude: Number.MAX_VALUE, longitude: 13 },
  { latitude: 52.52 },
])('coordinates that are none are passed over: %o', (coordinates) => {
  expect(zoneOf({ destination: { country: 'FR', ...coordinates } })).toEqual({
    zone: 'Europe/Paris',
    from: 'country',
  });
});

test.each([
  ['FR', 'Europe/Paris'],
  ['jp', 'Asia/Tokyo'],
  // Büsingen keeps the time of Zurich, which is the same.
  ['DE', 'Europe/Berlin'],
])('then a country where all clocks show the same: %s', (country, zone) => {
  expect(zoneOf({ destination: { country } })).toEqual({ zone, from: 'country' });
});

test.each(['US', 'ES', 'NZ', 'XX', '', 'Germany'])('else the shop: country "%s"', (country) => {
  expect(zoneOf({ destination: { country } })).toEqual({ zone: 'Europe/Lisbon', from: 'shop' });
});

test('before the order itself is there, the shop', () => {
  expect(recipientZone(fold(placed), 'Europe/Lisbon')).toEqual({ zone: 'Europe/Lisbon', from: 'shop' });
});
