import type { ProposalWords } from '../proposal/proposal.words.ts';

export const invitationEn: ProposalWords = {
  subject: ({ number }) => `An invitation that goes with your order ${number}`,
  heading: 'See what else it can do',
  intro: ({ number }) =>
    `By now you know your way around your order ${number}. There is more to it than a manual can tell, and we would like to show you.`,
  points: [
    {
      text: 'A demonstration, for you',
      detail: 'Bring your questions: it is about what you have, not about what you could buy.',
    },
  ],
  onPage: 'If you would like to come, choose a day.',
  inPerson: 'If you would like to come, tell us when it suits you. How to reach us is below.',
  button: 'Choose a day',
};
