import { orderDeliveredId } from '../../fact/fact-id.ts';
import type { FactOf } from '../../fact/fact.ts';
import { travels } from '../fulfillments.ts';
import type { Fulfillment, OrderContents, OrderFacts, OrderLine } from '../order-facts.ts';

/**
 * `order.delivered`: everything that stands of the order (at least one piece) reached the shopper, at the time the last of it did. Once per
 * order; never of a canceled one.
 *
 * A piece reached the shopper when its fulfillment's parcels are all delivered (a pick-up: collected), or, being digital or handed over in
 * the store, when its fulfillment exists. Where the source does not say which lines a fulfillment holds, all known parcels have to be
 * delivered and the source has to say that nothing more will be sent.
 */
export function orderDelivered(facts: OrderFacts): readonly FactOf<'order.delivered'>[] {
  const id = orderDeliveredId(facts.ref);
  if (facts.order === null || facts.canceledAt !== null || facts.facts[id] !== undefined) return [];
  const occurredAt = reachedShopperAt(facts, facts.order);
  if (occurredAt === null) return [];
  return [{ id, type: 'order.delivered', occurredAt, source: 'derived', data: {} }];
}

function reachedShopperAt(facts: OrderFacts, order: OrderContents): number | null {
  const arrivals = order.lines
    .filter(({ outstanding }) => outstanding > 0)
    .map((line) => arrivalByContents(line, facts) ?? arrivalWithoutContents(line, facts, order));
  return arrivals.length === 0 ? null : latest(arrivals);
}

/** When enough of a line had arrived, judged by the fulfillments that say what they hold; null: it has not. */
function arrivalByContents(line: OrderLine, facts: OrderFacts): number | null {
  const arrivals = facts.fulfillments
    .filter(({ canceled }) => !canceled)
    .flatMap((fulfillment) => {
      const pieces = (fulfillment.lines ?? []).filter(({ id }) => id === line.id);
      const at = arrivedAt(fulfillment, line, facts);
      return at === null ? [] : pieces.map(({ quantity }) => ({ at, quantity }));
    })
    .sort((a, b) => a.at - b.at);
  let arrived = 0;
  for (const { at, quantity } of arrivals) {
    arrived += quantity;
    if (arrived >= line.outstanding) return at;
  }
  return null;
}

function arrivedAt(fulfillment: Fulfillment, line: OrderLine, facts: OrderFacts): number | null {
  if (!travels(fulfillment.method ?? 'shipping') || !travels(line.method)) return fulfillment.createdAt;
  const own = facts.parcels.filter(({ id }) => fulfillment.parcels.includes(id));
  return own.length === 0 ? null : latest(own.map(({ deliveredAt }) => deliveredAt ?? null));
}

/** When a line had arrived, judged by the source's word that nothing more will be sent; null: it has not, or that word is missing. */
function arrivalWithoutContents(line: OrderLine, facts: OrderFacts, order: OrderContents): number | null {
  if (!order.fulfilled && facts.fulfilledAt === null) return null;
  if (!travels(line.method)) return facts.fulfilledAt ?? order.updatedAt;
  const live = facts.fulfillments.filter(({ canceled }) => !canceled);
  if (live.length > 0 && live.every(({ lines }) => lines !== undefined)) return null;
  const parcels = facts.parcels.filter(({ status }) => status !== 'canceled');
  if (parcels.length === 0) return null;
  return latest([
    ...parcels.map(({ deliveredAt }) => deliveredAt ?? null),
    ...(facts.fulfilledAt === null ? [] : [facts.fulfilledAt]),
  ]);
}

/** The latest of some instants, if all are there. */
function latest(instants: readonly (number | null)[]): number | null {
  return instants.reduce((last, at) => (last === null || at === null ? null : Math.max(last, at)));
}
