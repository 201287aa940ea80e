import type { FrameWords } from './frame.words.ts';

export const frameDe: FrameWords = {
  greeting: (name) => (name === undefined ? 'Guten Tag,' : `Guten Tag ${name},`),
  order: 'Bestellung ansehen',
  helpTitle: 'Fragen? Wir helfen gern.',
  helpPage: 'Hilfe und Kontakt',
  helpPhone: (phone, hours) => (hours === null ? `${phone} anrufen` : `${phone} anrufen (${hours})`),
  helpHours: (hours) => `Sie erreichen uns ${hours}.`,
  becauseOrdered: (shop, number) =>
    `Sie erhalten diese Nachricht, weil Sie bei ${shop} bestellt haben. Sie betrifft Ihre Bestellung ${number} und ist keine Werbung.`,
  notNeeded: (shop) =>
    `Diese Nachricht von ${shop} gehört nicht zur Abwicklung Ihrer Bestellung. Solche E-Mails können Sie jederzeit abbestellen.`,
  unsubscribe: 'Diese E-Mails abbestellen',
  item: 'Artikel',
  price: 'Preis',
  quantity: (quantity, format) => `Menge ${format.number(quantity)}`,
  carrier: 'Zustelldienst',
  trackingNumber: 'Sendungsnummer',
  inThisParcel: 'In diesem Paket',
  carrierPage: (carrier) => (carrier === null ? 'Beim Zustelldienst verfolgen' : `Bei ${carrier} verfolgen`),
};
