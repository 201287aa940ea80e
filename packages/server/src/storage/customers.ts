import { CONSENT_CHANNELS, type ConsentChannel, type ConsentDecision } from '@post-purchase/core';
import { type Kysely, sql } from 'kysely';

import { epochSql, nowSql } from './instant.ts';
import type { Tables } from './tables.ts';
import { RepeatTransaction, type Trx } from './transact.ts';

/** The customer that whoever is known by this key is by now: customers may have been merged. */
export async function currentCustomer(handle: Kysely<Tables>, key: string): Promise<string> {
  const row = await handle
    .selectFrom('customers')
    .select('merged_into')
    .where('key', '=', key)
    .executeTakeFirst();
  return row?.merged_into ?? key;
}

/**
 * Locks a customer's row, and makes it first if there is none. Taken after exactly one order's row, and only where something is decided
 * that other orders of the customer must not decide at the same time.
 *
 * @returns The instant at which the lock is held: whatever others did under it, they did before.
 */
export async function lockCustomer(trx: Trx, key: string, now: number | null): Promise<number> {
  const { rows } = await sql<{ merged_into: string | null; now: number }>`
    insert into post_purchase.customers as c (key) values (${key})
    on conflict (key) do update set key = excluded.key
    returning c.merged_into, ${epochSql(nowSql(now))} as now
  `.execute(trx);
  return assertCurrent(rows).now;
}

/**
 * Notes what a customer says about marketing on a channel. The newest word counts; of two at one instant the no.
 *
 * @returns Whether the customer's word is another one than before.
 */
export async function noteConsent(
  trx: Trx,
  key: string,
  channel: ConsentChannel,
  decision: ConsentDecision,
): Promise<boolean> {
  const [locked] = await lockCustomers(trx, [key]);
  if (locked === undefined) throw new Error('A locked row was not returned.');
  const before = locked.consent[channel];
  if (before !== undefined && !isNewer(decision, before)) return false;
  await trx
    .updateTable('customers')
    .set({ consent: JSON.stringify({ ...locked.consent, [channel]: decision }), revision: sql`revision + 1` })
    .where('key', '=', key)
    .execute();
  return before?.granted !== decision.granted;
}

/**
 * Notes that an address or a number refuses messages for good. Called under the lock of one order, whose customer it is.
 *
 * @returns Whether it was not known before.
 */
export async function addDeadAddress(trx: Trx, key: string, address: string): Promise<boolean> {
  const dead = JSON.stringify([address]);
  const { rows } = await sql<{ merged_into: string | null }>`
    insert into post_purchase.customers as c (key, dead_addresses, revision) values (${key}, ${dead}::jsonb, 1)
    on conflict (key) do update set dead_addresses = c.dead_addresses || ${dead}::jsonb, revision = c.revision + 1
    where not c.dead_addresses @> ${dead}::jsonb
    returning c.merged_into
  `.execute(trx);
  if (rows.length === 0) return false;
  assertCurrent(rows);
  return true;
}

/**
 * Makes one customer of two: what is known of `from` goes over to `into`, and whoever is known under `from` is `into` from now on. Orders
 * and contacts keep the key that they were stored under, and are found by both.
 *
 * @returns Whether they were two.
 */
export async function mergeInto(trx: Trx, from: string, into: string): Promise<boolean> {
  if (from === into) return false;
  const rows = await lockCustomers(trx, [from, into]);
  const gone = rows.find(({ key }) => key === from);
  const kept = rows.find(({ key }) => key === into);
  if (gone === undefined || kept === undefined) throw new Error('A locked row was not returned.');
  const consent = { ...kept.consent };
  for (const channel of CONSENT_CHANNELS) {
    const decision = gone.consent[channel];
    if (decision === undefined) continue;
    const other = kept.consent[channel];
    if (other === undefined || isNewer(decision, other)) consent[channel] = decision;
  }
  const dead = [...new Set([...kept.dead_addresses, ...gone.dead_addresses])];
  await trx
    .updateTable('customers')
    .set({
      consent: JSON.stringify(consent),
      dead_addresses: JSON.stringify(dead),
      revision: sql`revision + 1`,
    })
    .where('key', '=', into)
    .execute();
  await trx
    .updateTable('customers')
    .set({ merged_into: into })
    // Those that were merged into `from` before go along: nobody points to one that is gone.
    .where((where) => where.or([where('key', '=', from), where('merged_into', '=', from)]))
    .execute();
  return true;
}

/** Locks customers, and makes those that are missing; always in the order of their keys, so that two of these never wait for each other. */
async function lockCustomers(trx: Trx, keys: readonly string[]) {
  const sorted = JSON.stringify([...keys].sort());
  const { rows } = await sql<{
    key: string;
    consent: Partial<Record<ConsentChannel, ConsentDecision>>;
    dead_addresses: string[];
    merged_into: string | null;
  }>`
    insert into post_purchase.customers as c (key)
    select k.key from jsonb_array_elements_text(${sorted}::jsonb) with ordinality as k(key, place) order by k.place
    on conflict (key) do update set key = excluded.key
    returning c.key, c.consent, c.dead_addresses, c.merged_into
  `.execute(trx);
  assertCurrent(rows);
  return rows;
}

/** Of two words at one instant the no is the newer one. */
function isNewer(one: ConsentDecision, other: ConsentDecision): boolean {
  return one.at > other.at || (one.at === other.at && other.granted && !one.granted);
}

/** Between finding out who the customer is and locking the row they may have been merged: then all begins anew. */
function assertCurrent<Row extends { readonly merged_into: string | null }>(rows: readonly Row[]): Row {
  const [row] = rows;
  if (row === undefined) throw new Error('An upsert returned no row.');
  if (rows.some(({ merged_into }) => merged_into !== null)) throw new RepeatTransaction();
  return row;
}
