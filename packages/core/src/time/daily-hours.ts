import { timeOfDay } from './time-of-day.ts';
import { DAY, dayOf, timeOf } from './wall-time.ts';
import { type Weekday, weekdayOfDay } from './weekday.ts';
import { offsetPeriod, wallTime } from './zone-offsets.ts';

/*
 * Hours of the day: quiet hours, send windows. The clock on the wall alone decides. So where clocks are put forward over the end of the
 * hours, the hours end at that instant; where they are put back into them, the hours begin again.
 *
 * Every function throws a RangeError where a time is none and where there is no such zone. A journey and a policy are checked for the
 * one, an order for the other, before they come here.
 */

/** Hours that come every day, or on some weekdays, on a wall clock. */
export interface DailyHours {
  /** `HH:MM`, the first minute that belongs to them. */
  readonly from: string;
  /**
   * `HH:MM` up to `24:00`, the first minute that does not belong to them any more. Before `from`: the hours span midnight. The same as
   * `from`: there are none.
   */
  readonly to: string;
  /** The days on which they begin; absent: every day. */
  readonly weekdays?: readonly Weekday[];
}

/** Whether an instant lies within the hours on the clocks of a zone. */
export function isWithin(hours: DailyHours, at: number, zone: string): boolean {
  return clockIsWithin(hours, wallTime(at, zone));
}

/**
 * The first instant from `at` on that does not lie within the hours: `at` itself, their end, or the change of the clocks that goes
 * over it. Null: there is none, because the hours are `00:00` to `24:00` of every day.
 */
export function nextOutside(hours: DailyHours, at: number, zone: string): number | null {
  return next(false, hours, at, zone);
}

/**
 * The first instant from `at` on that lies within the hours: `at` itself, their beginning, or the change of the clocks that goes over
 * it. Null: there is none, because the hours are empty or have no weekdays.
 */
export function nextInside(hours: DailyHours, at: number, zone: string): number | null {
  return next(true, hours, at, zone);
}

/** The first instant from `at` on that does not lie within the hours in any of the zones; null if there is none within 8 days. */
export function nextOutsideEverywhere(
  hours: DailyHours,
  at: number,
  zones: readonly string[],
): number | null {
  return nextEverywhere(false, hours, at, zones);
}

/** The first instant from `at` on that lies within the hours in all of the zones; null if there is none within 8 days. */
export function nextInsideEverywhere(hours: DailyHours, at: number, zones: readonly string[]): number | null {
  return nextEverywhere(true, hours, at, zones);
}

function clockIsWithin({ from, to, weekdays }: DailyHours, wall: number): boolean {
  const time = timeOf(wall);
  const begin = timeOfDay(from);
  const end = endOfHours(to);
  if (begin <= end) return begin <= time && time < end && isOn(weekdays, dayOf(wall));
  return (time >= begin && isOn(weekdays, dayOf(wall))) || (time < end && isOn(weekdays, dayOf(wall) - 1));
}

function endOfHours(to: string): number {
  return to === '24:00' ? DAY : timeOfDay(to);
}

function isOn(weekdays: readonly Weekday[] | undefined, day: number): boolean {
  return weekdays?.includes(weekdayOfDay(day)) ?? true;
}

/** A weekday that the clocks leave out, or on which they leave the hours out, comes again in a week, so nothing takes longer. */
const LONGEST_WAIT = 15 * DAY;

function next(within: boolean, hours: DailyHours, from: number, zone: string): number | null {
  // Between two changes of the clocks they run evenly, and what they show enters or leaves the hours at a boundary only.
  for (let at = from; at <= from + LONGEST_WAIT;) {
    const { offset, until } = offsetPeriod(at, zone);
    const wall = at + offset;
    if (clockIsWithin(hours, wall) === within) return at;
    at = Math.min(nextBoundary(hours, wall) - offset, until);
  }
  return null;
}

/** The wall time at which the hours may next begin or end. */
function nextBoundary({ from, to }: DailyHours, wall: number): number {
  return Math.min(nextTime(timeOfDay(from), wall), nextTime(endOfHours(to), wall));
}

/** The next wall time with a time of day. */
function nextTime(time: number, wall: number): number {
  const today = dayOf(wall) * DAY + time;
  return today > wall ? today : today + DAY;
}

const LONGEST_COMMON_WAIT = 8 * DAY;

function nextEverywhere(
  within: boolean,
  hours: DailyHours,
  from: number,
  zones: readonly string[],
): number | null {
  let at = from;
  // Each zone moves the instant forward by no more than it has to, so the first one that none of them moves is the first there is.
  for (let before = NaN; before !== at;) {
    before = at;
    for (const zone of zones) {
      const moved = next(within, hours, at, zone);
      if (moved === null || moved > from + LONGEST_COMMON_WAIT) return null;
      at = moved;
    }
  }
  return at;
}
