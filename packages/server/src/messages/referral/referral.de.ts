import type { ProposalWords } from '../proposal/proposal.words.ts';

export const referralDe: ProposalWords = {
  subject: ({ shop }) => `Kennen Sie jemanden, dem ${shop} gefallen würde?`,
  heading: 'Wem würde es auch gefallen?',
  intro: ({ number, shop }) =>
    `wir hoffen, dass Ihre Bestellung ${number} so ist, wie Sie sie wollten. Ein Satz von Ihnen bewirkt für ${shop} mehr als jede Werbung.`,
  points: [
    {
      text: 'Empfehlen Sie uns, wenn Sie es so meinen',
      detail: 'Wem Sie es sagen und was, entscheiden Sie. Wir schreiben deswegen niemandem.',
    },
  ],
  onPage: 'Auf der Seite hinter dieser Schaltfläche finden Sie etwas zum Weitergeben.',
  inPerson:
    'Unseren Namen weiterzusagen genügt. Wenn jemand Ihretwegen kommt, lassen Sie es uns wissen: Wir möchten uns bedanken.',
  button: 'Uns empfehlen',
};
