import { stalledInFulfillmentId } from '../../fact/fact-id.ts';
import type { FactOf } from '../../fact/fact.ts';
import type { Policy } from '../../policy/policy.ts';
import { addBusinessDays } from '../../time/business-days.ts';
import { wasSent } from '../../tracking/was-sent.ts';
import { travels } from '../fulfillments.ts';
import type { OrderFacts } from '../order-facts.ts';

/**
 * `order.stalled_in_fulfillment`: something of the order has to get to the shopper, and nothing of that was sent for
 * `policy.stalled.fulfillment` business days after it was placed, or paid where that was later. Once per order, at the instant the limit
 * passed.
 *
 * Sent is what a carrier has, what the shop says it sent off, and a pick-up that was made ready; a label alone sends nothing. What is
 * digital or handed over in the store does not count: the rest can be stalled all the same.
 */
export function stalledInFulfillment(
  facts: OrderFacts,
  policy: Policy,
  zone: () => string,
): readonly FactOf<'order.stalled_in_fulfillment'>[] {
  if (facts.placedAt === null || facts.canceledAt !== null || !isWaitedFor(facts)) return [];
  const id = stalledInFulfillmentId(facts.ref);
  if (facts.facts[id] !== undefined) return [];
  const since = Math.max(facts.placedAt, facts.paidAt ?? facts.placedAt);
  const occurredAt = addBusinessDays(since, policy.stalled.fulfillment.days, policy.holidays, zone());
  return [{ id, type: 'order.stalled_in_fulfillment', occurredAt, source: 'derived', data: {} }];
}

/** Whether something is still to be sent, and nothing was. */
function isWaitedFor({ order, parcels, fulfilledAt }: OrderFacts): boolean {
  if (order === null) return false;
  if (!order.lines.some(({ outstanding, method }) => outstanding > 0 && travels(method))) return false;
  // Where nothing is known of parcels, the source's word that all was sent has to do.
  if (parcels.length === 0) return !order.fulfilled && fulfilledAt === null;
  return !parcels.some(wasSent);
}
