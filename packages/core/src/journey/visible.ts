import type { OrderFacts } from '../order/order-facts.ts';
import { assess } from './assess.ts';
import type { Context } from './context.ts';
import type { Instance } from './instance.ts';
import type { Journey } from './journey.ts';

/**
 * Keys of the onsite deliveries that a shopper may see now: those that were opened and that every rule still
 * lets pass. One whose use-by has passed since the last step is not among them; one that has become due since
 * is not yet.
 *
 * Changes by time alone no earlier than `Advance.nextAt`.
 */
export function visible(
  journey: Journey,
  instance: Instance,
  facts: OrderFacts,
  context: Context,
  now: number,
): readonly string[] {
  return assess(journey, instance, facts, context, now).occurrences.flatMap(({ previous, deliveries }) =>
    deliveries
      .filter(
        ({ channel, state }) => state.status === 'open' && previous?.channels[channel]?.status === 'open',
      )
      .map(({ key }) => key),
  );
}
