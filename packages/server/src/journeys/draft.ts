import { journeyHash } from '@post-purchase/core';
import type { Kysely } from 'kysely';
import * as z from 'zod/mini';

import { isStorable } from '../ingest/storable.ts';
import { type Definition, storedDefinition } from '../storage/definitions.ts';
import type { Tables } from '../storage/tables.ts';
import { checkJourney, checkNames, type JourneyMeans } from './check-journey.ts';
import type { JourneyDraft } from './journeys.ts';

const StoredName = z.strictObject({ journey: z.string(), version: z.int() });
const MAX_VERSION = 2_147_483_647;
const Named = z.looseObject({ id: z.string(), version: z.int() });

/** What a draft says it is, whether or not it can run. */
export interface DraftName {
  readonly journey: string | null;
  readonly version: number | null;
}

/** The name that a draft goes by. */
export function nameOfDraft(draft: JourneyDraft): DraftName {
  const stored = StoredName.safeParse(draft);
  if (stored.success) return stored.data;
  const { success, data } = Named.safeParse(draft);
  return success ? { journey: data.id, version: data.version } : { journey: null, version: null };
}

/**
 * The journey that a draft is or names. Null: it names a version that is not stored.
 *
 * @throws {JourneyError} when this process could not run it.
 */
export async function readDraft(
  draft: JourneyDraft,
  handle: Kysely<Tables>,
  means: JourneyMeans,
): Promise<Definition | null> {
  const named = StoredName.safeParse(draft);
  if (!named.success) {
    const journey = checkJourney(draft, means);
    return { journey, hash: journeyHash(journey) };
  }
  const { journey, version } = named.data;
  if (!isStorable(journey) || Math.abs(version) > MAX_VERSION) return null;
  const stored = await storedDefinition(handle, { journey, version });
  if (stored === null) return null;
  checkNames(stored.journey, means);
  return stored;
}

/** What a confirmation is of: everything that publishing rests on and that may have changed since its preview. */
export function confirmed({ journey, hash }: Definition, active: Definition | null, running: string): string {
  return JSON.stringify([
    journey.id,
    journey.version,
    hash,
    active === null ? null : [active.journey.version, active.hash],
    running,
  ]);
}
