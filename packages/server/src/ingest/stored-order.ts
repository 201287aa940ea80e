import { orderKey, type OrderRef } from '@post-purchase/core';
import { type Kysely, sql } from 'kysely';

import type { OrderJourney, StoredOrder } from '../operations/engine.ts';
import type { DefinitionCache } from '../storage/definitions.ts';
import {
  ORDER_COLUMNS,
  type OrderRow,
  type RawOrderRow,
  stepTime,
  toOrderRow,
} from '../storage/order-row.ts';
import type { Tables } from '../storage/tables.ts';
import {
  type RawWorld,
  SUBJECT_OF_ROW,
  toWorld,
  unknownCustomer,
  type World,
  worldColumns,
} from '../storage/world.ts';
import { customerOf, journeyContext, journeysOf, stepContext } from './decide-order.ts';
import { withDefinitions, type WorldTools } from './read-world.ts';
import type { Rules } from './rules.ts';

/** An order with what its decisions rest on, put together from its row and the world. */
export function storedOrder(
  row: OrderRow,
  world: World,
  definitions: DefinitionCache,
  rules: Rules,
): StoredOrder {
  const customer = customerOf(row, row.facts, world);
  const context = stepContext(rules, customer);
  return {
    ref: row.ref,
    facts: row.facts,
    journeys: journeysOf(row, world).map((ref): OrderJourney => {
      const { journey, hash } = definitions.get(ref);
      return {
        journey,
        hash,
        instance: row.instances[ref.journey] ?? null,
        context: journeyContext(ref, context, definitions, world, rules, row.facts),
      };
    }),
    revision: row.revision,
    tokenGeneration: row.tokenGeneration,
    customer,
    nextDueAt: row.nextDueAt,
    now: row.now,
  };
}

/** An order of which nothing is stored. */
export function unknownOrder(ref: OrderRef, now: number): StoredOrder {
  return {
    ref,
    facts: null,
    journeys: [],
    revision: 0,
    tokenGeneration: 0,
    customer: unknownCustomer(null),
    nextDueAt: null,
    now,
  };
}

/** Reads orders with their customers and the active journeys, by one statement. Takes no lock. */
export async function readStoredOrders(
  db: Kysely<Tables>,
  refs: readonly OrderRef[],
  tools: WorldTools,
): Promise<StoredOrder[]> {
  const keys = JSON.stringify(refs.map(orderKey));
  const found = await withDefinitions(
    db,
    tools,
    async (window) => {
      const { rows } = await sql<RawOrderRow & RawWorld>`
        select ${ORDER_COLUMNS}, ${stepTime(window.now)} as now, ${worldColumns(SUBJECT_OF_ROW, window)}
        from post_purchase.orders o
        where o.key in (select jsonb_array_elements_text(${keys}::jsonb))
      `.execute(db);
      return rows.map((raw) => ({ row: toOrderRow(raw), world: toWorld(raw) }));
    },
    (orders) => orders.flatMap(({ row, world }) => journeysOf(row, world)),
  );
  return found.map(({ row, world }) => storedOrder(row, world, tools.definitions, tools.rules));
}
