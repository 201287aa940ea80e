import { sentence, type ThankYouMessage, thankYouView } from '@post-purchase/contract/view';

import { ARRIVAL } from '../arrival/arrival.ts';
import { defineMessage } from '../define-message.ts';
import type { Block, MailItem } from '../mail.ts';
import { thankYouDe } from './thank-you.de.ts';
import { thankYouEn } from './thank-you.en.ts';

/**
 * The confirmation that an order came in: its number, what happens next and when, every item with what it cost, the sums, how it is sent.
 * It says that the order was received, and leaves it to the shop to say that it accepts it.
 */
export const thankYou = defineMessage({ en: thankYouEn, de: thankYouDe }, (context, writing) => {
  const { words, frame, format, language } = writing;
  const { order } = context;
  const view = thankYouView(order, context.now);
  const say = (message: ThankYouMessage): string => sentence(words.texts, message, format);
  const next = view.next.map(({ what, when }) => ({
    text: say(what),
    detail: when === null ? undefined : sentence(ARRIVAL[language], when, format),
  }));
  const items = view.items.map(({ title, variant, quantity, removed, image, total }): MailItem => ({
    title,
    details: [
      [variant, say(quantity)].filter(Boolean).join(' · '),
      ...(removed === null ? [] : [say(removed)]),
    ],
    image: image ?? undefined,
    price: total === null ? undefined : format.money(total),
  }));
  const shipping = order.expectations.flatMap(({ description }) => description ?? []);
  const rest: Block[] = [
    { block: 'section', text: words.items },
    { block: 'items', columns: [frame.item, frame.price], items },
  ];
  if (view.totals.length > 0) {
    rest.push({
      block: 'totals',
      rows: view.totals.map(({ kind, label, value }) => ({
        label: say(label),
        value: say(value),
        isTotal: kind === 'total',
      })),
    });
  }
  if (shipping.length > 0) {
    rest.push({
      block: 'facts',
      rows: [{ label: words.delivery, value: [...new Set(shipping)].join(', ') }],
    });
  }
  const isCanceled = order.canceledAt !== undefined;
  return {
    subject: isCanceled ? words.subjectCanceled(order.number) : words.subject(order.number),
    preheader: next.flatMap(({ text, detail }) => [text, detail ?? []].flat()).join(' '),
    heading: say(view.headline),
    intro: words.intro(order.number, say(view.placed)),
    lead: [{ block: 'callout', tone: isCanceled ? 'attention' : 'calm', lines: next }],
    button: words.button,
    rest,
  };
});
