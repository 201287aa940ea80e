import type {
  ConsentDecision,
  Context,
  Effect,
  GivenFact,
  Instance,
  Journey,
  OrderFacts,
} from '@post-purchase/core';
import type { ColumnType, Generated, GeneratedAlways } from 'kysely';

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
  instances: JsonWithDefault<Record<string, Instance>>;
  revision: Generated<number>;
  token_generation: Generated<number>;
  customer_key: string | null;
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

/** Which orders are on which journey; a projection, written and never read by a step. */
export interface InstancesTable {
  id: string;
  order_key: string;
  journey: string;
  version: number;
  entered_at: Timestamp;
  ended_at: NullableTimestamp;
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
  fact_ids: Json<string[]>;
  effects: Json<{ journey: string; effect: Effect }[]>;
}

export interface CustomersTable {
  key: string;
  consent: JsonWithDefault<{ email?: ConsentDecision }>;
  dead_addresses: JsonWithDefault<string[]>;
  revision: Generated<number>;
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
  definition: Json<Journey>;
  active: boolean;
  /** When the journey was first active in this version. */
  activated_at: NullableTimestamp;
  stored_at: Timestamp;
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
  parcel_aliases: ParcelAliasesTable;
  inbox: InboxTable;
  orphans: OrphansTable;
  quarantine: QuarantineTable;
  definitions: DefinitionsTable;
  idempotency_keys: IdempotencyKeysTable;
}
