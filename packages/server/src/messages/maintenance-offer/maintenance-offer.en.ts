import type { ProposalWords } from '../proposal/proposal.words.ts';

export const maintenanceOfferEn: ProposalWords = {
  subject: ({ number }) => `Time for a check-up? (order ${number})`,
  heading: 'Time for a check-up?',
  intro: ({ number, placed }) =>
    `You ordered it on ${placed} (order ${number}), and it has been at work since. What is looked after in time keeps going for longer.`,
  points: [
    {
      text: 'A check-up by people who know it',
      detail: 'We tell you first what it would cost. Then you decide.',
    },
  ],
  onPage: 'If you like, choose a day.',
  inPerson: 'If you like, tell us, and we find a day together. How to reach us is below.',
  button: 'Choose a day',
};
