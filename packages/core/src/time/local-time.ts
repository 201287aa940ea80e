import type { Moment } from '../fact/fact.schema.ts';
import { timeOfDay } from './time-of-day.ts';
import { DAY, dayOf, dayText, timeOf, timeText } from './wall-time.ts';
import { firstInstantOf, instantOf, wallTime } from './zone-offsets.ts';

/*
 * Wall-clock work. Every function takes and gives epoch milliseconds and an IANA zone, and follows Temporal's rule `compatible` where
 * a local time does not exist (it moves forward by the length of the gap) or exists twice (the earlier one is meant). A zone that does
 * not exist throws a RangeError: zones are checked with `isValidZone` at the door.
 */

/** So many calendar days later (earlier, if negative) at the same local time. */
export function addDays(at: number, days: number, zone: string): number {
  const later = instantOf(wallTime(at, zone) + days * DAY, zone);
  // Of an hour that comes twice, the same day's is the one it already is.
  return days === 0 ? at : later;
}

/**
 * The given local time (`HH:MM`) on the calendar day that lies `dayOffset` days after the local day of `at`. May lie before `at`.
 *
 * @throws {RangeError} when `time` is no time of day
 */
export function atLocalTime(at: number, dayOffset: number, time: string, zone: string): number {
  const day = dayOf(wallTime(at, zone)) + dayOffset;
  return instantOf(day * DAY + timeOfDay(time), zone);
}

/** When a moment is over: an instant at itself, a calendar day at its end, 24:00 local. */
export function momentToInstant(moment: Moment, zone: string): number {
  if (typeof moment === 'number') return moment;
  return firstInstantOf(Date.parse(moment) + DAY, zone);
}

/** The calendar day (`2026-11-24`) on which a moment lies in the zone. */
export function localDay(moment: Moment, zone: string): string {
  return typeof moment === 'number' ? dayText(dayOf(wallTime(moment, zone))) : moment;
}

/** The clock on the wall, to the minute: `2026-11-24T10:00`. */
export function localDateTime(at: number, zone: string): string {
  const wall = wallTime(at, zone);
  return `${dayText(dayOf(wall))}T${timeText(timeOf(wall))}`;
}
