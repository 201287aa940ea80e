import { type RawBuilder, sql } from 'kysely';

/** An instant as a `timestamptz` column takes it. */
export function timestamp(at: number): string {
  return new Date(at).toISOString();
}

export function nullableTimestamp(at: number | null | undefined): string | null {
  return at === null || at === undefined ? null : timestamp(at);
}

/**
 * Now, as SQL: the given instant, or the database's clock. Not `now()`, which stands still since the transaction began, maybe long before
 * the lock it waited for.
 */
export function nowSql(now: number | null): RawBuilder<Date> {
  return now === null ? sql<Date>`clock_timestamp()` : sql<Date>`${timestamp(now)}::timestamptz`;
}

/** An SQL instant as epoch milliseconds, a number with both drivers. */
export function epochSql(instant: RawBuilder<Date>): RawBuilder<number> {
  return sql<number>`floor(extract(epoch from ${instant}) * 1000)::float8`;
}
