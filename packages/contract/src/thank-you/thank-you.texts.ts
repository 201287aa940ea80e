import type { Message, NoParameters } from '../message/message.ts';
import type { Money } from '../money/money.schema.ts';
import type { Instant } from '../wire/wire.schema.ts';

/** What happens next with some of the order. */
export type NextStepKind =
  | 'canceled'
  | 'nothing_left'
  | 'refunded'
  | 'attention'
  | 'collect'
  | 'out_for_delivery'
  | 'on_the_way'
  | 'packed'
  | 'follow'
  | 'packing'
  | 'packing_rest'
  | 'pickup'
  | 'digital'
  | 'in_store'
  | 'delivered'
  | 'returned';

/** Steps that are about parcels: how many of them, of how many in all. */
export type ParcelStepKind =
  | 'attention'
  | 'collect'
  | 'out_for_delivery'
  | 'on_the_way'
  | 'packed'
  | 'follow'
  | 'delivered'
  | 'returned';

/** The rows of the sums. `tax_included` is in the total already, `tax` is added to it. */
export type TotalsRowKind =
  'subtotal' | 'discount' | 'shipping' | 'tax' | 'total' | 'tax_included' | 'refunded';

/** What the thank-you says. */
export interface ThankYouTexts
  extends
    Record<`thank-you.headline.${'buyer' | 'recipient' | 'canceled'}`, NoParameters>,
    Record<`thank-you.next.${ParcelStepKind}`, { parcels: number; of: number }>,
    Record<`thank-you.next.${'packing_rest' | 'pickup' | 'digital' | 'in_store'}`, { quantity: number }>,
    Record<`thank-you.next.${'canceled' | 'nothing_left' | 'packing'}`, NoParameters>,
    Record<`thank-you.totals.${TotalsRowKind}`, NoParameters> {
  'thank-you.next.refunded': { amount: Money };
  'thank-you.number': { number: string };
  'thank-you.placed': { at: Instant };
  /** `to` is masked. */
  'thank-you.confirmation.email': { to: string; at: Instant };
  'thank-you.item.quantity': { quantity: number };
  /** Some of a line were canceled or given back. */
  'thank-you.item.removed_some': { removed: number; quantity: number };
  /** All of a line was canceled or given back. */
  'thank-you.item.removed_all': { quantity: number };
  'thank-you.amount': { amount: Money };
  /** Instead of an amount of zero for shipping. */
  'thank-you.amount.free': NoParameters;
}
export type ThankYouMessage = Message<ThankYouTexts>;
