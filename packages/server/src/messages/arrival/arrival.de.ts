import type { ArrivalTexts, Catalog, DayWindow } from '@post-purchase/contract/view';

import type { Format } from '../format.ts';

interface Days {
  readonly window: DayWindow;
  readonly near: 'today' | 'tomorrow' | 'later';
}

function when({ window, near }: Days, format: Format): string {
  if (near === 'today') return `heute, ${format.day(window.until)}`;
  if (near === 'tomorrow') return `morgen, ${format.day(window.until)}`;
  return onDays(window, format);
}

/** "On" a day, or "between" two. */
export function onDays({ from, until }: DayWindow, format: Format): string {
  return from === undefined || from === until
    ? `am ${format.day(until)}`
    : `zwischen ${format.day(from)}, und ${format.day(until)}`;
}

export const arrivalDe: Catalog<ArrivalTexts, Format> = {
  'arrival.expected': (days, format) => `Der Zustelldienst rechnet mit der Zustellung ${when(days, format)}.`,
  'arrival.promised': (days, format) => `Wir planen die Ankunft ${when(days, format)}.`,
  'arrival.passed': ({ window }, format) =>
    `Geplant war die Ankunft bis ${format.day(window.until)}. Einen neuen Termin gibt es noch nicht.`,
  'arrival.partly': (days, format) =>
    `Ein Teil soll ${when(days, format)} ankommen. Für den Rest gibt es noch keinen Termin.`,
  'arrival.unknown': () => 'Ein Liefertermin steht noch nicht fest.',
  'arrival.delivered': ({ at }, format) => `Zugestellt am ${format.dayOf(at)} um ${format.timeOf(at)} Uhr.`,
  'arrival.delivered_undated': () => 'Es wurde zugestellt.',
  'arrival.pickup': (days, format) => `Sie können es ${when(days, format)} abholen.`,
  'arrival.pickup_passed': ({ window }, format) =>
    `Es sollte bis ${format.day(window.until)} bereitliegen. Einen neuen Termin gibt es noch nicht.`,
  'arrival.pickup_unknown': () => 'Ein Abholtermin steht noch nicht fest.',
  'arrival.pickup_ready': () => 'Sie können es jetzt abholen.',
};
