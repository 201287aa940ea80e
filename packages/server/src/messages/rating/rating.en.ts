import type { RatingWords } from './rating.words.ts';

export const ratingEn: RatingWords = {
  subject: (number) => `How was your order ${number}?`,
  heading: 'How satisfied are you with your order?',
  intro: (shop) =>
    `You have had your order for a few days now. Tell us honestly how it went: good or bad, it helps ${shop} to do better.`,
  ordered: 'You ordered',
  how: 'One question, one to five, and a line of your own if you like. Opening the page sends nothing; you decide there.',
  button: 'Rate your order',
  wrong:
    'Is something wrong with it? Then please tell us right away instead of waiting for a question like this one.',
};
