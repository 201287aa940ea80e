import type { HistoryEntry, OrderFacts, Parcel } from '../../order/order-facts.ts';
import type { Objection, Planned, Rule, Situation } from './rule.ts';

/**
 * The journey is over, the parcel turned out to be none, a fact of `cancelOn` happened, or the occurrence was
 * answered. Asked from the start, final.
 *
 * An order-wide fact of `cancelOn` counts for every parcel; a parcel's own counts for that parcel (and for a
 * touchpoint of the whole order). It does not matter whether it happened before or after the trigger.
 */
export const ended: Rule = {
  id: 'ended',
  always: true,
  ask: (delivery, situation) =>
    instanceEnded(situation) ??
    withoutParcel(delivery) ??
    canceledByFact(delivery, situation) ??
    superseded(delivery) ??
    answered(delivery),
  changesAt: (_delivery, { endsAt }) => [endsAt],
};

function instanceEnded({ ended: end }: Situation): Objection | null {
  return end === null ? null : { status: 'canceled', reason: end.reason, data: { at: end.at } };
}

/** What was a parcel turned out to be digital, or handed over in the store. */
function withoutParcel({ touchpoint, parcel }: Planned): Objection | null {
  return touchpoint.per === 'parcel' && parcel === undefined
    ? { status: 'canceled', reason: 'there is no such parcel' }
    : null;
}

function canceledByFact({ touchpoint, parcel }: Planned, { facts }: Situation): Objection | null {
  const { cancelOn } = touchpoint;
  if (cancelOn === undefined || cancelOn.length === 0) return null;
  const fact = facts.history.find(
    (entry) =>
      cancelOn.some((type) => type === entry.type) &&
      (parcel === undefined || concerns(entry, parcel, facts)),
  );
  return fact === undefined
    ? null
    : { status: 'canceled', reason: fact.type, data: { fact: fact.id, at: fact.occurredAt } };
}

/** A shipment's fact that names no known parcel is nobody's; any other fact without a parcel is everybody's. */
function concerns(entry: HistoryEntry, parcel: Parcel, facts: OrderFacts): boolean {
  const named = entry.type === 'issue.resolved' ? parcelOfIssue(entry, facts) : entry.parcel;
  return named === undefined ? !entry.type.startsWith('shipment.') : named === parcel.id;
}

function parcelOfIssue({ id }: HistoryEntry, { facts, issues }: OrderFacts): string | undefined {
  const fact = facts[id]?.fact;
  return fact?.type === 'issue.resolved'
    ? issues.find((issue) => issue.id === fact.data.issue)?.parcel
    : undefined;
}

function superseded(delivery: Planned): Objection | null {
  return delivery.superseded ? { status: 'canceled', reason: 'same parcel under another name' } : null;
}

function answered({ key, channel, previous, outcomes, answered: keys }: Planned): Objection | null {
  if (keys.includes(key)) return { status: channel === 'onsite' ? 'closed' : 'canceled', reason: 'answered' };
  if (keys.length > 0)
    return {
      status: previous?.status === 'open' ? 'closed' : 'canceled',
      reason: 'answered elsewhere',
      data: { keys },
    };
  if (channel === 'onsite' && outcomes.some(({ type }) => type === 'dismissed'))
    return { status: 'closed', reason: 'dismissed' };
  return null;
}
