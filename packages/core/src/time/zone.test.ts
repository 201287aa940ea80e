import { expect, test } from 'vitest';

import { isValidZone, zoneId } from './zone.ts';

test.each(['Europe/Berlin', 'America/Argentina/Buenos_Aires', 'UTC', 'Etc/GMT+5', 'Asia/Calcutta'])(
  '%s is a zone',
  (zone) => {
    expect(isValidZone(zone)).toBe(true);
  },
);

test.each([
  '',
  ' ',
  '+02:00',
  '-05:00',
  'Europe/Atlantis',
  'Etc/Unknown',
  'Europe/Berlin ',
  '../etc/passwd',
  '2026-11-24',
  'T00:00[Europe/Berlin]',
  'Etc/GMT+5\n',
])('"%s" is none', (zone) => {
  expect(isValidZone(zone)).toBe(false);
});

test('every spelling leads to one name', () => {
  expect(zoneId('europe/BERLIN')).toBe('Europe/Berlin');
  expect(zoneId('us/eastern')).toBe('US/Eastern');
  expect(zoneId('Europe/Atlantis')).toBeUndefined();
  for (const zone of Intl.supportedValuesOf('timeZone')) expect(zoneId(zone.toUpperCase())).toBe(zone);
});
