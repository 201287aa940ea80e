import type { ProblemWords } from './problem.words.ts';

export const problemDe: ProblemWords = {
  subject: (heading, number) => `${heading} (Bestellung ${number})`,
  trouble: {
    damaged: {
      heading: 'Ihr Paket wurde unterwegs beschädigt',
      intro:
        'der Zustelldienst meldet, dass Ihr Paket auf dem Weg zu Ihnen beschädigt wurde. Das tut uns leid: Es hätte heil bei Ihnen ankommen sollen.',
      remedy:
        'Das in Ordnung zu bringen ist unsere Sache, nicht Ihre. Sagen Sie uns, welche Lösung Ihnen recht ist, und wir finden gemeinsam den besten Weg.',
    },
    lost: {
      heading: 'Ihr Paket ist offenbar verloren gegangen',
      intro:
        'der Zustelldienst findet Ihr Paket nicht mehr. Das tut uns leid: Sie sollten es längst ausgepackt haben.',
      remedy:
        'Das in Ordnung zu bringen ist unsere Sache, nicht Ihre. Sagen Sie uns, welche Lösung Ihnen recht ist, und wir finden gemeinsam den besten Weg.',
    },
    address: {
      heading: 'Ihr Paket findet nicht zu Ihnen',
      intro: 'der Zustelldienst kann Ihr Paket unter der angegebenen Adresse nicht zustellen.',
      remedy:
        'Wenn an der Adresse etwas falsch ist oder fehlt, sagen Sie uns Bescheid; dann kann es weitergehen.',
    },
    refused: {
      heading: 'Die Annahme Ihres Pakets wurde verweigert',
      intro: 'der Zustelldienst meldet, dass niemand Ihr Paket annehmen wollte.',
      remedy:
        'Falls das ein Versehen war, sagen Sie uns Bescheid, und wir sehen, wie es doch noch zu Ihnen kommt.',
    },
    other: {
      heading: 'Etwas hält Ihr Paket auf',
      intro: 'der Zustelldienst meldet ein Problem mit Ihrem Paket. Das tut uns leid.',
      remedy: 'Wir klären das mit Ihnen: Melden Sie sich bei uns, und wir finden gemeinsam den besten Weg.',
    },
  },
  button: 'Bestellung ansehen',
};
