import { expect, test } from 'vitest';

import { isValidZone } from './zone.ts';

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
])('"%s" is none', (zone) => {
  expect(isValidZone(zone)).toBe(false);
});
