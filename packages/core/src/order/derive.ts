import type { DerivedFact } from '../fact/fact.ts';
import type { Policy } from '../policy/policy.ts';
import { recipientZone } from '../time/recipient-zone.ts';
import { shipmentsDelayed } from './derived/delayed.ts';
import { orderDelivered } from './derived/delivered.ts';
import { issuesOpened } from './derived/issue-opened.ts';
import type { OrderFacts } from './order-facts.ts';

/** What derived facts depend on beside the order. */
export interface DeriveContext {
  readonly policy: Policy;
  /** The shop's zone: the last resort for the recipient's, in which days end. */
  readonly shopTimeZone: string;
}

/**
 * The facts that follow from others and are not stored yet: `order.delivered`, `shipment.delayed`, `issue.opened`. Runs after
 * `addFacts` and before `advance`, in every step; once its facts are added it returns none for the same `now`. None of them rests on
 * another, so once is enough.
 *
 * Derived facts are history. They are stored and not taken back when later facts would have prevented them; what holds *now* is told by
 * `isLate`, `isOnTheWay` and `hasOpenIssue`.
 *
 * @returns `nextAt`: the earliest instant at which time alone makes another one; null if none does.
 */
export function derive(
  facts: OrderFacts,
  { policy, shopTimeZone }: DeriveContext,
  now: number,
): { readonly facts: readonly DerivedFact[]; readonly nextAt: number | null } {
  const { zone } = recipientZone(facts, shopTimeZone);
  const delayed = shipmentsDelayed(facts, policy, zone, now);
  return {
    facts: [...orderDelivered(facts), ...delayed.facts, ...issuesOpened(facts)],
    nextAt: delayed.nextAt,
  };
}
