import type { ProposalWords } from '../proposal/proposal.words.ts';

export const installationEn: ProposalWords = {
  subject: ({ number }) => `Setting up your order ${number}`,
  heading: 'Set it up without a hurry',
  intro: ({ number }) => `Your order ${number} has arrived. Three things that save trouble later:`,
  points: [
    {
      text: 'Look it over first',
      detail: 'Is everything there, and is nothing damaged? If not, tell us before you connect it.',
    },
    { text: 'Keep the packaging', detail: 'At least until it runs. It travels best in its own box.' },
    {
      text: 'Read the safety notes',
      detail: 'Where the manual asks for a professional (water, gas, mains), it is right.',
    },
  ],
  onPage: 'The page behind this button shows how it goes on, step by step.',
  inPerson: 'You would rather not do it alone? Ask us. How to reach us is below.',
  button: 'See each step',
};
