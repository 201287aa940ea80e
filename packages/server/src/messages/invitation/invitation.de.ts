import type { ProposalWords } from '../proposal/proposal.words.ts';

export const invitationDe: ProposalWords = {
  subject: ({ number }) => `Eine Einladung zu Ihrer Bestellung ${number}`,
  heading: 'Sehen Sie, was noch alles geht',
  intro: ({ number }) =>
    `mit Ihrer Bestellung ${number} kennen Sie sich inzwischen aus. In ihr steckt mehr, als in einer Anleitung Platz hat, und das möchten wir Ihnen zeigen.`,
  points: [
    {
      text: 'Eine Vorführung für Sie',
      detail:
        'Bringen Sie Ihre Fragen mit: Es geht um das, was Sie haben, nicht um das, was Sie kaufen könnten.',
    },
  ],
  onPage: 'Wenn Sie kommen möchten, wählen Sie einen Tag.',
  inPerson:
    'Wenn Sie kommen möchten, sagen Sie uns, wann es Ihnen passt. Wie Sie uns erreichen, steht unten.',
  button: 'Tag auswählen',
};
