import { todayOf } from '../arrival/arrival.view.ts';
import type { Money } from '../money/money.schema.ts';
import { type HelpLinks, helpLinks, safeLink } from '../order/help.ts';
import type { LineView, OrderView } from '../order/order.schema.ts';
import { type NextStep, nextSteps } from './next-step.view.ts';
import type { ThankYouMessage } from './thank-you.texts.ts';
import { type TotalsRow, totalsRows } from './totals.view.ts';

/** One line of the order. */
export interface ThankYouItem {
  readonly id: string;
  readonly title: string;
  readonly variant: string | null;
  readonly image: string | null;
  readonly url: string | null;
  readonly quantity: ThankYouMessage;
  /** What of it was canceled or given back. */
  readonly removed: ThankYouMessage | null;
  /** What was charged for the line; null where it is not told, and for a gift's recipient. */
  readonly total: Money | null;
}

/** What a confirmation has to say once an order is there. */
export interface ThankYouView {
  readonly headline: ThankYouMessage;
  readonly number: ThankYouMessage;
  readonly placed: ThankYouMessage;
  /** What happens next and when, the most pressing first; never empty. */
  readonly next: readonly NextStep[];
  readonly items: readonly ThankYouItem[];
  /** Empty for a gift's recipient. */
  readonly totals: readonly TotalsRow[];
  /** Where the confirmation was sent; null until it was, and for a gift's recipient. */
  readonly confirmation: ThankYouMessage | null;
  readonly help: HelpLinks | null;
}

/** The confirmation of an order, as data and message ids. Pure; `now` is epoch milliseconds and decides only which day is today. */
export function thankYouView(order: OrderView, now: number): ThankYouView {
  return {
    headline: headline(order),
    number: { id: 'thank-you.number', number: order.number },
    placed: { id: 'thank-you.placed', at: order.placedAt },
    next: nextSteps(order, todayOf(order, now)),
    items: order.lines.map((line) => itemOf(order, line)),
    totals: totalsRows(order),
    confirmation: confirmation(order),
    help: helpLinks(order.shop.help),
  };
}

function headline({ canceledAt, role }: OrderView): ThankYouMessage {
  return { id: `thank-you.headline.${canceledAt === undefined ? role : 'canceled'}` };
}

function confirmation({ role, confirmation: sent }: OrderView): ThankYouMessage | null {
  if (role === 'recipient' || sent === undefined) return null;
  return { id: `thank-you.confirmation.${sent.channel}`, to: sent.to, at: sent.at };
}

function itemOf({ role }: OrderView, line: LineView): ThankYouItem {
  const { id, title, variant, quantity, removed, image, url, total } = line;
  return {
    id,
    title,
    variant: variant ?? null,
    image: safeLink(image),
    url: safeLink(url),
    quantity: { id: 'thank-you.item.quantity', quantity },
    removed: removedMessage(removed, quantity),
    total: role === 'recipient' ? null : (total ?? null),
  };
}

function removedMessage(removed: number, quantity: number): ThankYouMessage | null {
  if (removed <= 0) return null;
  return removed < quantity
    ? { id: 'thank-you.item.removed_some', removed, quantity }
    : { id: 'thank-you.item.removed_all', quantity };
}
