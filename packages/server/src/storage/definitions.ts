import { DEFINITION_SCHEMA, type Journey, journeyHash, upcastDefinition } from '@post-purchase/core';
import { type Kysely, type Selectable, sql } from 'kysely';

import { DefinitionChangedError } from '../errors/definition-changed-error.ts';
import { timestamp } from './instant.ts';
import type { DefinitionsTable, Tables } from './tables.ts';
import { transact, type Trx } from './transact.ts';

/** A stored journey. */
export interface Definition {
  readonly journey: Journey;
  readonly hash: string;
}

/** A journey and its version. */
export interface DefinitionRef {
  readonly journey: string;
  readonly version: number;
}

/** Whether journeys given in code become active by themselves, see the option `publish`. */
export type Publishing = 'onStart' | 'manual';

/**
 * Stores journeys that are new. With `onStart` it also makes the highest version of each the active one, the one that orders enter; a
 * journey that is not given any more is entered no more. With `manual` what is new is a draft, and what is active stays so. Either way
 * orders that are on a journey go on.
 *
 * @throws {DefinitionChangedError} when a version was stored with another content; then nothing is changed.
 */
export async function storeDefinitions(
  db: Kysely<Tables>,
  journeys: readonly Journey[],
  publishing: Publishing,
  now: number,
): Promise<void> {
  const highest = new Map<string, number>();
  for (const { id, version } of journeys) highest.set(id, Math.max(version, highest.get(id) ?? version));

  await transact(db, async (trx) => {
    await lockDefinitions(trx);
    for (const journey of journeys) await storeDefinition(trx, { journey, hash: journeyHash(journey) }, now);
    if (publishing === 'manual') return;
    const active = await trx.selectFrom('definitions').select('journey').where('active', '=', true).execute();
    for (const { journey } of active) if (!highest.has(journey)) await deactivate(trx, journey);
    for (const [journey, version] of highest) await activate(trx, { journey, version }, now);
  });
}

/** Any number: whoever holds this advisory lock changes what is stored or active. */
const DEFINITIONS_LOCK = 734_002;

/** Lets one transaction at a time change definitions: rows that do not exist yet cannot be locked. */
export async function lockDefinitions(trx: Trx): Promise<void> {
  await sql`select pg_advisory_xact_lock(${DEFINITIONS_LOCK})`.execute(trx);
}

/**
 * Stores a journey unless it is.
 *
 * @throws {DefinitionChangedError} when its version was stored with another content.
 */
export async function storeDefinition(trx: Trx, { journey, hash }: Definition, now: number): Promise<void> {
  const { id, version } = journey;
  await trx
    .insertInto('definitions')
    .values({
      journey: id,
      version,
      hash,
      schema: DEFINITION_SCHEMA,
      definition: JSON.stringify(journey),
      active: false,
      stored_at: timestamp(now),
    })
    .onConflict((conflict) => conflict.columns(['journey', 'version']).doNothing())
    .execute();
  const stored = await trx
    .selectFrom('definitions')
    .select('hash')
    .where('journey', '=', id)
    .where('version', '=', version)
    .executeTakeFirstOrThrow();
  if (stored.hash !== hash) throw new DefinitionChangedError(id, version);
}

/** Makes a stored version the one that orders enter. */
export async function activate(trx: Trx, { journey, version }: DefinitionRef, now: number): Promise<void> {
  await deactivate(trx, journey, version);
  // An order's own time often comes in whole seconds: one placed in this very second counts as placed after the activation.
  const activatedAt = timestamp(Math.floor(now / 1_000) * 1_000);
  await trx
    .updateTable('definitions')
    .set({ active: true, activated_at: sql`coalesce(activated_at, ${activatedAt}::timestamptz)` })
    .where('journey', '=', journey)
    .where('version', '=', version)
    .where('active', '=', false)
    .execute();
}

async function deactivate(trx: Trx, journey: string, unless = 0): Promise<void> {
  await trx
    .updateTable('definitions')
    .set({ active: false })
    .where('journey', '=', journey)
    .where('version', '<>', unless)
    .where('active', '=', true)
    .execute();
}

/** The version of a journey that orders enter; null: none. */
export async function activeDefinition(handle: Kysely<Tables>, journey: string): Promise<Definition | null> {
  const row = await handle
    .selectFrom('definitions')
    .select(DEFINITION)
    .where('journey', '=', journey)
    .where('active', '=', true)
    .executeTakeFirst();
  return row === undefined ? null : readDefinition(row);
}

/** A stored version; null: it is not stored. */
export async function storedDefinition(
  handle: Kysely<Tables>,
  { journey, version }: DefinitionRef,
): Promise<Definition | null> {
  const row = await handle
    .selectFrom('definitions')
    .select(DEFINITION)
    .where('journey', '=', journey)
    .where('version', '=', version)
    .executeTakeFirst();
  return row === undefined ? null : readDefinition(row);
}

const DEFINITION = ['definition', 'schema', 'hash'] as const;

/** @throws when it is of a newer release than this one. */
function readDefinition({
  definition,
  schema,
  hash,
}: Pick<Selectable<DefinitionsTable>, (typeof DEFINITION)[number]>): Definition {
  return { journey: upcastDefinition(schema, definition), hash };
}

/** Journeys that orders may enter or are on. */
export async function definitionsInUse(db: Kysely<Tables>): Promise<Definition[]> {
  const rows = await db
    .selectFrom('definitions as d')
    .select(['d.definition', 'd.schema', 'd.hash'])
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
  return rows.map(readDefinition);
}

/** Definitions by journey and version. They never change, so each is read once per process. */
export class DefinitionCache {
  readonly #known = new Map<string, Definition>();

  /** Reads what is not known yet. */
  async load(handle: Kysely<Tables>, refs: readonly DefinitionRef[]): Promise<void> {
    for (const { journey, version } of refs) {
      if (this.#known.has(nameOf({ journey, version }))) continue;
      const definition = await storedDefinition(handle, { journey, version });
      if (definition !== null) this.#known.set(nameOf({ journey, version }), definition);
    }
  }

  /** Every journey that was loaded. */
  *journeys(): Iterable<Journey> {
    for (const { journey } of this.#known.values()) yield journey;
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
