import { Lazy } from './lazy.ts';
import type { Languages } from './locale.ts';

/** What shows an order in one language: the words, and the content that they are put on. */
export interface Kit<Words, Content> {
  readonly words: Words;
  readonly content: Content;
}

/**
 * The kits of a widget. The content has the English words with it; the words of another language are a file of their own, fetched at the same time.
 */
export function kits<Words, Content extends { readonly english: Words }>(
  content: () => Promise<Content>,
  others: Readonly<Record<string, () => Promise<Words>>>,
): Languages<Kit<Words, Content>> {
  const kit = (words?: () => Promise<Words>) =>
    new Lazy(async () => {
      const [shown, spoken] = await Promise.all([content(), words?.()]);
      return { content: shown, words: spoken ?? shown.english };
    });
  return {
    ...Object.fromEntries(Object.entries(others).map(([language, words]) => [language, kit(words)])),
    en: kit(),
  };
}
