import type { RatingWords } from './rating.messages.ts';

const names = ['sehr unzufrieden', 'unzufrieden', 'weder noch', 'zufrieden', 'sehr zufrieden'];

const noLonger =
  'Dieser Link ist abgelaufen. Öffnen Sie die neueste E-Mail zu Ihrer Bestellung, um die Bewertung zu senden.';

export const ratingDe: RatingWords = {
  texts: {
    'rating.question.satisfaction': 'Wie zufrieden sind Sie mit Ihrer Bestellung?',
    'rating.low': ({ value }) => `${value}: gar nicht zufrieden`,
    'rating.high': ({ value }) => `${value}: sehr zufrieden`,
    'rating.option': ({ value, min, max }) => {
      const name = min === 1 && max === 5 ? names[value - 1] : undefined;
      return name === undefined ? `${value} von ${max}` : `${value} von ${max}, ${name}`;
    },
  },
  comment: 'Was sollten wir wissen?',
  optional: 'freiwillig',
  submit: 'Bewertung senden',
  submitting: 'Wird gesendet …',
  dismiss: 'Jetzt nicht',
  choose: 'Bitte wählen Sie zuerst eine Bewertung.',
  failed: {
    offline:
      'Sie sind offline. Ihre Bewertung ist noch hier; senden Sie sie, sobald Sie wieder verbunden sind.',
    expired: noLonger,
    invalid: noLonger,
    error:
      'Ihre Bewertung konnte nicht gesendet werden. Sie ist noch hier; bitte versuchen Sie es noch einmal.',
  },
  thanks: 'Vielen Dank für Ihre Bewertung',
  thanksText: 'Sie zeigt uns, was gut ist und was wir besser machen können.',
  answeredBefore: 'Sie haben diese Frage schon beantwortet. Es gilt Ihre erste Antwort.',
  closed: 'Diese Frage ist geschlossen',
  closedText: 'Danke, dass Sie antworten wollten.',
};
