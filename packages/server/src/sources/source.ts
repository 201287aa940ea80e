import type { GivenFact, OrderRef } from '@post-purchase/core';

/** One message of a vendor, as it came in: nothing parsed yet. */
export interface WebhookDelivery {
  readonly headers: Headers;
  /** The raw bytes: signatures are made over them, so they must not be parsed and written again on the way here. */
  readonly body: Uint8Array;
  /** Epoch milliseconds. */
  readonly receivedAt: number;
}

/**
 * What a message says. `facts`: it names its order. `parcel`: it names only a parcel; whoever stores it finds the order by carrier and
 * number, or keeps the facts until that parcel is known. `ignored`: authentic, but nothing we keep.
 */
export type Mapped =
  | { readonly outcome: 'facts'; readonly order: OrderRef; readonly facts: readonly GivenFact[] }
  | {
      readonly outcome: 'parcel';
      readonly carrier?: string;
      readonly number: string;
      readonly facts: readonly GivenFact[];
    }
  | { readonly outcome: 'ignored'; readonly reason: string };

/** What a source has to know of the shop to read a message. */
export interface MapContext {
  /** IANA zone in which times without a zone and without a known place are read. */
  readonly shopTimeZone: string;
}

/**
 * A shop system or a carrier service that sends webhooks. Implementations hold no state and do no I/O: the same delivery always gives the
 * same answer, so that a quarantined one can be mapped again later.
 */
export interface Source {
  /** Names the source in order references, in facts and in the path of its webhook. */
  readonly name: string;
  /** Whether the signature over the raw bytes is right. Compares in constant time; never throws. */
  verify(delivery: WebhookDelivery): boolean;
  /** The vendor's id of the delivery, the same when it is sent again; else a hash of its content. */
  deliveryId(delivery: WebhookDelivery): string;
  /**
   * Translates an authentic message into facts.
   *
   * @throws {UnusableDeliveryError} when the message is not what the vendor documents; it is then kept for a person to look at.
   */
  map(delivery: WebhookDelivery, context: MapContext): Mapped;
}
