import type { OrderView, ParcelView } from '@post-purchase/contract';
import type { Category, MessageChannel, OrderRef } from '@post-purchase/core';

/** One mail, ready to be sent. Addresses and names are text as a person would write them; the channel encodes them. */
export interface MailMessage {
  /** The recipient's address, without a name: `jane@example.com`. */
  readonly to: string;
  /** The recipient's name, shown beside the address. */
  readonly toName?: string;
  /** The sender, with or without a name: `Nordlicht <hello@shop.example>`. */
  readonly from: string;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  /** Further header fields, such as `List-Unsubscribe`. A value with a line break is refused. */
  readonly headers: Readonly<Record<string, string>>;
  /** With or without angle brackets. The same for every attempt at one delivery. */
  readonly messageId: string;
}

export interface SendOptions {
  /** Ends the attempt: no byte of the message is sent after it. */
  readonly signal: AbortSignal;
}

/** What the provider said when it took the message. */
export interface SendResult {
  readonly response?: string;
}

/**
 * Code of a `RetryableError` that leaves open whether the provider took the message over: the connection was lost after the message went
 * out and before the answer came. Such a delivery is repeated only where a second copy does no harm.
 */
export const OUTCOME_UNKNOWN = 'outcome_unknown';

/** Sends mail. */
export interface EmailChannel {
  /**
   * Whether sending the same `messageId` twice reaches the recipient once. Decides what happens to a marketing mail whose outcome is
   * unknown.
   */
  readonly honorsKeys: boolean;
  /**
   * Resolves when the provider has taken the message over.
   *
   * @throws {TerminalError} when another attempt makes no sense; code `address_dead` when the address itself was refused.
   * @throws {RetryableError} when a later attempt may succeed; code `OUTCOME_UNKNOWN` when this one may have.
   */
  send(message: MailMessage, options: SendOptions): Promise<SendResult>;
  /** Lets messages in flight finish, then closes connections. */
  close(): Promise<void>;
}

/** Channels that a shop connects by a port of its own. */

export type ShopChannelName = Exclude<MessageChannel, 'email'>;

/** What is to be told, to whom and about what. The words are the channel's own. */
export interface ShopMessage {
  /** Delivery key: the same for every attempt at one delivery, so that whoever sends it can tell a repetition. */
  readonly key: string;
  /** 1 for the first. */
  readonly attempt: number;
  readonly channel: ShopChannelName;
  readonly category: Category;
  /** Names what it is about: `tracking-news`, `rating`. */
  readonly kind: string;
  /** As written in the journey. */
  readonly touchpoint: string;
  readonly order: { readonly ref: OrderRef; readonly number: string };
  readonly customer: {
    /** Names the customer across orders; null: nobody knows who it is. */
    readonly key: string | null;
    readonly name?: string;
    readonly email?: string;
    readonly phone?: string;
  };
  /** BCP 47. */
  readonly locale: string;
  /** The touchpoint's own fields, by name. */
  readonly content?: Readonly<Record<string, string>>;
  readonly data: {
    /** The order as its buyer may see it. */
    readonly order: OrderView;
    /** The parcel it is about, for touchpoints that apply per parcel. */
    readonly parcel?: ParcelView;
    /** Opens the order's page with its link token. Nothing happens by following it. */
    readonly orderLink: string;
  };
}

/** Sends text messages, push messages or calls of another system, in whichever way the shop does that. */
export interface ShopChannel {
  /** Whether sending the same `key` twice reaches the recipient once. Decides what happens to marketing whose outcome is unknown. */
  readonly honorsKeys: boolean;
  /**
   * Resolves when the message was taken over.
   *
   * @throws {TerminalError} when another attempt makes no sense; code `address_dead` when the phone number itself was refused.
   * @throws {RetryableError} when a later attempt may succeed; code `outcome_unknown` when this one may have. Anything else that is thrown
   * is tried again later, too.
   */
  send(message: ShopMessage, options: SendOptions): Promise<void>;
  /** Lets messages in flight finish. */
  close?(): Promise<void>;
}
