import {
  type Fact,
  type FactOf,
  type FactTrigger,
  factTypeOf,
  type Issue,
  type OrderFacts,
  parcelOfOccurrence,
  parseDeliveryKey,
  type Step,
  type Touchpoint,
} from '@post-purchase/core';

import type { StepWrite } from '../storage/write-steps.ts';
import { plannedDeliveries } from './planned-deliveries.ts';

const GOING_WRONG: readonly FactTrigger[] = ['issue.opened', 'shipment.exception'];

/**
 * The issues a task is about: those of its parcel, or all of the order's for a task of the order. Only a task that hangs on something
 * going wrong is about issues; a call after the delivery is not, whatever else is wrong.
 */
export function issuesOfTask({ on }: Touchpoint, occurrence: string, facts: OrderFacts): readonly Issue[] {
  if (on === undefined || !GOING_WRONG.includes(factTypeOf(on))) return [];
  const parcel = parcelOfOccurrence(occurrence, facts.parcels);
  if (parcel === null) return facts.issues;
  const names = new Set([parcel.id, ...parcel.aliases]);
  return facts.issues.filter((issue) => issue.parcel !== undefined && names.has(issue.parcel));
}

/**
 * Tasks that this step finishes: a call was made (`touchpoint.acted`), or every issue of the task is resolved, whoever resolved it. That an
 * issue is resolved may be known before the issue itself or the task about it.
 */
export function finishedTasks(newFacts: readonly Fact[], step: Step): StepWrite['finished'] {
  return [...actedTasks(newFacts), ...solvedTasks(newFacts, step)];
}

function actedTasks(newFacts: readonly Fact[]): StepWrite['finished'] {
  return newFacts.flatMap((fact) => {
    if (fact.type !== 'touchpoint.acted') return [];
    const { delivery } = fact.data;
    return parseDeliveryKey(delivery)?.channel === 'task' ? [finished(delivery, fact)] : [];
  });
}

function solvedTasks(newFacts: readonly Fact[], { journeys, state }: Step): StepWrite['finished'] {
  const touched = new Set(
    newFacts.flatMap((fact) =>
      fact.type === 'issue.opened' || fact.type === 'issue.resolved' ? [fact.data.issue] : [],
    ),
  );
  const changed = new Set(journeys.flatMap(({ effects }) => effects.map(({ key }) => key)));
  return [...plannedDeliveries(journeys).values()].flatMap((delivery) => {
    const { key, channel, touchpoint, occurrence } = delivery;
    if (channel !== 'task' || delivery.state.status !== 'sent') return [];
    const issues = issuesOfTask(touchpoint, occurrence, state);
    if (!changed.has(key) && !issues.some(({ id }) => touched.has(id))) return [];
    if (issues.some(({ resolvedAt }) => resolvedAt === undefined)) return [];
    const last = resolutions(issues, state).at(-1);
    return last === undefined ? [] : [finished(key, last)];
  });
}

/** What resolved these issues, the latest last. */
function resolutions(issues: readonly Issue[], { facts }: OrderFacts): FactOf<'issue.resolved'>[] {
  const ids = new Set(issues.map(({ id }) => id));
  return Object.values(facts)
    .flatMap(({ fact }) => (fact.type === 'issue.resolved' && ids.has(fact.data.issue) ? [fact] : []))
    .toSorted((a, b) => a.occurredAt - b.occurredAt);
}

function finished(
  delivery: string,
  { occurredAt, source, data: { by, note } }: FactOf<'touchpoint.acted' | 'issue.resolved'>,
): StepWrite['finished'][number] {
  return { delivery, at: occurredAt, by: by ?? source, note: note ?? null };
}
