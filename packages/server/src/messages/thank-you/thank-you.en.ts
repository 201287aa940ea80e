import type { Format } from '../format.ts';
import type { ThankYouWords } from './thank-you.words.ts';

interface Parcels {
  readonly parcels: number;
  readonly of: number;
}

function parcels({ parcels: count, of }: Parcels, format: Format, one: string, many: string): string {
  if (of === 1) return `Your parcel ${one}.`;
  if (count === of) return `All ${format.number(of)} parcels ${many}.`;
  return `${format.number(count)} of ${format.number(of)} parcels ${count === 1 ? one : many}.`;
}

const items = (count: number, format: Format): string =>
  format.plural(count, '1 item', `${format.number(count)} items`);

export const thankYouEn: ThankYouWords = {
  subject: (number) => `Thank you for your order ${number}`,
  subjectCanceled: (number) => `Your order ${number} was canceled`,
  intro: (number, placed) =>
    `We received your order ${number} on ${placed}. Everything about it is in this email, so you can keep it for your records.`,
  button: 'See your order',
  items: 'Your order',
  delivery: 'Shipping method',
  texts: {
    'thank-you.headline.buyer': () => 'Thank you for your order',
    'thank-you.headline.recipient': () => 'Something is on its way to you',
    'thank-you.headline.canceled': () => 'Your order was canceled',
    'thank-you.number': ({ number }) => `Order ${number}`,
    'thank-you.placed': ({ at }, format) => format.dateOf(at),
    'thank-you.next.attention': (on, format) => parcels(on, format, 'needs a look', 'need a look'),
    'thank-you.next.collect': (on, format) =>
      parcels(on, format, 'is ready to collect', 'are ready to collect'),
    'thank-you.next.out_for_delivery': (on, format) =>
      parcels(on, format, 'is out for delivery', 'are out for delivery'),
    'thank-you.next.on_the_way': (on, format) => parcels(on, format, 'is on its way', 'are on their way'),
    'thank-you.next.packed': (on, format) =>
      parcels(on, format, 'is packed and waits for the carrier', 'are packed and wait for the carrier'),
    'thank-you.next.follow': (on, format) =>
      parcels(on, format, 'waits for news from the carrier', 'wait for news from the carrier'),
    'thank-you.next.delivered': (on, format) => parcels(on, format, 'was delivered', 'were delivered'),
    'thank-you.next.returned': (on, format) => parcels(on, format, 'came back to us', 'came back to us'),
    'thank-you.next.packing': () => 'We are packing your order.',
    'thank-you.next.packing_rest': ({ quantity }, format) =>
      `We are still packing ${items(quantity, format)}.`,
    'thank-you.next.pickup': ({ quantity }, format) =>
      `We are getting ${items(quantity, format)} ready to collect.`,
    'thank-you.next.digital': ({ quantity }, format) =>
      format.plural(
        quantity,
        '1 item is delivered digitally.',
        `${format.number(quantity)} items are delivered digitally.`,
      ),
    'thank-you.next.in_store': ({ quantity }, format) =>
      `You took ${items(quantity, format)} with you in the store.`,
    'thank-you.next.canceled': () => 'Nothing will be sent.',
    'thank-you.next.nothing_left': () => 'Everything in it was canceled or returned.',
    'thank-you.next.refunded': ({ amount }, format) => `We refunded ${format.money(amount)}.`,
    'thank-you.totals.subtotal': () => 'Subtotal',
    'thank-you.totals.discount': () => 'Discount',
    'thank-you.totals.shipping': () => 'Shipping',
    'thank-you.totals.tax': () => 'Tax',
    'thank-you.totals.total': () => 'Total',
    'thank-you.totals.tax_included': () => 'Tax included in the total',
    'thank-you.totals.refunded': () => 'Refunded',
    'thank-you.confirmation.email': ({ to }) => `Sent to ${to}`,
    'thank-you.item.quantity': ({ quantity }, format) => `Quantity ${format.number(quantity)}`,
    'thank-you.item.removed_some': ({ removed, quantity }, format) =>
      `${format.number(removed)} of ${format.number(quantity)} canceled or returned`,
    'thank-you.item.removed_all': () => 'Canceled or returned',
    'thank-you.amount': ({ amount }, format) => format.money(amount),
    'thank-you.amount.free': () => 'Free',
  },
};
