import type { FactOf } from '../fact/fact.ts';
import type { DerivedFactType } from '../fact/fact-types.ts';
import { DEFAULT_POLICY } from '../policy/policy.ts';
import { addFacts } from './add-facts.ts';
import { derive, type DeriveContext } from './derive.ts';
import { DAY, REF, T0 } from './facts.testing.ts';
import type { OrderFacts } from './order-facts.ts';

export const CONTEXT: DeriveContext = { policy: DEFAULT_POLICY, shopTimeZone: 'Europe/Berlin' };
/** Late enough for everything to have passed. */
export const NOW = T0 + 30 * DAY;

/** What of one type follows, and when next something of it would. */
export function follows<Type extends DerivedFactType>(
  type: Type,
  facts: OrderFacts,
  now: number = NOW,
  context: DeriveContext = CONTEXT,
): readonly FactOf<Type>[] {
  return derive(facts, context, now).facts.filter(
    (fact): fact is FactOf<Type> & typeof fact => fact.type === type,
  );
}

/** Takes what follows into the facts, as a step does. */
export function settle(facts: OrderFacts, now: number = NOW): OrderFacts {
  return addFacts(facts, REF, derive(facts, CONTEXT, now).facts);
}
