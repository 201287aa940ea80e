import { contentHash } from '../fact/content-hash.ts';
import { orderKey } from '../fact/fact-id.ts';
import type { Fact } from '../fact/fact.ts';
import { SCAN_TYPES } from '../fact/fact-types.ts';
import { isValidZone } from '../time/zone.ts';
import { orderAnswers } from './answers.ts';
import { compareSnapshots, orderAdjustments, orderContents } from './contents.ts';
import { orderHistory } from './history.ts';
import { orderIssues } from './issues.ts';
import type { OrderFacts, OrderRef, RecordedFact } from './order-facts.ts';
import { orderOutcomes } from './outcomes.ts';
import { projectParcels } from './parcels.ts';
import { byOccurrence, type Recorded, type SortedFacts, sortFacts } from './sorted-facts.ts';

/**
 * Adds facts to an order. The result is a function of the *set* of facts: the order in which they come, how they are batched and how
 * often each comes make no difference. Of two facts with one id and different content the one with the smaller content hash stays. Adding
 * nothing new returns the same object.
 *
 * Takes facts as they are: what comes from outside has passed `parseGivenFact`.
 *
 * @param state what was known of the order; null if nothing was.
 * @throws {RangeError} when `state` is another order's.
 */
export function addFacts(state: OrderFacts | null, ref: OrderRef, facts: readonly Fact[]): OrderFacts {
  if (state !== null && orderKey(state.ref) !== orderKey(ref)) {
    throw new RangeError(`The facts of ${orderKey(ref)} do not belong to ${orderKey(state.ref)}.`);
  }
  const news = newFacts(state?.facts ?? {}, facts);
  if (state !== null && news.size === 0) return state;

  const kept = withoutOldSnapshots({ ...state?.facts, ...Object.fromEntries(news) });
  const sorted = sortFacts(Object.values(kept));
  const changed = new Set(
    [...news].flatMap(([id, { fact }]) => [fact.type, state?.facts[id]?.fact.type ?? fact.type]),
  );
  const isUnchanged = (...types: readonly Fact['type'][]) => !types.some((type) => changed.has(type));

  const sameContents = isUnchanged('order.updated', 'payment.refunded', 'order.canceled');
  const order = state !== null && sameContents ? state.order : orderContents(sorted);
  const sameParcels = sameContents && isUnchanged('shipment.created', ...SCAN_TYPES);
  const { fulfillments, parcels, history } =
    state !== null && sameParcels
      ? { ...state, history: state.history.filter(({ type }) => PARCEL_HISTORY.has(type)) }
      : projectParcels(sorted, order);
  return {
    schema: 1,
    ref: { source: ref.source, id: ref.id },
    facts: kept,
    placedAt: earliest(sorted.placed),
    order,
    paidAt: earliest(sorted.paid),
    fulfilledAt: earliest(sorted.fulfilled),
    canceledAt: earliest(sorted.canceled),
    deliveredAt: earliest(sorted.delivered),
    browserZone: firstBrowserZone(sorted),
    fulfillments,
    parcels,
    issues: orderIssues(sorted, parcels),
    answers: state !== null && isUnchanged('survey.answered') ? state.answers : orderAnswers(sorted),
    adjustments: orderAdjustments(sorted),
    outcomes: orderOutcomes(sorted),
    history: orderHistory(sorted, history, parcels),
  };
}

/** What parcels put into the history: everything else in it is told by its fact alone. */
const PARCEL_HISTORY: ReadonlySet<string> = new Set(['shipment.created', ...SCAN_TYPES]);

function newFacts(
  known: Readonly<Record<string, RecordedFact>>,
  facts: readonly Fact[],
): ReadonlyMap<string, RecordedFact> {
  const news = new Map<string, RecordedFact>();
  for (const { arrivesAt: _arrivesAt, ...fact } of facts) {
    const hash = contentHash(fact);
    const held = news.get(fact.id) ?? known[fact.id];
    if (held === undefined || hash < held.hash) news.set(fact.id, { fact, hash });
  }
  return news;
}

/** Only the newest snapshot is ever read again; of the others it is enough to know that they were there. */
function withoutOldSnapshots(
  facts: Readonly<Record<string, RecordedFact>>,
): Readonly<Record<string, RecordedFact>> {
  const [, ...old] = sortFacts(Object.values(facts)).snapshots.toSorted(compareSnapshots).toReversed();
  return {
    ...facts,
    ...Object.fromEntries(
      old.map(({ fact: { id, type, occurredAt, source }, hash }): [string, RecordedFact] => [
        id,
        { fact: { id, type, occurredAt, source, superseded: true }, hash },
      ]),
    ),
  };
}

function earliest(facts: readonly Recorded<{ readonly occurredAt: number }>[]): number | null {
  return facts.length === 0 ? null : Math.min(...facts.map(({ fact }) => fact.occurredAt));
}

function firstBrowserZone({ opened }: SortedFacts): string | null {
  return (
    opened
      .toSorted(byOccurrence)
      .flatMap(({ fact }) => fact.data.timeZone ?? [])
      .find(isValidZone) ?? null
  );
}
