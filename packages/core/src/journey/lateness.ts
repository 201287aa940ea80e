import type { Parcel } from '../order/order-facts.ts';
import { lateFrom } from '../tracking/late.ts';
import { isComing } from '../tracking/on-the-way.ts';
import { type Condition, conditionsIn } from './condition.ts';
import type { Context } from './context.ts';

/**
 * The instants at which parcels that are still coming become late: the one thing about an order that the
 * clock changes by itself.
 */
export function lateInstants(
  parcels: readonly Parcel[],
  { policy }: Context,
  zone: string,
): readonly number[] {
  return parcels.filter(isComing).flatMap((parcel) => lateFrom(parcel, policy, zone) ?? []);
}

/** Whether what a condition says depends on a parcel being late. */
export function asksForLateness(condition: Condition | undefined): boolean {
  return condition !== undefined && [...conditionsIn(condition)].some(({ op }) => op === 'lateParcel');
}
