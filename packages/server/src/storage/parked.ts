import type { GivenFact } from '@post-purchase/core';
import type { Kysely } from 'kysely';

import type { ParkedOrder } from '../operations/engine.ts';
import { nullableTimestamp, timestamp } from './instant.ts';
import type { OrderRow } from './order-row.ts';
import type { Tables } from './tables.ts';
import type { Trx } from './transact.ts';

/** After this many failures in a row an order is not tried again by itself. */
export const FAILURES_MAX = 8;

/** How long an order rests after its n-th failure in a row: 1 minute, doubled each time, an hour at most. */
function restAfter(failures: number): number {
  return Math.min(60, 2 ** (failures - 1)) * 60_000;
}

/**
 * Puts an order aside that could not be decided. What became known is kept in its row and folded in by the next step that succeeds, so an
 * error in a journey or a predicate costs no fact.
 */
export async function parkOrder(
  trx: Trx,
  row: OrderRow,
  facts: readonly GivenFact[],
  error: unknown,
): Promise<void> {
  const failures = row.failures + 1;
  const isParked = failures >= FAILURES_MAX;
  await trx
    .updateTable('orders')
    .set({
      pending: JSON.stringify([...row.pending, ...facts]),
      failures,
      failed_reason: error instanceof Error ? `${error.name}: ${error.message}` : String(error),
      parked_at: isParked ? timestamp(row.now) : null,
      next_due_at: isParked ? null : nullableTimestamp(row.now + restAfter(failures)),
      decided_at: timestamp(row.now),
    })
    .where('key', '=', row.key)
    .execute();
}

/** Orders that failed and have not succeeded since, the oldest first. At most 500. */
export async function parkedOrders(db: Kysely<Tables>): Promise<ParkedOrder[]> {
  const rows = await db
    .selectFrom('orders')
    .select(['source', 'id', 'failures', 'failed_reason', 'parked_at'])
    .where('failures', '>', 0)
    .orderBy('decided_at')
    .limit(500)
    .execute();
  return rows.map(({ source, id, failures, failed_reason, parked_at }) => ({
    order: { source, id },
    failures,
    reason: failed_reason ?? '',
    ...(parked_at === null ? {} : { parkedAt: parked_at.getTime() }),
  }));
}
