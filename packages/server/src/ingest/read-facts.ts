import { FactError, type GivenFact, parseGivenFact } from '@post-purchase/core';

import { storable } from './storable.ts';

/** Instants outside the years 1 to 9999 are mistakes of whoever sent them, and no database column takes them all. */
const EARLIEST = Date.parse('0001-01-01T00:00:00Z');
const LATEST = Date.parse('9999-12-31T23:59:59Z');

/**
 * The door for facts: each has the shape of its type and can be stored, or none of them comes in.
 *
 * @throws {FactError} for the first one that does not.
 */
export function readFacts(facts: readonly GivenFact[]): GivenFact[] {
  return facts.map((given) => {
    // When a fact arrives is now; a time of arrival of its own is for simulations.
    const { arrivesAt: _, ...fact } = parseGivenFact(storable(given));
    if (fact.occurredAt < EARLIEST || fact.occurredAt > LATEST) {
      throw new FactError(
        'fact_invalid',
        'occurredAt',
        'The instant is outside the years 1 to 9999; it is in epoch milliseconds.',
      );
    }
    return fact;
  });
}
