import { type Kysely, sql } from 'kysely';

import type { StoredCustomer } from '../operations/engine.ts';
import type { DefinitionRef } from './definitions.ts';
import type { Tables } from './tables.ts';

/** What lies outside the orders of a step. */
export interface World {
  /** By customer key; who is missing has nothing stored. */
  readonly customers: ReadonlyMap<string, StoredCustomer>;
  /** The active version of each journey that may be entered. */
  readonly active: readonly DefinitionRef[];
  /** When a journey was first activated, in whatever version, epoch milliseconds, by journey id. */
  readonly activatedAt: ReadonlyMap<string, number>;
}

/** The columns of the world, as both drivers read them. */
export interface RawWorld {
  customers: {
    key: string;
    consent: StoredCustomer['consent'];
    dead_addresses: string[];
    revision: number;
  }[];
  journeys: { journey: string; version: number | null; activated_at: number | null }[];
}

/** What holds for somebody of whom nothing is stored. */
export function unknownCustomer(key: string | null): StoredCustomer {
  return { key, consent: {}, deadAddresses: [], revision: 0 };
}

/** The customers and journeys as two JSON columns, to be part of another statement. `keys` is SQL for a JSON array of customer keys. */
export const worldColumns = (keys: ReturnType<typeof sql>) => sql<RawWorld>`
  (select coalesce(jsonb_agg(jsonb_build_object('key', c.key, 'consent', c.consent, 'dead_addresses', c.dead_addresses,
                                                'revision', c.revision)), '[]'::jsonb)
   from post_purchase.customers c
   where c.key in (select jsonb_array_elements_text(${keys}))) as customers,
  (select coalesce(jsonb_agg(jsonb_build_object('journey', d.journey, 'version', d.version, 'activated_at', d.activated_at)),
                   '[]'::jsonb)
   from (select journey, max(version) filter (where active) as version,
                floor(extract(epoch from min(activated_at)) * 1000) as activated_at
         from post_purchase.definitions group by journey) d) as journeys`;

/**
 * Reads what lies outside the orders, in a statement of its own after their rows were locked: read together with the lock it could be
 * older than what the rows say.
 */
export async function readWorld(
  handle: Kysely<Tables>,
  customerKeys: readonly (string | null)[],
): Promise<World> {
  const keys = JSON.stringify([...new Set(customerKeys.filter((key) => key !== null))]);
  const { rows } = await sql<RawWorld>`select ${worldColumns(sql`${keys}::jsonb`)}`.execute(handle);
  const [row] = rows;
  if (row === undefined) throw new Error('A select without a table returned no row.');
  return toWorld(row);
}

/** The world from its two columns. */
export function toWorld({ customers, journeys }: RawWorld): World {
  return {
    customers: new Map(
      customers.map(({ key, consent, dead_addresses, revision }) => [
        key,
        { key, consent, deadAddresses: dead_addresses, revision },
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
