import type { Journey, Policy } from '@post-purchase/core';
import type { Kysely } from 'kysely';

import type { DefinitionCache, DefinitionRef } from '../storage/definitions.ts';
import type { Tables } from '../storage/tables.ts';
import type { LedgerWindow } from '../storage/world.ts';
import type { Rules } from './rules.ts';

/** What reading the world takes. */
export interface WorldTools {
  readonly rules: Rules;
  readonly definitions: DefinitionCache;
  /** Null: the database's clock. */
  readonly now: () => number | null;
}

/** How many days the longest cap looks back; 0: there is none. */
export function longestCap(policy: Policy, journeys: Iterable<Journey>): number {
  const days = policy.caps.map((cap) => cap.days);
  for (const journey of journeys) days.push(...(journey.policy?.caps ?? []).map((cap) => cap.days));
  return Math.max(0, ...days);
}

/**
 * Reads the world and the definitions that its orders need. One statement, unless a definition is met for the first time: if it has a
 * cap that looks further back than all that were known, the world is read once more.
 */
export async function withDefinitions<Found>(
  handle: Kysely<Tables>,
  { rules, definitions, now }: WorldTools,
  read: (window: LedgerWindow) => Promise<Found>,
  refsOf: (found: Found) => readonly DefinitionRef[],
): Promise<Found> {
  for (;;) {
    const days = longestCap(rules.policy, definitions.journeys());
    const found = await read({ now: now(), days });
    await definitions.load(handle, refsOf(found));
    if (longestCap(rules.policy, definitions.journeys()) <= days) return found;
  }
}
