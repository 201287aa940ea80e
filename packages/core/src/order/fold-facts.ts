import { contentHash } from '../fact/content-hash.ts';
import { isValidZone } from '../time/zone.ts';
import { orderAnswers } from './answers.ts';
import { compareSnapshots, orderAdjustments, orderContents } from './contents.ts';
import { orderHistory } from './history.ts';
import { orderIssues } from './issues.ts';
import type { OrderFacts, OrderRef, RecordedFact } from './order-facts.ts';
import { orderOutcomes } from './outcomes.ts';
import { projectParcels } from './parcels.ts';
import { type Dated, sortFacts } from './sorted-facts.ts';
import type { FactOf } from '../fact/fact.ts';

/** What a set of facts comes to, computed from all of them: what `addFact` finds out from what was known has to be the same. */
export function foldFacts(ref: OrderRef, facts: OrderFacts['facts']): OrderFacts {
  const sorted = sortFacts(Object.values(facts).map(({ fact }) => fact));
  const [newest, ...old] = sorted.snapshots.toSorted((a, b) => compareSnapshots(b, a));
  const adjustments = orderAdjustments(sorted.refunds);
  const canceledAt = earliest(sorted.canceled);
  const order = newest === undefined ? null : orderContents(newest.data, adjustments, canceledAt !== null);
  const { fulfillments, parcels, history } = projectParcels(sorted, order);
  return {
    schema: 2,
    ref: { source: ref.source, id: ref.id },
    facts: old.length === 0 ? facts : { ...facts, ...Object.fromEntries(old.map(superseded)) },
    placedAt: earliest(sorted.placed),
    order,
    paidAt: earliest(sorted.paid),
    fulfilledAt: earliest(sorted.fulfilled),
    canceledAt,
    deliveredAt: earliest(sorted.delivered),
    browserZone: firstBrowserZone(sorted.opened),
    fulfillments,
    parcels,
    issues: orderIssues(sorted.issuesOpened, sorted.issuesResolved, parcels),
    answers: orderAnswers(sorted.answers),
    adjustments,
    outcomes: orderOutcomes(sorted.touchpoints),
    history: orderHistory(sorted.told, history, parcels),
  };
}

/** Only the newest snapshot is ever read again; of the others it is enough to know that they were there. */
export function superseded(snapshot: FactOf<'order.updated'>): readonly [string, RecordedFact] {
  const { id, type, occurredAt, source } = snapshot;
  return [id, { fact: { id, type, occurredAt, source, superseded: true }, hash: contentHash(snapshot) }];
}

/**
 * The first zone that exists of those the shopper's browsers said.
 *
 * @param opened earliest first
 */
export function firstBrowserZone(opened: Iterable<FactOf<'order.opened'>>): string | null {
  for (const { data } of opened) {
    if (data.timeZone !== undefined && isValidZone(data.timeZone)) return data.timeZone;
  }
  return null;
}

function earliest([first]: readonly Dated[]): number | null {
  return first?.occurredAt ?? null;
}
