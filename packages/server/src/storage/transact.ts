import { setTimeout as delay } from 'node:timers/promises';

import type { Kysely, Transaction } from 'kysely';

import type { Tables } from './tables.ts';

/** A transaction on our tables. Inside it nothing but this handle runs statements. */
export type Trx = Transaction<Tables>;

/** What a transaction rested on has changed meanwhile: the same again sees it. */
export class RepeatTransaction extends Error {
  override readonly name = 'RepeatTransaction';
}

/** Serialization failure, deadlock: PostgreSQL ended the transaction for the good of another; the same again succeeds. */
const CONFLICTS = new Set(['40001', '40P01']);
const TRIES = 6;

/**
 * Runs `work` in a transaction, and again after a conflict with another one (or a `RepeatTransaction`). So `work` may run several times and
 * must do nothing but SQL.
 */
export async function transact<Result>(
  db: Kysely<Tables>,
  work: (trx: Trx) => Promise<Result>,
): Promise<Result> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await db.transaction().execute(work);
    } catch (error) {
      if (attempt === TRIES || !isConflict(error)) throw error;
      await delay(Math.random() * 10 * 2 ** attempt);
    }
  }
}

function isConflict(error: unknown): boolean {
  if (error instanceof RepeatTransaction) return true;
  return (
    error instanceof Error && 'code' in error && typeof error.code === 'string' && CONFLICTS.has(error.code)
  );
}
