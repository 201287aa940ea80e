import {
  deliveryKey,
  type Fact,
  type FactOf,
  type Instance,
  type Issue,
  type Journey,
  type OrderFacts,
  parcelOfOccurrence,
  parseDeliveryKey,
  parseOccurrenceKey,
  type Step,
  type Touchpoint,
} from '@post-purchase/core';

import type { StepWrite } from '../storage/write-steps.ts';

/**
 * The issues a task is about: those of its parcel, or all of the order's for a task of the order. Only a task that hangs on something
 * going wrong is about issues; a call after the delivery is not, whatever else is wrong.
 */
export function issuesOfTask({ on }: Touchpoint, occurrence: string, facts: OrderFacts): readonly Issue[] {
  if (on !== 'issue.opened' && on !== 'shipment.exception') return [];
  const parcel = parcelOfOccurrence(occurrence, facts.parcels);
  if (parcel === null) return facts.issues;
  const names = new Set([parcel.id, ...parcel.aliases]);
  return facts.issues.filter((issue) => issue.parcel !== undefined && names.has(issue.parcel));
}

/**
 * Tasks that are finished by new facts: a call was made (`touchpoint.acted`), or every issue of the task is resolved, whoever resolved it.
 */
export function finishedTasks(newFacts: readonly Fact[], step: Step): StepWrite['finished'] {
  return newFacts.flatMap((fact) => {
    if (fact.type === 'touchpoint.acted') {
      const { delivery } = fact.data;
      return parseDeliveryKey(delivery)?.channel === 'task' ? [finished(delivery, fact)] : [];
    }
    if (fact.type !== 'issue.resolved') return [];
    return tasksOfIssue(fact.data.issue, step).map((delivery) => finished(delivery, fact));
  });
}

function finished(
  delivery: string,
  { occurredAt, source, data: { by, note } }: FactOf<'touchpoint.acted' | 'issue.resolved'>,
): StepWrite['finished'][number] {
  return { delivery, at: occurredAt, by: by ?? source, note: note ?? null };
}

/** Keys of the written tasks about an issue of which nothing is open any more. */
function tasksOfIssue(issue: string, { journeys, state }: Step): string[] {
  return journeys.flatMap(({ journey, instance }) =>
    writtenTasks(journey, instance).flatMap(({ key, touchpoint, occurrence }) => {
      const issues = issuesOfTask(touchpoint, occurrence, state);
      const isOver = issues.every(({ resolvedAt }) => resolvedAt !== undefined);
      return isOver && issues.some(({ id }) => id === issue) ? [key] : [];
    }),
  );
}

function writtenTasks(journey: Journey, instance: Instance | null) {
  return Object.entries(instance?.occurrences ?? {}).flatMap(([name, { channels }]) => {
    const parsed = parseOccurrenceKey(name);
    const touchpoint = journey.touchpoints[parsed.touchpoint];
    if (instance === null || touchpoint === undefined || channels.task?.status !== 'sent') return [];
    return [
      {
        key: deliveryKey({ ...parsed, instance: instance.id, channel: 'task' }),
        touchpoint,
        occurrence: parsed.occurrence,
      },
    ];
  });
}
