import { describe, expect, test } from 'vitest';

import { addDays, atLocalTime, localDateTime, localDay, momentToInstant } from './local-time.ts';

const at = (text: string): number => Date.parse(text);

// Computed with ICU 2025c; transitions checked with zdump.
describe('atLocalTime, rule compatible', () => {
  test.each([
    ['America/New_York', '2026-03-08', '02:30', '2026-03-08T07:30:00Z', 'gap'],
    ['America/New_York', '2026-11-01', '01:30', '2026-11-01T05:30:00Z', 'fold'],
    ['Europe/London', '2026-03-29', '01:30', '2026-03-29T01:30:00Z', 'gap'],
    ['Europe/London', '2026-10-25', '01:30', '2026-10-25T00:30:00Z', 'fold'],
    ['Australia/Lord_Howe', '2026-10-04', '02:15', '2026-10-03T15:45:00Z', 'gap of 30 minutes'],
    ['Australia/Lord_Howe', '2026-04-05', '01:45', '2026-04-04T14:45:00Z', 'fold of 30 minutes'],
    ['Pacific/Apia', '2011-12-30', '10:00', '2011-12-30T20:00:00Z', 'a day that does not exist'],
    ['Asia/Kolkata', '2026-03-08', '08:00', '2026-03-08T02:30:00Z', 'no change'],
    ['America/New_York', '2026-03-07', '21:00', '2026-03-08T02:00:00Z', 'evening'],
  ])('%s %s %s is %s (%s)', (zone, day, time, expected) => {
    // From the day before, so that the day itself is the one counted to.
    const dayBefore = momentToInstant(day, 'UTC') - 36 * 3_600_000;
    const from = atLocalTime(dayBefore, 0, '12:00', zone);
    const offset = (Date.parse(day) - Date.parse(localDay(from, zone))) / 86_400_000;
    expect(new Date(atLocalTime(from, offset, time, zone)).toISOString()).toBe(
      new Date(expected).toISOString(),
    );
  });

  test('counts calendar days of the zone', () => {
    // 23:30 on the 23rd in UTC is half past midnight on the 24th in Berlin: the day after is the 25th.
    expect(atLocalTime(at('2026-11-23T23:30:00Z'), 1, '10:00', 'Europe/Berlin')).toBe(
      at('2026-11-25T09:00:00Z'),
    );
    expect(atLocalTime(at('2026-11-23T23:30:00Z'), 0, '00:00', 'Europe/Berlin')).toBe(
      at('2026-11-23T23:00:00Z'),
    );
  });
});

test('addDays keeps the local time, not the number of hours', () => {
  const noon = at('2026-03-07T17:00:00Z');
  expect(addDays(noon, 1, 'America/New_York')).toBe(at('2026-03-08T16:00:00Z'));
  expect(addDays(noon, 1, 'UTC')).toBe(at('2026-03-08T17:00:00Z'));
  expect(addDays(noon, -1, 'America/New_York')).toBe(at('2026-03-06T17:00:00Z'));
});

test('a day is over at its end in the zone, an instant at itself', () => {
  expect(momentToInstant('2026-11-24', 'Europe/Berlin')).toBe(at('2026-11-24T23:00:00Z'));
  expect(momentToInstant('2026-11-24', 'America/Los_Angeles')).toBe(at('2026-11-25T08:00:00Z'));
  expect(momentToInstant('2026-03-08', 'America/New_York')).toBe(at('2026-03-09T04:00:00Z'));
  expect(momentToInstant(12_345, 'Europe/Berlin')).toBe(12_345);
});

test('what the clock on the wall shows', () => {
  expect(localDay(at('2026-11-23T23:30:00Z'), 'Europe/Berlin')).toBe('2026-11-24');
  expect(localDay('2026-11-24', 'Asia/Tokyo')).toBe('2026-11-24');
  expect(localDateTime(at('2026-11-23T23:30:59.999Z'), 'Europe/Berlin')).toBe('2026-11-24T00:30');
});
