import type { WelcomeBackWords } from './welcome-back.words.ts';

const ORDINALS = new Intl.PluralRules('en', { type: 'ordinal' });
const ENDINGS: Readonly<Record<string, string>> = { one: 'st', two: 'nd', few: 'rd', other: 'th' };

export const welcomeBackEn: WelcomeBackWords = {
  subject: (number) => `Thank you for coming back (order ${number})`,
  heading: 'Thank you for coming back',
  intro: (number, shop) =>
    `You could have ordered anywhere, and with your order ${number} you came back to ${shop}. We noticed, and we are glad.`,
  howMany: (order, shop, format) =>
    `This is your ${format.number(order)}${ENDINGS[ORDINALS.select(order)] ?? 'th'} order with ${shop}.`,
  wish: 'Is there something we should know?',
  wishDetail:
    'What to pack differently, where to leave the parcel, what you miss here: write to us. A person reads it.',
};
