import { type GivenFact, parseGivenFact, type ShopEventSchemas } from '@post-purchase/core';

import { storable } from './storable.ts';

/**
 * The door for facts: each has the shape of its type and can be stored, or none of them comes in. `events` are the schemas of the shop's own.
 *
 * @throws {FactError} for the first one that does not.
 */
export function readFacts(facts: readonly GivenFact[], events: ShopEventSchemas): GivenFact[] {
  return facts.map((given) => {
    // When a fact arrives is now; a time of arrival of its own is for simulations.
    const { arrivesAt: _, ...fact } = parseGivenFact(storable(given), { events });
    return fact;
  });
}
