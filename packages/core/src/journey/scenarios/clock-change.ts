import { dayOf } from '../../time/wall-time.ts';
import { addDays } from '../../time/local-time.ts';
import { offsetPeriod, wallTime } from '../../time/zone-offsets.ts';

const HOUR = 3_600_000;
const LONGEST = 2 * 366 * 24 * HOUR;

/** When the clocks of a zone change next after an instant; null: not within two years. */
export function nextClockChange(at: number, zone: string): number | null {
  const { offset } = offsetPeriod(at, zone);
  for (let period = offsetPeriod(at, zone); period.until <= at + LONGEST;) {
    const change = period.until;
    period = offsetPeriod(change, zone);
    if (period.offset !== offset) return change;
  }
  return null;
}

/**
 * The first instant from `at` on, at the same local time, that lies so many days before the last day that ends
 * in a night in which the clocks change. Where they never do: `at`.
 */
export function daysBeforeClockChange(at: number, days: number, zone: string): number {
  const change = nextClockChange(addDays(at, days + 1, zone), zone);
  if (change === null) return at;
  // The night of a change belongs to the day before, whether it is before midnight, at midnight or after.
  const lastDay = dayOf(wallTime(change - 1, zone) - 12 * HOUR);
  return addDays(at, lastDay - days - dayOf(wallTime(at, zone)), zone);
}
