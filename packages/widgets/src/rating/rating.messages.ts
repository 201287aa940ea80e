import type { Catalog, RatingTexts } from '@post-purchase/contract/view';
import type { Failure } from '../data/order-state.ts';
import type { Format } from '../locale/format.ts';
import { kits } from '../locale/kit.ts';

/** Everything the rating says. */
export interface RatingWords {
  readonly texts: Catalog<RatingTexts, Format>;
  readonly comment: string;
  readonly optional: string;
  readonly submit: string;
  readonly submitting: string;
  readonly dismiss: string;
  /** Sent without a choice. */
  readonly choose: string;
  readonly failed: Readonly<Record<Failure, string>>;
  readonly thanks: string;
  readonly thanksText: string;
  /** The question had been answered, here or in the mail. */
  readonly answeredBefore: string;
  readonly closed: string;
  readonly closedText: string;
}

export type RatingContent = typeof import('./rating.content.ts');

export const ratingLanguages = kits<RatingWords, RatingContent>(() => import('./rating.content.ts'), {
  de: async () => (await import('./rating.messages.de.ts')).ratingDe,
});
