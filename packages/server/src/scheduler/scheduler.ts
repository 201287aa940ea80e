import { setTimeout as delay } from 'node:timers/promises';

import { adoptOrphans } from '../ingest/ingest.ts';
import { longestCap } from '../ingest/read-world.ts';
import type { StepTools } from '../ingest/steps.ts';
import { definitionsInUse } from '../storage/definitions.ts';
import { deleteExpired } from '../storage/housekeeping.ts';
import { runArrivals } from './run-arrivals.ts';
import { runBatch } from './run-batch.ts';
import { runWake } from './run-wake.ts';

const ORPHANS_MS = 60_000;
const HOUSEKEEPING_MS = 3_600_000;

/** Decides what is due, again and again. */
export interface Scheduler {
  start(): void;
  /** Resolves when the batch under way is done. */
  stop(): Promise<void>;
}

/**
 * Polls for due orders. An idle poll is one read of a partial index (0.1 to 0.6 ms with a million orders that are not due), so a poll a
 * second is cheap, notices a clock that was moved by hand, and needs no timer per order. Any number of processes may run one.
 */
export function createScheduler(tools: StepTools, pollMs: number): Scheduler {
  let loop: Promise<void> | null = null;
  let stopping = new AbortController();

  async function run(signal: AbortSignal): Promise<void> {
    let orphansAt = 0;
    let housekeepingAt = 0;
    while (!isStopping(signal)) {
      try {
        let taken = await runBatch(tools);
        while (taken > 0 && !isStopping(signal)) taken = await runBatch(tools);
        while (!isStopping(signal) && (await runArrivals(tools)) > 0);
        while (!isStopping(signal) && (await runWake(tools)));
        // Real time, not the injected clock: how often to look is no question of the shop's time.
        const at = performance.now();
        if (at >= orphansAt) {
          orphansAt = at + ORPHANS_MS;
          await adoptOrphans(tools);
        }
        if (at >= housekeepingAt) {
          housekeepingAt = at + HOUSEKEEPING_MS;
          const journeys = (await definitionsInUse(tools.db)).map(({ journey }) => journey);
          await deleteExpired(tools.db, tools.now(), longestCap(tools.rules.policy, journeys));
        }
      } catch (error) {
        tools.log.error('scheduler', error);
      }
      await delay(pollMs, undefined, { signal }).catch(() => undefined);
    }
  }

  return {
    start() {
      if (loop !== null) return;
      stopping = new AbortController();
      loop = run(stopping.signal);
    },
    async stop() {
      stopping.abort();
      await loop;
      loop = null;
    },
  };
}

/** Asked by a function, because the compiler takes it that `aborted` stays as it was seen last. */
function isStopping(signal: AbortSignal): boolean {
  return signal.aborted;
}
