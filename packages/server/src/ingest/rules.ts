import type { Channel, OrderFacts, Policy, Predicate, ShopEventSchemas } from '@post-purchase/core';

/** What every step of this process goes by: the shop's options, as far as decisions rest on them. */
export interface Rules {
  readonly policy: Policy;
  readonly shopTimeZone: string;
  /** The channels that are set up. */
  readonly channels: readonly Channel[];
  /** Those of them that deliver one message for one delivery key, however often they are asked. */
  readonly honorsKeys: readonly Channel[];
  readonly predicates: Readonly<Record<string, Predicate>>;
  /** Schemas of the shop's own events, by type. */
  readonly events: ShopEventSchemas;
  /** Names the customer of an order across orders; null: nothing to name them by. */
  customerKey(facts: OrderFacts): string | null;
}
