import type { ArrivalTexts, Catalog } from '@post-purchase/contract/view';

import type { Format } from '../format.ts';
import type { MailLanguage } from '../language.ts';
import { arrivalDe } from './arrival.de.ts';
import { arrivalEn } from './arrival.en.ts';

/** When something arrives, in the words of a mail. */
export const ARRIVAL: Readonly<Record<MailLanguage, Catalog<ArrivalTexts, Format>>> = {
  en: arrivalEn,
  de: arrivalDe,
};
