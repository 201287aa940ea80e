import type { OrderWidgetWords } from './order-widget.messages.ts';

export const orderWidgetDe: OrderWidgetWords = {
  loading: 'Ihre Bestellung wird geladen',
  pending: {
    title: 'Ihre Bestellung ist eingegangen',
    text: 'Wir stellen die Einzelheiten zusammen. Sie erscheinen hier von selbst, meist innerhalb einer Minute.',
  },
  failed: {
    offline: {
      title: 'Sie sind offline',
      text: 'Ihre Bestellung erscheint hier, sobald Sie wieder verbunden sind.',
    },
    expired: {
      title: 'Dieser Link ist abgelaufen',
      text: 'Zum Schutz Ihrer Bestellung gelten Links nur eine begrenzte Zeit. In der neuesten E-Mail zu Ihrer Bestellung finden Sie einen gültigen.',
    },
    invalid: {
      title: 'Dieser Link funktioniert nicht',
      text: 'Vielleicht wurde er unterwegs abgeschnitten. Öffnen Sie ihn noch einmal aus der E-Mail zu Ihrer Bestellung.',
    },
    error: {
      title: 'Ihre Bestellung lässt sich gerade nicht laden',
      text: 'Mit ihr ist alles in Ordnung. Der Fehler liegt bei uns; bitte versuchen Sie es gleich noch einmal.',
    },
  },
  retry: 'Noch einmal versuchen',
  retrying: 'Neuer Versuch …',
  newLink: 'Neuen Link anfordern',
};
