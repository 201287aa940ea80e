import type { ProposalWords } from '../proposal/proposal.words.ts';

export const faqEn: ProposalWords = {
  subject: ({ number }) => `Answers to first questions about your order ${number}`,
  heading: 'The first questions, answered',
  intro: ({ number }) =>
    `You have had your order ${number} for some days now. This is what others ask at about this point.`,
  points: [
    {
      text: 'It does not do what I expected. What now?',
      detail: 'Tell us what you see and when it happens, best with a photo. We tell you what to try next.',
    },
    { text: 'Something is missing or broken.', detail: 'Tell us right away; then we can put it right.' },
    {
      text: 'Where is my proof of purchase?',
      detail: 'The page of your order has its number, its date and what you paid.',
    },
  ],
  onPage: 'The page behind this button has more answers.',
  inPerson: 'Yours is another question? Ask it. How to reach us is below.',
  button: 'See more answers',
};
