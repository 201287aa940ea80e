import type { RatingWords } from './rating.messages.ts';

const names = ['Very dissatisfied', 'Dissatisfied', 'Neither nor', 'Satisfied', 'Very satisfied'];

const noLonger = 'This link has expired. Open the latest email about your order to send your rating.';

export const ratingEn: RatingWords = {
  texts: {
    'rating.question.satisfaction': 'How satisfied are you with your order?',
    'rating.low': ({ value }) => `${value}: not at all satisfied`,
    'rating.high': ({ value }) => `${value}: very satisfied`,
    'rating.option': ({ value, min, max }) => {
      const name = min === 1 && max === 5 ? names[value - 1] : undefined;
      return name === undefined ? `${value} of ${max}` : `${value} of ${max}, ${name.toLowerCase()}`;
    },
  },
  comment: 'What should we know?',
  optional: 'optional',
  submit: 'Send rating',
  submitting: 'Sending…',
  dismiss: 'Not now',
  choose: 'Choose a rating first.',
  failed: {
    offline: 'You are offline. Your rating is still here; send it when you are connected again.',
    expired: noLonger,
    invalid: noLonger,
    error: 'Your rating could not be sent. It is still here; please try again.',
  },
  thanks: 'Thank you for your rating',
  thanksText: 'It tells us what to keep and what to do better.',
  answeredBefore: 'You have answered this question already. Your first answer counts.',
  closed: 'This question is closed',
  closedText: 'Thank you for wanting to answer it.',
};
