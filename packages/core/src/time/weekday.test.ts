import { expect, test } from 'vitest';

import { ALL_ZONES, zoned } from './temporal.testing.ts';
import { WEEKDAYS, weekdayOf, weekdayOfDay } from './weekday.ts';

const at = (text: string): number => Date.parse(text);

test('the weekday is that of the zone', () => {
  // A Friday evening in New York is Saturday in UTC and in Tokyo.
  const evening = at('2026-11-28T01:00:00Z');
  expect(weekdayOf(evening, 'America/New_York')).toBe('friday');
  expect(weekdayOf(evening, 'UTC')).toBe('saturday');
  expect(weekdayOf(evening, 'Asia/Tokyo')).toBe('saturday');
});

test('the day that Samoa left out was a Friday', () => {
  expect(weekdayOf(at('2011-12-30T09:59:59.999Z'), 'Pacific/Apia')).toBe('thursday');
  expect(weekdayOf(at('2011-12-30T10:00:00Z'), 'Pacific/Apia')).toBe('saturday');
});

test('equal to Temporal, in every zone and century', () => {
  for (const [index, zone] of ALL_ZONES.entries()) {
    const instant = at('0001-01-02T00:00:00Z') + index * 7_777_777_777_77;
    expect(weekdayOf(instant, zone)).toBe(WEEKDAYS[zoned(instant, zone).dayOfWeek - 1]);
  }
});

test('days before 1970 have weekdays too', () => {
  expect([-1, 0, 3, 4, -700_000].map(weekdayOfDay)).toEqual([
    'wednesday',
    'thursday',
    'sunday',
    'monday',
    'thursday',
  ]);
});

test('what is no day has none', () => {
  expect(() => weekdayOfDay(NaN)).toThrow(RangeError);
  expect(() => weekdayOfDay(1.5)).toThrow(RangeError);
});
