import { type Kysely, type Selectable, sql } from 'kysely';

import type { Sweep, SweepFailure } from '../journeys/journeys.ts';
import type { DefinitionRef } from './definitions.ts';
import { nowSql, timestamp } from './instant.ts';
import type { OrderRow } from './order-row.ts';
import type { SweepsTable, Tables } from './tables.ts';
import type { Trx } from './transact.ts';

/** Most failures that are kept with their reason. */
const FAILURES_KEPT = 20;
/** Most sweeps in one answer. */
const SWEEPS_MAX = 100;
/** How long a sweep may make up for: a process that was held up takes what it missed at once, but not more than this much of it. */
const CATCH_UP = sql.raw(`interval '5 seconds'`);
/** No step takes as long, see the limits of a session. */
const LONGEST_STEP = sql.raw(`interval '2 minutes'`);

/** Begins the sweep of a journey, in the place of the one that is under way. */
export async function beginSweep(trx: Trx, to: DefinitionRef, rate: number, now: number): Promise<Sweep> {
  const { journey, version } = to;
  const { count } = await trx
    .selectFrom('instances')
    .select(sql<number>`count(*)::int`.as('count'))
    .where('journey', '=', journey)
    .where('version', '<>', version)
    .where('ended_at', 'is', null)
    .executeTakeFirstOrThrow();
  const row = await trx
    .insertInto('sweeps')
    .values({ journey, version, rate, total: count, started_at: timestamp(now) })
    .returningAll()
    .executeTakeFirstOrThrow();
  return readSweep(row, count);
}

/** Ends the sweep of a journey that is under way, if there is one: what it has moved stays moved. */
export async function supersedeSweep(trx: Trx, journey: string, now: number): Promise<void> {
  await trx
    .updateTable('sweeps')
    .set({ superseded: true, finished_at: timestamp(now) })
    .where('journey', '=', journey)
    .where('finished_at', 'is', null)
    .execute();
}

/** A sweep that this transaction carries on: nobody else can meanwhile. */
export interface ClaimedSweep extends DefinitionRef {
  readonly id: string;
  readonly cursor: string;
}

/**
 * Locks a sweep whose next instance is due by its rate, and passes by those that somebody else has locked. A sweep begins once every
 * transaction is over that was under way when it was published: they may still let orders enter the version of before.
 */
export async function claimSweep(trx: Trx, isPaced: boolean): Promise<ClaimedSweep | null> {
  const { rows } = await sql<ClaimedSweep>`
    select s.id, s.journey, s.version, coalesce(s.cursor, '') as cursor from post_purchase.sweeps s
    where s.finished_at is null
      and (${!isPaced}::boolean or s.paced_at <= clock_timestamp())
      and (s.cursor is not null or s.published_in < pg_snapshot_xmin(pg_current_snapshot())
           or s.published_at < clock_timestamp() - ${LONGEST_STEP})
    order by s.paced_at limit 1
    for update skip locked
  `.execute(trx);
  return rows[0] ?? null;
}

/** The next instance of a sweep, and the key of its order; null: there is none left. */
export async function nextOfSweep(
  trx: Trx,
  { journey, version, cursor }: ClaimedSweep,
): Promise<{ id: string; order_key: string } | null> {
  const row = await trx
    .selectFrom('instances')
    .select(['id', 'order_key'])
    .where('journey', '=', journey)
    .where('version', '<>', version)
    .where('ended_at', 'is', null)
    .where('id', '>', cursor)
    .orderBy('id')
    .limit(1)
    .executeTakeFirst();
  return row ?? null;
}

/** What became of one instance of a sweep. */
export type SweepMove = 'migrated' | 'passed' | SweepFailure;

/** Notes what became of an instance, and when the next one may be taken. */
export async function advanceSweep(
  trx: Trx,
  { id }: ClaimedSweep,
  cursor: string,
  move: SweepMove,
): Promise<void> {
  const failure = typeof move === 'object' ? JSON.stringify([move]) : null;
  await sql`
    update post_purchase.sweeps s set
      cursor = ${cursor},
      migrated = s.migrated + ${move === 'migrated' ? 1 : 0},
      failed = s.failed + ${failure === null ? 0 : 1},
      failures = case when jsonb_array_length(s.failures) < ${FAILURES_KEPT}
                      then s.failures || coalesce(${failure}::jsonb, '[]') else s.failures end,
      paced_at = greatest(s.paced_at, clock_timestamp() - ${CATCH_UP}) + make_interval(secs => 1.0 / s.rate)
    where s.id = ${id}
  `.execute(trx);
}

/** Notes that a sweep is through. */
export async function finishSweep(trx: Trx, { id }: ClaimedSweep, now: number | null): Promise<void> {
  await sql`update post_purchase.sweeps set finished_at = ${nowSql(now)} where id = ${id}`.execute(trx);
}

/** Whether a sweep is under way. */
export async function isSweeping(db: Kysely<Tables>): Promise<boolean> {
  const row = await db
    .selectFrom('sweeps')
    .select('id')
    .where('finished_at', 'is', null)
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}

/** Sweeps, the newest first, at most 100. */
export async function readSweeps(db: Kysely<Tables>): Promise<Sweep[]> {
  const rows = await db
    .selectFrom('sweeps as s')
    .selectAll()
    .select(
      sql<number>`case when s.finished_at is null then (
        select count(*)::int from post_purchase.instances i
        where i.journey = s.journey and i.version <> s.version and i.ended_at is null and i.id > coalesce(s.cursor, '')
      ) else 0 end`.as('remaining'),
    )
    .orderBy('s.started_at', 'desc')
    .orderBy('s.published_at', 'desc')
    .limit(SWEEPS_MAX)
    .execute();
  return rows.map((row) => readSweep(row, row.remaining));
}

function readSweep(row: Selectable<SweepsTable>, remaining: number): Sweep {
  const { id, journey, version, rate, total, migrated, failed, failures } = row;
  return {
    id,
    journey,
    version,
    state: row.superseded ? 'superseded' : row.finished_at === null ? 'running' : 'finished',
    rate,
    total,
    migrated,
    failed,
    remaining,
    failures,
    startedAt: row.started_at.getTime(),
    ...(row.finished_at === null ? {} : { finishedAt: row.finished_at.getTime() }),
  };
}

/** Why an order could not be decided last. */
export async function failureOf(trx: Trx, { key, ref }: OrderRow): Promise<SweepFailure> {
  const { failed_reason } = await trx
    .selectFrom('orders')
    .select('failed_reason')
    .where('key', '=', key)
    .executeTakeFirstOrThrow();
  return { order: ref, reason: failed_reason ?? '' };
}
