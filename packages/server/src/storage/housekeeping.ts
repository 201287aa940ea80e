import { type Kysely, sql } from 'kysely';

import { NUMBER_LIFETIME } from '../ingest/parcel-aliases.ts';
import { nowSql } from './instant.ts';
import type { Tables } from './tables.ts';

/**
 * Deletes what has served its time: idempotency keys after a day, the inbox after 90 days (no vendor repeats a message that long, and its
 * facts would change nothing), orphans once their number may mean another parcel. Safe to run in any number of processes.
 */
export async function deleteExpired(db: Kysely<Tables>, now: number | null): Promise<void> {
  const before = (column: string, seconds: number) =>
    sql`${sql.ref(column)} < ${nowSql(now)} - make_interval(secs => ${seconds})`;
  await sql`delete from post_purchase.idempotency_keys where ${before('begun_at', 24 * 3_600)}`.execute(db);
  await sql`delete from post_purchase.inbox where ${before('received_at', 90 * 24 * 3_600)}`.execute(db);
  await sql`delete from post_purchase.orphans where ${before('received_at', NUMBER_LIFETIME / 1_000)}`.execute(
    db,
  );
}
