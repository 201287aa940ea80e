import type { CalendarDay, DayWindow } from '../wire/wire.schema.ts';

/**
 * The recipient's calendar day at an instant (epoch milliseconds). Where the platform does not know the zone, the day in UTC: a page
 * with the day of another zone is better than one that does not render.
 */
export function calendarDay(instant: number, timeZone: string): CalendarDay {
  const parts = dayFormat(timeZone).formatToParts(instant);
  const part = (type: Intl.DateTimeFormatPartTypes) => parts.find((each) => each.type === type)?.value ?? '';
  return `${part('year').padStart(4, '0')}-${part('month')}-${part('day')}`;
}

/** The calendar day after another one. */
export function nextDay(day: CalendarDay): CalendarDay {
  return new Date(Date.parse(`${day}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10);
}

/** The same span in its shortest form: without `from` where that is no earlier day than `until`. */
export function tidyWindow({ from, until }: DayWindow): DayWindow {
  return from !== undefined && from < until ? { from, until } : { until };
}

/** The shortest span that covers all the given ones; null for none. */
export function coveringWindow(windows: readonly DayWindow[]): DayWindow | null {
  const [first, ...rest] = windows;
  if (first === undefined) return null;
  return tidyWindow(
    rest.reduce<Required<DayWindow>>(
      (span, { from, until }) => ({
        from: min(span.from, from ?? until),
        until: max(span.until, until),
      }),
      { from: first.from ?? first.until, until: first.until },
    ),
  );
}

/** Whether two spans are the same days. */
export function sameWindow(a: DayWindow, b: DayWindow): boolean {
  const [one, other] = [tidyWindow(a), tidyWindow(b)];
  return one.from === other.from && one.until === other.until;
}

// Days of four-digit years compare as text.
const min = (a: CalendarDay, b: CalendarDay): CalendarDay => (a < b ? a : b);
const max = (a: CalendarDay, b: CalendarDay): CalendarDay => (a > b ? a : b);

const formats = new Map<string, Intl.DateTimeFormat>();

function dayFormat(timeZone: string): Intl.DateTimeFormat {
  const known = formats.get(timeZone);
  if (known) return known;
  const made = makeFormat(timeZone);
  formats.set(timeZone, made);
  return made;
}

function makeFormat(timeZone: string): Intl.DateTimeFormat {
  const options = {
    calendar: 'iso8601',
    numberingSystem: 'latn',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
  } as const;
  try {
    return new Intl.DateTimeFormat('en-US', { ...options, timeZone });
  } catch {
    return new Intl.DateTimeFormat('en-US', { ...options, timeZone: 'UTC' });
  }
}
