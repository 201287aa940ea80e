import type { GivenFact, SimulatedOutcomes } from '@post-purchase/core';

/**
 * What becomes of attempts in a simulation of recorded events: what the file tells of them, when it tells it; every other attempt is sent.
 */
export function toldOutcomes(facts: readonly GivenFact[]): SimulatedOutcomes {
  const told = new Set<string>();
  for (const fact of facts) {
    if (fact.type === 'touchpoint.sent' || fact.type === 'touchpoint.failed') {
      told.add(attemptOf(fact.data.delivery, fact.data.attempt));
    }
  }
  return ({ key, attempt }) => (told.has(attemptOf(key, attempt)) ? 'unknown' : 'sent');
}

function attemptOf(delivery: string, attempt: number): string {
  return `${delivery} ${attempt}`;
}
