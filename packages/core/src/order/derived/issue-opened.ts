import { issueId, issueOpenedId } from '../../fact/fact-id.ts';
import type { FactOf } from '../../fact/fact.ts';
import { isLoss } from '../../tracking/merge.ts';
import type { OrderFacts, Parcel } from '../order-facts.ts';
import { isStored } from './is-stored.ts';

/**
 * `issue.opened`: a carrier reported a parcel damaged or lost. Once per parcel and reason, at the time of the first such scan, for the
 * support team; also when a later scan sounds better, because what is in the parcel has to be looked after all the same.
 */
export function issuesOpened(facts: OrderFacts): readonly FactOf<'issue.opened'>[] {
  return facts.parcels.flatMap((parcel) => {
    const first = new Map<string, number>();
    for (const scan of parcel.scans.filter(isLoss)) {
      const reason = scan.reason ?? '';
      if (!first.has(reason)) first.set(reason, scan.at);
    }
    return [...first]
      .filter(([reason]) => !isStored(facts, 'issue.opened', parcel, (name) => issueOpenedId(name, reason)))
      .map(([reason, at]) => issueOpened(parcel, reason, at));
  });
}

function issueOpened(parcel: Parcel, reason: string, occurredAt: number): FactOf<'issue.opened'> {
  return {
    id: issueOpenedId(parcel.id, reason),
    type: 'issue.opened',
    occurredAt,
    source: 'derived',
    parcel: parcel.id,
    data: { issue: issueId(parcel.id, reason), kind: reason, team: 'support', parcel: parcel.id },
  };
}
