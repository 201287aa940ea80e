import { type GivenFact, orderedAgainId } from '@post-purchase/core';

import type { StepTools } from '../ingest/steps.ts';
import { neighborsOf, type PlacedOrder, takeArrivals } from '../storage/arrivals.ts';
import { transact } from '../storage/transact.ts';
import { addWakes } from '../storage/wakes.ts';

/**
 * Lets orders hear of later ones of their customer, in whichever order they arrived. Locks no order: it only says who is to be woken, and
 * each of them is decided in its own time.
 *
 * @returns How many arrivals were taken; 0: there are none.
 */
export async function runArrivals({ db, now }: Pick<StepTools, 'db' | 'now'>): Promise<number> {
  return transact(db, async (trx) => {
    const arrived = await takeArrivals(trx);
    if (arrived.length === 0) return 0;
    const pairs = await neighborsOf(trx, arrived);
    const wakes = pairs.map(({ earlier, later }) => {
      const fact = orderedAgain(later);
      return { order: earlier.ref, cause: fact.id, fact };
    });
    await addWakes(trx, wakes, now());
    return arrived.length;
  });
}

/** What an order learns of a later one of its customer. */
function orderedAgain({ ref, placedAt }: PlacedOrder): GivenFact {
  return {
    id: orderedAgainId(ref),
    type: 'customer.ordered_again',
    occurredAt: placedAt,
    source: ref.source,
    data: { order: { source: ref.source, id: ref.id } },
  };
}
