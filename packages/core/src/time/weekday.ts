import { dayOf } from './wall-time.ts';
import { wallTime } from './zone-offsets.ts';

/** The days of the week, as ISO 8601 orders them. */
export const WEEKDAYS = [
  'monday',
  'tuesday',
  'wednesday',
  'thursday',
  'friday',
  'saturday',
  'sunday',
] as const;
export type Weekday = (typeof WEEKDAYS)[number];

/**
 * The weekday of an instant in a zone.
 *
 * @throws {RangeError} when there is no such zone
 */
export function weekdayOf(at: number, zone: string): Weekday {
  return weekdayOfDay(dayOf(wallTime(at, zone)));
}

/**
 * The weekday of a calendar day, counted from 1970-01-01.
 *
 * @throws {RangeError} when the day is no whole number
 */
export function weekdayOfDay(day: number): Weekday {
  // Day 0 was a Thursday, three days after a Monday.
  const weekday = WEEKDAYS[(((day + 3) % 7) + 7) % 7];
  if (weekday === undefined) throw new RangeError(`${day} is no calendar day.`);
  return weekday;
}
