import { type Kysely, sql } from 'kysely';

import type { IdempotencyState, IdempotentRequest, StoredResponse } from '../operations/engine.ts';
import { nowSql } from './instant.ts';
import type { Tables } from './tables.ts';

/** A key is good for a day. */
const LIFETIME = sql.raw(`interval '24 hours'`);
/** A request that has not ended by then is dead. */
const IN_FLIGHT = sql.raw(`interval '60 seconds'`);

/** Takes a key, if it is free: of any number of requests with one key exactly one gets `begun`. */
export async function beginIdempotent(
  db: Kysely<Tables>,
  { scope, key, hash }: IdempotentRequest,
  now: number | null,
): Promise<IdempotencyState> {
  const { rows: taken } = await sql`
    insert into post_purchase.idempotency_keys as k (scope, key, hash, begun_at)
    values (${scope}, ${key}, ${hash}, ${nowSql(now)})
    on conflict (scope, key) do update
      set hash = excluded.hash, begun_at = excluded.begun_at, status = null, body = null
      where k.begun_at <= excluded.begun_at - ${LIFETIME}
        or (k.status is null and k.hash = excluded.hash and k.begun_at <= excluded.begun_at - ${IN_FLIGHT})
    returning 1
  `.execute(db);
  if (taken.length > 0) return { state: 'begun' };
  const row = await db
    .selectFrom('idempotency_keys')
    .select(['hash', 'status', 'body'])
    .where('scope', '=', scope)
    .where('key', '=', key)
    .executeTakeFirst();
  // Given back in this very moment: the caller may try again.
  if (row === undefined) return { state: 'in_flight' };
  if (row.hash !== hash) return { state: 'reused' };
  if (row.status === null || row.body === null) return { state: 'in_flight' };
  return { state: 'stored', response: { status: row.status, body: row.body } };
}

/** Stores what the request was answered with. */
export async function completeIdempotent(
  db: Kysely<Tables>,
  { scope, key, hash }: IdempotentRequest,
  { status, body }: StoredResponse,
): Promise<void> {
  await db
    .updateTable('idempotency_keys')
    .set({ status, body })
    .where('scope', '=', scope)
    .where('key', '=', key)
    .where('hash', '=', hash)
    .where('status', 'is', null)
    .execute();
}

/** Gives a key back. */
export async function abandonIdempotent(
  db: Kysely<Tables>,
  { scope, key, hash }: IdempotentRequest,
): Promise<void> {
  await db
    .deleteFrom('idempotency_keys')
    .where('scope', '=', scope)
    .where('key', '=', key)
    .where('hash', '=', hash)
    .where('status', 'is', null)
    .execute();
}
