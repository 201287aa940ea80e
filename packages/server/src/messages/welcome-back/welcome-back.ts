import { defineMessage } from '../define-message.ts';
import { welcomeBackDe } from './welcome-back.de.ts';
import { welcomeBackEn } from './welcome-back.en.ts';

/** Thanks somebody who ordered again. Says which order it is where that is known, and nothing else about the person. */
export const welcomeBack = defineMessage(
  { en: welcomeBackEn, de: welcomeBackDe },
  ({ order, ordersBefore = 0 }, { words, frame, format }) => ({
    subject: words.subject(order.number),
    preheader: words.wish,
    heading: words.heading,
    intro: words.intro(order.number, order.shop.name),
    lead: [
      ...(ordersBefore < 1
        ? []
        : [
            {
              block: 'paragraph',
              text: words.howMany(ordersBefore + 1, order.shop.name, format),
            } as const,
          ]),
      { block: 'callout', tone: 'calm', lines: [{ text: words.wish, detail: words.wishDetail }] },
    ],
    button: frame.order,
    rest: [],
  }),
);
