import { isSafeLink } from '@post-purchase/contract/view';

import { MAIL_LANGUAGES, type MailLanguage } from './language.ts';
import type { MessageContext } from './message.ts';
import { plainLine } from './plain-text.ts';

/** Fields of every built-in message that a touchpoint's `content` may replace. `note` is empty unless it is given. */
export const CONTENT_FIELDS = ['subject', 'preheader', 'heading', 'intro', 'button', 'note'] as const;

/** Fields of proposals beside these: what is proposed, and the address of the shop's page where it can be taken up. */
export const PROPOSAL_FIELDS = ['offer', 'link'] as const;

export type ContentField = (typeof CONTENT_FIELDS)[number] | (typeof PROPOSAL_FIELDS)[number];

/**
 * What a touchpoint says in place of the built-in words: `subject.de` for one language, else `subject` for all. `{number}`, `{name}` and
 * `{shop}` stand for the order's number, the recipient's name and the shop's. Undefined where it says nothing.
 */
export function ownWords(
  context: MessageContext,
  field: Exclude<ContentField, 'link'>,
  language: MailLanguage,
): string | undefined {
  const { order, name } = context;
  const text = given(context, field, language);
  if (text === undefined) return undefined;
  const values: Readonly<Record<string, string>> = {
    number: order.number,
    name: name ?? '',
    shop: order.shop.name,
  };
  return plainLine(
    text.replace(/\{(number|name|shop)\}/g, (placeholder, key: string) => values[key] ?? placeholder),
  );
}

/** The page that a touchpoint names as its `link`, for one language or for all. Undefined where it names none that is safe to open. */
export function ownLink(context: MessageContext, language: MailLanguage): string | undefined {
  const link = given(context, 'link', language)?.trim();
  return link !== undefined && isSafeLink(link) ? link : undefined;
}

function given({ content }: MessageContext, field: ContentField, language: MailLanguage): string | undefined {
  const text = content?.[`${field}.${language}`] ?? content?.[field];
  return text === undefined || text.trim() === '' ? undefined : text;
}

/** One thing that is wrong with a touchpoint's `content`. */
export interface ContentFault {
  /** The name of the field, as it is written. */
  readonly field: string;
  /** In a sentence that also says what would be right. */
  readonly message: string;
}

/** The first field of `content` that the built-in message of a kind has no use for; null: there is none. */
export function contentFault(
  kind: string,
  fields: readonly ContentField[],
  content: Readonly<Record<string, string>>,
): ContentFault | null {
  for (const [field, text] of Object.entries(content)) {
    const message = faultOf(kind, fields, field, text);
    if (message !== null) return { field, message };
  }
  return null;
}

function faultOf(kind: string, fields: readonly ContentField[], field: string, text: string): string | null {
  const [name = '', language, ...more] = field.split('.');
  if (!fields.some((known) => known === name))
    return `the mail of kind "${kind}" has no such field; it has ${fields.join(', ')}.`;
  if (more.length > 0 || (language !== undefined && !MAIL_LANGUAGES.some((known) => known === language))) {
    const languages = MAIL_LANGUAGES.map((known) => `${name}.${known}`).join(' or ');
    return `there are no mails in that language; write ${languages}, or ${name} for all.`;
  }
  return name === 'link' && !isSafeLink(text.trim())
    ? `"${text}" is no address that a shopper can follow; use https:// (http:// on localhost).`
    : null;
}
