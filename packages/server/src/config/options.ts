import type { HelpView } from '@post-purchase/contract';
import type { Journey, Policy, Predicate, ShopEventSchemas } from '@post-purchase/core';
import type { EmailChannel, ShopChannel } from '../channels/channel.ts';
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

/** What of the policy differs from `DEFAULT_POLICY`; consent per channel. */
export type PolicyOptions = Partial<Omit<Policy, 'consent'>> & {
  readonly consent?: Partial<Policy['consent']>;
};

/** Through what messages leave: mail by a mail server, the rest by a port of the shop's own. */
export interface ChannelOptions {
  readonly email?: EmailChannel;
  readonly sms?: ShopChannel;
  readonly push?: ShopChannel;
  readonly webhook?: ShopChannel;
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
  readonly policy?: PolicyOptions;
  /** Stored at start; see `publish` for which of them orders enter. */
  readonly journeys: readonly Journey[];
  /**
   * What makes a version active, so that orders enter it. `onStart` (default): of several versions given of one journey the highest, at
   * every start, whatever was published meanwhile; a journey that is not given is entered no more. `manual`: only `api.journeys.publish`;
   * what is given is stored as a draft.
   */
  readonly publish?: 'onStart' | 'manual';
  /** Pure synchronous functions that journeys name with `predicate()`. */
  readonly predicates?: Readonly<Record<string, Predicate>>;
  /**
   * Events of the shop's own, each type with the schema of its data (any Standard Schema that validates synchronously). Journeys may hang
   * touchpoints on them, and `ingest` takes them; what is not declared is refused. Keep a type as long as running journeys name it.
   */
  readonly events?: ShopEventSchemas;
  readonly sources?: readonly Source[];
  /** What is not here is not used: touchpoints skip it. */
  readonly channels?: ChannelOptions;
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
