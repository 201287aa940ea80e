import { Temporal } from 'temporal-polyfill';

import type { Moment } from '../fact/fact.schema.ts';

/*
 * Wall-clock work. Every function takes and gives epoch milliseconds and an IANA zone, and follows Temporal's rule `compatible` where
 * a local time does not exist (it moves forward by the length of the gap) or exists twice (the earlier one is meant). A zone that does
 * not exist throws a RangeError: zones are checked with `isValidZone` at the door.
 */

/** So many calendar days later (earlier, if negative) at the same local time. */
export function addDays(at: number, days: number, zone: string): number {
  return zoned(at, zone).add({ days }).epochMilliseconds;
}

/** The given local time (`HH:MM`) on the calendar day that lies `dayOffset` days after the local day of `at`. May lie before `at`. */
export function atLocalTime(at: number, dayOffset: number, time: string, zone: string): number {
  return zoned(at, zone)
    .toPlainDate()
    .add({ days: dayOffset })
    .toZonedDateTime({ timeZone: zone, plainTime: Temporal.PlainTime.from(time) }).epochMilliseconds;
}

/** When a moment is over: an instant at itself, a calendar day at its end, 24:00 local. */
export function momentToInstant(moment: Moment, zone: string): number {
  if (typeof moment === 'number') return moment;
  return Temporal.PlainDate.from(moment).add({ days: 1 }).toZonedDateTime(zone).epochMilliseconds;
}

/** The calendar day (`2026-11-24`) on which a moment lies in the zone. */
export function localDay(moment: Moment, zone: string): string {
  return typeof moment === 'number' ? zoned(moment, zone).toPlainDate().toString() : moment;
}

/** The clock on the wall, to the minute: `2026-11-24T10:00`. */
export function localDateTime(at: number, zone: string): string {
  return zoned(at, zone).toPlainDateTime().toString({ smallestUnit: 'minute' });
}

function zoned(at: number, zone: string): Temporal.ZonedDateTime {
  return Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone);
}
