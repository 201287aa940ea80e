import type { OrderView, ParcelView } from '@post-purchase/contract';

/** What a mail is made from. */
export interface MessageContext {
  /** Selects the message. */
  readonly kind: string;
  /** The order as its recipient may see it; `order.shop` names the shop and its help. */
  readonly order: OrderView;
  /** The parcel it is about, for kinds that are sent per parcel. */
  readonly parcel?: ParcelView;
  /** The recipient's name, for the greeting. */
  readonly name?: string;
  /** How many orders the customer placed before this one; absent or 0: none that is known. */
  readonly ordersBefore?: number;
  /** Opens the order's page with its link token. Nothing happens by following it. */
  readonly orderLink: string;
  /** Opens the page that ends this kind of mail; required for marketing. */
  readonly unsubscribeLink?: string;
  /** Replacements for fields of the built-in message, from the touchpoint. */
  readonly content?: Readonly<Record<string, string>>;
  /** BCP 47; languages without a catalog get English. */
  readonly locale: string;
  /** Epoch milliseconds. */
  readonly now: number;
}

/** One message in its two forms. */
export interface RenderedMessage {
  readonly subject: string;
  readonly text: string;
  readonly html: string;
}

/** Renders one kind of message. Pure: the same context gives the same message. */
export type MessageRenderer = (context: MessageContext) => RenderedMessage;
