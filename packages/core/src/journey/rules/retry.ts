import { backOff } from '../back-off.ts';
import type { Planned, Rule } from './rule.ts';

/**
 * After a failed attempt: not before the back-off is over, nor before the instant that the channel named.
 * Holds.
 */
export const retry: Rule = {
  id: 'retry',
  ask: (delivery, { now }) => {
    const pause = pauseAfterFailure(delivery);
    if (pause === null || now >= pause.until) return null;
    return {
      status: 'held',
      reason: pause.code,
      data: { attempt: pause.attempt },
      until: pause.until,
      again: 'the next attempt',
    };
  },
};

function pauseAfterFailure({
  key,
  outcomes,
}: Planned): { code: string; attempt: number; until: number } | null {
  let pause: { code: string; attempt: number; until: number } | null = null;
  for (const { type, at, attempt = 1, code = 'failed', retryAfter = 0 } of outcomes) {
    if (type !== 'failed' || (pause !== null && attempt < pause.attempt)) continue;
    pause = { code, attempt, until: Math.max(at + backOff(key, attempt), retryAfter) };
  }
  return pause;
}
