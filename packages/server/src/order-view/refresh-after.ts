import type { TrackingStatus } from '@post-purchase/contract';

import type { StoredOrder } from '../operations/engine.ts';
import { isConfirmation } from './confirmation.ts';
import type { Delivery } from './deliveries.ts';

/** Seconds. */
const LONGEST = 86_400;
/** The confirmation is about to leave, and the page says where it went once it has. */
const WHILE_CONFIRMING = 5;
/** Something is due and the scheduler has not come to it yet. */
const OVERDUE = 10;
const UNTIL_NEWS = 300;
const OUT_FOR_DELIVERY = 60;

/** From these a parcel does not move on by itself. */
const AT_REST: readonly TrackingStatus[] = ['delivered', 'returned', 'canceled', 'expired'];

/**
 * Seconds until it is worth asking again; undefined when no change is expected. Never beyond the instant at which the order is decided
 * next, nor beyond the use-by of what is shown: no touchpoint appears or disappears by time alone before.
 *
 * @param shown Those of the deliveries that the shopper is shown.
 */
export function refreshAfter(
  order: StoredOrder,
  deliveries: readonly Delivery[],
  shown: readonly Delivery[],
): number | undefined {
  const { facts, nextDueAt, now } = order;
  const parcels = facts?.parcels ?? [];
  const waits: number[] = parcels
    .filter(({ status }) => !AT_REST.includes(status))
    .map(({ status }) => (status === 'out_for_delivery' ? OUT_FOR_DELIVERY : UNTIL_NEWS));
  if (nextDueAt !== null) waits.push(secondsUntil(nextDueAt, now));
  waits.push(...shown.map(({ occurrence }) => secondsUntil(occurrence.useBy, now)));
  if (deliveries.some(isConfirming)) waits.push(WHILE_CONFIRMING);
  const unsent = parcels.length === 0 && facts?.canceledAt === null && facts.deliveredAt === null;
  if (unsent) waits.push(UNTIL_NEWS);
  return waits.length === 0 ? undefined : Math.min(LONGEST, ...waits);
}

function isConfirming(delivery: Delivery): boolean {
  const { status } = delivery.state;
  return isConfirmation(delivery) && (status === 'queued' || status === 'sending');
}

function secondsUntil(at: number, now: number): number {
  return at <= now ? OVERDUE : Math.max(1, Math.floor((at - now) / 1_000));
}

/** Seconds until a client asks again for an order that has not arrived: soon at first, then ever more rarely. `age` in milliseconds. */
export function pendingRefreshAfter(age: number): number {
  return Math.round(Math.min(Math.max(age / 4_000, 2), 60));
}
