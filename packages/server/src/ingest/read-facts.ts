import { type GivenFact, parseGivenFact } from '@post-purchase/core';

import { storable } from './storable.ts';

/**
 * The door for facts: each has the shape of its type and can be stored, or none of them comes in.
 *
 * @throws {FactError} for the first one that does not.
 */
export function readFacts(facts: readonly GivenFact[]): GivenFact[] {
  return facts.map((given) => {
    // When a fact arrives is now; a time of arrival of its own is for simulations.
    const { arrivesAt: _, ...fact } = parseGivenFact(storable(given));
    return fact;
  });
}
