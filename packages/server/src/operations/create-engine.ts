import { orderKey, type OrderRef } from '@post-purchase/core';
import { type Kysely, sql } from 'kysely';

import { ingest } from '../ingest/ingest.ts';
import { changeOrder, stepExisting, type StepTools } from '../ingest/steps.ts';
import { readStoredOrders } from '../ingest/stored-order.ts';
import { abandonIdempotent, beginIdempotent, completeIdempotent } from '../storage/idempotency.ts';
import { nowSql } from '../storage/instant.ts';
import { quarantine } from '../storage/quarantine.ts';
import type { Tables } from '../storage/tables.ts';
import { changeConsent, mergeCustomers } from './customers.ts';
import type { Engine } from './engine.ts';
import { finishTask, tasks } from './tasks.ts';
import { timeline } from './timeline.ts';

/** The operations on one database. */
export function createEngine(tools: StepTools): Engine {
  const { db } = tools;
  const now = (): number => tools.now() ?? Date.now();
  return {
    ingest: (event) => ingest(event, tools),
    changeOrder: (ref, decide) => changeOrder(ref, decide, tools),
    readOrder: async (ref) => {
      const [order] = await readStoredOrders(db, [ref], tools);
      return order ?? null;
    },
    advanceOrder: async (ref) => {
      await stepExisting(ref, tools);
    },
    revokeTokens: (ref) => revokeTokens(db, ref, tools.now()),
    tasks: (filter = {}) => tasks(filter, tools),
    finishTask: (id, by, note) => finishTask(id, by, note, tools),
    timeline: (ref) => timeline(ref, db),
    changeConsent: (customerKey, channel, granted, at = now()) =>
      changeConsent(customerKey, channel, { granted, at }, tools),
    mergeCustomers: ({ from, into }) => mergeCustomers(from, into, tools),
    quarantine: (delivery) => quarantine(db, delivery, tools.now()),
    beginIdempotent: (request) => beginIdempotent(db, request, tools.now()),
    completeIdempotent: (request, response) => completeIdempotent(db, request, response),
    abandonIdempotent: (request) => abandonIdempotent(db, request),
    ping: async () => {
      await sql`select 1`.execute(db);
    },
    now,
  };
}

/** Raises the token generation, of an order that has not arrived too. */
async function revokeTokens(db: Kysely<Tables>, ref: OrderRef, now: number | null): Promise<number> {
  const { rows } = await sql<{ token_generation: number }>`
    insert into post_purchase.orders as o (key, source, id, created_at, token_generation)
    values (${orderKey(ref)}, ${ref.source}, ${ref.id}, ${nowSql(now)}, 1)
    on conflict (key) do update set token_generation = o.token_generation + 1
    returning o.token_generation
  `.execute(db);
  const [row] = rows;
  if (row === undefined) throw new Error('An upsert returned no row.');
  return row.token_generation;
}
