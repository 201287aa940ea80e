import { setTimeout as delay } from 'node:timers/promises';

import type { StepTools } from '../ingest/steps.ts';
import { sweepOne } from './sweep.ts';

/** Carries sweeps on, again and again. */
export interface Sweeper {
  start(): void;
  /** Resolves when the instance under way is done. */
  stop(): Promise<void>;
}

/**
 * Polls for sweeps, apart from the scheduler, so that no due order waits for one. An idle poll reads a partial index without rows. Any
 * number of processes may run one: the rate holds for all of them together.
 */
export function createSweeper(tools: StepTools, pollMs: number): Sweeper {
  let loop: Promise<void> | null = null;
  let stopping = new AbortController();

  async function run(signal: AbortSignal): Promise<void> {
    while (!isStopping(signal)) {
      try {
        while (!isStopping(signal) && (await sweepOne(tools, true)));
      } catch (error) {
        tools.log.error('sweeper', error);
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
