import type { Channel, OrderFacts, Policy, Predicate } from '@post-purchase/core';

/** What every step of this process goes by: the shop's options, as far as decisions rest on them. */
export interface Rules {
  readonly policy: Policy;
  readonly shopTimeZone: string;
  /** The channels that are set up. */
  readonly channels: readonly Channel[];
  /** Those of them that deliver one message for one delivery key, however often they are asked. */
  readonly honorsKeys: readonly Channel[];
  readonly predicates: Readonly<Record<string, Predicate>>;
  /** Names the customer of an order across orders; null: nothing to name them by. */
  customerKey(facts: OrderFacts): string | null;
}
