import type { ArrivalTexts, Catalog, DayWindow } from '@post-purchase/contract/view';
import type { Format } from '../locale/format.ts';

/** "today" or "tomorrow" with the day beside it, "on" a day, or a span. */
function when(
  { window, near }: { window: DayWindow; near: 'today' | 'tomorrow' | 'later' },
  format: Format,
): string {
  const days = format.days(window);
  if (near !== 'later') return `${near}, ${format.day(window.until)}`;
  return window.from === undefined ? `on ${days}` : days;
}

export const arrivalEn: Catalog<ArrivalTexts, Format> = {
  'arrival.expected': (days, format) => `Expected ${when(days, format)}`,
  'arrival.promised': (days, format) => `Planned to arrive ${when(days, format)}`,
  'arrival.passed': ({ window }, format) =>
    `Was due by ${format.day(window.until)}. There is no new date yet.`,
  'arrival.partly': (days, format) =>
    `Some of it is expected ${when(days, format)}; the rest has no date yet.`,
  'arrival.unknown': 'There is no arrival date yet.',
  'arrival.delivered': ({ at }, format) => `Delivered on ${format.dayOf(at)} at ${format.timeOf(at)}`,
  'arrival.delivered_undated': 'It has arrived.',
  'arrival.pickup': (days, format) => `Ready to collect ${when(days, format)}`,
  'arrival.pickup_passed': ({ window }, format) =>
    `Was to be ready by ${format.day(window.until)}. There is no new date yet.`,
  'arrival.pickup_unknown': 'There is no date for collecting it yet.',
  'arrival.pickup_ready': 'You can collect it now.',
};
