import { hasOpenIssue } from '../../order/issues.ts';
import { isLate } from '../../tracking/late.ts';
import { asksOrSells } from '../journey.ts';
import { lateInstants } from '../lateness.ts';
import type { Rule } from './rule.ts';

/** Nobody is asked for a rating, or for another purchase, while something is wrong with the order. Holds. */
export const trouble: Rule = {
  id: 'trouble',
  ask: ({ touchpoint }, { facts, context, zone, now }) => {
    if (!asksOrSells(touchpoint.kind)) return null;
    if (hasOpenIssue(facts)) {
      const issues = facts.issues.filter(({ resolvedAt }) => resolvedAt === undefined).map(({ id }) => id);
      return { status: 'held', reason: 'an issue is open', data: { issues }, again: 'the issue is resolved' };
    }
    const parcels = facts.parcels
      .filter((parcel) => isLate(parcel, context.policy, zone, now))
      .map(({ id }) => id);
    return parcels.length === 0
      ? null
      : { status: 'held', reason: 'a parcel is late', data: { parcels }, again: 'the parcel is delivered' };
  },
  changesAt: ({ touchpoint }, { facts, context, zone }) =>
    asksOrSells(touchpoint.kind) ? lateInstants(facts.parcels, context, zone) : [],
};
