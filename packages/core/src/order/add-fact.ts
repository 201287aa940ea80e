import { canonicalJson } from '../fact/content-hash.ts';
import type { Fact, FactOf, ScanFact } from '../fact/fact.ts';
import type { FactType } from '../fact/fact-types.ts';
import { addScan } from './add-scan.ts';
import { orderAnswers } from './answers.ts';
import { compareSnapshots, orderAdjustments, orderContents } from './contents.ts';
import { firstBrowserZone, foldFacts, superseded } from './fold-facts.ts';
import { entryOf, withEntry } from './history.ts';
import { orderIssues } from './issues.ts';
import type { OrderContents, OrderFacts } from './order-facts.ts';
import { withOutcome } from './outcomes.ts';
import { isReport, isShipment } from './report.ts';

/**
 * What is known of an order with one fact more, of an id that was not known: the same as `foldFacts` of all of them, but only what the new
 * fact touches is computed anew. What may change which parcels there are touches everything.
 */
export function addFact(state: OrderFacts, fact: Fact): OrderFacts {
  const facts = { ...state.facts, [fact.id]: { fact } };
  if (isShipment(fact)) return foldFacts(state.ref, facts);
  if (isReport(fact)) {
    const projection = addScan(state, fact);
    return projection === null ? foldFacts(state.ref, facts) : { ...state, facts, ...projection };
  }
  return told({ ...state, facts, history: withEntry(state.history, entryOf(fact, state.parcels)) }, fact);
}

/** What else a fact changes that tells nothing of parcels, once it is among the facts and in the history. */
function told(known: OrderFacts, fact: Exclude<Fact, ScanFact | FactOf<'shipment.created'>>): OrderFacts {
  switch (fact.type) {
    case 'order.placed':
      return { ...known, placedAt: earlier(known.placedAt, fact.occurredAt) };
    case 'order.paid':
      return { ...known, paidAt: earlier(known.paidAt, fact.occurredAt) };
    case 'order.fulfilled':
      return { ...known, fulfilledAt: earlier(known.fulfilledAt, fact.occurredAt) };
    case 'order.delivered':
      return { ...known, deliveredAt: earlier(known.deliveredAt, fact.occurredAt) };
    case 'order.canceled':
      return withOutstanding({ ...known, canceledAt: earlier(known.canceledAt, fact.occurredAt) });
    case 'payment.refunded':
      return withOutstanding({ ...known, adjustments: orderAdjustments(factsOf(known, 'payment.refunded')) });
    case 'order.updated':
      return withSnapshot(known, fact);
    case 'order.opened':
      if (fact.data.timeZone === undefined) return known;
      return { ...known, browserZone: firstBrowserZone(factsOf(known, 'order.opened')) };
    case 'issue.opened':
    case 'issue.resolved':
      return {
        ...known,
        issues: orderIssues(factsOf(known, 'issue.opened'), factsOf(known, 'issue.resolved'), known.parcels),
      };
    case 'survey.answered':
      return { ...known, answers: orderAnswers(factsOf(known, 'survey.answered')) };
    case 'touchpoint.sent':
    case 'touchpoint.seen':
    case 'touchpoint.acted':
    case 'touchpoint.dismissed':
    case 'touchpoint.failed':
      return { ...known, outcomes: withOutcome(known.outcomes, fact) };
    case 'order.returned':
    case 'order.stalled_in_fulfillment':
    case 'shipment.delayed':
    case 'shipment.stalled_in_transit':
    case 'eta.revised':
    case 'gift.claimed':
    case 'referral.shared':
    case 'customer.ordered_again':
      return known;
    default:
      // An event of the shop's own: nothing is computed from it.
      return known;
  }
}

function withOutstanding(known: OrderFacts): OrderFacts {
  if (known.order === null) return known;
  return { ...known, order: orderContents(known.order, known.adjustments, known.canceledAt !== null) };
}

function withSnapshot(known: OrderFacts, snapshot: FactOf<'order.updated'>): OrderFacts {
  const before = factsOf(known, 'order.updated').find(({ id }) => id !== snapshot.id);
  if (before !== undefined && compareSnapshots(snapshot, before) < 0) {
    return { ...known, facts: { ...known.facts, ...Object.fromEntries([superseded(snapshot)]) } };
  }
  const order = orderContents(snapshot.data, known.adjustments, known.canceledAt !== null);
  if (!isSameToParcels(known, order)) return foldFacts(known.ref, known.facts);
  if (before === undefined) return { ...known, order };
  return { ...known, order, facts: { ...known.facts, ...Object.fromEntries([superseded(before)]) } };
}

/** Whether the parcels are the same with other contents of the order: they read of it what travels, and what was promised when. */
function isSameToParcels({ order, parcels, fulfillments }: OrderFacts, other: OrderContents): boolean {
  if (parcels.length === 0 && fulfillments.length === 0) return true;
  if (order === null) return false;
  const read = ({ lines, expectations }: OrderContents) =>
    canonicalJson([lines.map(({ id, method }) => [id, method]), expectations]);
  return read(order) === read(other);
}

/** The facts of one type, earliest first; superseded snapshots are none. */
function factsOf<Type extends FactType>({ facts, history }: OrderFacts, type: Type): readonly FactOf<Type>[] {
  const found: FactOf<Type>[] = [];
  for (const entry of history) {
    if (entry.type !== type) continue;
    const fact = facts[entry.id]?.fact;
    if (fact !== undefined && isFactOf(fact, type)) found.push(fact);
  }
  return found;
}

function isFactOf<Type extends FactType>(
  fact: { readonly type: FactType },
  type: Type,
): fact is FactOf<Type> {
  return fact.type === type && !('superseded' in fact);
}

function earlier(known: number | null, at: number): number {
  return known === null ? at : Math.min(known, at);
}
