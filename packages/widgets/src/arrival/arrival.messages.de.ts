import type { ArrivalTexts, Catalog, DayWindow } from '@post-purchase/contract/view';
import type { Format } from '../locale/format.ts';

function when(
  { window, near }: { window: DayWindow; near: 'today' | 'tomorrow' | 'later' },
  format: Format,
): string {
  if (near === 'today') return `heute, ${format.day(window.until)}`;
  if (near === 'tomorrow') return `morgen, ${format.day(window.until)}`;
  const days = format.days(window);
  return window.from === undefined ? `am ${days}` : days;
}

export const arrivalDe: Catalog<ArrivalTexts, Format> = {
  'arrival.expected': (days, format) => `Voraussichtlich ${when(days, format)}`,
  'arrival.promised': (days, format) => `Ankunft geplant: ${when(days, format)}`,
  'arrival.passed': ({ window }, format) =>
    `War bis ${format.day(window.until)} geplant. Einen neuen Termin gibt es noch nicht.`,
  'arrival.partly': (days, format) =>
    `Ein Teil kommt voraussichtlich ${when(days, format)}; für den Rest gibt es noch keinen Termin.`,
  'arrival.unknown': 'Ein Ankunftstermin steht noch nicht fest.',
  'arrival.delivered': ({ at }, format) => `Zugestellt am ${format.dayOf(at)} um ${format.timeOf(at)} Uhr`,
  'arrival.delivered_undated': 'Es ist angekommen.',
  'arrival.pickup': (days, format) => `Abholbereit ${when(days, format)}`,
  'arrival.pickup_passed': ({ window }, format) =>
    `Sollte bis ${format.day(window.until)} abholbereit sein. Einen neuen Termin gibt es noch nicht.`,
  'arrival.pickup_unknown': 'Ein Abholtermin steht noch nicht fest.',
  'arrival.pickup_ready': 'Sie können es jetzt abholen.',
};
