import { assertNever } from '@post-purchase/contract';

import type { TouchpointFact } from '../fact/fact.ts';
import type { OrderFacts, Outcome } from './order-facts.ts';
import { compareText } from './sorted-facts.ts';

/** What became of each delivery, by its key, earliest first; ties by fact id. */
export function orderOutcomes(touchpoints: readonly TouchpointFact[]): OrderFacts['outcomes'] {
  const outcomes = new Map<string, Outcome[]>();
  for (const fact of touchpoints) {
    const own = outcomes.get(fact.data.delivery);
    if (own === undefined) outcomes.set(fact.data.delivery, [outcomeOf(fact)]);
    else own.push(outcomeOf(fact));
  }
  // fromEntries makes members of its own: a key cannot reach the prototype.
  return Object.fromEntries([...outcomes].map(([key, own]) => [key, own.sort(compareOutcomes)]));
}

/** What became of each delivery, with one fact more. */
export function withOutcome(outcomes: OrderFacts['outcomes'], fact: TouchpointFact): OrderFacts['outcomes'] {
  const { delivery } = fact.data;
  const known = Object.hasOwn(outcomes, delivery) ? (outcomes[delivery] ?? []) : [];
  return { ...outcomes, [delivery]: [...known, outcomeOf(fact)].sort(compareOutcomes) };
}

function compareOutcomes(a: Outcome, b: Outcome): number {
  return a.at - b.at || compareText(a.fact, b.fact);
}

function outcomeOf(fact: TouchpointFact): Outcome {
  const common = { fact: fact.id, at: fact.occurredAt };
  switch (fact.type) {
    case 'touchpoint.sent':
      return { ...common, type: 'sent', attempt: fact.data.attempt, address: fact.data.address };
    case 'touchpoint.seen':
      return { ...common, type: 'seen' };
    case 'touchpoint.acted':
      return { ...common, type: 'acted' };
    case 'touchpoint.dismissed':
      return { ...common, type: 'dismissed' };
    case 'touchpoint.failed': {
      const { attempt, final, code, retryAfter } = fact.data;
      return { ...common, type: 'failed', attempt, final, code, retryAfter };
    }
    default:
      return assertNever(fact);
  }
}
