import { orderDeliveredId } from '../../fact/fact-id.ts';
import type { FactOf } from '../../fact/fact.ts';
import { travels } from '../fulfillments.ts';
import type { Fulfillment, OrderContents, OrderFacts, OrderLine } from '../order-facts.ts';

/**
 * `order.delivered`: everything that stands of the order (at least one piece) reached the shopper, at the time of the latest fact that
 * takes: the last arrival, or a later refund of what never came. Once per order; never of a canceled one.
 *
 * A piece reached the shopper when its fulfillment's parcels are all delivered (a pick-up: collected), or, being digital or handed over in
 * the store, when its fulfillment exists. Where the source does not say which lines a fulfillment holds, all known parcels have to be
 * delivered and the source has to say that nothing more will be sent.
 */
export function orderDelivered(facts: OrderFacts): readonly FactOf<'order.delivered'>[] {
  const { order, canceledAt, deliveredAt } = facts;
  if (order === null || canceledAt !== null || deliveredAt !== null) return [];
  const occurredAt = reachedShopperAt(facts, order);
  if (occurredAt === null) return [];
  const id = orderDeliveredId(facts.ref);
  return [{ id, type: 'order.delivered', occurredAt, source: 'derived', data: {} }];
}

function reachedShopperAt(facts: OrderFacts, order: OrderContents): number | null {
  const arrivals = order.lines
    .filter(({ outstanding }) => outstanding > 0)
    .map((line) => arrivalByContents(line, facts) ?? arrivalWithoutContents(line, facts, order));
  if (arrivals.length === 0) return null;
  const settled = order.lines
    .filter(({ outstanding }) => outstanding === 0)
    .flatMap((line) => (isToldByContents(facts) ? (arrivalByContents(line, facts) ?? []) : []));
  return latest([...arrivals, ...settled]);
}

/**
 * When enough of a line had arrived for what stood of it then, judged by the fulfillments that say what they hold; null: it has not. What
 * was given back later stood until then.
 */
function arrivalByContents(line: OrderLine, facts: OrderFacts): number | null {
  const arrivals = liveFulfillments(facts).flatMap((fulfillment) => {
    const at = arrivedAt(fulfillment, line, facts);
    return at === null ? [] : pieces(fulfillment.lines, line, at);
  });
  const refunds = facts.adjustments.flatMap(({ lines, at }) => pieces(lines, line, at));
  // What is missing without having been refunded was taken out of the order; since when is not known.
  const takenOut = Math.max(0, line.quantity - sum(refunds) - line.outstanding);
  const isEnough = (now: number): boolean => {
    const refunded = sum(refunds.filter(({ at }) => at <= now));
    const stood = Math.max(line.outstanding, line.quantity - takenOut - refunded);
    return sum(arrivals.filter(({ at }) => at <= now)) >= stood;
  };
  const instants = [...arrivals, ...refunds].map(({ at }) => at).sort((a, b) => a - b);
  return instants.find(isEnough) ?? null;
}

interface Pieces {
  readonly at: number;
  readonly quantity: number;
}

function pieces(lines: Fulfillment['lines'] = [], { id }: OrderLine, at: number): readonly Pieces[] {
  return lines.filter((piece) => piece.id === id).map(({ quantity }) => ({ at, quantity }));
}

function sum(some: readonly Pieces[]): number {
  return some.reduce((total, { quantity }) => total + quantity, 0);
}

function arrivedAt(fulfillment: Fulfillment, line: OrderLine, facts: OrderFacts): number | null {
  const own = facts.parcels.filter(({ id }) => fulfillment.parcels.includes(id));
  // With a tracking number it travels, whatever it is called.
  const isSent = own.length > 0 || travels(fulfillment.method ?? 'shipping');
  if (!isSent || !travels(line.method)) return fulfillment.createdAt;
  return own.length === 0 ? null : latest(own.map(({ deliveredAt }) => deliveredAt ?? null));
}

/** When a line had arrived, judged by the source's word that nothing more will be sent; null: it has not, or that word is missing. */
function arrivalWithoutContents(line: OrderLine, facts: OrderFacts, order: OrderContents): number | null {
  if (!order.fulfilled && facts.fulfilledAt === null) return null;
  if (!travels(line.method)) return facts.fulfilledAt ?? order.updatedAt;
  if (isToldByContents(facts)) return null;
  const parcels = facts.parcels.filter(({ status }) => status !== 'canceled');
  if (parcels.length === 0) return null;
  return latest([
    ...parcels.map(({ deliveredAt }) => deliveredAt ?? null),
    ...(facts.fulfilledAt === null ? [] : [facts.fulfilledAt]),
  ]);
}

/** Whether every fulfillment says what it holds. */
function isToldByContents(facts: OrderFacts): boolean {
  const live = liveFulfillments(facts);
  return live.length > 0 && live.every(({ lines = [] }) => lines.length > 0);
}

function liveFulfillments({ fulfillments }: OrderFacts): readonly Fulfillment[] {
  return fulfillments.filter(({ canceled }) => !canceled);
}

/** The latest of some instants, if all are there. */
function latest(instants: readonly (number | null)[]): number | null {
  return instants.reduce((last, at) => (last === null || at === null ? null : Math.max(last, at)));
}
