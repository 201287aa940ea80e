import type { ProposalWords } from '../proposal/proposal.words.ts';

export const giftDe: ProposalWords = {
  subject: ({ number }) => `Ein kleines Dankeschön für Ihre Bestellung ${number}`,
  heading: 'Eine Kleinigkeit von uns für Sie',
  intro: ({ number }) =>
    `Ihre Bestellung ${number} ist bezahlt, daran ist also nichts geknüpft: Wir möchten uns bei Ihnen bedanken.`,
  points: [
    {
      text: 'Ein kleines Geschenk gehört Ihnen',
      detail: 'Sie müssen dafür nichts kaufen und nichts bezahlen.',
    },
  ],
  onPage: 'Öffnen Sie es, und sagen Sie, ob Sie es haben möchten.',
  inPerson: 'Sagen Sie uns einfach Bescheid, dass Sie es haben möchten. Wie Sie uns erreichen, steht unten.',
  button: 'Geschenk öffnen',
};
