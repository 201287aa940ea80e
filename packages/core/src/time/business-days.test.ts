import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { addBusinessDays, atLocalTimeOnBusinessDay } from './business-days.ts';
import { localDateTime, localDay } from './local-time.ts';
import { EVENTFUL_ZONES, zoned } from './temporal.testing.ts';

const RUNS = { numRuns: 1_000 };
const DAY = 86_400_000;
const BERLIN = 'Europe/Berlin';
const CHRISTMAS = ['12-25', '12-26', '2026-12-24'];

const at = (text: string): number => Date.parse(text);

describe('addBusinessDays', () => {
  // 2026-11-26 is a Thursday.
  test.each([
    ['2026-11-26', 0, '2026-11-26', 'a business day itself'],
    ['2026-11-26', 1, '2026-11-27', 'the next'],
    ['2026-11-26', 2, '2026-11-30', 'over the weekend'],
    ['2026-11-26', 7, '2026-12-07', 'over two'],
    ['2026-11-28', 0, '2026-11-30', 'Saturday: Monday'],
    ['2026-11-28', 1, '2026-11-30', 'after Saturday: Monday'],
    ['2026-11-29', 2, '2026-12-01', 'after Sunday'],
    ['2026-12-23', 1, '2026-12-28', 'over a holiday of the year, one of every year and the weekend'],
    ['2027-12-23', 1, '2027-12-24', 'a holiday of another year'],
    ['2026-12-24', 0, '2026-12-28', 'a holiday itself'],
  ])('%s and %i: %s (%s)', (day, n, expected) => {
    const morning = at(`${day}T09:30:12.345Z`);
    expect(new Date(addBusinessDays(morning, n, CHRISTMAS, 'UTC')).toISOString()).toBe(
      `${expected}T09:30:12.345Z`,
    );
  });

  test('the day is that of the zone, and the local time stays', () => {
    // Friday 23:30 in UTC is Saturday in Berlin.
    expect(addBusinessDays(at('2026-11-27T23:30:00Z'), 1, [], BERLIN)).toBe(at('2026-11-29T23:30:00Z'));
    // The clocks go forward on the Sunday.
    expect(addBusinessDays(at('2026-03-27T11:00:00Z'), 1, [], BERLIN)).toBe(at('2026-03-30T10:00:00Z'));
  });

  test('none later is the same instant, also in the second of two equal hours', () => {
    // A Thursday on which Kazakhstan put its clocks back.
    const second = at('2024-02-29T18:30:00Z');
    expect(localDateTime(second, 'Asia/Almaty')).toBe('2024-02-29T23:30');
    expect(addBusinessDays(second, 0, [], 'Asia/Almaty')).toBe(second);
  });

  test('a day that was left out is no business day', () => {
    // Samoa went from Thursday, December 29, to Saturday, December 31.
    const thursday = at('2011-12-29T20:00:00Z');
    expect(localDateTime(thursday, 'Pacific/Apia')).toBe('2011-12-29T10:00');
    expect(localDateTime(addBusinessDays(thursday, 1, [], 'Pacific/Apia'), 'Pacific/Apia')).toBe(
      '2012-01-02T10:00',
    );
  });
});

test('at a time of day', () => {
  const friday = at('2026-11-27T15:00:00Z');
  expect(atLocalTimeOnBusinessDay(friday, 1, '10:00', [], BERLIN)).toBe(at('2026-11-30T09:00:00Z'));
  expect(atLocalTimeOnBusinessDay(friday, 0, '10:00', [], BERLIN)).toBe(at('2026-11-27T09:00:00Z'));
  expect(() => atLocalTimeOnBusinessDay(friday, 0, '24:00', [], BERLIN)).toThrow(RangeError);
});

describe('holidays without end', () => {
  const everyDay = Array.from({ length: 366 }, (_, index) =>
    new Date(at('2024-01-01') + index * DAY).toISOString().slice(5, 10),
  );

  test('are refused, in a sentence', () => {
    expect(() => addBusinessDays(at('2026-11-26T09:00:00Z'), 3, everyDay, 'UTC')).toThrow(
      new RangeError('The holidays leave no business day in more than 366 days from 2026-11-27 on.'),
    );
  });

  test('366 days off are not too many, 367 are', () => {
    const daysOff = (days: number): string[] =>
      Array.from({ length: days }, (_, index) => localDay(at('2026-11-24') + index * DAY, 'UTC'));
    const monday = at('2026-11-23T09:00:00Z');
    expect(localDay(addBusinessDays(monday, 1, daysOff(366), 'UTC'), 'UTC')).toBe('2027-11-25');
    expect(() => addBusinessDays(monday, 1, daysOff(367), 'UTC')).toThrow(RangeError);
  });
});

test.each([-1, 0.5, NaN, Infinity])('%d business days are refused', (n) => {
  expect(() => addBusinessDays(0, n, [], 'UTC')).toThrow(
    new RangeError(`Business days are counted from 0 on, not ${n}.`),
  );
});

test('a zone that does not exist is refused', () => {
  expect(() => addBusinessDays(0, 1, [], 'Mars/Olympus')).toThrow(RangeError);
});

test('so many business days lie between, and the clock shows the same', () => {
  const monthDay = fc
    .integer({ min: 0, max: 365 })
    .map((day) => new Date(day * DAY).toISOString().slice(5, 10));
  const day = fc
    .integer({ min: 0, max: 900 })
    .map((later) => new Date(at('2023-06-01') + later * DAY).toISOString().slice(0, 10));
  const holidays = fc.array(fc.oneof(monthDay, day), { maxLength: 60 });
  const instant = fc.integer({ min: at('2023-06-01'), max: at('2025-06-01') });
  fc.assert(
    fc.property(
      instant,
      fc.nat(20),
      holidays,
      fc.constantFrom(...EVENTFUL_ZONES),
      (instant, n, holidays, zone) => {
        const result = addBusinessDays(instant, n, holidays, zone);
        const [start, end] = [zoned(instant, zone), zoned(result, zone)];
        const isBusinessDay = (date: typeof startDay): boolean =>
          date.dayOfWeek <= 5 &&
          !holidays.some((holiday) => date.toString() === holiday || date.toString().slice(5) === holiday);
        const startDay = start.toPlainDate();
        expect(isBusinessDay(end.toPlainDate())).toBe(true);
        let between = 0;
        for (let date = startDay.add({ days: 1 }); date.until(end).days >= 0; date = date.add({ days: 1 }))
          if (isBusinessDay(date)) between += 1;
        if (n > 0) expect(between).toBe(n);
        else expect(between).toBe(isBusinessDay(startDay) ? 0 : 1);
        expect(result).toBe(
          startDay.equals(end.toPlainDate())
            ? instant
            : end.toPlainDate().toZonedDateTime({ timeZone: zone, plainTime: start.toPlainTime() })
                .epochMilliseconds,
        );
      },
    ),
    RUNS,
  );
});
