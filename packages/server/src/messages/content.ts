import type { MailLanguage } from './language.ts';
import type { MessageContext } from './message.ts';
import { plainLine } from './plain-text.ts';

/** Fields of every built-in message that a touchpoint's `content` may replace. `note` is empty unless it is given. */
export const CONTENT_FIELDS = ['subject', 'preheader', 'heading', 'intro', 'button', 'note'] as const;
export type ContentField = (typeof CONTENT_FIELDS)[number];

/**
 * What a touchpoint says in place of the built-in words: `subject.de` for one language, else `subject` for all. `{number}`, `{name}` and
 * `{shop}` stand for the order's number, the recipient's name and the shop's. Undefined where it says nothing.
 */
export function ownWords(
  context: MessageContext,
  field: ContentField,
  language: MailLanguage,
): string | undefined {
  const { content, order, name } = context;
  const text = content?.[`${field}.${language}`] ?? content?.[field];
  if (text === undefined || text.trim() === '') return undefined;
  const values: Readonly<Record<string, string>> = {
    number: order.number,
    name: name ?? '',
    shop: order.shop.name,
  };
  return plainLine(
    text.replace(/\{(number|name|shop)\}/g, (placeholder, key: string) => values[key] ?? placeholder),
  );
}
