import { arrivalEn } from '../arrival/arrival.messages.en.ts';
import { orderWidgetEn } from '../element/order-widget.messages.en.ts';
import { helpEn } from '../help/help.messages.en.ts';
import type { Format } from '../locale/format.ts';
import type { ThankYouWords } from './thank-you.messages.ts';

interface Parcels {
  readonly parcels: number;
  readonly of: number;
}

/** "Your parcel is …", "1 of 2 parcels is …", "Both parcels are …". */
function parcels({ parcels: count, of }: Parcels, format: Format, one: string, many: string): string {
  if (of === 1) return `Your parcel ${one}`;
  if (count === of) return of === 2 ? `Both parcels ${many}` : `All ${format.number(of)} parcels ${many}`;
  return `${format.number(count)} of ${format.number(of)} parcels ${count === 1 ? one : many}`;
}

const items = (count: number, format: Format): string =>
  format.plural(count, { one: '1 item', other: `${format.number(count)} items` });

const moreItems = (count: number, format: Format): string =>
  format.plural(count, { one: '1 more item', other: `${format.number(count)} more items` });

export const thankYouEn: ThankYouWords = {
  ...orderWidgetEn,
  pending: { ...orderWidgetEn.pending, title: 'Thank you, your order is in' },
  arrival: arrivalEn,
  help: helpEn,
  texts: {
    'thank-you.headline.buyer': 'Thank you, your order is in',
    'thank-you.headline.recipient': 'A gift for you',
    'thank-you.headline.canceled': 'This order was canceled',
    'thank-you.number': ({ number }) => `Order ${number}`,
    'thank-you.placed': ({ at }, format) => `placed on ${format.dayOf(at, 'date')}`,
    'thank-you.next.attention': (on, format) =>
      `${parcels(on, format, 'needs', 'need')} attention; see its tracking`,
    'thank-you.next.collect': (on, format) => `${parcels(on, format, 'is', 'are')} ready for you to collect`,
    'thank-you.next.out_for_delivery': (on, format) => `${parcels(on, format, 'is', 'are')} out for delivery`,
    'thank-you.next.on_the_way': (on, format) => `${parcels(on, format, 'is', 'are')} on the way`,
    'thank-you.next.packed': (on, format) =>
      `${parcels(on, format, 'is', 'are')} packed, the carrier is next`,
    'thank-you.next.follow': (on, format) =>
      `${parcels(on, format, 'waits', 'wait')} for news from the carrier`,
    'thank-you.next.delivered': (on, format) => `${parcels(on, format, 'was', 'were')} delivered`,
    'thank-you.next.returned': (on, format) => `${parcels(on, format, 'came', 'came')} back to us`,
    'thank-you.next.packing': 'We are packing your order',
    'thank-you.next.packing_rest': ({ quantity }, format) => `We are packing ${moreItems(quantity, format)}`,
    'thank-you.next.pickup': ({ quantity }, format) =>
      `We are getting ${items(quantity, format)} ready to collect`,
    'thank-you.next.digital': ({ quantity }, format) =>
      format.plural(quantity, {
        one: '1 item comes digitally',
        other: `${format.number(quantity)} items come digitally`,
      }),
    'thank-you.next.in_store': ({ quantity }, format) =>
      `You took ${items(quantity, format)} with you in the store`,
    'thank-you.next.canceled': 'Nothing will be sent',
    'thank-you.next.nothing_left': 'Everything in it was canceled or returned',
    'thank-you.next.refunded': ({ amount }, format) => `${format.money(amount)} was refunded`,
    'thank-you.totals.subtotal': 'Subtotal',
    'thank-you.totals.discount': 'Discount',
    'thank-you.totals.shipping': 'Shipping',
    'thank-you.totals.tax': 'Tax',
    'thank-you.totals.total': 'Total',
    'thank-you.totals.tax_included': 'Tax included',
    'thank-you.totals.refunded': 'Refunded',
    'thank-you.confirmation.email': ({ to }) => `We sent a confirmation to ${to}`,
    'thank-you.item.quantity': ({ quantity }, format) => `Quantity ${format.number(quantity)}`,
    'thank-you.item.removed_some': ({ removed, quantity }, format) =>
      `${format.number(removed)} of ${format.number(quantity)} canceled or returned`,
    'thank-you.item.removed_all': () => 'Canceled or returned',
    'thank-you.amount': ({ amount }, format) => format.money(amount),
    'thank-you.amount.free': 'Free',
  },
  next: 'What happens next',
  items: 'Your items',
  totals: 'Total',
  more: (count, format) => `Show ${moreItems(count, format)}`,
  print: 'Print for your records',
};
