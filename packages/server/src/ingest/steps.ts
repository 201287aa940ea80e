import { type GivenFact, type OrderRef, orderKey } from '@post-purchase/core';
import type { Kysely } from 'kysely';

import type { Log } from '../logging/log.ts';
import type { Change, InboxEntry, StoredOrder } from '../operations/engine.ts';
import type { DefinitionCache } from '../storage/definitions.ts';
import { lockOrder, lockOrMakeOrder, type OrderRow } from '../storage/order-row.ts';
import { parkOrder } from '../storage/parked.ts';
import type { Tables } from '../storage/tables.ts';
import { lockCustomer } from '../storage/customers.ts';
import { transact, type Trx } from '../storage/transact.ts';
import { readWorld, type World } from '../storage/world.ts';
import { writeSteps, type StepWrite } from '../storage/write-steps.ts';
import { type Decided, decideOrder, journeysOf, subjectOf, type Undecided } from './decide-order.ts';
import { readFacts } from './read-facts.ts';
import { withDefinitions } from './read-world.ts';
import type { Rules } from './rules.ts';
import { storedOrder, unknownOrder } from './stored-order.ts';

/** What steps are made with. */
export interface StepTools {
  readonly db: Kysely<Tables>;
  /** Null: the database's clock. */
  readonly now: () => number | null;
  readonly rules: Rules;
  readonly definitions: DefinitionCache;
  readonly log: Log;
  /** Called after each commit with what was written; must not throw. */
  readonly committed: (writes: readonly StepWrite[]) => Promise<void>;
}

/** What else a step is asked to do, see `Undecided`. */
export type StepRequest = Pick<Undecided, 'attempting' | 'migrateTo'>;

/** A step that was written. Null: the order could not be decided, and what became known waits in its row. */
export type Stepped = (Decided & { readonly order: StoredOrder }) | null;

/**
 * Decides one locked order and writes what came of it: BEGIN and the lock are behind, COMMIT is ahead. Only the decision itself may fail
 * here without failing the transaction.
 *
 * What other orders of the customer could undo is decided once more under the customer's lock, on what stands there then.
 */
export async function stepLocked(
  trx: Trx,
  row: OrderRow,
  facts: readonly GivenFact[],
  tools: StepTools,
  request: StepRequest = {},
): Promise<Stepped> {
  const { rules, definitions, log } = tools;
  const decide = (at: OrderRow, world: World): { decided: Decided } | { error: unknown } => {
    try {
      return { decided: decideOrder({ row: at, facts, world, definitions, ...request }, rules) };
    } catch (error) {
      return { error };
    }
  };
  if (request.migrateTo !== undefined) await definitions.load(trx, [request.migrateTo]);
  let at = row;
  let world = await readWorldOf(trx, [{ row, facts }], tools);
  let result = decide(at, world);
  if ('decided' in result && result.decided.underLockOf !== null) {
    const since = await lockCustomer(trx, result.decided.underLockOf, tools.now());
    // What others did under the lock happened before it was ours.
    at = { ...row, now: Math.max(row.now, since) };
    world = await readWorldOf(trx, [{ row, facts }], tools);
    result = decide(at, world);
  }
  if ('error' in result) {
    log.error('order could not be decided', result.error, { order: row.key, failures: row.failures + 1 });
    await parkOrder(trx, row, facts, result.error);
    return null;
  }
  const { decided } = result;
  await writeSteps(trx, [decided.write]);
  const { state, instances, write } = decided;
  const after = {
    ...at,
    facts: state,
    instances,
    customerKey: write.customerKey,
    nextDueAt: write.nextDueAt,
  };
  return { ...decided, order: storedOrder(after, world, definitions, rules) };
}

/** Reads what lies outside locked orders, each as it will be with `facts`, and loads the definitions of their journeys. */
export function readWorldOf(
  trx: Trx,
  orders: readonly { readonly row: OrderRow; readonly facts: readonly GivenFact[] }[],
  tools: StepTools,
): Promise<World> {
  const subjects = orders.map(({ row, facts }) => subjectOf(row, facts, tools.rules));
  return withDefinitions(
    trx,
    tools,
    (window) => readWorld(trx, subjects, window),
    (world) => orders.flatMap(({ row }) => journeysOf(row, world)),
  );
}

/** Adds facts to an order and decides it anew. Makes the order when it is new. */
export async function addToOrder(
  ref: OrderRef,
  facts: readonly GivenFact[],
  tools: StepTools,
  inbox?: InboxEntry,
): Promise<{ duplicate: boolean; stepped: Stepped }> {
  const result = await transact(tools.db, async (trx) => {
    const { row, duplicate } = await lockOrMakeOrder(trx, ref, tools.now(), inbox);
    return { duplicate, stepped: duplicate ? null : await stepLocked(trx, row, facts, tools) };
  });
  await afterCommit(result.stepped, tools);
  return result;
}

/** Locks an order that exists, lets `produce` say what to add (reading with the transaction only), and decides it anew. */
export async function stepExisting(
  ref: OrderRef,
  tools: StepTools,
  produce: (trx: Trx, row: OrderRow) => Promise<readonly GivenFact[]> = () => Promise.resolve([]),
): Promise<Stepped> {
  const stepped = await transact(tools.db, async (trx) => {
    const row = await lockOrder(trx, orderKey(ref), tools.now());
    return row === null ? null : stepLocked(trx, row, await produce(trx, row), tools);
  });
  await afterCommit(stepped, tools);
  return stepped;
}

/** See `Engine.changeOrder`. */
export async function changeOrder<Result>(
  ref: OrderRef,
  decide: (order: StoredOrder) => Change<Result>,
  tools: StepTools,
): Promise<Result> {
  const { result, stepped } = await transact(tools.db, async (trx) => {
    let row = await lockOrder(trx, orderKey(ref), tools.now());
    if (row === null) {
      const { facts, result } = decide(unknownOrder(ref, tools.now() ?? Date.now()));
      if (facts.length === 0) return { result, stepped: null };
      // Somebody else may make it at the same moment, so it is decided again on what the row says.
      ({ row } = await lockOrMakeOrder(trx, ref, tools.now(), undefined));
    }
    const change = decide(await readLocked(trx, row, tools));
    const isChange = change.facts.length > 0;
    return {
      result: change.result,
      stepped: isChange
        ? await stepLocked(trx, row, readFacts(change.facts, tools.rules.events), tools)
        : null,
    };
  });
  await afterCommit(stepped, tools);
  return result;
}

async function readLocked(trx: Trx, row: OrderRow, tools: StepTools): Promise<StoredOrder> {
  const world = await readWorldOf(trx, [{ row, facts: [] }], tools);
  return storedOrder(row, world, tools.definitions, tools.rules);
}

/** What follows a committed step and is no part of it: triggers, and orphans that have a parcel now. */
export async function afterCommit(stepped: Stepped, tools: StepTools): Promise<void> {
  if (stepped !== null) await tools.committed([stepped.write]);
}
