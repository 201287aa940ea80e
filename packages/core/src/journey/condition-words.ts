import { assertNever } from '@post-purchase/contract';

import type { Condition } from './condition.ts';

/**
 * A condition in plain English, for the reasons that staff read: `an issue is open`, `not (a parcel is late
 * or is on the way)`.
 */
export function conditionWords(condition: Condition): string {
  switch (condition.op) {
    case 'all':
      return group(condition.of, ' and ');
    case 'any':
      return group(condition.of, ' or ');
    case 'not':
      return `not ${group([condition.of], '')}`;
    case 'firstOrderOfCustomer':
      return 'it is the first order of the customer';
    case 'ordered':
      return `${condition.any.join(' or ')} was ordered`;
    case 'savedAtLeast':
      return `at least ${condition.amount} saved (in minor units)`;
    case 'parcelReason':
      return `a parcel is ${condition.in.join(' or ')}`;
    case 'lateParcel':
      return 'a parcel is late';
    case 'parcelOnTheWay':
      return 'a parcel is on the way';
    case 'openIssue':
      return 'an issue is open';
    case 'predicate':
      return condition.name;
    default:
      return assertNever(condition);
  }
}

function group(parts: readonly Condition[], joint: string): string {
  return `(${parts.map(conditionWords).join(joint)})`;
}
