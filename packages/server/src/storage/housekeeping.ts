import { type Kysely, sql } from 'kysely';

import { NUMBER_LIFETIME } from '../ingest/parcel-aliases.ts';
import { nowSql } from './instant.ts';
import type { Tables } from './tables.ts';

/** How long a contact is kept at least: a shop that lengthens its caps finds what happened before. */
const CONTACT_DAYS = 90;

/**
 * Deletes what has served its time: idempotency keys after a day, the inbox after 90 days (no vendor repeats a message that long, and its
 * facts would change nothing), orphans once their number may mean another parcel, contacts once no cap looks back at them. Safe to run in
 * any number of processes.
 *
 * @param capDays How many days the longest cap looks back.
 */
export async function deleteExpired(db: Kysely<Tables>, now: number | null, capDays: number): Promise<void> {
  const before = (column: string, seconds: number) =>
    sql`${sql.ref(column)} < ${nowSql(now)} - make_interval(secs => ${seconds})`;
  await sql`delete from post_purchase.idempotency_keys where ${before('begun_at', 24 * 3_600)}`.execute(db);
  await sql`delete from post_purchase.inbox where ${before('received_at', 90 * 24 * 3_600)}`.execute(db);
  await sql`delete from post_purchase.orphans where ${before('received_at', NUMBER_LIFETIME / 1_000)}`.execute(
    db,
  );
  const contactDays = Math.max(CONTACT_DAYS, capDays);
  await sql`delete from post_purchase.contacts where ${before('at', contactDays * 24 * 3_600)}`.execute(db);
}
