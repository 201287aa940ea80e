import type { OrderRef } from '@post-purchase/core';
import { type RawBuilder, sql } from 'kysely';

import type { Trx } from './transact.ts';

/** How many arrivals are taken at once. */
const BATCH = 200;
/** Of how many of the customer's orders before and after it an order hears: those of a company may be thousands. */
const NEIGHBORS = 20;

/** An order of a customer. */
export interface PlacedOrder {
  readonly ref: OrderRef;
  /** Epoch milliseconds. */
  readonly placedAt: number;
}

/** Two orders of one customer, one of which has just arrived. */
export interface Neighbors {
  readonly earlier: PlacedOrder;
  readonly later: PlacedOrder;
}

/** Takes arrivals that nobody else is taking. Whoever takes them tells their neighbors in the same transaction. */
export async function takeArrivals(trx: Trx): Promise<string[]> {
  const { rows } = await sql<{ order_key: string }>`
    delete from post_purchase.arrivals where seq in (
      select seq from post_purchase.arrivals order by seq limit ${BATCH} for update skip locked
    ) returning order_key
  `.execute(trx);
  return rows.map(({ order_key }) => order_key);
}

/**
 * Pairs orders that have arrived with those of the same customer that were placed next before and next after them, at most 20 of each: so
 * every order hears of the first one after it, and of some more. Of two orders that arrive at the same moment, the one that is taken later sees the other.
 */
export async function neighborsOf(trx: Trx, orders: readonly string[]): Promise<Neighbors[]> {
  const side = (comparison: RawBuilder<unknown>, direction: RawBuilder<unknown>) => sql`
    (select n.source, n.id, n.placed_at, n.key from post_purchase.orders n
     where n.customer_key = any (named.keys) and (n.placed_at, n.key) ${comparison} (o.placed_at, o.key)
     order by n.placed_at ${direction}, n.key ${direction} limit ${NEIGHBORS})`;
  const { rows } = await sql<{
    source: string;
    id: string;
    placed_at: Date;
    other_source: string;
    other_id: string;
    other_placed_at: Date;
    is_later: boolean;
  }>`
    select o.source, o.id, o.placed_at, other.source as other_source, other.id as other_id, other.placed_at as other_placed_at,
      (other.placed_at, other.key) > (o.placed_at, o.key) as is_later
    from post_purchase.orders o
    left join post_purchase.customers own on own.key = o.customer_key
    cross join lateral (
      select array(select root.key union all select m.key from post_purchase.customers m where m.merged_into = root.key) as keys
      from (select coalesce(own.merged_into, o.customer_key) as key) root
    ) named
    cross join lateral (${side(sql`<`, sql`desc`)} union all ${side(sql`>`, sql`asc`)}) other
    where o.key in (select jsonb_array_elements_text(${JSON.stringify(orders)}::jsonb))
  `.execute(trx);
  return rows.map((row) => {
    const one = { ref: { source: row.source, id: row.id }, placedAt: row.placed_at.getTime() };
    const other = {
      ref: { source: row.other_source, id: row.other_id },
      placedAt: row.other_placed_at.getTime(),
    };
    return row.is_later ? { earlier: one, later: other } : { earlier: other, later: one };
  });
}
