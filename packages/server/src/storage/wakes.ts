import { type GivenFact, orderKey, type OrderRef } from '@post-purchase/core';
import { type RawBuilder, sql } from 'kysely';

import { nowSql } from './instant.ts';
import { ORDER_COLUMNS, type OrderRow, type RawOrderRow, stepTime, toOrderRow } from './order-row.ts';
import type { Trx } from './transact.ts';

/** A reason to decide an order anew. */
export interface Wake {
  /** Names what happened: the same thing wakes an order once. */
  readonly cause: string;
  readonly fact: GivenFact | null;
}

/** SQL that is true when the order `o` is one of a customer, under whichever key either of them is known. */
function isOfCustomer(key: string): RawBuilder<boolean> {
  const root = sql`coalesce((select c.merged_into from post_purchase.customers c where c.key = ${key}), ${key})`;
  return sql<boolean>`o.customer_key = any (array(
    select ${root} union all select m.key from post_purchase.customers m where m.merged_into = ${root}
  ))`;
}

/**
 * Wakes the orders of a customer. Rows only: each order is decided in a transaction of its own, later.
 *
 * @param except Key of an order that knows already.
 */
export async function wakeOrdersOf(
  trx: Trx,
  customerKey: string,
  cause: string,
  now: number | null,
  except = '',
): Promise<void> {
  await sql`
    insert into post_purchase.wakes (order_key, cause, created_at)
    select o.key, ${cause}, ${nowSql(now)} from post_purchase.orders o
    where ${isOfCustomer(customerKey)} and o.key <> ${except}
    order by o.key
    on conflict do nothing
  `.execute(trx);
}

/** Wakes those orders of a customer in which a cap holds something: a contact that was counted did not come about. */
export async function wakeCapped(
  trx: Trx,
  customerKey: string,
  cause: string,
  now: number | null,
): Promise<void> {
  await sql`
    insert into post_purchase.wakes (order_key, cause, created_at)
    select o.key, ${cause}, ${nowSql(now)} from post_purchase.orders o
    where ${isOfCustomer(customerKey)} and exists (
      select from post_purchase.deliveries d where d.order_key = o.key and d.status = 'held' and d.rule = 'cap'
    )
    order by o.key
    on conflict do nothing
  `.execute(trx);
}

/** Wakes orders, each for a cause of its own. */
export async function addWakes(
  trx: Trx,
  wakes: readonly (Wake & { readonly order: OrderRef })[],
  now: number | null,
): Promise<void> {
  if (wakes.length === 0) return;
  const rows = wakes.map(({ order, cause, fact }) => ({ order_key: orderKey(order), cause, fact }));
  await sql`
    insert into post_purchase.wakes (order_key, cause, fact, created_at)
    select w.order_key, w.cause, w.fact, ${nowSql(now)}
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as w(order_key text, cause text, fact jsonb)
    order by w.order_key
    on conflict do nothing
  `.execute(trx);
}

/**
 * Locks an order that is to be woken and that nobody else has locked; null: there is none. Its wakes are taken by a statement after this
 * one, and by nobody who does not hold the order: so whoever adds a wake waits for no one.
 */
export async function claimWokenOrder(trx: Trx, now: number | null): Promise<OrderRow | null> {
  const { rows } = await sql<RawOrderRow>`
    select ${ORDER_COLUMNS}, ${stepTime(now)} as now from post_purchase.orders o
    where o.key in (select w.order_key from post_purchase.wakes w order by w.created_at limit 100)
    limit 1 for update skip locked
  `.execute(trx);
  const [row] = rows;
  return row === undefined ? null : toOrderRow(row);
}

/** Takes an order's wakes. Whoever takes them decides the order in the same transaction. */
export async function takeWakes(trx: Trx, order: string): Promise<Wake[]> {
  return trx.deleteFrom('wakes').where('order_key', '=', order).returning(['cause', 'fact']).execute();
}
