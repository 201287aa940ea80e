import type { Catalog, SavingsTexts } from '@post-purchase/contract/view';
import type { Format } from '../locale/format.ts';
import { kits } from '../locale/kit.ts';

/** Everything the savings reminder says. */
export interface SavingsWords {
  readonly texts: Catalog<SavingsTexts, Format>;
  readonly details: string;
  readonly dismiss: string;
}

export type SavingsContent = typeof import('./savings-reminder.content.ts');

export const savingsLanguages = kits<SavingsWords, SavingsContent>(
  () => import('./savings-reminder.content.ts'),
  {
    de: async () => (await import('./savings-reminder.messages.de.ts')).savingsDe,
  },
);
