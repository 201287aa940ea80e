import type { Duration } from '../policy/policy.ts';
import type { DailyHours } from '../time/daily-hours.ts';
import type { Wait } from './journey.ts';

/** A length of time in words: `7 days`, `1 hour`. */
export function durationWords(time: Duration): string {
  return 'hours' in time ? counted(time.hours, 'hour') : counted(time.days, 'day');
}

/**
 * A wait in words: `7 days`, `1 day and until 10:00`, `2 business days`, `until a monday or tuesday at 10:00`.
 */
export function waitWords({ hours, days, businessDays, at, weekdays }: Wait): string {
  if (hours !== undefined) return counted(hours, 'hour');
  const length = businessDays === undefined ? counted(days, 'day') : counted(businessDays, 'business day');
  if (at === undefined && weekdays === undefined) return length;
  const day = weekdays === undefined ? [] : [`a ${listed(weekdays, 'or')}`];
  const until = `until ${[...day, ...(at === undefined ? [] : [at])].join(' at ')}`;
  return days === 0 ? until : `${length} and ${until}`;
}

/** Daily hours in words: `09:00 to 18:00 on monday and tuesday`. */
export function hoursWords({ from, to, weekdays }: DailyHours): string {
  return `${from} to ${to}${weekdays === undefined ? '' : ` on ${listed(weekdays, 'and')}`}`;
}

/** `1 day`, `2 days`. */
export function counted(count: number, what: string): string {
  return `${count} ${what}${count === 1 ? '' : 's'}`;
}

/** `a`, `a and b`, `a, b and c`. */
export function listed(parts: readonly string[], joint: 'and' | 'or'): string {
  const last = parts.at(-1) ?? '';
  return parts.length < 2 ? last : `${parts.slice(0, -1).join(', ')} ${joint} ${last}`;
}
