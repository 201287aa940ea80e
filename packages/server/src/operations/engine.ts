import type {
  Channel,
  ConsentChannel,
  Context,
  CustomerContext,
  GivenFact,
  Instance,
  Journey,
  OrderFacts,
  OrderRef,
} from '@post-purchase/core';

/** Names a parcel where the order is not known: by the carrier's number, and the carrier where it is told. */
export interface ParcelRef {
  readonly carrier?: string;
  readonly number: string;
}

/** A message of a vendor, by which the same message is recognized when it comes again. */
export interface InboxEntry {
  readonly source: string;
  /** The vendor's id of the delivery. */
  readonly id: string;
  /** Hash of the raw bytes: the same id with another body is another message. */
  readonly hash: string;
}

/** Something that happened: the facts, and the order or the parcel they belong to. */
export type IngestEvent = ({ readonly order: OrderRef } | { readonly parcel: ParcelRef }) & {
  readonly facts: readonly GivenFact[];
  readonly inbox?: InboxEntry;
};

/**
 * What became of an event. `accepted`: stored with its order. `held`: stored, and waits until its order or its parcel is known.
 * `duplicate`: the same message was taken before.
 */
export interface IngestResult {
  readonly outcome: 'accepted' | 'duplicate' | 'held';
  /** The order it was stored with; absent where it waits for its parcel, and for a duplicate. */
  readonly order?: OrderRef;
}

/** What is known of an order's customer beyond the order. Null as `key`: nobody knows who it is, so nothing holds beyond the order. */
export interface StoredCustomer extends CustomerContext {
  /** Rises with every change of what the customer said and of their addresses. */
  readonly revision: number;
}

/** One journey and where an order stands on it. */
export interface OrderJourney {
  readonly journey: Journey;
  /** Content hash of the definition. */
  readonly hash: string;
  /** Null: the order has not entered. */
  readonly instance: Instance | null;
  /** What lies outside the order, as this journey sees it. */
  readonly context: Context;
}

/** An order as one statement read it, and with it everything that its decisions rest on. */
export interface StoredOrder {
  readonly ref: OrderRef;
  /** Null: no fact has arrived. */
  readonly facts: OrderFacts | null;
  /** Journeys the order is on (in the version it entered), and those it may still enter (in the active version). */
  readonly journeys: readonly OrderJourney[];
  /** Rises with every change of facts or decisions. */
  readonly revision: number;
  /** Tokens of an older generation are revoked. */
  readonly tokenGeneration: number;
  readonly customer: StoredCustomer;
  /** When the order is decided next although nothing new becomes known; null: not by time alone. Epoch milliseconds. */
  readonly nextDueAt: number | null;
  /** The instant of the reading on the clock of the engine, epoch milliseconds. */
  readonly now: number;
}

/** What to add to an order, decided while nobody else can change it. */
export interface Change<Result> {
  readonly facts: readonly GivenFact[];
  readonly result: Result;
}

export interface StaffTask {
  /** Stable; a UUID. */
  readonly id: string;
  /** Delivery key. */
  readonly delivery: string;
  readonly type: 'call' | 'todo';
  readonly team: string;
  readonly kind: string;
  readonly touchpoint: string;
  readonly order: OrderRef;
  readonly orderNumber: string;
  /** Id of the parcel it is about. */
  readonly parcel?: string;
  /** The issue it is about: finishing the task resolves it. */
  readonly issue?: string;
  /** What is wrong: the kind of the issue, else the reason of the parcel's status. */
  readonly reason?: string;
  readonly customer: { readonly name?: string; readonly phone?: string; readonly email?: string };
  readonly notBefore: number;
  readonly useBy: number;
  readonly state: 'open' | 'done' | 'canceled';
  readonly finishedAt?: number;
  readonly finishedBy?: string;
  readonly note?: string;
}

export interface TaskFilter {
  readonly team?: string;
  /** Default `open`. */
  readonly state?: 'open' | 'done' | 'all';
}

/** One thing that happened, or one thing that was decided. Instants are epoch milliseconds. */
export type OrderTimelineEntry =
  | {
      readonly entry: 'fact';
      readonly at: number;
      readonly id: string;
      readonly type: string;
      readonly source: string;
      readonly parcel?: string;
    }
  | {
      readonly entry: 'decision';
      readonly at: number;
      readonly journey: string;
      readonly touchpoint: string;
      readonly occurrence: string;
      readonly channel: Channel;
      readonly status: string;
      readonly rule?: string;
      readonly reason?: string;
    };

export interface OrderTimeline {
  readonly order: OrderRef;
  readonly number?: string;
  /** Oldest first; a fact before the decisions it led to. */
  readonly entries: readonly OrderTimelineEntry[];
}

/** An authentic message that cannot be read, kept for a person to look at. */
export interface QuarantinedDelivery {
  readonly source: string;
  readonly id: string;
  readonly hash: string;
  readonly reason: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
}

/** A request that carries an idempotency key. */
export interface IdempotentRequest {
  /** Keys of different orders and routes do not meet: `order key + route`. */
  readonly scope: string;
  readonly key: string;
  /** Hash of the body: the same key with another body is a mistake of the caller. */
  readonly hash: string;
}

export interface StoredResponse {
  readonly status: number;
  /** JSON text. */
  readonly body: string;
}

/**
 * `begun`: go on, and call `completeIdempotent` or `abandonIdempotent`. `stored`: answered before. `in_flight`: another request works on
 * it (one that has not ended within a minute counts as dead). `reused`: the key came with another body.
 */
export type IdempotencyState =
  | { readonly state: 'begun' }
  | { readonly state: 'stored'; readonly response: StoredResponse }
  | { readonly state: 'in_flight' }
  | { readonly state: 'reused' };

/** What one run did. */
export interface RunReport {
  /** Orders that were decided. */
  readonly advanced: number;
  /** Attempts that were begun. */
  readonly attempts: number;
}

/** An order that could not be decided. */
export interface ParkedOrder {
  readonly order: OrderRef;
  readonly failures: number;
  readonly reason: string;
  /** Present once it is not tried again by itself. */
  readonly parkedAt?: number;
}

/**
 * Every operation on what is stored, each safe against every other one, in any number of processes on PostgreSQL: an order's row is
 * locked while the order is decided. None of them loses a fact that was answered for.
 */
export interface Engine {
  /**
   * Takes an event in: adds its facts to its order and decides anew, in one transaction. When it has returned, the event is stored.
   * Taking the same facts again changes nothing.
   *
   * @throws {FactError} when a fact does not have the shape of its type; nothing of the event is stored then.
   */
  ingest(event: IngestEvent): Promise<IngestResult>;

  /**
   * Decides under the order's lock what to add to it, and adds that. `decide` must be pure: it may be called again after a conflict.
   * For an order that is not known yet `facts` is null; nothing is stored for it unless facts are returned.
   */
  changeOrder<Result>(ref: OrderRef, decide: (order: StoredOrder) => Change<Result>): Promise<Result>;

  /** Reads an order and its customer with one statement. Null when nothing is stored. Takes no lock. */
  readOrder(ref: OrderRef): Promise<StoredOrder | null>;

  /** Decides an order anew now, as the scheduler would. */
  advanceOrder(ref: OrderRef): Promise<void>;

  /** Raises the order's token generation, so that all its tokens end. Returns the new one. */
  revokeTokens(ref: OrderRef): Promise<number>;

  /** Tasks on the desk, the most urgent first: by `notBefore`, then `useBy`. At most 500. */
  tasks(filter?: TaskFilter): Promise<StaffTask[]>;

  /**
   * Finishes a task, which resolves its issue or counts as having acted. Finishing a finished one changes nothing and returns it as it is.
   * Null when there is no such task.
   */
  finishTask(id: string, by: string, note?: string): Promise<StaffTask | null>;

  /** What happened with an order and what was decided. Null when nothing is stored. */
  timeline(ref: OrderRef): Promise<OrderTimeline | null>;

  /**
   * Notes what a customer says about marketing on a channel, in whichever order their words arrive: the newest counts, and of two at one
   * instant the no. It wins over what orders say that were placed before. Repeating it changes nothing. Their orders are decided anew by
   * the scheduler; no marketing leaves meanwhile, because an attempt asks again.
   *
   * @param at When it was said, epoch milliseconds; default: now.
   */
  changeConsent(customerKey: string, channel: ConsentChannel, granted: boolean, at?: number): Promise<void>;

  /**
   * Makes one customer of two: `from` is `into` from now on. Consent (the newest word per channel), dead addresses, contacts and orders count
   * together, of orders too that arrive later under the old key. Cannot be undone. Repeating it changes nothing; a customer who was merged
   * is followed to whom they were merged into.
   */
  mergeCustomers(customers: { readonly from: string; readonly into: string }): Promise<void>;

  /** Keeps an authentic message that cannot be read. Returns false when it was kept before. */
  quarantine(delivery: QuarantinedDelivery): Promise<boolean>;

  beginIdempotent(request: IdempotentRequest): Promise<IdempotencyState>;
  completeIdempotent(request: IdempotentRequest, response: StoredResponse): Promise<void>;
  /** The request failed on our side: the key may be used again. */
  abandonIdempotent(request: IdempotentRequest): Promise<void>;

  /** Resolves when the database answers. */
  ping(): Promise<void>;

  /** Now, on the engine's clock where it has one of its own, else the process's. Epoch milliseconds. */
  now(): number;
}
