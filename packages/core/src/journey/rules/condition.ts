import { conditionWords } from '../condition-words.ts';
import { evaluate } from '../evaluate.ts';
import { asksForLateness, lateInstants } from '../lateness.ts';
import { type Objection, type Planned, type Rule, skippedOrClosed } from './rule.ts';

/** `when` does not hold, or `unless` does. Final, unless the touchpoint says `hold: true`. */
export const condition: Rule = {
  id: 'condition',
  ask: (delivery, situation) => {
    const { when, unless } = delivery.touchpoint;
    const scope = { ...situation, parcel: delivery.parcel };
    if (when !== undefined && !evaluate(when, scope))
      return refuse(delivery, `only when ${conditionWords(when)}`);
    if (unless !== undefined && evaluate(unless, scope))
      return refuse(delivery, `not while ${conditionWords(unless)}`);
    return null;
  },
  changesAt: ({ touchpoint: { when, unless }, parcel }, { facts, context, zone }) =>
    asksForLateness(when) || asksForLateness(unless)
      ? lateInstants(parcel === undefined ? facts.parcels : [parcel], context, zone)
      : [],
};

function refuse(delivery: Planned, reason: string): Objection {
  return delivery.touchpoint.hold === true
    ? { status: 'held', reason, again: 'something new is known about the order' }
    : { status: skippedOrClosed(delivery), reason };
}
