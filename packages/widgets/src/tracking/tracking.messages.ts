import type { ArrivalTexts, Catalog, TrackingTexts } from '@post-purchase/contract/view';
import type { OrderWidgetWords } from '../element/order-widget.messages.ts';
import type { HelpWords } from '../help/help.messages.ts';
import type { Format } from '../locale/format.ts';
import { kits } from '../locale/kit.ts';

/** Everything the tracking says. */
export interface TrackingWords extends OrderWidgetWords {
  readonly texts: Catalog<TrackingTexts, Format>;
  readonly arrival: Catalog<ArrivalTexts, Format>;
  readonly help: HelpWords;
  readonly title: string;
  /** The name of the list of steps. */
  readonly way: string;
  readonly number: string;
  readonly copy: string;
  readonly copied: string;
  /** The link to the carrier's page; null: the carrier has no name. */
  readonly follow: (carrier: string | null) => string;
  readonly history: (count: number, format: Format) => string;
  /** What opens the parcels beyond the first. */
  readonly others: (count: number, format: Format) => string;
  readonly items: (count: number, format: Format) => string;
}

export type TrackingContent = typeof import('./tracking.content.ts');

export const trackingLanguages = kits<TrackingWords, TrackingContent>(() => import('./tracking.content.ts'), {
  de: async () => (await import('./tracking.messages.de.ts')).trackingDe,
});
