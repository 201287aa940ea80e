import type { Kysely } from 'kysely';

import { adoptOrphans } from '../ingest/ingest.ts';
import type { StepTools } from '../ingest/steps.ts';
import { sweepAll } from '../journeys/sweep.ts';
import type { RunReport } from '../operations/engine.ts';
import type { Tables } from '../storage/tables.ts';
import type { Worker } from '../worker/worker.ts';
import { runArrivals } from './run-arrivals.ts';
import { runBatch } from './run-batch.ts';
import { runWake } from './run-wake.ts';

/**
 * Does everything that is due now, until nothing is: decides orders, makes attempts, takes their outcomes in. Afterwards nothing is queued
 * or under way in this process; what a provider refused for now is held until later. Sweeps are finished too, whatever their rate. Works
 * whether or not the process was started.
 */
export async function runDue(tools: StepTools, worker: Worker): Promise<RunReport> {
  let advanced = 0;
  let attempts = 0;
  for (;;) {
    let moved = (await adoptOrphans(tools)) + (await sweepAll(tools));
    for (let taken = await runBatch(tools); taken > 0; taken = await runBatch(tools)) {
      advanced += taken;
      moved += taken;
    }
    while ((await runArrivals(tools)) > 0) moved += 1;
    while (await runWake(tools)) {
      advanced += 1;
      moved += 1;
    }
    const begun = await worker.attemptAll(await queuedDeliveries(tools.db));
    attempts += begun;
    moved += begun;
    const wasBusy = await worker.idle();
    if (moved === 0 && !wasBusy) return { advanced, attempts };
  }
}

/** Keys of deliveries that wait for an attempt. */
async function queuedDeliveries(db: Kysely<Tables>): Promise<string[]> {
  const rows = await db
    .selectFrom('deliveries')
    .select('key')
    .where('status', '=', 'queued')
    .orderBy('since')
    .limit(1_000)
    .execute();
  return rows.map(({ key }) => key);
}
