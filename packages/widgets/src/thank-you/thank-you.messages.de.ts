import { arrivalDe } from '../arrival/arrival.messages.de.ts';
import { orderWidgetDe } from '../element/order-widget.messages.de.ts';
import { helpDe } from '../help/help.messages.de.ts';
import type { Format } from '../locale/format.ts';
import type { ThankYouWords } from './thank-you.messages.ts';

interface Parcels {
  readonly parcels: number;
  readonly of: number;
}

function parcels({ parcels: count, of }: Parcels, format: Format, one: string, many: string): string {
  if (of === 1) return `Ihr Paket ${one}`;
  if (count === of) return of === 2 ? `Beide Pakete ${many}` : `Alle ${format.number(of)} Pakete ${many}`;
  return `${format.number(count)} von ${format.number(of)} Paketen ${count === 1 ? one : many}`;
}

/** After a preposition or as an object it is the same word in both numbers. */
const items = (count: number, format: Format): string => `${format.number(count)} Artikel`;

export const thankYouDe: ThankYouWords = {
  ...orderWidgetDe,
  pending: { ...orderWidgetDe.pending, title: 'Vielen Dank für Ihre Bestellung' },
  arrival: arrivalDe,
  help: helpDe,
  texts: {
    'thank-you.headline.buyer': 'Vielen Dank für Ihre Bestellung',
    'thank-you.headline.recipient': 'Ein Geschenk für Sie',
    'thank-you.headline.canceled': 'Diese Bestellung wurde storniert',
    'thank-you.number': ({ number }) => `Bestellung ${number}`,
    'thank-you.placed': ({ at }, format) => `vom ${format.dayOf(at, 'date')}`,
    'thank-you.next.attention': (on, format) =>
      `${parcels(on, format, 'braucht', 'brauchen')} Aufmerksamkeit; siehe Sendungsverfolgung`,
    'thank-you.next.collect': (on, format) => `${parcels(on, format, 'liegt', 'liegen')} zur Abholung bereit`,
    'thank-you.next.out_for_delivery': (on, format) =>
      `${parcels(on, format, 'ist', 'sind')} in der Zustellung`,
    'thank-you.next.on_the_way': (on, format) => `${parcels(on, format, 'ist', 'sind')} unterwegs`,
    'thank-you.next.packed': (on, format) =>
      `${parcels(on, format, 'ist', 'sind')} gepackt und bereit zum Versand`,
    'thank-you.next.follow': (on, format) =>
      `${parcels(on, format, 'wartet', 'warten')} auf eine Nachricht des Zustelldienstes`,
    'thank-you.next.delivered': (on, format) => `${parcels(on, format, 'wurde', 'wurden')} zugestellt`,
    'thank-you.next.returned': (on, format) => `${parcels(on, format, 'kam', 'kamen')} zu uns zurück`,
    'thank-you.next.packing': 'Wir packen Ihre Bestellung',
    'thank-you.next.packing_rest': ({ quantity }, format) => `Wir packen noch ${items(quantity, format)}`,
    'thank-you.next.pickup': ({ quantity }, format) =>
      `Wir stellen ${items(quantity, format)} zur Abholung bereit`,
    'thank-you.next.digital': ({ quantity }, format) =>
      `${items(quantity, format)} ${quantity === 1 ? 'kommt' : 'kommen'} digital`,
    'thank-you.next.in_store': ({ quantity }, format) =>
      `${items(quantity, format)} haben Sie im Geschäft mitgenommen`,
    'thank-you.next.canceled': 'Es wird nichts verschickt',
    'thank-you.next.nothing_left': 'Alles darin wurde storniert oder zurückgegeben',
    'thank-you.next.refunded': ({ amount }, format) => `${format.money(amount)} wurden erstattet`,
    'thank-you.totals.subtotal': 'Zwischensumme',
    'thank-you.totals.discount': 'Rabatt',
    'thank-you.totals.shipping': 'Versand',
    'thank-you.totals.tax': 'Steuer',
    'thank-you.totals.total': 'Gesamtbetrag',
    'thank-you.totals.tax_included': 'Enthaltene Steuer',
    'thank-you.totals.refunded': 'Erstattet',
    'thank-you.confirmation.email': ({ to }) => `Eine Bestätigung haben wir an ${to} geschickt`,
    'thank-you.item.quantity': ({ quantity }, format) => `Menge ${format.number(quantity)}`,
    'thank-you.item.removed_some': ({ removed, quantity }, format) =>
      `${format.number(removed)} von ${format.number(quantity)} storniert oder zurückgegeben`,
    'thank-you.item.removed_all': () => 'Storniert oder zurückgegeben',
    'thank-you.amount': ({ amount }, format) => format.money(amount),
    'thank-you.amount.free': 'Kostenlos',
  },
  next: 'Wie es weitergeht',
  items: 'Ihre Artikel',
  totals: 'Summe',
  more: (count, format) => `${format.number(count)} weitere Artikel anzeigen`,
  print: 'Für Ihre Unterlagen drucken',
};
