import type { QuietHours } from '../../policy/policy.ts';
import { type DailyHours, nextInside, nextOutside } from '../../time/daily-hours.ts';
import { localDateTime } from '../../time/local-time.ts';
import { timeOfDay } from '../../time/time-of-day.ts';
import { WEEKDAYS, type Weekday, weekdayOf } from '../../time/weekday.ts';
import { useByOf } from '../due.ts';
import type { Channel, Journey, Touchpoint } from '../journey.ts';
import { interrupts, rings } from '../rules/interrupts.ts';
import type { Finding, ValidateOptions } from './finding.ts';

const DAY = 86_400_000;
/** The midnight with which a week begins, in a zone whose clocks are never changed. */
const MONDAY = Date.parse('1970-01-05T00:00:00Z');
const ZONE = 'UTC';

/** Quiet hours of the journey that are none, or that leave no time of day. */
export function* quietFindings({ policy }: Journey, options: ValidateOptions): Generator<Finding> {
  const path = 'policy.quietHours';
  const own = policy?.quietHours;
  if (own === undefined) return;
  if (own.from === own.to)
    yield { path, message: `They end when they begin, at ${own.from}: then there are none.` };
  else if (firstFree(MONDAY, { quiet: [own] }) === null)
    yield { path, message: 'They leave no time of day.' };
  else if (firstFree(MONDAY, { quiet: quietHoursOf({ policy }, options) }) === null) {
    const { from = '', to = '' } = options.policy?.quietHours ?? {};
    yield { path, message: `With those of the shop (${from} to ${to}) they leave no time of day.` };
  }
}

/** Windows that never open, and a use-by that is always over before they do. */
export function* hourFindings(
  touchpoint: Touchpoint,
  journey: Journey,
  options: ValidateOptions,
): Generator<Finding> {
  const { window, channels, urgent } = touchpoint;
  const hurried = channels.filter((channel) => interrupts(touchpoint, channel));
  if (window !== undefined) {
    const broken = windowFinding(window, hurried);
    if (broken !== null) {
      yield { path: 'window', message: broken };
      return;
    }
    if (urgent === true)
      yield { path: 'urgent', message: 'It is urgent and waits for its window: leave out one of them.' };
  }
  const quiet = quietHoursOf(journey, options);
  // That they leave no time at all is said once, of the journey.
  const bound = firstFree(MONDAY, { quiet }) === null ? [] : quiet;
  for (const isMinding of [true, false]) {
    const concerned = hurried.filter((channel) => mindsQuietHours(touchpoint, channel) === isMinding);
    const hours = { quiet: isMinding ? bound : [], ...(window === undefined ? {} : { window }) };
    const found = concerned.length === 0 ? null : neverFinding(touchpoint, concerned, hours);
    if (found !== null) {
      yield found;
      return;
    }
  }
}

interface Hours {
  readonly window?: DailyHours;
  readonly quiet: readonly QuietHours[];
}

function windowFinding({ from, to }: DailyHours, hurried: readonly Channel[]): string | null {
  if (hurried.length === 0) return 'A window is for mail, messages and calls, and this uses none of them.';
  return from === to ? `It never opens: it ends when it begins, at ${from}.` : null;
}

function mindsQuietHours(touchpoint: Touchpoint, channel: Channel): boolean {
  return touchpoint.urgent !== true && (touchpoint.category === 'marketing' || rings(touchpoint, channel));
}

function quietHoursOf({ policy }: Pick<Journey, 'policy'>, options: ValidateOptions): readonly QuietHours[] {
  return [options.policy?.quietHours, policy?.quietHours].flatMap((hours) => hours ?? []);
}

function neverFinding(touchpoint: Touchpoint, channels: readonly Channel[], hours: Hours): Finding | null {
  const { window } = touchpoint;
  if (window !== undefined && firstFree(MONDAY, hours) === null) {
    return {
      path: 'window',
      message: `It never opens for ${channels.join(', ')}: from ${window.from} to ${window.to} is within the quiet hours (${hours.quiet.map(({ from, to }) => `${from} to ${to}`).join(', ')}).`,
    };
  }
  const dues = possibleDues(touchpoint);
  if (dues === null) return null;
  const missed = dues.map((due) => ({
    due,
    free: firstFree(due, hours),
    useBy: useByOf(touchpoint, due, ZONE),
  }));
  if (missed.some(({ free, useBy }) => free !== null && free < useBy)) return null;
  const [{ due, free } = { due: MONDAY, free: null }] = missed;
  const until = free === null ? '' : ` until ${weekdayOf(free, ZONE)} ${timeIn(free)}`;
  return {
    path: 'useBy',
    message: `It would always be too late for ${channels.join(', ')}: due on ${weekdayOf(due, ZONE)} at ${timeIn(due)} it waits${until}, and its useBy is over before.`,
  };
}

/** Every time of the week at which it may be due; null when that depends on the trigger's. */
function possibleDues({ wait, every }: Touchpoint): readonly number[] | null {
  const at = wait?.at;
  if (wait === undefined || at === undefined || (every !== undefined && 'hours' in every)) return null;
  const days = every === undefined ? daysOf(wait) : WEEKDAYS;
  return days.map((day) => MONDAY + WEEKDAYS.indexOf(day) * DAY + timeOfDay(at));
}

function daysOf({ weekdays, businessDays }: NonNullable<Touchpoint['wait']>): readonly Weekday[] {
  if (weekdays !== undefined) return weekdays;
  return businessDays === undefined ? WEEKDAYS : WEEKDAYS.slice(0, 5);
}

/** The first instant from `at` on that lies in the window and in no quiet hours; null when there is none. */
function firstFree(at: number, { window, quiet }: Hours): number | null {
  const limit = at + 8 * DAY;
  let free: number | null = at;
  for (let before: number | null = null; free !== null && free !== before && free <= limit;) {
    before = free;
    for (const hours of quiet) free = free === null ? null : nextOutside(hours, free, ZONE);
    if (free !== null && window !== undefined) free = nextInside(window, free, ZONE);
  }
  return free === null || free > limit ? null : free;
}

function timeIn(at: number): string {
  return localDateTime(at, ZONE).slice(11);
}
