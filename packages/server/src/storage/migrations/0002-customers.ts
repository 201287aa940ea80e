import { type Kysely, sql } from 'kysely';

/** What orders of one customer have in common: the contact ledger, wakes, merged customers, and where each order stands among the others. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
}

const STATEMENTS = [
  `create table post_purchase.contacts (
     key text primary key,
     order_key text not null,
     customer_key text,
     at timestamptz not null,
     channel text not null,
     category text not null
   )`,
  `create index contacts_customer on post_purchase.contacts (customer_key, at) where customer_key is not null`,
  `create index contacts_order on post_purchase.contacts (order_key)`,
  `create index contacts_age on post_purchase.contacts (at)`,

  `create table post_purchase.wakes (
     order_key text not null,
     cause text not null,
     fact jsonb,
     created_at timestamptz not null,
     primary key (order_key, cause)
   )`,
  `create index wakes_age on post_purchase.wakes (created_at)`,

  `create table post_purchase.arrivals (
     seq bigint generated always as identity primary key,
     order_key text not null
   )`,

  `alter table post_purchase.customers add column merged_into text`,
  `create index customers_merged on post_purchase.customers (merged_into) where merged_into is not null`,

  `alter table post_purchase.orders add column placed_at timestamptz`,
  `update post_purchase.orders set placed_at = to_timestamp((facts ->> 'placedAt')::float8 / 1000)
   where facts ->> 'placedAt' is not null`,
  `create index orders_customer on post_purchase.orders (customer_key, placed_at) where customer_key is not null`,

  `alter table post_purchase.instances add column customer_key text`,
  `alter table post_purchase.instances add column refused boolean not null default false`,
  `update post_purchase.instances i set customer_key = o.customer_key from post_purchase.orders o where o.key = i.order_key`,
  `create index instances_customer on post_purchase.instances (customer_key) where customer_key is not null`,

  `alter table post_purchase.deliveries add column exposed_at timestamptz`,

  `alter table post_purchase.decisions add column versions jsonb not null default '{}'`,
  `alter table post_purchase.decisions add column fact_hashes jsonb not null default '[]'`,
];
