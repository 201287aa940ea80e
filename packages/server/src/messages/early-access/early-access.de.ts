import type { ProposalWords } from '../proposal/proposal.words.ts';

export const earlyAccessDe: ProposalWords = {
  subject: ({ shop }) => `Neu bei ${shop}: Sie sehen es zuerst`,
  heading: 'Sie sehen es zuerst',
  intro: ({ number, shop }) =>
    `Sie haben bei ${shop} bestellt (Bestellung ${number}). Deshalb steht Ihnen das Neue offen, bevor es allen offensteht.`,
  points: [
    {
      text: 'Ein früher Blick für alle, die uns kennen',
      detail: 'Sehen Sie sich in Ruhe um. Sie verpflichten sich zu nichts.',
    },
  ],
  onPage: 'Die Seite hinter dieser Schaltfläche steht Ihnen ab sofort offen.',
  inPerson:
    'Sagen Sie uns, worauf Sie ein Auge geworfen haben, und wir sagen Ihnen, was kommt. Wie Sie uns erreichen, steht unten.',
  button: 'Früher umsehen',
};
