import type { ProposalWords } from '../proposal/proposal.words.ts';

export const faqDe: ProposalWords = {
  subject: ({ number }) => `Antworten auf erste Fragen zu Ihrer Bestellung ${number}`,
  heading: 'Erste Fragen, beantwortet',
  intro: ({ number }) =>
    `Ihre Bestellung ${number} ist nun seit einigen Tagen bei Ihnen. Das fragen andere um diese Zeit.`,
  points: [
    {
      text: 'Etwas funktioniert anders als erwartet. Was nun?',
      detail:
        'Schreiben Sie uns, was Sie sehen und wann es geschieht, am besten mit Foto. Wir sagen Ihnen, was Sie als Nächstes versuchen können.',
    },
    {
      text: 'Etwas fehlt oder ist beschädigt.',
      detail: 'Sagen Sie es uns gleich; dann können wir es in Ordnung bringen.',
    },
    {
      text: 'Wo finde ich meinen Kaufbeleg?',
      detail: 'Auf der Seite Ihrer Bestellung stehen Nummer, Datum und Betrag.',
    },
  ],
  onPage: 'Auf der Seite hinter dieser Schaltfläche stehen weitere Antworten.',
  inPerson: 'Sie haben eine andere Frage? Stellen Sie sie. Wie Sie uns erreichen, steht unten.',
  button: 'Weitere Antworten',
};
