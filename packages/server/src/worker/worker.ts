import { type AttemptTools, makeAttempt } from './make-attempt.ts';

/** How many attempts one process makes at once when it works through what is queued. */
const CONCURRENCY = 10;

/** Makes attempts, and knows which are under way in this process. */
export interface Worker {
  /** Makes one attempt. Never throws: what fails is logged, and found again by the scheduler. Returns whether one was begun. */
  attempt(delivery: string): Promise<boolean>;
  /** Makes attempts at all these deliveries. Returns how many were begun. */
  attemptAll(deliveries: readonly string[]): Promise<number>;
  /** Resolves once nothing is under way. Returns whether something was. */
  idle(): Promise<boolean>;
}

export function createWorker(tools: AttemptTools): Worker {
  const underWay = new Set<Promise<boolean>>();

  async function guarded(delivery: string): Promise<boolean> {
    try {
      return await makeAttempt(delivery, tools);
    } catch (error) {
      tools.log.error('attempt could not be made', error, { delivery });
      return false;
    }
  }

  function attempt(delivery: string): Promise<boolean> {
    const running = guarded(delivery).finally(() => underWay.delete(running));
    underWay.add(running);
    return running;
  }

  return {
    attempt,
    async attemptAll(deliveries) {
      let begun = 0;
      const waiting = [...deliveries];
      const lane = async () => {
        for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
          if (await attempt(next)) begun += 1;
        }
      };
      await Promise.all(Array.from({ length: CONCURRENCY }, lane));
      return begun;
    },
    async idle() {
      const wasBusy = underWay.size > 0;
      while (underWay.size > 0) await Promise.all(underWay);
      return wasBusy;
    },
  };
}
