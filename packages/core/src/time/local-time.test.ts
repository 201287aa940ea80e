import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { describe, expect, test } from 'vitest';

import { addDays, atLocalTime, localDateTime, localDay, momentToInstant } from './local-time.ts';
import { ALL_ZONES, changesOf, EVENTFUL_ZONES, zoned } from './temporal.testing.ts';

const at = (text: string): number => Date.parse(text);
const DAY = 86_400_000;
const RUNS = { numRuns: 1_000 };

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
    ['Africa/Casablanca', '2026-02-15', '02:30', '2026-02-15T01:30:00Z', 'fold where Ramadan begins'],
    ['Africa/Casablanca', '2026-03-22', '02:30', '2026-03-22T02:30:00Z', 'gap where it ends'],
    ['Pacific/Kwajalein', '1993-08-21', '10:00', '1993-08-21T22:00:00Z', 'a day left out'],
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

test('no day later is the same instant, also in the second of two equal hours', () => {
  const second = at('2026-11-01T06:30:00Z');
  expect(localDateTime(second, 'America/New_York')).toBe('2026-11-01T01:30');
  expect(addDays(second, 0, 'America/New_York')).toBe(second);
  expect(addDays(addDays(second, 1, 'America/New_York'), -1, 'America/New_York')).toBe(second - 3_600_000);
});

test('a day is over at its end in the zone, an instant at itself', () => {
  expect(momentToInstant('2026-11-24', 'Europe/Berlin')).toBe(at('2026-11-24T23:00:00Z'));
  expect(momentToInstant('2026-11-24', 'America/Los_Angeles')).toBe(at('2026-11-25T08:00:00Z'));
  expect(momentToInstant('2026-03-08', 'America/New_York')).toBe(at('2026-03-09T04:00:00Z'));
  // The half hour around midnight was left out: the day was over when it began.
  expect(momentToInstant('1919-03-30', 'America/Toronto')).toBe(at('1919-03-31T04:30:00Z'));
  expect(momentToInstant(12_345, 'Europe/Berlin')).toBe(12_345);
});

test('what the clock on the wall shows', () => {
  expect(localDay(at('2026-11-23T23:30:00Z'), 'Europe/Berlin')).toBe('2026-11-24');
  expect(localDay('2026-11-24', 'Asia/Tokyo')).toBe('2026-11-24');
  expect(localDateTime(at('2026-11-23T23:30:59.999Z'), 'Europe/Berlin')).toBe('2026-11-24T00:30');
});

test.each(['24:00', '9:00', '10:60', '10:00:00', '', 'noon'])('"%s" is no time of day', (time) => {
  expect(() => atLocalTime(0, 0, time, 'UTC')).toThrow(
    new RangeError(`"${time}" is no time of day; write HH:MM, from 00:00 to 23:59.`),
  );
});

test('a zone that does not exist is refused', () => {
  for (const ask of [
    () => addDays(0, 1, 'Mars/Olympus'),
    () => atLocalTime(0, 1, '10:00', 'Mars/Olympus'),
    () => momentToInstant('2026-11-24', 'Mars/Olympus'),
    () => localDay(0, 'Mars/Olympus'),
    () => localDateTime(0, 'Mars/Olympus'),
  ]) {
    expect(ask).toThrow(RangeError);
  }
});

describe('equal to Temporal', () => {
  const years = { from: 1970, to: 2037 };
  const changes = EVENTFUL_ZONES.flatMap((zone) => changesOf(zone, years));
  const somewhere = fc.oneof(
    fc.record({
      zone: fc.constantFrom(...ALL_ZONES),
      at: fc.integer({ min: at('1970-01-01'), max: at('2038-01-01') }),
    }),
    fc
      .record({ change: fc.constantFrom(...changes), later: fc.integer({ min: -2 * DAY, max: 2 * DAY }) })
      .map(({ change, later }) => ({ zone: change.zone, at: change.at + later })),
    fc.record({
      zone: fc.constantFrom(...EVENTFUL_ZONES),
      at: fc.integer({ min: at('0001-01-01'), max: at('8999-12-31') }),
    }),
  );
  const days = fc.integer({ min: -400, max: 400 });

  test('addDays', () => {
    fc.assert(
      fc.property(somewhere, fc.oneof(days, fc.integer({ min: -2, max: 2 })), ({ at, zone }, days) => {
        expect(addDays(at, days, zone)).toBe(zoned(at, zone).add({ days }).epochMilliseconds);
      }),
      RUNS,
    );
  });

  test('atLocalTime', () => {
    const minute = fc.nat(1439).map((minute) => new Temporal.PlainTime(Math.floor(minute / 60), minute % 60));
    fc.assert(
      fc.property(somewhere, days, minute, ({ at, zone }, days, plainTime) => {
        const expected = zoned(at, zone)
          .toPlainDate()
          .add({ days })
          .toZonedDateTime({ timeZone: zone, plainTime });
        expect(atLocalTime(at, days, plainTime.toString({ smallestUnit: 'minute' }), zone)).toBe(
          expected.epochMilliseconds,
        );
      }),
      RUNS,
    );
  });

  test('localDay, localDateTime, momentToInstant', () => {
    fc.assert(
      fc.property(somewhere, ({ at, zone }) => {
        const clock = zoned(at, zone);
        const day = clock.toPlainDate();
        expect(localDay(at, zone)).toBe(day.toString());
        expect(localDateTime(at, zone)).toBe(clock.toPlainDateTime().toString({ smallestUnit: 'minute' }));
        expect(momentToInstant(day.toString(), zone)).toBe(
          day.add({ days: 1 }).toZonedDateTime(zone).epochMilliseconds,
        );
      }),
      RUNS,
    );
  });
});
