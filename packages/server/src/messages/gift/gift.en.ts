import type { ProposalWords } from '../proposal/proposal.words.ts';

export const giftEn: ProposalWords = {
  subject: ({ number }) => `A small thank-you for your order ${number}`,
  heading: 'Something small, from us to you',
  intro: ({ number }) =>
    `Your order ${number} is paid, so this comes with no strings attached: we would like to thank you.`,
  points: [{ text: 'A small gift is yours', detail: 'There is nothing to buy for it and nothing to pay.' }],
  onPage: 'Open it, and say whether you would like to have it.',
  inPerson: 'Just let us know that you would like to have it. How to reach us is below.',
  button: 'Open your gift',
};
