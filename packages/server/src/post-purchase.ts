import type { OrderRef } from '@post-purchase/core';

import type {
  IngestEvent,
  IngestResult,
  ParkedOrder,
  QuarantinedDelivery,
  RunReport,
} from './operations/engine.ts';
import type { StaffApi } from './staff/staff-api.ts';
import type { Role } from './tokens/tokens.ts';

/** What whoever runs the shop does in process. */
export interface Operations {
  /**
   * Does everything that is due now until nothing is: decisions, mails, their outcomes. For tests and for a clock that is moved by hand;
   * a started process does the same by itself. Sweeps are finished too, whatever their rate.
   */
  runDue(): Promise<RunReport>;
  /** When the earliest order is due, epoch milliseconds; null: none is. */
  nextDueAt(): Promise<number | null>;
  /** Orders that could not be decided, and why. Their facts are kept. */
  parked(): Promise<ParkedOrder[]>;
  /** Tries an order again, after its cause was mended. */
  retry(ref: OrderRef): Promise<void>;
  /** Authentic messages that could not be read, the newest first. */
  quarantined(): Promise<(QuarantinedDelivery & { readonly receivedAt: number })[]>;
  /** Ends all tokens of an order that were handed out until now. */
  revokeTokens(ref: OrderRef): Promise<void>;
}

/** One shop's backend. */
export interface PostPurchase {
  /** Serves the API. To be mounted at `basePath`; works whether or not the host strips that from the path. Never rejects. */
  readonly handler: (request: Request) => Promise<Response>;
  /**
   * Opens the database, stores the journeys, and starts scheduler and worker. Any number of processes may do so on PostgreSQL.
   *
   * @throws {ConfigError} when the database or a predicate of a running journey is missing.
   * @throws {DatabaseInUseError} when an embedded database is open in another process.
   * @throws {DefinitionChangedError} when a journey was changed under the version it is stored with.
   */
  start(): Promise<void>;
  /** Finishes what is under way, then closes everything. The handler answers 503 from then on. */
  stop(): Promise<void>;
  /**
   * A token for the widgets of one order, to be put into the checkout's own answer, good for 30 days. The order need not have arrived yet.
   *
   * @param options `role`: `recipient` for whoever gets the order as a gift and is to see no money anywhere. Default: `buyer`.
   * @throws {FactError} when the order is not named by text: an id that is a number may have lost digits.
   */
  orderToken(ref: OrderRef, options?: { readonly role?: Role }): Promise<string>;
  /**
   * Takes an event in. When it has returned, the event is stored.
   *
   * @throws {FactError} when a fact does not have the shape of its type; nothing of the event is stored then.
   */
  ingest(event: IngestEvent): Promise<IngestResult>;
  /** What staff do, in process. */
  readonly api: StaffApi;
  readonly ops: Operations;
}
