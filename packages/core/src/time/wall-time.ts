/*
 * A wall time is what a clock on the wall shows, as the epoch milliseconds at which a clock in UTC shows the same. A calendar day is
 * counted from 1970-01-01, which is 0.
 */

export const DAY = 86_400_000;
const MINUTE = 60_000;

/** The calendar day of a wall time. */
export function dayOf(wall: number): number {
  return Math.floor(wall / DAY);
}

/** The time of day of a wall time, in milliseconds after midnight. */
export function timeOf(wall: number): number {
  return wall - dayOf(wall) * DAY;
}

/** A calendar day in ISO 8601: `2026-11-24`. */
export function dayText(day: number): string {
  const known = DAY_TEXTS.get(day);
  if (known !== undefined) return known;
  if (DAY_TEXTS.size >= MOST_DAY_TEXTS) DAY_TEXTS.clear();
  const text = new Date(day * DAY).toISOString().slice(0, -'T00:00:00.000Z'.length);
  DAY_TEXTS.set(day, text);
  return text;
}

/** A time of day, given in milliseconds after midnight, to the minute: `10:00`. */
export function timeText(time: number): string {
  const minutes = Math.floor(time / MINUTE);
  return `${twoDigits(Math.floor(minutes / 60))}:${twoDigits(minutes % 60)}`;
}

function twoDigits(value: number): string {
  return value < 10 ? `0${value}` : `${value}`;
}

/** What was written before: one journey asks for the same few days again and again, and writing one takes a microsecond. */
const DAY_TEXTS = new Map<number, string>();
const MOST_DAY_TEXTS = 1_000;
