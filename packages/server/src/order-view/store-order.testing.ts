import {
  DEFAULT_POLICY,
  type Fact,
  GUEST,
  type GivenFact,
  type Instance,
  type Journey,
  journeyHash,
  type OrderFacts,
  type OrderRef,
  type ShipmentData,
  shipmentId,
  step,
} from '@post-purchase/core';

import type { StoredOrder } from '../operations/engine.ts';

/**
 * An order as the engine would have stored it, had it taken these facts in at these instants: each batch is one step, at its own `now`.
 * Nothing else happens: no mail is tried.
 */
export function storeOrder(
  ref: OrderRef,
  journey: Journey,
  batches: readonly { readonly now: number; readonly facts: readonly Fact[] }[],
  readAt?: number,
): StoredOrder {
  const context = {
    policy: DEFAULT_POLICY,
    shopTimeZone: 'Europe/Berlin',
    channels: ['onsite', 'email', 'task'] as const,
    customer: GUEST,
  };
  let facts: OrderFacts | null = null;
  let instance: Instance | null = null;
  let nextDueAt: number | null = null;
  let now = 0;
  for (const batch of batches) {
    now = batch.now;
    const done = step({
      ref,
      state: facts,
      facts: batch.facts,
      journeys: [{ journey, instance, activatedAt: null }],
      context,
      now,
    });
    facts = done.state;
    instance = done.journeys[0]?.instance ?? null;
    nextDueAt = done.nextAt;
  }
  return {
    ref,
    facts,
    journeys: [
      {
        journey,
        hash: journeyHash(journey),
        instance,
        context: { ...context, activatedAt: null, predicates: {} },
      },
    ],
    revision: batches.length,
    tokenGeneration: 0,
    customer: { ...GUEST, revision: 0 },
    nextDueAt,
    now: readAt ?? now,
  };
}

/** Like `sampleShipment`, with everything that a shipment may say. */
export function shipment({
  at,
  number = '1Z999AA10123456784',
  ...more
}: { at: number; number?: string } & Partial<ShipmentData>): GivenFact {
  const data: ShipmentData = {
    names: { fulfillment: `f-${number}`, carrier: 'ups', number },
    updatedAt: at,
    ...more,
  };
  return { id: shipmentId(data), type: 'shipment.created', occurredAt: at, source: 'sample', data };
}
