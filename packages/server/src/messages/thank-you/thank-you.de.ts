import type { Format } from '../format.ts';
import type { ThankYouWords } from './thank-you.words.ts';

interface Parcels {
  readonly parcels: number;
  readonly of: number;
}

function parcels({ parcels: count, of }: Parcels, format: Format, one: string, many: string): string {
  if (of === 1) return `Ihr Paket ${one}.`;
  if (count === of) return `Alle ${format.number(of)} Pakete ${many}.`;
  return `${format.number(count)} von ${format.number(of)} Paketen ${count === 1 ? one : many}.`;
}

const items = (count: number, format: Format): string => `${format.number(count)} Artikel`;

export const thankYouDe: ThankYouWords = {
  subject: (number) => `Vielen Dank für Ihre Bestellung ${number}`,
  subjectCanceled: (number) => `Ihre Bestellung ${number} wurde storniert`,
  intro: (number, placed) =>
    `Ihre Bestellung ${number} vom ${placed} ist bei uns eingegangen. In dieser E-Mail steht alles, was dazugehört; heben Sie sie gern für Ihre Unterlagen auf.`,
  button: 'Bestellung ansehen',
  items: 'Ihre Bestellung',
  delivery: 'Versandart',
  texts: {
    'thank-you.headline.buyer': () => 'Vielen Dank für Ihre Bestellung',
    'thank-you.headline.recipient': () => 'Für Sie ist etwas unterwegs',
    'thank-you.headline.canceled': () => 'Ihre Bestellung wurde storniert',
    'thank-you.number': ({ number }) => `Bestellung ${number}`,
    'thank-you.placed': ({ at }, format) => format.dateOf(at),
    'thank-you.next.attention': (on, format) =>
      parcels(on, format, 'braucht Aufmerksamkeit', 'brauchen Aufmerksamkeit'),
    'thank-you.next.collect': (on, format) =>
      parcels(on, format, 'liegt zur Abholung bereit', 'liegen zur Abholung bereit'),
    'thank-you.next.out_for_delivery': (on, format) =>
      parcels(on, format, 'wird gerade zugestellt', 'werden gerade zugestellt'),
    'thank-you.next.on_the_way': (on, format) => parcels(on, format, 'ist unterwegs', 'sind unterwegs'),
    'thank-you.next.packed': (on, format) =>
      parcels(
        on,
        format,
        'ist gepackt und wartet auf den Zustelldienst',
        'sind gepackt und warten auf den Zustelldienst',
      ),
    'thank-you.next.follow': (on, format) =>
      parcels(on, format, 'wartet auf Nachricht vom Zustelldienst', 'warten auf Nachricht vom Zustelldienst'),
    'thank-you.next.delivered': (on, format) => parcels(on, format, 'wurde zugestellt', 'wurden zugestellt'),
    'thank-you.next.returned': (on, format) =>
      parcels(on, format, 'kam zu uns zurück', 'kamen zu uns zurück'),
    'thank-you.next.packing': () => 'Wir packen Ihre Bestellung.',
    'thank-you.next.packing_rest': ({ quantity }, format) => `Wir packen noch ${items(quantity, format)}.`,
    'thank-you.next.pickup': ({ quantity }, format) =>
      `Wir stellen ${items(quantity, format)} zur Abholung bereit.`,
    'thank-you.next.digital': ({ quantity }, format) =>
      `${items(quantity, format)} ${format.plural(quantity, 'kommt', 'kommen')} digital zu Ihnen.`,
    'thank-you.next.in_store': ({ quantity }, format) =>
      `${items(quantity, format)} haben Sie im Geschäft mitgenommen.`,
    'thank-you.next.canceled': () => 'Es wird nichts verschickt.',
    'thank-you.next.nothing_left': () => 'Alles darin wurde storniert oder zurückgegeben.',
    'thank-you.next.refunded': ({ amount }, format) => `Wir haben Ihnen ${format.money(amount)} erstattet.`,
    'thank-you.totals.subtotal': () => 'Zwischensumme',
    'thank-you.totals.discount': () => 'Rabatt',
    'thank-you.totals.shipping': () => 'Versand',
    'thank-you.totals.tax': () => 'Steuer',
    'thank-you.totals.total': () => 'Gesamtbetrag',
    'thank-you.totals.tax_included': () => 'Im Gesamtbetrag enthaltene Steuer',
    'thank-you.totals.refunded': () => 'Erstattet',
    'thank-you.confirmation.email': ({ to }) => `Gesendet an ${to}`,
    'thank-you.item.quantity': ({ quantity }, format) => `Menge ${format.number(quantity)}`,
    'thank-you.item.removed_some': ({ removed, quantity }, format) =>
      `${format.number(removed)} von ${format.number(quantity)} storniert oder zurückgegeben`,
    'thank-you.item.removed_all': () => 'Storniert oder zurückgegeben',
    'thank-you.amount': ({ amount }, format) => format.money(amount),
    'thank-you.amount.free': () => 'Kostenlos',
  },
};
