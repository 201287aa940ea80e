import {
  type GivenFact,
  type Instance,
  type OrderFacts,
  orderKey,
  type OrderRef,
  upcastInstance,
} from '@post-purchase/core';
import { type Kysely, type RawBuilder, sql } from 'kysely';

import type { InboxEntry } from '../operations/engine.ts';
import { freshMessage } from './inbox.ts';
import { epochSql, nowSql } from './instant.ts';
import type { Tables } from './tables.ts';
import type { Trx } from './transact.ts';

/** An order's row: all that a step needs, locked by whoever holds it. */
export interface OrderRow {
  readonly key: string;
  readonly ref: OrderRef;
  readonly facts: OrderFacts | null;
  readonly pending: readonly GivenFact[];
  readonly instances: Readonly<Record<string, Instance>>;
  /** Why an instance cannot be read: a newer release wrote it. Such an order is decided by that release only. Null: all can be. */
  readonly unreadable: Error | null;
  readonly revision: number;
  readonly tokenGeneration: number;
  readonly customerKey: string | null;
  readonly failures: number;
  /** Epoch milliseconds. */
  readonly nextDueAt: number | null;
  /** The `now` of the whole step. Never before the `now` of the step before, whatever the clock says. */
  readonly now: number;
}

/** The columns of a row, as both drivers read them. */
export interface RawOrderRow {
  key: string;
  source: string;
  id: string;
  facts: OrderFacts | null;
  pending: GivenFact[];
  instances: Record<string, unknown>;
  revision: number;
  token_generation: number;
  customer_key: string | null;
  failures: number;
  next_due_at: Date | null;
  now: number;
}

/** The columns of an `OrderRow`, of the table under the name `o`. */
export const ORDER_COLUMNS = sql.raw(
  'o.key, o.source, o.id, o.facts, o.pending, o.instances, o.revision, o.token_generation, o.customer_key, o.failures, o.next_due_at',
);

/** The `now` of an `OrderRow`. */
export function stepTime(now: number | null): RawBuilder<number> {
  return epochSql(sql<Date>`greatest(${nowSql(now)}, o.decided_at)`);
}

/**
 * Locks an order's row, and makes it first if the order is new, together with the entry in the inbox. One statement, so what it returns is
 * what stands in the row once the lock is held.
 *
 * @param now The clock's instant; null: the database's own.
 * @returns The row, and whether the message was taken before (its facts are in the row then, or on their way in the transaction that this
 * one waited for).
 */
export async function lockOrMakeOrder(
  trx: Trx,
  ref: OrderRef,
  now: number | null,
  inbox: InboxEntry | undefined,
): Promise<{ row: OrderRow; duplicate: boolean }> {
  const { rows } = await sql<RawOrderRow & { fresh: number }>`
    with message as (${freshMessage(inbox, now)})
    insert into post_purchase.orders as o (key, source, id, created_at)
    values (${orderKey(ref)}, ${ref.source}, ${ref.id}, ${nowSql(now)})
    on conflict (key) do update set key = excluded.key
    returning ${ORDER_COLUMNS}, ${stepTime(now)} as now, (select count(*) from message)::int as fresh
  `.execute(trx);
  const [row] = rows;
  if (row === undefined) throw new Error('An upsert returned no row.');
  return { row: toOrderRow(row), duplicate: row.fresh === 0 };
}

/** Locks an order's row. Null when there is none. */
export async function lockOrder(trx: Trx, key: string, now: number | null): Promise<OrderRow | null> {
  const { rows } = await sql<RawOrderRow>`
    select ${ORDER_COLUMNS}, ${stepTime(now)} as now from post_purchase.orders o where o.key = ${key} for update
  `.execute(trx);
  const [row] = rows;
  return row === undefined ? null : toOrderRow(row);
}

/** Locks the row of the order that a delivery belongs to. */
export async function lockOrderOfDelivery(
  trx: Trx,
  delivery: string,
  now: number | null,
): Promise<OrderRow | null> {
  const { rows } = await sql<RawOrderRow>`
    select ${ORDER_COLUMNS}, ${stepTime(now)} as now from post_purchase.orders o
    where o.key = (select d.order_key from post_purchase.deliveries d where d.key = ${delivery})
    for update
  `.execute(trx);
  const [row] = rows;
  return row === undefined ? null : toOrderRow(row);
}

/** Locks orders that are due, the longest due first, and passes by those that somebody else has locked. */
export async function claimDueOrders(trx: Trx, now: number | null, limit: number): Promise<OrderRow[]> {
  const { rows } = await sql<RawOrderRow>`
    select ${ORDER_COLUMNS}, ${stepTime(now)} as now from post_purchase.orders o
    where o.next_due_at <= ${nowSql(now)}
    order by o.next_due_at limit ${limit}
    for update skip locked
  `.execute(trx);
  return rows.map(toOrderRow);
}

/** When the earliest order is due. */
export async function nextDueAt(db: Kysely<Tables>): Promise<number | null> {
  const row = await db
    .selectFrom('orders')
    .select('next_due_at')
    .where('next_due_at', 'is not', null)
    .orderBy('next_due_at')
    .limit(1)
    .executeTakeFirst();
  return row?.next_due_at?.getTime() ?? null;
}

/** The row from its columns. */
export function toOrderRow(row: RawOrderRow): OrderRow {
  return {
    key: row.key,
    ref: { source: row.source, id: row.id },
    facts: row.facts,
    pending: row.pending,
    ...readInstances(row.instances),
    revision: row.revision,
    tokenGeneration: row.token_generation,
    customerKey: row.customer_key,
    failures: row.failures,
    nextDueAt: row.next_due_at?.getTime() ?? null,
    now: row.now,
  };
}

/** Instances as this release has them, whichever earlier one wrote them. */
function readInstances(
  stored: Readonly<Record<string, unknown>>,
): Pick<OrderRow, 'instances' | 'unreadable'> {
  const instances: Record<string, Instance> = {};
  let unreadable: Error | null = null;
  for (const [journey, json] of Object.entries(stored)) {
    try {
      instances[journey] = upcastInstance(json);
    } catch (error) {
      unreadable = error instanceof Error ? error : new Error(String(error));
    }
  }
  return { instances, unreadable };
}
