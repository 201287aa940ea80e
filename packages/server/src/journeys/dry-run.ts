import {
  type DeliveryStatus,
  type Effect,
  type Instance,
  type Journey,
  migrate,
  occurrenceKey,
  type OrderRef,
  parseDeliveryKey,
  step,
} from '@post-purchase/core';
import { type Kysely, sql } from 'kysely';

import type { StepTools } from '../ingest/steps.ts';
import { readStoredOrders } from '../ingest/stored-order.ts';
import type { StoredOrder } from '../operations/engine.ts';
import type { Tables } from '../storage/tables.ts';
import type { DeliveryChange, DryRun } from './journeys.ts';

/** Most instances that are tried: about three seconds of work. */
const SAMPLE = 2_000;
/** Read and decided in one go, so that neither memory nor the event loop feels it. */
const CHUNK = 50;

/**
 * Tries what a sweep would do with each running instance, on what is stored now, and writes nothing. Holds no lock and no transaction, so
 * orders move on meanwhile: it is a forecast.
 */
export async function dryRun(to: Journey, tools: StepTools): Promise<DryRun> {
  const { db } = tools;
  const total = await countToMigrate(db, to);
  const sample = await sampleOrders(db, to);
  const tally = new Tally();
  for (let at = 0; at < sample.length; at += CHUNK) {
    const refs = sample.slice(at, at + CHUNK);
    const orders = await readStoredOrders(db, refs, tools);
    for (const order of orders) tally.add(order, to, tools);
  }
  return { total, ...tally.result() };
}

async function countToMigrate(db: Kysely<Tables>, { id, version }: Journey): Promise<number> {
  const { count } = await db
    .selectFrom('instances')
    .select(sql<number>`count(*)::int`.as('count'))
    .where('journey', '=', id)
    .where('version', '<>', version)
    .where('ended_at', 'is', null)
    .executeTakeFirstOrThrow();
  return count;
}

/** Ids tell how old an order is, so a sample is drawn by their hash: old and new ones evenly, and the same ones each time. */
async function sampleOrders(db: Kysely<Tables>, { id, version }: Journey): Promise<OrderRef[]> {
  return db
    .selectFrom('instances as i')
    .innerJoin('orders as o', 'o.key', 'i.order_key')
    .select(['o.source', 'o.id'])
    .where('i.journey', '=', id)
    .where('i.version', '<>', version)
    .where('i.ended_at', 'is', null)
    .orderBy(sql`hashtextextended(i.id, 0)`)
    .limit(SAMPLE)
    .execute();
}

/** Counts as it goes; only counts are kept. */
class Tally {
  readonly #changes = new Map<string, DeliveryChange>();
  #examined = 0;
  #ending = 0;
  #undecided = 0;
  #reason: string | undefined;

  add(order: StoredOrder, to: Journey, tools: StepTools): void {
    const { facts, ref, now } = order;
    const on = order.journeys.find(({ journey }) => journey.id === to.id);
    // Between the sample and this reading it may have ended.
    if (facts === null || !on?.instance || on.instance.endedAt !== undefined) return;
    this.#examined += 1;
    const { activatedAt, predicates: _, ...context } = on.context;
    try {
      const { journeys } = step({
        ref,
        state: facts,
        facts: [],
        journeys: [{ journey: to, instance: migrate(on.instance, on.journey, to), activatedAt }],
        context,
        predicates: tools.rules.predicates,
        now,
      });
      for (const { instance, effects } of journeys) {
        if (instance?.endedAt !== undefined) this.#ending += 1;
        const last = new Map(effects.map((effect) => [effect.key, effect]));
        for (const effect of last.values()) this.#count(effect, statusBefore(on.instance, effect));
      }
    } catch (error) {
      this.#undecided += 1;
      this.#reason ??= error instanceof Error ? error.message : String(error);
    }
  }

  result(): Omit<DryRun, 'total'> {
    return {
      examined: this.#examined,
      changes: [...this.#changes.entries()]
        .toSorted(([a], [b]) => (a < b ? -1 : 1))
        .map(([, change]) => change),
      ending: this.#ending,
      undecided: {
        count: this.#undecided,
        ...(this.#reason !== undefined && { reason: this.#reason }),
      },
    };
  }

  #count({ touchpoint, channel, status: to }: Effect, from: DeliveryStatus | undefined): void {
    if (from === to) return;
    const key = [touchpoint, channel, from ?? '', to].join('\0');
    const { count } = this.#changes.get(key) ?? { count: 0 };
    this.#changes.set(key, { touchpoint, channel, ...(from && { from }), to, count: count + 1 });
  }
}

function statusBefore({ occurrences }: Instance, { key, channel }: Effect): DeliveryStatus | undefined {
  const name = parseDeliveryKey(key);
  if (name === null) return undefined;
  return occurrences[occurrenceKey(name.touchpoint, name.occurrence)]?.channels[channel]?.status;
}
