import { onDays } from '../arrival/arrival.de.ts';
import type { DelayWords } from './delay.words.ts';

export const delayDe: DelayWords = {
  subject: (number) => `Ihr Paket braucht länger als geplant (Bestellung ${number})`,
  heading: 'Ihr Paket braucht länger als geplant',
  intro:
    'es tut uns leid: Ihr Paket verspätet sich. Das sagen wir Ihnen lieber gleich, als Sie vergeblich warten zu lassen.',
  promised: (window, format) => `Es sollte bis ${format.day(window.until)} ankommen.`,
  expected: (window, format) =>
    `Der Zustelldienst rechnet jetzt mit der Zustellung ${onDays(window, format)}.`,
  noDate: 'Einen neuen Termin gibt es noch nicht.',
  reasons: {
    weather: 'Als Grund nennt der Zustelldienst das Wetter.',
    customs: 'Es wird gerade beim Zoll aufgehalten.',
    carrier: 'Als Grund nennt der Zustelldienst die eigene Bearbeitung.',
  },
  button: 'Neuesten Termin ansehen',
  nothingToDo:
    'Sie müssen nichts tun. Auf der Seite Ihrer Bestellung steht immer der neueste Termin, den wir kennen.',
};
