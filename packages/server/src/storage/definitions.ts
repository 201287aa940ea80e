import { type Journey, journeyHash } from '@post-purchase/core';
import { type Kysely, sql } from 'kysely';

import { DefinitionChangedError } from '../errors/definition-changed-error.ts';
import { timestamp } from './instant.ts';
import type { Tables } from './tables.ts';
import { transact } from './transact.ts';

/** A stored journey. */
export interface Definition {
  readonly journey: Journey;
  readonly hash: string;
}

/**
 * Stores journeys that are new and makes the highest version of each the active one: the one that orders enter. A journey that is not
 * given any more is entered no more; orders that are on it go on.
 *
 * @throws {DefinitionChangedError} when a version was stored with another content; then nothing is changed.
 */
export async function storeDefinitions(
  db: Kysely<Tables>,
  journeys: readonly Journey[],
  now: number,
): Promise<void> {
  const at = timestamp(now);
  // An order's own time often comes in whole seconds: one placed in this very second counts as placed after the activation.
  const activatedAt = timestamp(Math.floor(now / 1_000) * 1_000);
  const highest = new Map<string, number>();
  for (const { id, version } of journeys) highest.set(id, Math.max(version, highest.get(id) ?? version));

  await transact(db, async (trx) => {
    for (const journey of journeys) {
      const hash = journeyHash(journey);
      await trx
        .insertInto('definitions')
        .values({
          journey: journey.id,
          version: journey.version,
          hash,
          definition: JSON.stringify(journey),
          active: false,
          stored_at: at,
        })
        .onConflict((conflict) => conflict.columns(['journey', 'version']).doNothing())
        .execute();
      const stored = await trx
        .selectFrom('definitions')
        .select('hash')
        .where('journey', '=', journey.id)
        .where('version', '=', journey.version)
        .forUpdate()
        .executeTakeFirstOrThrow();
      if (stored.hash !== hash) throw new DefinitionChangedError(journey.id, journey.version);
    }
    const active = await trx
      .selectFrom('definitions')
      .select(['journey', 'version'])
      .where('active', '=', true)
      .orderBy('journey')
      .forUpdate()
      .execute();
    for (const { journey, version } of active) {
      if (highest.get(journey) === version) continue;
      await trx
        .updateTable('definitions')
        .set({ active: false })
        .where('journey', '=', journey)
        .where('version', '=', version)
        .execute();
    }
    for (const [journey, version] of highest) {
      await trx
        .updateTable('definitions')
        .set({ active: true, activated_at: sql`coalesce(activated_at, ${activatedAt}::timestamptz)` })
        .where('journey', '=', journey)
        .where('version', '=', version)
        .where('active', '=', false)
        .execute();
    }
  });
}

/** Journeys that orders may enter or are on. */
export async function definitionsInUse(db: Kysely<Tables>): Promise<Definition[]> {
  const rows = await db
    .selectFrom('definitions as d')
    .select(['d.definition', 'd.hash'])
    .where((where) =>
      where.or([
        where('d.active', '=', true),
        where.exists(
          where
            .selectFrom('instances as i')
            .select('i.id')
            .whereRef('i.journey', '=', 'd.journey')
            .whereRef('i.version', '=', 'd.version')
            .where('i.ended_at', 'is', null),
        ),
      ]),
    )
    .execute();
  return rows.map(({ definition, hash }) => ({ journey: definition, hash }));
}

/** A journey and its version. */
export interface DefinitionRef {
  readonly journey: string;
  readonly version: number;
}

/** Definitions by journey and version. They never change, so each is read once per process. */
export class DefinitionCache {
  readonly #known = new Map<string, Definition>();

  /** Reads what is not known yet. */
  async load(handle: Kysely<Tables>, refs: readonly DefinitionRef[]): Promise<void> {
    for (const { journey, version } of refs) {
      if (this.#known.has(nameOf({ journey, version }))) continue;
      const row = await handle
        .selectFrom('definitions')
        .select(['definition', 'hash'])
        .where('journey', '=', journey)
        .where('version', '=', version)
        .executeTakeFirst();
      if (row !== undefined)
        this.#known.set(nameOf({ journey, version }), { journey: row.definition, hash: row.hash });
    }
  }

  /** @throws {Error} when it was not loaded: an order names a version that nobody stored. */
  get(ref: DefinitionRef): Definition {
    const definition = this.#known.get(nameOf(ref));
    if (definition === undefined)
      throw new Error(`Journey "${ref.journey}" version ${ref.version} is not stored.`);
    return definition;
  }
}

function nameOf({ journey, version }: DefinitionRef): string {
  return `${encodeURIComponent(journey)}@${version}`;
}
