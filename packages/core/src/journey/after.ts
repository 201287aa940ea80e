import { assertNever } from '@post-purchase/contract';

import { touchpointFactId } from '../fact/fact-id.ts';
import type { OrderFacts } from '../order/order-facts.ts';
import type { AssessedDelivery, AssessedOccurrence } from './assess.ts';
import { isFinal } from './instance.ts';
import type { Journey, OutcomeTrigger } from './journey.ts';

/** What an occurrence hangs on. */
export interface Anchor {
  /** Id of the fact; of an outcome that is no fact, a name of the same form. */
  readonly id: string;
  readonly occurredAt: number;
  /** Id of the parcel it is about. */
  readonly parcel?: string;
}

/** The outcomes of a touchpoint that another one hangs on, the earliest first; one per occurrence at most. */
export function outcomeAnchors(
  trigger: OutcomeTrigger,
  occurrences: readonly AssessedOccurrence[],
  facts: OrderFacts,
): readonly Anchor[] {
  return occurrences
    .flatMap((occurrence) => {
      const deliveries = occurrence.deliveries.filter(
        ({ channel }) => trigger.channel === undefined || trigger.channel === channel,
      );
      const anchor = outcomeOf(trigger, deliveries, facts);
      if (anchor === null) return [];
      return [occurrence.parcel === undefined ? anchor : { ...anchor, parcel: occurrence.parcel.id }];
    })
    .sort(compareAnchors);
}

function compareAnchors(a: Anchor, b: Anchor): number {
  return a.occurredAt - b.occurredAt || (a.id < b.id ? -1 : 1);
}

function outcomeOf(
  { outcome }: OutcomeTrigger,
  deliveries: readonly AssessedDelivery[],
  facts: OrderFacts,
): Anchor | null {
  switch (outcome) {
    case 'sent':
    case 'failed':
      return first(
        deliveries
          .filter(({ state }) => state.status === outcome)
          .map(({ key, state }) => {
            const fact = facts.outcomes[key]?.find(({ type }) => type === outcome);
            return fact === undefined || outcome === 'failed'
              ? { id: `touchpoint.${outcome}/${key}`, occurredAt: state.since }
              : { id: fact.fact, occurredAt: fact.at };
          }),
      );
    case 'seen':
    case 'dismissed':
      return first(deliveries.flatMap(({ key }) => reported(key, outcome, facts)));
    case 'acted':
      return first(
        deliveries.flatMap(({ key }) => [...reported(key, outcome, facts), ...answersTo(key, facts)]),
      );
    case 'skipped':
      return reachedNobody(deliveries);
    default:
      return assertNever(outcome);
  }
}

function first(anchors: readonly Anchor[]): Anchor | null {
  return anchors.toSorted(compareAnchors)[0] ?? null;
}

function reported(
  key: string,
  outcome: 'seen' | 'dismissed' | 'acted',
  { outcomes }: OrderFacts,
): readonly Anchor[] {
  const found = outcomes[key]?.find(({ type }) => type === outcome);
  return found === undefined ? [] : [{ id: found.fact, occurredAt: found.at }];
}

function answersTo(key: string, { answers }: OrderFacts): readonly Anchor[] {
  return answers
    .filter(({ delivery }) => delivery === key)
    .map(({ question, answeredAt }) => ({
      id: touchpointFactId('touchpoint.acted', key, question),
      occurredAt: answeredAt,
    }));
}

/** Skipped as a whole: nothing is open any more, and nobody was reached on any channel. */
function reachedNobody(deliveries: readonly AssessedDelivery[]): Anchor | null {
  const states = deliveries.map(({ state }) => state);
  const isOver = states.every(({ status }) => isFinal(status));
  const isReached = states.some(({ status }) => status === 'sent' || status === 'closed');
  const skipped = deliveries.find(({ state }) => state.status === 'skipped');
  if (!isOver || isReached || skipped === undefined) return null;
  return {
    id: `touchpoint.skipped/${skipped.key}`,
    occurredAt: Math.max(...states.map(({ since }) => since)),
  };
}

/** The touchpoints of a journey, each after the one it hangs on. In a circle one has to be the first. */
export function inOrder({ touchpoints }: Journey): readonly string[] {
  const known = ORDERS.get(touchpoints);
  if (known !== undefined) return known;
  const ordered = new Set<string>();
  const visit = (id: string, above: ReadonlySet<string>): void => {
    if (ordered.has(id) || above.has(id) || !Object.hasOwn(touchpoints, id)) return;
    const source = touchpoints[id]?.after?.touchpoint;
    if (source !== undefined) visit(source, new Set([...above, id]));
    ordered.add(id);
  };
  for (const id of Object.keys(touchpoints)) visit(id, new Set());
  const result = [...ordered];
  ORDERS.set(touchpoints, result);
  return result;
}

/** Definitions never change, and every step of every order asks. */
const ORDERS = new WeakMap<Journey['touchpoints'], readonly string[]>();
