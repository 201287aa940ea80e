import type { ProposalWords } from '../proposal/proposal.words.ts';

export const maintenanceOfferDe: ProposalWords = {
  subject: ({ number }) => `Zeit für eine Wartung? (Bestellung ${number})`,
  heading: 'Zeit für eine Wartung?',
  intro: ({ number, placed }) =>
    `Sie haben am ${placed} bestellt (Bestellung ${number}), und seitdem ist das Gerät im Einsatz. Was rechtzeitig gepflegt wird, hält länger.`,
  points: [
    {
      text: 'Eine Wartung von Leuten, die das Gerät kennen',
      detail: 'Wir sagen Ihnen zuerst, was sie kosten würde. Dann entscheiden Sie.',
    },
  ],
  onPage: 'Wenn Sie möchten, wählen Sie einen Tag.',
  inPerson:
    'Wenn Sie möchten, sagen Sie uns Bescheid, und wir finden gemeinsam einen Tag. Wie Sie uns erreichen, steht unten.',
  button: 'Tag auswählen',
};
