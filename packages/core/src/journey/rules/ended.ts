import { causeWords, firstOf } from '../trigger.ts';
import type { Objection, Planned, Rule, Situation } from './rule.ts';

/**
 * The journey is over, the touchpoint is not in it any more, the parcel turned out to be none, a fact of
 * `cancelOn` happened, the repeat was stopped, or the occurrence was answered. Asked from the start, final.
 *
 * What it hangs on turned out not to have happened: holds until it does, and meanwhile it is never too late.
 *
 * An order-wide fact of `cancelOn` counts for every parcel; a parcel's own counts for that parcel (and for a
 * touchpoint of the whole order). It does not matter whether it happened before or after the trigger.
 */
export const ended: Rule = {
  id: 'ended',
  always: true,
  ask: (delivery, situation) =>
    instanceEnded(situation) ??
    removed(delivery) ??
    withoutParcel(delivery) ??
    canceledByFact(delivery, situation) ??
    stopped(delivery) ??
    superseded(delivery) ??
    answered(delivery) ??
    withdrawn(delivery),
  changesAt: (_delivery, { endsAt }) => [endsAt],
};

function instanceEnded({ ended: end }: Situation): Objection | null {
  return end === null ? null : { status: 'canceled', reason: end.reason, data: { at: end.at } };
}

function removed(delivery: Planned): Objection | null {
  return delivery.removed ? { status: 'canceled', reason: 'not part of the journey any more' } : null;
}

/** What was a parcel turned out to be digital, or handed over in the store. */
function withoutParcel({ touchpoint, parcel }: Planned): Objection | null {
  return touchpoint.per === 'parcel' && parcel === undefined
    ? { status: 'canceled', reason: 'there is no such parcel' }
    : null;
}

function canceledByFact({ touchpoint, parcel }: Planned, situation: Situation): Objection | null {
  const { cancelOn } = touchpoint;
  if (cancelOn === undefined || cancelOn.length === 0) return null;
  const fact = firstOf(cancelOn, situation, parcel);
  return fact === undefined
    ? null
    : { status: 'canceled', reason: fact.type, data: { fact: fact.id, at: fact.occurredAt } };
}

function stopped({ stoppedBy }: Planned): Objection | null {
  if (stoppedBy === undefined) return null;
  const { id, type, occurredAt } = stoppedBy;
  return { status: 'canceled', reason: `repeats until ${type}`, data: { fact: id, at: occurredAt } };
}

function superseded(delivery: Planned): Objection | null {
  return delivery.superseded ? { status: 'canceled', reason: 'decided under another name' } : null;
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

function withdrawn({ withdrawn: isWithdrawn, touchpoint }: Planned): Objection | null {
  return isWithdrawn
    ? { status: 'held', reason: `waits for ${causeWords(touchpoint)}`, again: 'it happens' }
    : null;
}
