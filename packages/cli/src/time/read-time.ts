import { atLocalTime, momentToInstant } from '@post-purchase/core';

/** A point in time as somebody wrote it: an instant, or a calendar day without a time. */
export type WrittenTime =
  { readonly kind: 'instant'; readonly at: number } | { readonly kind: 'day'; readonly day: string };

/** How a time is written, for messages. */
export const TIME_FORMS = '2026-11-24, 2026-11-24 10:00 or 2026-11-24T10:00:00Z';

/**
 * Reads a time: a calendar day (`2026-11-24`), with a time of day (`2026-11-24 10:00`, seconds and fractions allowed), and with a zone (`Z`,
 * `+01:00`, `+0100`, `UTC`). Without a zone it is meant on the clocks of `zone`, by Temporal's rule `compatible`. Null: it is none. Forms whose order
 * of day and month would have to be guessed (`24/11/2026`) are none.
 */
export function readTime(text: string, zone: string): WrittenTime | null {
  const { day, hour, minute, second, fraction, offset } = FORM.exec(text.trim())?.groups ?? {};
  if (day === undefined || !exists(day) || day < FIRST_DAY || day > LAST_DAY) return null;
  if (hour === undefined || minute === undefined) return { kind: 'day', day };
  if (Number(hour) > 23 || Number(minute) > 59 || Number(second ?? 0) > 59) return null;
  const within = Number(second ?? 0) * 1_000 + Math.trunc(Number(`0.${fraction ?? 0}`) * 1_000);
  if (offset === undefined) {
    return { kind: 'instant', at: atLocalTime(startOfDay(day, zone), 0, `${hour}:${minute}`, zone) + within };
  }
  const shift = offsetMinutes(offset);
  if (shift === null) return null;
  return { kind: 'instant', at: Date.parse(`${day}T${hour}:${minute}:00Z`) + within - shift * MINUTE };
}

/** The first instant of a written time: itself, or the start of its day in the zone. */
export function startOf(time: WrittenTime, zone: string): number {
  return time.kind === 'instant' ? time.at : startOfDay(time.day, zone);
}

/** The last instant of a written time: itself, or the end of its day in the zone. */
export function endOf(time: WrittenTime, zone: string): number {
  return momentToInstant(time.kind === 'instant' ? time.at : time.day, zone);
}

const MINUTE = 60_000;
const DAY = 86_400_000;
// What lies beyond stands for "never" (`9999-12-31`) or for "not set" (`0000-00-00`), and core takes no such instants.
const FIRST_DAY = '0001-01-01';
const LAST_DAY = '8999-12-31';

const FORM =
  /^(?<day>\d{4}-\d\d-\d\d)(?:[T ](?<hour>\d\d):(?<minute>\d\d)(?::(?<second>\d\d)(?:[.,](?<fraction>\d{1,9}))?)?(?: ?(?<offset>Z|UTC|[+-]\d\d:?\d\d))?)?$/i;

function exists(day: string): boolean {
  const month = Number(day.slice(5, 7));
  const date = Number(day.slice(8));
  if (date < 1 || date > (LENGTHS[month - 1] ?? 0)) return false;
  return day.slice(5) !== '02-29' || isLeapYear(Number(day.slice(0, 4)));
}

const LENGTHS = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31] as const;

function isLeapYear(year: number): boolean {
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
}

/** How far the zone lies ahead of UTC; null: that far lies none. */
function offsetMinutes(offset: string): number | null {
  if (/^[A-Z]/i.test(offset)) return 0;
  const hours = Number(offset.slice(1, 3));
  const minutes = Number(offset.slice(-2));
  if (hours > 18 || minutes > 59) return null;
  return (offset.startsWith('-') ? -1 : 1) * (hours * 60 + minutes);
}

function startOfDay(day: string, zone: string): number {
  const before = new Date(Date.parse(`${day}T00:00:00Z`) - DAY).toISOString().slice(0, 10);
  return momentToInstant(before, zone);
}
