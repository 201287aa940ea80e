import { GUEST } from '@post-purchase/core';
import { type Kysely, type RawBuilder, sql } from 'kysely';

import type { StoredCustomer } from '../operations/engine.ts';
import type { DefinitionRef } from './definitions.ts';
import { nowSql, nullableTimestamp } from './instant.ts';
import type { Tables } from './tables.ts';

/** What lies outside the orders of a step. */
export interface World {
  /** Each order's customer, by order key. */
  readonly customers: ReadonlyMap<string, StoredCustomer>;
  /** The active version of each journey that may be entered. */
  readonly active: readonly DefinitionRef[];
  /** When a journey was first activated, in whatever version, epoch milliseconds, by journey id. */
  readonly activatedAt: ReadonlyMap<string, number>;
}

/** Where an order stands among those of its customer. */
export interface Subject {
  /** Order key. */
  readonly order: string;
  /** As the order names the customer; null: it does not. */
  readonly customerKey: string | null;
  /** Epoch milliseconds; null: not yet. */
  readonly placedAt: number | null;
}

/** How far the contact ledger is read back from `now` (null: the database's clock). */
export interface LedgerWindow {
  readonly now: number | null;
  readonly days: number;
}

/** The columns of the world, as both drivers read them. */
export interface RawWorld {
  customers: {
    order: string;
    key: string | null;
    consent: StoredCustomer['consent'] | null;
    dead_addresses: string[] | null;
    revision: number | null;
    orders_before: number;
    contacts: StoredCustomer['contacts'];
    entered: StoredCustomer['entered'];
  }[];
  journeys: { journey: string; version: number | null; activated_at: number | null }[];
}

/** What holds for somebody of whom nothing is stored. */
export function unknownCustomer(key: string | null): StoredCustomer {
  return { ...GUEST, key, revision: 0 };
}

/** The subject of the order in the row `o` of another statement. */
export const SUBJECT_OF_ROW = sql`(select o.key as order_key, o.customer_key, o.placed_at)`;

/**
 * The customers and journeys as two JSON columns, to be part of another statement.
 *
 * A customer is all that was merged into one: `keys` are all the names their orders may stand under, so a merge has nothing to rewrite.
 *
 * @param subjects SQL for rows of order_key, customer_key and placed_at.
 */
export const worldColumns = (subjects: RawBuilder<unknown>, { now, days }: LedgerWindow) => sql<RawWorld>`
  (select coalesce(jsonb_agg(jsonb_build_object('order', s.order_key, 'key', named.key, 'consent', c.consent,
            'dead_addresses', c.dead_addresses, 'revision', c.revision, 'orders_before', (
              select count(*) from post_purchase.orders earlier
              where earlier.customer_key = any (named.keys) and (earlier.placed_at, earlier.key) < (s.placed_at, s.order_key)
            ), 'contacts', (
              select coalesce(jsonb_agg(jsonb_build_object('key', n.key, 'channel', n.channel, 'category', n.category,
                'at', floor(extract(epoch from n.at) * 1000)) order by n.at, n.key), '[]'::jsonb)
              from (
                select * from post_purchase.contacts where customer_key = any (named.keys)
                union select * from post_purchase.contacts where order_key = s.order_key
              ) n
              where n.at > ${nowSql(now)} - make_interval(secs => ${days * 86_400})
            ), 'entered', (
              select coalesce(jsonb_object_agg(i.journey, jsonb_build_object('total', i.total, 'running', i.running)), '{}'::jsonb)
              from (
                select journey, count(*) as total, count(*) filter (where ended_at is null) as running
                from post_purchase.instances
                where customer_key = any (named.keys) and order_key <> s.order_key and not refused
                group by journey
              ) i
            ))), '[]'::jsonb)
   from ${subjects} s
   left join post_purchase.customers own on own.key = s.customer_key
   cross join lateral (
     select root.key, array(select root.key union all select m.key from post_purchase.customers m where m.merged_into = root.key) as keys
     from (select coalesce(own.merged_into, s.customer_key) as key) root
   ) named
   left join post_purchase.customers c on c.key = named.key) as customers,
  (select coalesce(jsonb_agg(jsonb_build_object('journey', d.journey, 'version', d.version, 'activated_at', d.activated_at)),
                   '[]'::jsonb)
   from (select journey, max(version) filter (where active) as version,
                floor(extract(epoch from min(activated_at)) * 1000) as activated_at
         from post_purchase.definitions group by journey) d) as journeys`;

/**
 * Reads what lies outside the orders, in a statement of its own after their rows (and the customer's, where it matters) were locked: read
 * together with the lock it could be older than what the rows say.
 */
export async function readWorld(
  handle: Kysely<Tables>,
  subjects: readonly Subject[],
  window: LedgerWindow,
): Promise<World> {
  const rows = subjects.map(({ order, customerKey, placedAt }) => ({
    order_key: order,
    customer_key: customerKey,
    placed_at: nullableTimestamp(placedAt),
  }));
  const recordset = sql`jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)`;
  const given = sql`(select * from ${recordset} as r(order_key text, customer_key text, placed_at timestamptz))`;
  const { rows: found } = await sql<RawWorld>`select ${worldColumns(given, window)}`.execute(handle);
  const [row] = found;
  if (row === undefined) throw new Error('A select without a table returned no row.');
  return toWorld(row);
}

/** The world from its two columns. */
export function toWorld({ customers, journeys }: RawWorld): World {
  return {
    customers: new Map(
      customers.map(({ order, key, consent, dead_addresses, revision, orders_before, contacts, entered }) => [
        order,
        {
          key,
          ordersBefore: orders_before,
          consent: consent ?? {},
          deadAddresses: dead_addresses ?? [],
          contacts,
          entered,
          revision: revision ?? 0,
        },
      ]),
    ),
    active: journeys.flatMap(({ journey, version }) => (version === null ? [] : [{ journey, version }])),
    activatedAt: new Map(
      journeys.flatMap(({ journey, activated_at }) =>
        activated_at === null ? [] : [[journey, activated_at] as const],
      ),
    ),
  };
}
