import { type Kysely, sql } from 'kysely';

import type { Tables } from '../storage/tables.ts';
import type { RunningInstances } from './journeys.ts';

/** Counts what instances of a journey hold that have not ended. */
export async function runningInstances(db: Kysely<Tables>, journey: string): Promise<RunningInstances> {
  const versions = await db
    .selectFrom('instances')
    .select(['version', sql<number>`count(*)::int`.as('count')])
    .where('journey', '=', journey)
    .where('ended_at', 'is', null)
    .groupBy('version')
    .orderBy('version', 'desc')
    .execute();
  const touchpoints = await db
    .selectFrom('deliveries as d')
    .innerJoin('instances as i', (join) =>
      join.onRef('i.order_key', '=', 'd.order_key').onRef('i.journey', '=', 'd.journey'),
    )
    .select(['d.touchpoint', 'd.channel', 'd.status', sql<number>`count(*)::int`.as('count')])
    .where('i.journey', '=', journey)
    .where('i.ended_at', 'is', null)
    .groupBy(['d.touchpoint', 'd.channel', 'd.status'])
    .orderBy('d.touchpoint')
    .orderBy('d.channel')
    .orderBy('d.status')
    .execute();
  return { total: versions.reduce((sum, { count }) => sum + count, 0), versions, touchpoints };
}

/** Nobody is on a journey without a name. */
export const NOBODY: RunningInstances = { total: 0, versions: [], touchpoints: [] };
