import { type CalendarDay, calendarDay, helpLinks } from '@post-purchase/contract/view';

import { ownWords } from './content.ts';
import { createFormat, type Format } from './format.ts';
import { frameDe } from './frame/frame.de.ts';
import { frameEn } from './frame/frame.en.ts';
import type { FrameWords } from './frame/frame.words.ts';
import { type MailLanguage, mailLocale } from './language.ts';
import type { Block, FooterLine, Mail } from './mail.ts';
import type { MessageContext, MessageRenderer } from './message.ts';
import { plainLine } from './plain-text.ts';
import { renderHtml } from './render-html.ts';
import { renderText } from './render-text.ts';

/** What one kind of message says; greeting, help and footer are the same in all of them. */
export interface Draft {
  readonly subject: string;
  readonly preheader: string;
  readonly heading: string;
  readonly intro: string;
  /** Between the first words and the button. */
  readonly lead: readonly Block[];
  /** Opens the order's page, or `page`. */
  readonly button: string;
  /** A page of the shop that the button opens; the order's page is then a link below it. */
  readonly page?: string;
  /** Below the button. */
  readonly rest: readonly Block[];
}

/** What a draft is written with. */
export interface Writing<Words> {
  readonly words: Words;
  readonly frame: FrameWords;
  readonly language: MailLanguage;
  readonly format: Format;
  /** The recipient's calendar day. */
  readonly today: CalendarDay;
}

const FRAME: Readonly<Record<MailLanguage, FrameWords>> = { en: frameEn, de: frameDe };

/** Makes the renderer of one kind from its words and what it does with them. */
export function defineMessage<Words>(
  languages: Readonly<Record<MailLanguage, Words>>,
  write: (context: MessageContext, writing: Writing<Words>) => Draft,
): MessageRenderer {
  return (context) => {
    const { language, locale } = mailLocale(context.locale);
    const { order } = context;
    const frame = FRAME[language];
    const draft = write(context, {
      words: languages[language],
      frame,
      language,
      format: createFormat(locale, order.timeZone),
      today: calendarDay(context.now, order.timeZone),
    });
    const mail = assemble(context, draft, frame, language, locale);
    return { subject: mail.subject, text: renderText(mail), html: renderHtml(mail) };
  };
}

function assemble(
  context: MessageContext,
  draft: Draft,
  frame: FrameWords,
  language: MailLanguage,
  locale: string,
): Mail {
  const { order, orderLink } = context;
  const own = (field: 'subject' | 'preheader' | 'heading' | 'intro' | 'button'): string =>
    ownWords(context, field, language) ?? draft[field];
  const note = ownWords(context, 'note', language);
  return {
    lang: locale,
    subject: plainLine(own('subject')),
    preheader: own('preheader'),
    shop: { name: order.shop.name, url: order.shop.url },
    blocks: [
      { block: 'heading', text: own('heading') },
      { block: 'paragraph', text: frame.greeting(context.name) },
      { block: 'paragraph', text: own('intro') },
      ...draft.lead,
      { block: 'button', text: own('button'), href: draft.page ?? orderLink },
      ...(draft.page === undefined ? [] : [{ block: 'link', text: frame.order, href: orderLink } as const]),
      ...draft.rest,
      ...(note === undefined ? [] : [{ block: 'paragraph', text: note } as const]),
      ...help(context, frame),
    ],
    footer: footer(context, frame),
  };
}

function help({ order }: MessageContext, frame: FrameWords): Block[] {
  const links = helpLinks(order.shop.help);
  if (links === null) return [];
  const { url, email, phone, hours } = links;
  const ways: Block[] = [];
  if (email !== null) ways.push({ block: 'link', text: email, href: `mailto:${email}` });
  const digits = phone?.replace(/[^\d+]/g, '') ?? '';
  if (phone !== null && digits !== '')
    ways.push({ block: 'link', text: frame.helpPhone(phone, hours), href: `tel:${digits}` });
  else if (hours !== null) ways.push({ block: 'paragraph', text: frame.helpHours(hours) });
  if (url !== null) ways.push({ block: 'link', text: frame.helpPage, href: url });
  return [{ block: 'section', text: frame.helpTitle }, ...ways];
}

function footer({ order, unsubscribeLink }: MessageContext, frame: FrameWords): FooterLine[] {
  const { shop, number } = order;
  if (unsubscribeLink === undefined) return [{ text: frame.becauseOrdered(shop.name, number) }];
  return [{ text: frame.notNeeded(shop.name) }, { text: frame.unsubscribe, href: unsubscribeLink }];
}
