import type { ProposalWords } from '../proposal/proposal.words.ts';

export const installationDe: ProposalWords = {
  subject: ({ number }) => `So nehmen Sie Ihre Bestellung ${number} in Betrieb`,
  heading: 'In Ruhe in Betrieb nehmen',
  intro: ({ number }) => `Ihre Bestellung ${number} ist da. Drei Dinge, die später Ärger ersparen:`,
  points: [
    {
      text: 'Sehen Sie sich zuerst alles an',
      detail: 'Ist alles da und nichts beschädigt? Wenn nicht, sagen Sie es uns, bevor Sie es anschließen.',
    },
    {
      text: 'Heben Sie die Verpackung auf',
      detail: 'Zumindest, bis alles läuft. Im eigenen Karton reist es am besten.',
    },
    {
      text: 'Lesen Sie die Sicherheitshinweise',
      detail: 'Wo die Anleitung einen Fachbetrieb verlangt (Wasser, Gas, Starkstrom), hat sie recht.',
    },
  ],
  onPage: 'Die Seite hinter dieser Schaltfläche zeigt Schritt für Schritt, wie es weitergeht.',
  inPerson: 'Sie möchten das lieber nicht allein machen? Fragen Sie uns. Wie Sie uns erreichen, steht unten.',
  button: 'Schritt für Schritt ansehen',
};
