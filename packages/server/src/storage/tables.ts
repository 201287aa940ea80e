import type {
  Category,
  Channel,
  Context,
  CustomerContext,
  Effect,
  GivenFact,
  OrderFacts,
} from '@post-purchase/core';
import type { ColumnType, Generated, GeneratedAlways } from 'kysely';

import type { SweepFailure } from '../journeys/journeys.ts';

/** A `jsonb` column: written as JSON text, because `pg` and PGlite disagree about arrays, and read as what it holds. */
type Json<Value> = ColumnType<Value, string, string>;
type JsonWithDefault<Value> = ColumnType<Value, string | undefined, string>;
/** A `timestamptz` column: written as RFC 3339 text. */
type Timestamp = ColumnType<Date, string, string>;
type NullableTimestamp = ColumnType<Date | null, string | null | undefined, string | null>;

/** Everything that a step needs, in the row that it locks. */
export interface OrdersTable {
  /** `source:id`, each part percent-encoded. */
  key: string;
  source: string;
  id: string;
  /** Null until the first fact arrived. */
  facts: Json<OrderFacts | null>;
  /** Facts that were accepted while the order could not be decided; folded in by the next step that succeeds. */
  pending: JsonWithDefault<GivenFact[]>;
  /** By journey id. */
  instances: ColumnType<Record<string, unknown>, string | undefined, string>;
  revision: Generated<number>;
  token_generation: Generated<number>;
  /** As of the last step; the customer may have been merged into another since. */
  customer_key: string | null;
  /** When the order was placed, by its facts. */
  placed_at: NullableTimestamp;
  created_at: Timestamp;
  /** The `now` of the last step: the order's time never runs backwards. */
  decided_at: NullableTimestamp;
  next_due_at: NullableTimestamp;
  failures: Generated<number>;
  failed_reason: string | null;
  parked_at: NullableTimestamp;
}

/** Raw facts, append-only; written and never read by a step. */
export interface FactsTable {
  order_key: string;
  id: string;
  /** Two facts with one id and different content are both kept here. */
  hash: string;
  type: string;
  occurred_at: Timestamp;
  source: string;
  parcel: string | null;
  data: Json<unknown>;
  recorded_at: Timestamp;
}

/**
 * Which orders are on which journey; a projection. A step reads of it only what other orders of the customer are on: its own instances
 * stand in its row.
 */
export interface InstancesTable {
  id: string;
  order_key: string;
  /** As in the order's row. */
  customer_key: string | null;
  journey: string;
  version: number;
  entered_at: Timestamp;
  ended_at: NullableTimestamp;
  /** The order was not let in, because of another one of the customer. */
  refused: Generated<boolean>;
}

/** One row per delivery key: its newest state. */
export interface DeliveriesTable {
  key: string;
  /** UUIDv5 of the key: its short name. */
  id: string;
  order_key: string;
  journey: string;
  version: number;
  touchpoint: string;
  occurrence: string;
  channel: string;
  category: string;
  /** Of a task: whose it is. */
  team: string | null;
  status: string;
  attempt: number;
  since: Timestamp;
  until: NullableTimestamp;
  not_before: NullableTimestamp;
  rule: string | null;
  reason: string | null;
  /** Of a withheld onsite delivery: when the shopper would first have seen it. */
  exposed_at: NullableTimestamp;
  /** Of a task: when and by whom it was finished. */
  finished_at: NullableTimestamp;
  finished_by: string | null;
  note: string | null;
}

/** What a step saw and decided: enough to decide it again. */
export interface DecisionsTable {
  seq: GeneratedAlways<number>;
  order_key: string;
  at: Timestamp;
  /** By journey id. */
  context: Json<Record<string, Context>>;
  /** In which version each journey was decided, by journey id. */
  versions: JsonWithDefault<Record<string, number>>;
  fact_ids: Json<string[]>;
  /** Content hashes of these facts, in the same order. */
  fact_hashes: JsonWithDefault<string[]>;
  effects: Json<{ journey: string; effect: Effect }[]>;
}

export interface CustomersTable {
  key: string;
  consent: JsonWithDefault<CustomerContext['consent']>;
  dead_addresses: JsonWithDefault<string[]>;
  revision: Generated<number>;
  /** Whom this customer was merged into, never one that was merged itself; null: nobody. */
  merged_into: string | null;
}

/** The contact ledger: who was reached when, one row per delivery key. Kept as long as any cap looks back, and 90 days at least. */
export interface ContactsTable {
  /** Delivery key. */
  key: string;
  order_key: string;
  /** As in the order's row; null: the contact counts for its order alone. */
  customer_key: string | null;
  at: Timestamp;
  channel: ColumnType<Channel, string, string>;
  category: ColumnType<Category, string, string>;
}

/** Orders that are to be decided anew because of something that happened outside them. */
export interface WakesTable {
  order_key: string;
  /** Names what happened: the same thing wakes an order once. */
  cause: string;
  /** To be added to the order; null: nothing. */
  fact: ColumnType<GivenFact | null, string | null, string | null>;
  created_at: Timestamp;
}

/** Orders that took their place among those of their customer, which have not been told of them yet. */
export interface ArrivalsTable {
  seq: GeneratedAlways<number>;
  order_key: string;
}

/** Under which carrier and number an order's parcels are known. */
export interface ParcelAliasesTable {
  number: string;
  /** Empty: unknown. */
  carrier: string;
  order_key: string;
  created_at: Timestamp;
}

/** Messages that were taken in. */
export interface InboxTable {
  source: string;
  id: string;
  hash: string;
  received_at: Timestamp;
}

/** Facts of parcels that no order is known for yet. */
export interface OrphansTable {
  number: string;
  carrier: string;
  fact_id: string;
  hash: string;
  fact: Json<GivenFact>;
  received_at: Timestamp;
}

export interface QuarantineTable {
  source: string;
  id: string;
  hash: string;
  reason: string;
  headers: Json<Record<string, string>>;
  body: ColumnType<Uint8Array, never, never>;
  received_at: Timestamp;
}

export interface DefinitionsTable {
  journey: string;
  version: number;
  hash: string;
  /** In the grammar that `schema` numbers. */
  definition: Json<unknown>;
  schema: Generated<number>;
  active: boolean;
  /** When the journey was first active in this version. */
  activated_at: NullableTimestamp;
  stored_at: Timestamp;
}

/** Running instances on their way to another version. */
export interface SweepsTable {
  id: Generated<string>;
  journey: string;
  /** The version they come to. */
  version: number;
  /** Most instances a second. */
  rate: number;
  /** Instances that were to migrate when it began. */
  total: number;
  /** The instance that was taken last; null: it has not begun. */
  cursor: string | null;
  migrated: Generated<number>;
  failed: Generated<number>;
  /** The first of those that failed. */
  failures: JsonWithDefault<SweepFailure[]>;
  started_at: Timestamp;
  finished_at: NullableTimestamp;
  /** Another publish took its place before it was through. */
  superseded: Generated<boolean>;
  /** The transaction that began it. */
  published_in: GeneratedAlways<string>;
  /** When that was on the database's own clock. */
  published_at: GeneratedAlways<Date>;
  /** When the next instance may be taken, on the database's own clock. */
  paced_at: GeneratedAlways<Date>;
}

export interface IdempotencyKeysTable {
  scope: string;
  key: string;
  hash: string;
  begun_at: Timestamp;
  status: number | null;
  body: string | null;
}

/** The tables of schema `post_purchase`. */
export interface Tables {
  orders: OrdersTable;
  facts: FactsTable;
  instances: InstancesTable;
  deliveries: DeliveriesTable;
  decisions: DecisionsTable;
  customers: CustomersTable;
  contacts: ContactsTable;
  wakes: WakesTable;
  arrivals: ArrivalsTable;
  parcel_aliases: ParcelAliasesTable;
  inbox: InboxTable;
  orphans: OrphansTable;
  quarantine: QuarantineTable;
  definitions: DefinitionsTable;
  sweeps: SweepsTable;
  idempotency_keys: IdempotencyKeysTable;
}
