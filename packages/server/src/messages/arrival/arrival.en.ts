import type { ArrivalTexts, Catalog, DayWindow } from '@post-purchase/contract/view';

import type { Format } from '../format.ts';

interface Days {
  readonly window: DayWindow;
  readonly near: 'today' | 'tomorrow' | 'later';
}

function when({ window, near }: Days, format: Format): string {
  // A mail is read later than it is written: "today" never stands without its date.
  if (near !== 'later') return `${near}, ${format.day(window.until)}`;
  return onDays(window, format);
}

/** "on" a day, or "between" two. */
export function onDays({ from, until }: DayWindow, format: Format): string {
  return from === undefined || from === until
    ? `on ${format.day(until)}`
    : `between ${format.day(from)} and ${format.day(until)}`;
}

export const arrivalEn: Catalog<ArrivalTexts, Format> = {
  'arrival.expected': (days, format) => `The carrier expects to deliver ${when(days, format)}.`,
  'arrival.promised': (days, format) => `We plan for it to arrive ${when(days, format)}.`,
  'arrival.passed': ({ window }, format) =>
    `It was due by ${format.day(window.until)}. There is no new date yet.`,
  'arrival.partly': (days, format) => `Some of it is due ${when(days, format)}. The rest has no date yet.`,
  'arrival.unknown': () => 'There is no delivery date yet.',
  'arrival.delivered': ({ at }, format) => `Delivered on ${format.dayOf(at)} at ${format.timeOf(at)}.`,
  'arrival.delivered_undated': () => 'It was delivered.',
  'arrival.pickup': (days, format) => `You can collect it ${when(days, format)}.`,
  'arrival.pickup_passed': ({ window }, format) =>
    `It was to be ready by ${format.day(window.until)}. There is no new date yet.`,
  'arrival.pickup_unknown': () => 'There is no date for collecting it yet.',
  'arrival.pickup_ready': () => 'You can collect it now.',
};
