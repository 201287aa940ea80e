import { type Kysely, sql } from 'kysely';

/**
 * The first schema. Statement by statement: PGlite takes one statement per query, and names are qualified by hand because `withSchema` does
 * not reach raw SQL.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
}

const STATEMENTS = [
  `create table post_purchase.orders (
     key text primary key,
     source text not null,
     id text not null,
     facts jsonb,
     pending jsonb not null default '[]',
     instances jsonb not null default '{}',
     revision integer not null default 0,
     token_generation integer not null default 0,
     customer_key text,
     created_at timestamptz not null,
     decided_at timestamptz,
     next_due_at timestamptz,
     failures integer not null default 0,
     failed_reason text,
     parked_at timestamptz
   ) with (fillfactor = 80)`,
  `create index orders_due on post_purchase.orders (next_due_at) where next_due_at is not null`,
  `create index orders_failing on post_purchase.orders (failures) where failures > 0`,

  `create table post_purchase.facts (
     order_key text not null,
     id text not null,
     hash text not null,
     type text not null,
     occurred_at timestamptz not null,
     source text not null,
     parcel text,
     data jsonb not null,
     recorded_at timestamptz not null,
     primary key (order_key, id, hash)
   )`,

  `create table post_purchase.instances (
     id text primary key,
     order_key text not null,
     journey text not null,
     version integer not null,
     entered_at timestamptz not null,
     ended_at timestamptz
   )`,
  `create index instances_running on post_purchase.instances (journey, version) where ended_at is null`,

  `create table post_purchase.deliveries (
     key text primary key,
     id uuid not null unique,
     order_key text not null,
     journey text not null,
     version integer not null,
     touchpoint text not null,
     occurrence text not null,
     channel text not null,
     category text not null,
     team text,
     status text not null,
     attempt integer not null,
     since timestamptz not null,
     until timestamptz,
     not_before timestamptz,
     rule text,
     reason text,
     finished_at timestamptz,
     finished_by text,
     note text
   )`,
  `create index deliveries_order on post_purchase.deliveries (order_key)`,
  `create index deliveries_moving on post_purchase.deliveries (status) where status in ('queued', 'sending')`,
  `create index deliveries_desk on post_purchase.deliveries (not_before)
     where channel = 'task' and status = 'sent' and finished_at is null`,

  `create table post_purchase.decisions (
     seq bigint generated always as identity primary key,
     order_key text not null,
     at timestamptz not null,
     context jsonb not null,
     fact_ids jsonb not null,
     effects jsonb not null
   )`,
  `create index decisions_order on post_purchase.decisions (order_key, seq)`,

  `create table post_purchase.customers (
     key text primary key,
     consent jsonb not null default '{}',
     dead_addresses jsonb not null default '[]',
     revision integer not null default 0
   )`,

  `create table post_purchase.parcel_aliases (
     number text not null,
     carrier text not null,
     order_key text not null,
     created_at timestamptz not null,
     primary key (number, carrier, order_key)
   )`,

  `create table post_purchase.inbox (
     source text not null,
     id text not null,
     hash text not null,
     received_at timestamptz not null,
     primary key (source, id, hash)
   )`,
  `create index inbox_age on post_purchase.inbox (received_at)`,

  `create table post_purchase.orphans (
     number text not null,
     carrier text not null,
     fact_id text not null,
     hash text not null,
     fact jsonb not null,
     received_at timestamptz not null,
     primary key (number, carrier, fact_id, hash)
   )`,

  `create table post_purchase.quarantine (
     source text not null,
     id text not null,
     hash text not null,
     reason text not null,
     headers jsonb not null,
     body bytea not null,
     received_at timestamptz not null,
     primary key (source, id, hash)
   )`,

  `create table post_purchase.definitions (
     journey text not null,
     version integer not null,
     hash text not null,
     definition jsonb not null,
     active boolean not null default false,
     activated_at timestamptz,
     stored_at timestamptz not null,
     primary key (journey, version)
   )`,
  `create unique index definitions_active on post_purchase.definitions (journey) where active`,

  `create table post_purchase.idempotency_keys (
     scope text not null,
     key text not null,
     hash text not null,
     begun_at timestamptz not null,
     status integer,
     body text,
     primary key (scope, key)
   )`,
  `create index idempotency_keys_age on post_purchase.idempotency_keys (begun_at)`,
];
