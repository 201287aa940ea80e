import type { HelpView } from '@post-purchase/contract';
import type { Journey, Policy, Predicate } from '@post-purchase/core';
import type { EmailChannel } from '../channels/channel.ts';
import type { LogTarget } from '../logging/log.ts';
import type { MessageRenderer } from '../messages/message.ts';
import type { Source } from '../sources/source.ts';

/** The shop, as shoppers see it. */
export interface ShopOptions {
  readonly name: string;
  /** The storefront's address. */
  readonly url: string;
  /** The page with the widgets. Mails link to it, with a token in the fragment. */
  readonly orderUrl: string;
  /** How a shopper reaches a person. */
  readonly help: HelpView;
  /** Sender of every mail, with or without a name: `Nordlicht <hello@shop.example>`. */
  readonly from: string;
  /** IANA zone: the last resort for a recipient's, and the one in which times without a zone are read. */
  readonly timeZone: string;
  /** BCP 47: for orders that name none. */
  readonly locale: string;
}

/** Somebody who works for the shop. */
export interface Staff {
  readonly id: string;
  readonly roles: readonly string[];
}

/** Tells the time, epoch milliseconds. */
export interface Clock {
  now(): number;
}

export interface PostPurchaseOptions {
  /** `postgres://…`, or an embedded database: `pglite:<folder>` or `pglite:memory` (one process only, for development and small shops). */
  readonly database: string;
  /** At least 32 bytes, secret, the same in every process and for ever: tokens, links and customer keys are made with it. */
  readonly secret: string;
  /** Where `handler` is mounted. Default `/post-purchase`. */
  readonly basePath?: string;
  /** The address of `basePath` from outside, for links in mails. Default: `basePath` on `shop.url`. */
  readonly publicUrl?: string;
  readonly shop: ShopOptions;
  /** What differs from `DEFAULT_POLICY`. */
  readonly policy?: Partial<Policy>;
  /** Stored at start. Of several versions of one journey the highest is the one that orders enter. */
  readonly journeys: readonly Journey[];
  /** Pure synchronous functions that journeys name with `predicate()`. */
  readonly predicates?: Readonly<Record<string, Predicate>>;
  readonly sources?: readonly Source[];
  readonly channels?: { readonly email?: EmailChannel };
  /** The shop's own messages, by kind; they replace the built-in ones. */
  readonly messages?: Readonly<Record<string, MessageRenderer>>;
  /** Who is asking. With it the staff API exists; without it there is none. */
  readonly staff?: (request: Request) => Promise<Staff | null>;
  /** `database` (default): the database's clock, the same for every process. An object: tests and demos. */
  readonly clock?: 'database' | Clock;
  /** Origins of pages that may call the API beside the shop's own: `https://campaign.shop.example`. */
  readonly origins?: readonly string[];
  /** A pino logger, or what can do the same. Default: pino on standard output. Log lines hold no personal data. */
  readonly logger?: LogTarget;
}
