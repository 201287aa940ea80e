import type { GivenFact, OrderRef } from '@post-purchase/core';
import { type Kysely, sql } from 'kysely';

import { NUMBER_LIFETIME, type ParcelName } from '../ingest/parcel-aliases.ts';
import type { InboxEntry } from '../operations/engine.ts';
import { freshMessage } from './inbox.ts';
import { nowSql } from './instant.ts';
import type { Tables } from './tables.ts';
import type { Trx } from './transact.ts';

/** SQL that is true when alias `a` can be the parcel `p`: one number, and no two carriers that are known to differ. */
const SAME_PARCEL = sql.raw(
  `a.number = p.number and (a.carrier = p.carrier or a.carrier = '' or p.carrier = '')`,
);

/** Alias `a` is of a parcel young enough that its number has not been given to another one. */
function isYoung(now: number | null) {
  return sql`a.created_at > ${nowSql(now)} - make_interval(secs => ${NUMBER_LIFETIME / 1_000})`;
}

/** The one order that has a parcel of this name. Null when there is none, or more than one. */
export async function findOrderOfParcel(
  handle: Kysely<Tables>,
  name: ParcelName,
  now: number | null,
): Promise<OrderRef | null> {
  const { rows } = await sql<OrderRef>`
    select o.source, o.id from post_purchase.orders o where o.key in (
      select a.order_key from post_purchase.parcel_aliases a,
        (select ${name.number}::text as number, ${name.carrier}::text as carrier) p
      where ${SAME_PARCEL} and ${isYoung(now)}
    ) limit 2
  `.execute(handle);
  const [only, ...others] = rows;
  return only === undefined || others.length > 0 ? null : only;
}

/**
 * Keeps facts until their parcel is known, together with the entry in the inbox.
 *
 * @returns Whether the message was taken before.
 */
export async function keepOrphans(
  trx: Trx,
  name: ParcelName,
  facts: readonly { readonly fact: GivenFact; readonly hash: string }[],
  now: number | null,
  inbox: InboxEntry | undefined,
): Promise<{ duplicate: boolean }> {
  const rows = facts.map(({ fact, hash }) => ({ ...name, fact_id: fact.id, hash, fact }));
  const { rows: counts } = await sql<{ fresh: number }>`
    with message as (${freshMessage(inbox, now)}), kept as (
      insert into post_purchase.orphans (number, carrier, fact_id, hash, fact, received_at)
      select f.number, f.carrier, f.fact_id, f.hash, f.fact, ${nowSql(now)}
      from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as f(number text, carrier text, fact_id text, hash text, fact jsonb)
      where exists (select from message)
      on conflict do nothing
    )
    select count(*)::int as fresh from message
  `.execute(trx);
  return { duplicate: counts[0]?.fresh === 0 };
}

/** Names of parcels for which facts are kept and which exactly one order has by now. */
export async function adoptableOrphans(
  handle: Kysely<Tables>,
  now: number | null,
): Promise<(ParcelName & { order: OrderRef })[]> {
  const { rows } = await sql<ParcelName & OrderRef>`
    select p.number, p.carrier, min(o.source) as source, min(o.id) as id
    from (select distinct number, carrier from post_purchase.orphans) p
    join post_purchase.parcel_aliases a on ${SAME_PARCEL} and ${isYoung(now)}
    join post_purchase.orders o on o.key = a.order_key
    group by p.number, p.carrier having count(distinct o.key) = 1
    limit 500
  `.execute(handle);
  return rows.map(({ number, carrier, source, id }) => ({ number, carrier, order: { source, id } }));
}

/** Takes the facts that are kept for a parcel. Whoever takes them stores them in the same transaction. */
export async function takeOrphans(trx: Trx, { number, carrier }: ParcelName): Promise<GivenFact[]> {
  const rows = await trx
    .deleteFrom('orphans')
    .where('number', '=', number)
    .where('carrier', '=', carrier)
    .returning('fact')
    .execute();
  return rows.map(({ fact }) => fact);
}
