import type { TrackingNewsWords } from './tracking-news.words.ts';

export const trackingNewsDe: TrackingNewsWords = {
  headlines: {
    pending: 'Ihr Paket wird vorbereitet',
    pre_transit: 'Ihr Paket ist gepackt',
    in_transit: 'Ihr Paket ist unterwegs',
    out_for_delivery: 'Ihr Paket wird gerade zugestellt',
    available_for_pickup: 'Ihr Paket liegt zur Abholung bereit',
    attempt_failed: 'Ihr Paket konnte noch nicht zugestellt werden',
    delivered: 'Ihr Paket wurde zugestellt',
    exception: 'Es gibt Neues zu Ihrem Paket',
    returning: 'Ihr Paket ist auf dem Rückweg zu uns',
    returned: 'Ihr Paket ist zu uns zurückgekommen',
    canceled: 'Dieses Paket wird nicht verschickt',
    expired: 'Zu Ihrem Paket fehlen Nachrichten',
    unknown: 'Es gibt Neues zu Ihrem Paket',
  },
  subject: (headline, number) => `${headline} (Bestellung ${number})`,
  intro: {
    pending: 'wir bereiten es für den Zustelldienst vor.',
    pre_transit: 'es ist gepackt und wartet darauf, dass der Zustelldienst es abholt.',
    in_transit: 'der Zustelldienst hat es übernommen und bringt es zu Ihnen.',
    out_for_delivery: 'der Zustelldienst hat es eingeladen und ist auf dem Weg zu Ihnen.',
    available_for_pickup: 'der Zustelldienst hält es für Sie bereit.',
    attempt_failed: 'der Zustelldienst hat versucht, es zuzustellen, und konnte es nicht übergeben.',
    delivered: 'der Zustelldienst meldet, dass es angekommen ist. Wir wünschen viel Freude damit.',
    exception: 'der Zustelldienst meldet, dass etwas es aufhält.',
    returning: 'der Zustelldienst konnte es nicht übergeben und bringt es zu uns zurück.',
    returned: 'es ist wieder bei uns eingetroffen.',
    canceled: 'sein Versand wurde abgesagt.',
    expired: 'der Zustelldienst hat lange nichts mehr gemeldet.',
    unknown:
      'der Zustelldienst hat etwas gemeldet, das wir nicht in Worte fassen können. Mehr dazu steht auf seiner Seite.',
  },
  button: 'Bestellung verfolgen',
};
