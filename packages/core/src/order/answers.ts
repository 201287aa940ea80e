import type { Answer } from './order-facts.ts';
import { byOccurrence, type SortedFacts } from './sorted-facts.ts';

/**
 * What the shopper answered, earliest first. One answer per question and occurrence, whichever channel it was given on: the first one
 * counts.
 */
export function orderAnswers({ answers }: SortedFacts): readonly Answer[] {
  const first = new Map<string, Answer>();
  for (const { fact } of answers.toSorted(byOccurrence)) {
    const { delivery, question, value, scale, comment, via } = fact.data;
    const key = JSON.stringify([occurrenceOf(delivery), question]);
    if (first.has(key)) continue;
    first.set(key, { delivery, question, value, scale, comment, via, answeredAt: fact.occurredAt });
  }
  return [...first.values()];
}

/** A delivery's key without its last part, the channel. */
function occurrenceOf(delivery: string): string {
  return delivery.slice(0, delivery.lastIndexOf('/'));
}
