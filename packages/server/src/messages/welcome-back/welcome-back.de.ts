import type { WelcomeBackWords } from './welcome-back.words.ts';

export const welcomeBackDe: WelcomeBackWords = {
  subject: (number) => `Schön, dass Sie wieder da sind (Bestellung ${number})`,
  heading: 'Schön, dass Sie wieder da sind',
  intro: (number, shop) =>
    `Sie hätten überall bestellen können, und mit Ihrer Bestellung ${number} sind Sie zu ${shop} zurückgekommen. Das haben wir bemerkt, und es freut uns.`,
  howMany: (order, shop, format) => `Das ist Ihre ${format.number(order)}. Bestellung bei ${shop}.`,
  wish: 'Gibt es etwas, das wir wissen sollten?',
  wishDetail:
    'Was wir anders packen sollen, wo das Paket liegen darf, was Ihnen hier fehlt: Schreiben Sie uns. Das liest ein Mensch.',
};
