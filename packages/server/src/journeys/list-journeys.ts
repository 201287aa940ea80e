import { type Kysely, sql } from 'kysely';

import type { Tables } from '../storage/tables.ts';
import type { StoredJourney, StoredVersion } from './journeys.ts';

/** See `Journeys.list`. */
export async function listJourneys(db: Kysely<Tables>): Promise<StoredJourney[]> {
  const rows = await db
    .selectFrom('definitions as d')
    .select(['d.journey', 'd.version', 'd.hash', 'd.active', 'd.stored_at', 'd.activated_at'])
    .select((select) =>
      select
        .selectFrom('instances as i')
        .select(sql<number>`count(*)::int`.as('count'))
        .whereRef('i.journey', '=', 'd.journey')
        .whereRef('i.version', '=', 'd.version')
        .where('i.ended_at', 'is', null)
        .as('running'),
    )
    .orderBy('d.journey')
    .orderBy('d.version', 'desc')
    .execute();
  const journeys = new Map<string, StoredVersion[]>();
  for (const { journey, version, hash, active, stored_at, activated_at, running } of rows) {
    const versions = journeys.get(journey) ?? [];
    journeys.set(journey, versions);
    versions.push({
      version,
      hash,
      active,
      storedAt: stored_at.getTime(),
      ...(activated_at === null ? {} : { activatedAt: activated_at.getTime() }),
      running: running ?? 0,
    });
  }
  return [...journeys].map(([journey, versions]) => ({ journey, versions }));
}
