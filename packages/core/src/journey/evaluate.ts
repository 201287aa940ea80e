import { assertNever } from '@post-purchase/contract';

import { hasOpenIssue } from '../order/issues.ts';
import type { OrderFacts, Parcel } from '../order/order-facts.ts';
import { savingsOf } from '../savings/savings.ts';
import { isLate } from '../tracking/late.ts';
import { isOnTheWay } from '../tracking/on-the-way.ts';
import type { Condition } from './condition.ts';
import type { Context } from './context.ts';
import { PredicateMissingError } from './predicates.ts';

/** What a condition is asked about. */
export interface Scope {
  readonly facts: OrderFacts;
  readonly context: Context;
  /** The recipient's IANA zone. */
  readonly zone: string;
  readonly now: number;
  /**
   * The parcel of a per-parcel touchpoint: its conditions see nothing of the others. Undefined: the whole
   * order.
   */
  readonly parcel: Parcel | undefined;
}

/**
 * Whether a condition holds now.
 *
 * @throws {PredicateMissingError} when `context.predicates` lacks a predicate it names
 */
export function evaluate(condition: Condition, scope: Scope): boolean {
  const { facts, context, zone, now, parcel } = scope;
  const parcels = parcel === undefined ? facts.parcels : [parcel];
  switch (condition.op) {
    case 'all':
      return condition.of.every((part) => evaluate(part, scope));
    case 'any':
      return condition.of.some((part) => evaluate(part, scope));
    case 'not':
      return !evaluate(condition.of, scope);
    case 'firstOrderOfCustomer':
      return context.customer.ordersBefore === 0;
    case 'ordered':
      return (
        facts.order?.lines.some(({ product, sku }) =>
          condition.any.some((named) => named === product || named === sku),
        ) ?? false
      );
    case 'savedAtLeast': {
      const savings = facts.order === null ? null : savingsOf(facts.order);
      return savings !== null && savings.saved.amount >= condition.amount;
    }
    case 'parcelReason':
      return parcels.some(({ reason }) => reason !== undefined && condition.in.includes(reason));
    case 'lateParcel':
      return parcels.some((one) => isLate(one, context.policy, zone, now));
    case 'parcelOnTheWay':
      return parcels.some(isOnTheWay);
    case 'openIssue':
      return hasOpenIssue(facts, parcel?.id);
    case 'predicate': {
      const value = Object.hasOwn(context.predicates, condition.name)
        ? context.predicates[condition.name]
        : undefined;
      if (value === undefined) throw new PredicateMissingError(condition.name);
      return value;
    }
    default:
      return assertNever(condition);
  }
}
