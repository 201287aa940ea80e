import { orderKey, type OrderRef } from '@post-purchase/core';
import type { Kysely } from 'kysely';

import type { Tables } from '../storage/tables.ts';
import type { OrderTimeline, OrderTimelineEntry } from './engine.ts';

/** See `Engine.timeline`. Reads one snapshot of the order and the log of its steps. */
export async function timeline(ref: OrderRef, db: Kysely<Tables>): Promise<OrderTimeline | null> {
  const key = orderKey(ref);
  const row = await db.selectFrom('orders').select('facts').where('key', '=', key).executeTakeFirst();
  if (row === undefined || row.facts === null) return null;
  const { facts } = row;
  const steps = await db
    .selectFrom('decisions')
    .select(['at', 'effects'])
    .where('order_key', '=', key)
    .orderBy('seq')
    .execute();

  const happened = facts.history.map(({ id, type, occurredAt, parcel }): OrderTimelineEntry => ({
    entry: 'fact',
    at: occurredAt,
    id,
    type,
    source: facts.facts[id]?.fact.source ?? 'unknown',
    ...(parcel === undefined ? {} : { parcel }),
  }));
  const decided = steps.flatMap(({ at, effects }) =>
    effects.map(({ journey, effect }): OrderTimelineEntry => {
      const { touchpoint, occurrence, channel, status, rule, reason } = effect;
      return {
        entry: 'decision',
        at: at.getTime(),
        journey,
        touchpoint,
        occurrence,
        channel,
        status,
        ...(rule === undefined ? {} : { rule }),
        ...(reason === undefined ? {} : { reason }),
      };
    }),
  );
  // The sort is stable: at one instant facts stand before decisions, and each of them as they came.
  const entries = [...happened, ...decided].sort((a, b) => a.at - b.at);
  return { order: ref, ...(facts.order === null ? {} : { number: facts.order.number }), entries };
}
