import type { Message, NoParameters } from '../message/message.ts';
import type { CalendarDay, DayWindow, Instant } from '../wire/wire.schema.ts';
import { calendarDay, coveringWindow, nextDay, tidyWindow } from './day-window.ts';

/** How near a span of days is, seen from the recipient's day: a single day may be called today or tomorrow. */
export type Nearness = 'today' | 'tomorrow' | 'later';

/** Days as a sentence needs them. */
interface Days {
  window: DayWindow;
  near: Nearness;
}

/** When something arrives. Unknown is a sentence of its own. */
export interface ArrivalTexts {
  /** What the carrier expects now. */
  'arrival.expected': Days;
  /** What the shop promised. */
  'arrival.promised': Days;
  /** The last known date is over, and nobody named a new one. */
  'arrival.passed': { window: DayWindow };
  /** Days of what has a date; some of it has none yet. */
  'arrival.partly': Days;
  'arrival.unknown': NoParameters;
  'arrival.delivered': { at: Instant };
  /** It arrived; nobody said when. */
  'arrival.delivered_undated': NoParameters;
  /** When goods can be collected. */
  'arrival.pickup': Days;
  'arrival.pickup_passed': { window: DayWindow };
  'arrival.pickup_unknown': NoParameters;
  /** It can be collected now. */
  'arrival.pickup_ready': NoParameters;
}
export type ArrivalMessage = Message<ArrivalTexts>;

/** What is known of when something arrives. */
export interface ArrivalDates {
  readonly expected?: DayWindow;
  readonly promised?: DayWindow;
}

/** The date to tell for one thing on its way: the carrier's, else the shop's, else that it is not known. */
export function arrivalMessage({ expected, promised }: ArrivalDates, today: CalendarDay): ArrivalMessage {
  const window = expected ?? promised;
  if (window === undefined) return { id: 'arrival.unknown' };
  if (hasPassed(window, today)) return { id: 'arrival.passed', window: tidyWindow(window) };
  return { id: expected ? 'arrival.expected' : 'arrival.promised', ...days(window, today) };
}

/** The date to tell for several things at once. `dates` without any window count as not known. */
export function jointArrivalMessage(dates: readonly ArrivalDates[], today: CalendarDay): ArrivalMessage {
  const windows = dates.flatMap(({ expected, promised }) => expected ?? promised ?? []);
  const ahead = coveringWindow(windows.filter((window) => !hasPassed(window, today)));
  const all = coveringWindow(windows);
  if (all === null) return { id: 'arrival.unknown' };
  if (ahead === null) return { id: 'arrival.passed', window: all };
  if (windows.length < dates.length || windows.some((window) => hasPassed(window, today)))
    return { id: 'arrival.partly', ...days(ahead, today) };
  const expected = dates.every((each) => each.expected);
  return { id: expected ? 'arrival.expected' : 'arrival.promised', ...days(ahead, today) };
}

/** From when goods can be collected, as promised. */
export function pickupMessage(windows: readonly DayWindow[], today: CalendarDay): ArrivalMessage {
  const window = coveringWindow(windows);
  if (window === null) return { id: 'arrival.pickup_unknown' };
  if (hasPassed(window, today)) return { id: 'arrival.pickup_passed', window };
  return { id: 'arrival.pickup', ...days(window, today) };
}

/** That it arrived, and when if anybody said so. */
export function deliveredMessage(at: Instant | undefined): ArrivalMessage {
  return at === undefined ? { id: 'arrival.delivered_undated' } : { id: 'arrival.delivered', at };
}

/** Whether the last day of a span is over. */
export function hasPassed(window: DayWindow, today: CalendarDay): boolean {
  return window.until < today;
}

/** The recipient's today. `now` is epoch milliseconds. */
export function todayOf(order: { readonly timeZone: string }, now: number): CalendarDay {
  return calendarDay(now, order.timeZone);
}

function days(given: DayWindow, today: CalendarDay): Days {
  const window = tidyWindow(given);
  return { window, near: nearness(window, today) };
}

function nearness({ from, until }: DayWindow, today: CalendarDay): Nearness {
  if (until === today) return 'today';
  return from === undefined && until === nextDay(today) ? 'tomorrow' : 'later';
}
