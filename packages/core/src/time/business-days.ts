import { timeOfDay } from './time-of-day.ts';
import { DAY, dayOf, dayText } from './wall-time.ts';
import { weekdayOfDay } from './weekday.ts';
import { firstInstantOf, instantOf, wallTime } from './zone-offsets.ts';

/*
 * Business days are Mondays to Fridays that are no holidays. A holiday is a local day, of one year (`2026-12-25`) or of every year
 * (`12-25`). A day that the clocks of a zone leave out is no business day: Samoa had no 2011-12-30.
 */

/**
 * The n-th business day after the local day of `at`, at the same local time. `n` = 0: the day itself, or if that is no business day
 * the next one. On a Saturday, then, 0 and 1 both mean Monday.
 *
 * @param at epoch milliseconds
 * @param zone IANA zone
 * @throws {RangeError} when `n` is no whole number from 0 on, when holidays leave no business day in more than 366 days, or when there
 *   is no such zone
 */
export function addBusinessDays(at: number, n: number, holidays: readonly string[], zone: string): number {
  const wall = wallTime(at, zone);
  const day = businessDay(dayOf(wall), n, holidays, zone);
  // Of an hour that comes twice, the same day's is the one it already is.
  return day === dayOf(wall) ? at : instantOf(wall + (day - dayOf(wall)) * DAY, zone);
}

/**
 * The given local time (`HH:MM`) on the day that `addBusinessDays` finds. With `n` = 0 it may lie before `at`.
 *
 * @throws {RangeError} when `time` is no time of day, and as `addBusinessDays` does
 */
export function atLocalTimeOnBusinessDay(
  at: number,
  n: number,
  time: string,
  holidays: readonly string[],
  zone: string,
): number {
  const day = businessDay(dayOf(wallTime(at, zone)), n, holidays, zone);
  return instantOf(day * DAY + timeOfDay(time), zone);
}

/** More in a row, and the holidays go on for ever. */
const MOST_DAYS_OFF = 366;

function businessDay(from: number, n: number, holidays: readonly string[], zone: string): number {
  if (!Number.isInteger(n) || n < 0) throw new RangeError(`Business days are counted from 0 on, not ${n}.`);
  let day = n === 0 ? from : from + 1;
  for (let left = Math.max(n, 1); ; day += 1) {
    day = nextBusinessDay(day, holidays, zone);
    left -= 1;
    if (left === 0) return day;
  }
}

/** The first business day from a day on. */
function nextBusinessDay(from: number, holidays: readonly string[], zone: string): number {
  for (let day = from; day <= from + MOST_DAYS_OFF; day += 1) {
    if (isBusinessDay(day, holidays, zone)) return day;
  }
  throw new RangeError(
    `The holidays leave no business day in more than ${MOST_DAYS_OFF} days from ${dayText(from)} on.`,
  );
}

function isBusinessDay(day: number, holidays: readonly string[], zone: string): boolean {
  const weekday = weekdayOfDay(day);
  if (weekday === 'saturday' || weekday === 'sunday') return false;
  if (holidays.length > 0 && isHoliday(dayText(day), holidays)) return false;
  return dayOf(wallTime(firstInstantOf(day * DAY, zone), zone)) === day;
}

function isHoliday(text: string, holidays: readonly string[]): boolean {
  return holidays.includes(text) || holidays.includes(text.slice(-'12-25'.length));
}
