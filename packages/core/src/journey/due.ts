import { assertNever } from '@post-purchase/contract';

import type { Duration } from '../policy/policy.ts';
import { addBusinessDays } from '../time/business-days.ts';
import { addDays, atLocalTime, localDay } from '../time/local-time.ts';
import { weekdayOf } from '../time/weekday.ts';
import type { Touchpoint, Wait } from './journey.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** The recipient's calendar. */
export interface Calendar {
  /** IANA zone. */
  readonly zone: string;
  /** See `Policy.holidays`. */
  readonly holidays: readonly string[];
}

/**
 * When a touchpoint is due whose trigger happened at `anchor`: see `Wait`. Days and times of day are the
 * recipient's.
 */
export function dueAt(anchor: number, wait: Wait | undefined, calendar: Calendar): number {
  return repeatDueAt(anchor, wait, { hours: 0 }, 1, calendar);
}

/**
 * When a touchpoint that repeats is due for the n-th time, from 1.
 *
 * Counted from the anchor's own calendar day and not from the time before, so that a night without 02:30
 * moves one time and none of those that follow.
 */
export function repeatDueAt(
  anchor: number,
  wait: Wait | undefined,
  every: Duration,
  n: number,
  calendar: Calendar,
): number {
  const { zone } = calendar;
  if (wait === undefined) return add(anchor, times(every, n - 1), zone);
  if (wait.hours !== undefined) return add(anchor + exactly(wait.hours), times(every, n - 1), zone);
  const first = firstDay(anchor, wait, calendar);
  const later = 'days' in every ? first + every.days * (n - 1) : first;
  const due =
    wait.at === undefined ? addDays(anchor, later, zone) : atLocalTime(anchor, later, wait.at, zone);
  return 'days' in every ? due : due + exactly(every.hours) * (n - 1);
}

/** On the how-manieth day after the anchor's it is due. */
function firstDay(anchor: number, wait: Exclude<Wait, { hours: number }>, calendar: Calendar): number {
  const day = dayFrom(anchor, wait, 0, calendar);
  // Only today's time can have passed already; then the next such day is meant.
  return day === 0 && wait.at !== undefined && atLocalTime(anchor, 0, wait.at, calendar.zone) < anchor
    ? dayFrom(anchor, wait, 1, calendar)
    : day;
}

/** The day the wait names, or the first one that suits it from the `atLeast`-th day on. */
function dayFrom(
  anchor: number,
  { days, businessDays, weekdays }: Exclude<Wait, { hours: number }>,
  atLeast: number,
  { zone, holidays }: Calendar,
): number {
  if (businessDays !== undefined) {
    const day = addBusinessDays(anchor, Math.max(businessDays, atLeast), holidays, zone);
    return daysBetween(localDay(anchor, zone), localDay(day, zone));
  }
  const first = Math.max(days, atLeast);
  if (weekdays === undefined || weekdays.length === 0) return first;
  const anchorDay = localDay(anchor, zone);
  for (let later = 0; later < 7; later += 1) {
    if (weekdays.includes(weekdayOf(Date.parse(anchorDay) + (first + later) * DAY, 'UTC')))
      return first + later;
  }
  return first;
}

function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / DAY);
}

/** From when on a touchpoint that was due at `due` makes no sense any more. */
export function useByOf(touchpoint: Touchpoint, due: number, zone: string): number {
  return add(due, touchpoint.useBy ?? defaultUseBy(touchpoint), zone);
}

function defaultUseBy({ kind, category }: Touchpoint): Duration {
  switch (category) {
    case 'marketing':
      return { days: 3 };
    case 'transactional':
      if (kind === 'tracking-news') return { days: 1 };
      return { days: kind === 'delay' || kind === 'problem' ? 3 : 7 };
    default:
      return assertNever(category);
  }
}

/** So much later: days on the calendar of the zone, hours exactly. */
export function add(at: number, duration: Duration, zone: string): number {
  return 'hours' in duration ? at + exactly(duration.hours) : addDays(at, duration.days, zone);
}

function times(duration: Duration, factor: number): Duration {
  return 'hours' in duration ? { hours: duration.hours * factor } : { days: duration.days * factor };
}

/** Hours as milliseconds: whole ones, since an instant has no smaller part. */
function exactly(hours: number): number {
  return Math.round(hours * HOUR);
}
