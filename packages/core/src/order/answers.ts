import type { FactOf } from '../fact/fact.ts';
import type { Answer } from './order-facts.ts';

/**
 * What the shopper answered, earliest first. One answer per question and occurrence, whichever channel it was given on: the first one
 * counts.
 *
 * @param answers earliest first
 */
export function orderAnswers(answers: readonly FactOf<'survey.answered'>[]): readonly Answer[] {
  const first = new Map<string, Answer>();
  for (const { data, occurredAt } of answers) {
    const { delivery, question, value, scale, comment, via } = data;
    const key = JSON.stringify([occurrenceOf(delivery), question]);
    if (first.has(key)) continue;
    first.set(key, { delivery, question, value, scale, comment, via, answeredAt: occurredAt });
  }
  return [...first.values()];
}

/** A delivery's key without its last part, the channel. */
function occurrenceOf(delivery: string): string {
  return delivery.slice(0, delivery.lastIndexOf('/'));
}
