import type { RatingWords } from './rating.words.ts';

export const ratingDe: RatingWords = {
  subject: (number) => `Wie war Ihre Bestellung ${number}?`,
  heading: 'Wie zufrieden sind Sie mit Ihrer Bestellung?',
  intro: (shop) =>
    `Ihre Bestellung ist nun seit einigen Tagen bei Ihnen. Sagen Sie uns ehrlich, wie es war: Ob gut oder schlecht, es hilft ${shop}, besser zu werden.`,
  ordered: 'Sie haben bestellt',
  how: 'Eine Frage, eins bis fünf, und wenn Sie möchten, ein eigener Satz. Das Öffnen der Seite sendet nichts; das entscheiden Sie dort.',
  button: 'Bestellung bewerten',
  wrong: 'Stimmt etwas nicht? Dann sagen Sie es uns bitte gleich, statt auf eine Frage wie diese zu warten.',
};
