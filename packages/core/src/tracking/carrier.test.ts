import { expect, test } from 'vitest';

import { readCarrier } from './carrier.ts';

test.each([
  ['UPS', 'ups'],
  ['DHL Express', 'dhl'],
  ['FedEx', 'fedex'],
  ['USPS', 'usps'],
  ['Royal Mail', 'royal-mail'],
  ['Canada Post', 'canada-post'],
  ['Australia Post', 'australia-post'],
  ['Colissimo', 'la-poste-colissimo'],
  ['Chronopost', 'chronopost-france'],
  ['Deutsche Post', 'deutsch-post'],
  ['PostNL', 'postnl'],
  ['DPD UK', 'dpd-uk'],
  ['Some New Courier', 'some-new-courier'],
])('a shop system’s "%s" is a tracking service’s "%s"', (name, slug) => {
  expect(readCarrier(slug).slug).toBe(readCarrier(name).slug);
});

test.each([
  ['DHL Express', 'DHL Paket'],
  ['DHL Express', 'DHL eCommerce'],
  ['DPD', 'DPD UK'],
  ['UPS', 'USPS'],
  ['Canada Post', 'China Post'],
])('"%s" and "%s" are two', (a, b) => {
  expect(readCarrier(a).slug).not.toBe(readCarrier(b).slug);
});

test('a person reads a name, not a slug', () => {
  expect(readCarrier('dhl').name).toBe('DHL Express');
  expect(readCarrier('  Radkurier Süd ').name).toBe('Radkurier Süd');
});
