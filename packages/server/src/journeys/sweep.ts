import { setTimeout as delay } from 'node:timers/promises';

import { isUnavailable } from '../errors/unavailable.ts';
import { stepLocked, type Stepped, type StepTools } from '../ingest/steps.ts';
import { lockOrder, type OrderRow } from '../storage/order-row.ts';
import { parkOrder } from '../storage/parked.ts';
import {
  advanceSweep,
  claimSweep,
  type ClaimedSweep,
  failureOf,
  finishSweep,
  isSweeping,
  nextOfSweep,
} from '../storage/sweeps.ts';
import { transact, type Trx } from '../storage/transact.ts';

/** Whether there was something to do, and the step to be followed up once it is committed. */
interface Taken {
  readonly found: boolean;
  readonly stepped: Stepped;
}

/** How far a transaction came. */
interface Progress {
  /** The instance that it works on. */
  instance?: string;
}

/**
 * Brings the next running instance of a sweep to its version: migrates it and decides its order anew, in one transaction with the sweep's
 * own row. So an instance is counted exactly when it was moved, a process that is killed leaves nothing half done, and of any number of
 * processes one at a time works on a sweep. An order that cannot be decided is parked alone and counted.
 *
 * @param isPaced Whether to keep to the rate of the sweep.
 * @returns Whether there was something to do.
 */
export async function sweepOne(tools: StepTools, isPaced: boolean): Promise<boolean> {
  const { found, stepped } = await takeNext(tools, isPaced);
  if (stepped !== null) await tools.committed([stepped.write]);
  return found;
}

/** Carries sweeps on until none is under way, as fast as it can. */
export async function sweepAll(tools: StepTools): Promise<number> {
  let taken = 0;
  while (await isSweeping(tools.db)) {
    if (await sweepOne(tools, false)) taken += 1;
    // Another process has it, or it waits for transactions that are about to end.
    else await delay(10);
  }
  return taken;
}

async function takeNext(tools: StepTools, isPaced: boolean): Promise<Taken> {
  const progress: Progress = {};
  try {
    return await transact(tools.db, async (trx) => {
      const sweep = await claimSweep(trx, isPaced);
      return sweep === null ? { found: false, stepped: null } : moveNext(trx, sweep, progress, tools);
    });
  } catch (error) {
    const { instance } = progress;
    if (instance === undefined || isUnavailable(error)) throw error;
    tools.log.error('order could not be written', error, { instance });
    await passOver(instance, error, tools);
    return { found: true, stepped: null };
  }
}

async function moveNext(trx: Trx, sweep: ClaimedSweep, progress: Progress, tools: StepTools): Promise<Taken> {
  const next = await nextOfSweep(trx, sweep);
  if (next === null) {
    await finishSweep(trx, sweep, tools.now());
    tools.log.info('sweep finished', { journey: sweep.journey, version: sweep.version });
    return { found: true, stepped: null };
  }
  progress.instance = next.id;
  const row = await lockOrder(trx, next.order_key, tools.now());
  // What was read before the lock may have ended, or come along, since.
  if (row === null || !isOnOtherVersion(row, sweep)) {
    await advanceSweep(trx, sweep, next.id, 'passed');
    return { found: true, stepped: null };
  }
  const stepped = await stepLocked(trx, row, [], tools, { migrateTo: sweep });
  const move = stepped === null ? await failureOf(trx, row) : 'migrated';
  await advanceSweep(trx, sweep, next.id, move);
  return { found: true, stepped };
}

function isOnOtherVersion({ instances, unreadable }: OrderRow, { journey, version }: ClaimedSweep): boolean {
  const instance = instances[journey];
  return (
    unreadable !== null ||
    (instance !== undefined && instance.endedAt === undefined && instance.version !== version)
  );
}

/** Parks an order whose step could not even be written, unless somebody else was there meanwhile. */
async function passOver(instance: string, error: unknown, tools: StepTools): Promise<void> {
  await transact(tools.db, async (trx) => {
    const sweep = await claimSweep(trx, false);
    if (sweep === null) return;
    const next = await nextOfSweep(trx, sweep);
    if (next?.id !== instance) return;
    const row = await lockOrder(trx, next.order_key, tools.now());
    if (row === null) return;
    await parkOrder(trx, row, [], error);
    await advanceSweep(trx, sweep, instance, await failureOf(trx, row));
  });
}
