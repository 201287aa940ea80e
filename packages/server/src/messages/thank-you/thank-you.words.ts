import type { Catalog, ThankYouTexts } from '@post-purchase/contract/view';

import type { Format } from '../format.ts';

/** What the confirmation of an order says. */
export interface ThankYouWords {
  readonly subject: (number: string) => string;
  readonly subjectCanceled: (number: string) => string;
  /** `placed` is the day of the order. */
  readonly intro: (number: string, placed: string) => string;
  readonly button: string;
  readonly items: string;
  readonly delivery: string;
  readonly texts: Catalog<ThankYouTexts, Format>;
}
