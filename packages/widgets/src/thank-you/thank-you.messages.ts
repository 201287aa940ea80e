import type { ArrivalTexts, Catalog, ThankYouTexts } from '@post-purchase/contract/view';
import type { OrderWidgetWords } from '../element/order-widget.messages.ts';
import type { HelpWords } from '../help/help.messages.ts';
import type { Format } from '../locale/format.ts';
import { kits } from '../locale/kit.ts';

/** Everything the thank-you says. */
export interface ThankYouWords extends OrderWidgetWords {
  readonly texts: Catalog<ThankYouTexts, Format>;
  readonly arrival: Catalog<ArrivalTexts, Format>;
  readonly help: HelpWords;
  readonly next: string;
  readonly items: string;
  readonly totals: string;
  /** What opens the lines beyond the first ones. */
  readonly more: (count: number, format: Format) => string;
  readonly print: string;
}

export type ThankYouContent = typeof import('./thank-you.content.ts');

export const thankYouLanguages = kits<ThankYouWords, ThankYouContent>(
  () => import('./thank-you.content.ts'),
  {
    de: async () => (await import('./thank-you.messages.de.ts')).thankYouDe,
  },
);
