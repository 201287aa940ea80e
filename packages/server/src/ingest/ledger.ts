import { type Fact, interrupts, type LedgerEntry, type OrderFacts, type Step } from '@post-purchase/core';

import type { StepWrite } from '../storage/write-steps.ts';
import { plannedDeliveries, type PlannedDelivery } from './planned-deliveries.ts';

/** What a step changes in the contact ledger. */
export type LedgerChange = Pick<StepWrite, 'contacts' | 'failedContacts'>;

/**
 * The contacts of a step: attempts that begin with it, calls that were made, and widgets that were seen for the first time. An attempt that
 * failed reached nobody; one of unknown outcome may have, so its contact stays.
 */
export function ledgerChange(
  before: OrderFacts | null,
  newFacts: readonly Fact[],
  finished: StepWrite['finished'],
  step: Step,
): LedgerChange {
  const planned = plannedDeliveries(step.journeys);
  return {
    contacts: [
      ...attempts(step),
      ...finished.flatMap(({ delivery, at }) => called(planned.get(delivery), at)),
      ...firstSeen(before, newFacts, planned),
    ],
    failedContacts: [
      ...new Set(newFacts.flatMap((fact) => (fact.type === 'touchpoint.failed' ? [fact.data.delivery] : []))),
    ].filter((key) => reachedNobody(step.state, planned.get(key))),
  };
}

/** Only messages are attempted, and of them a webhook reaches nobody. */
function attempts({ journeys }: Step): LedgerEntry[] {
  return journeys.flatMap(({ effects }) =>
    effects.flatMap(({ key, at, channel, category, status }) =>
      status === 'sending' && channel !== 'webhook' ? [{ key, at, channel, category }] : [],
    ),
  );
}

function called(task: PlannedDelivery | undefined, at: number): LedgerEntry[] {
  if (task?.state.status !== 'sent' || !interrupts(task.touchpoint, 'task')) return [];
  const { key, channel, touchpoint } = task;
  return [{ key, at, channel, category: touchpoint.category }];
}

/** Widgets that were on the page and whose first sight became known. Of those that are withheld nothing was there to be seen. */
function firstSeen(
  before: OrderFacts | null,
  newFacts: readonly Fact[],
  planned: ReadonlyMap<string, PlannedDelivery>,
): LedgerEntry[] {
  return newFacts.flatMap((fact) => {
    if (fact.type !== 'touchpoint.seen') return [];
    const { delivery } = fact.data;
    const wasSeen = before?.outcomes[delivery]?.some(({ type }) => type === 'seen') ?? false;
    const found = planned.get(delivery);
    if (wasSeen || found?.channel !== 'onsite' || found.state.status === 'withheld') return [];
    const { key, channel, touchpoint } = found;
    return [{ key, at: fact.occurredAt, channel, category: touchpoint.category }];
  });
}

function reachedNobody({ outcomes }: OrderFacts, message: PlannedDelivery | undefined): boolean {
  if (message === undefined || message.state.status === 'sent') return false;
  const failed = new Set(
    (outcomes[message.key] ?? []).flatMap(({ type, attempt = 1 }) => (type === 'failed' ? [attempt] : [])),
  );
  return failed.size >= message.state.attempt;
}
