import { defineMessage } from '../define-message.ts';
import { ratingDe } from './rating.de.ts';
import { ratingEn } from './rating.en.ts';

/** Asks for a rating. Its only link opens the order's page: a mail scanner that follows every link rates nothing. */
export const rating = defineMessage({ en: ratingEn, de: ratingDe }, ({ order }, { words, format }) => {
  const kept = order.lines.filter(({ quantity, removed }) => removed < quantity);
  const titles = kept.map(({ title, variant, quantity, removed }) => {
    const name = variant === undefined ? title : `${title} (${variant})`;
    const pieces = quantity - removed;
    return pieces > 1 ? `${format.number(pieces)} × ${name}` : name;
  });
  return {
    subject: words.subject(order.number),
    preheader: words.how,
    heading: words.heading,
    intro: words.intro(order.shop.name),
    lead: [
      ...(titles.length === 0
        ? []
        : [
            {
              block: 'callout',
              tone: 'calm',
              lines: [{ text: words.ordered, detail: titles.join(', ') }],
            } as const,
          ]),
      { block: 'paragraph', text: words.how },
    ],
    button: words.button,
    rest: [{ block: 'paragraph', text: words.wrong }],
  };
});
