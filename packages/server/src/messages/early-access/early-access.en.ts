import type { ProposalWords } from '../proposal/proposal.words.ts';

export const earlyAccessEn: ProposalWords = {
  subject: ({ shop }) => `What is new at ${shop}: you see it first`,
  heading: 'You see it first',
  intro: ({ number, shop }) =>
    `You have ordered from ${shop} (order ${number}). So what is new is open to you before it is open to everybody.`,
  points: [
    {
      text: 'An early look, for people who know us',
      detail: 'Look around as long as you like. You commit to nothing.',
    },
  ],
  onPage: 'The page behind this button is open to you now.',
  inPerson: 'Tell us what you have an eye on, and we tell you what is coming. How to reach us is below.',
  button: 'Take an early look',
};
