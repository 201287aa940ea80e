import type { DerivedFact } from '../fact/fact.ts';
import { DERIVED_FACT_TYPES } from '../fact/fact-types.ts';
import { Recent } from '../recent.ts';
import { recipientZone } from '../time/recipient-zone.ts';
import type { Consequences, DeriveContext } from './derived/consequences.ts';
import { shipmentsDelayed } from './derived/delayed.ts';
import { orderDelivered } from './derived/delivered.ts';
import { etasRevised } from './derived/eta-revised.ts';
import { issuesOpened } from './derived/issue-opened.ts';
import { stalledInFulfillment } from './derived/stalled-in-fulfillment.ts';
import { stalledInTransit } from './derived/stalled-in-transit.ts';
import type { OrderFacts } from './order-facts.ts';
import { isSameOrder, newEntries } from './unchanged.ts';

export type { DeriveContext } from './derived/consequences.ts';

/**
 * The facts that follow from others and are not stored yet: `order.delivered`, `order.stalled_in_fulfillment`, `shipment.delayed`,
 * `shipment.stalled_in_transit`, `eta.revised`, `issue.opened`. Runs after `addFacts` and before `advance`, in every step; once its facts
 * are added it returns none for the same `now`. None of them rests on another, so once is enough.
 *
 * Derived facts are history. They are stored and not taken back when later facts would have prevented them; what holds *now* is told by
 * `isLate`, `isOnTheWay` and `hasOpenIssue`.
 *
 * @returns `nextAt`: the earliest instant at which time alone makes another one; null if none does.
 * @throws {RangeError} when the policy's holidays leave no business days, or its limits are no whole numbers of them
 */
export function derive(
  facts: OrderFacts,
  context: DeriveContext,
  now: number,
): { readonly facts: readonly DerivedFact[]; readonly nextAt: number | null } {
  const consequences = consequencesOf(facts, context);
  const due = consequences.later.filter(({ occurredAt }) => occurredAt <= now);
  const upcoming = consequences.later.filter(({ occurredAt }) => occurredAt > now);
  return {
    facts: [...consequences.now, ...due],
    nextAt: upcoming.length === 0 ? null : Math.min(...upcoming.map(({ occurredAt }) => occurredAt)),
  };
}

function consequencesOf(facts: OrderFacts, { policy, shopTimeZone }: DeriveContext): Consequences {
  const known = KNOWN.get(facts.parcels);
  if (known?.policy === policy && known.shopTimeZone === shopTimeZone && isUnchanged(known.facts, facts)) {
    if (known.facts !== facts) KNOWN.set(facts.parcels, { ...known, facts });
    return known;
  }
  let found: string | undefined;
  const zone = () => (found ??= recipientZone(facts, shopTimeZone).zone);
  const delayed = shipmentsDelayed(facts, policy, zone);
  const consequences = {
    now: [...orderDelivered(facts), ...delayed.now, ...etasRevised(facts, zone), ...issuesOpened(facts)],
    later: [
      ...stalledInFulfillment(facts, policy, zone),
      ...delayed.later,
      ...stalledInTransit(facts, policy, zone),
    ],
  };
  KNOWN.set(facts.parcels, { ...consequences, policy, shopTimeZone, facts });
  return consequences;
}

/**
 * What was found out of an order the last time, by its parcels, which only a scan or a record of a shipment makes anew: it is asked
 * again when nothing came but time, or something that is not asked for here.
 */
const KNOWN = new Recent<
  OrderFacts['parcels'],
  Consequences & DeriveContext & { readonly facts: OrderFacts }
>();

/** Whether the same follows from an order as from what was known of it before. */
function isUnchanged(before: OrderFacts, facts: OrderFacts): boolean {
  if (before === facts) return true;
  if (!isSameOrder(before, facts)) return false;
  return newEntries(before.history, facts.history)?.every(({ type }) => !DERIVED.has(type)) ?? false;
}

const DERIVED: ReadonlySet<string> = new Set(DERIVED_FACT_TYPES);
