import type { Context, Effect, Fact, Instance, OrderFacts } from '@post-purchase/core';
import { type Kysely, sql } from 'kysely';

import { deliveryId } from './delivery-id.ts';
import { nullableTimestamp, timestamp } from './instant.ts';
import type { Tables } from './tables.ts';

/** One effect, with the version of the journey that had it. */
export interface JourneyEffect {
  readonly journey: string;
  readonly version: number;
  /** Of a task: whose it is. */
  readonly team: string | null;
  readonly effect: Effect;
}

/** A name under which a parcel of the order is found when a carrier's message names no order. */
export interface ParcelAlias {
  readonly number: string;
  /** Empty: unknown. */
  readonly carrier: string;
  /** Epoch milliseconds. */
  readonly createdAt: number;
}

/** What one step has to write. */
export interface StepWrite {
  readonly key: string;
  readonly now: number;
  /** The fold, and the instances by journey id; null: as before. */
  readonly facts: OrderFacts | null;
  readonly instances: Readonly<Record<string, Instance>> | null;
  readonly customerKey: string | null;
  readonly nextDueAt: number | null;
  /** Facts that the order did not have, derived ones too. */
  readonly newFacts: readonly { readonly fact: Fact; readonly hash: string }[];
  readonly effects: readonly JourneyEffect[];
  /** By journey id. */
  readonly contexts: Readonly<Record<string, Context>>;
  /** Instances that began or ended in this step. */
  readonly changedInstances: readonly Instance[];
  readonly newAliases: readonly ParcelAlias[];
  /** Tasks that were finished in this step. */
  readonly finished: readonly {
    readonly delivery: string;
    readonly at: number;
    readonly by: string;
    readonly note: string | null;
  }[];
}

/** Writes any number of steps with one statement, so that a batch costs one round trip; a second one where tasks were finished. */
export async function writeSteps(trx: Kysely<Tables>, steps: readonly StepWrite[]): Promise<void> {
  if (steps.length === 0) return;
  const json = (rows: readonly unknown[]) => sql`${JSON.stringify(rows)}::jsonb`;
  await sql`
    with new_facts as (
      insert into post_purchase.facts (order_key, id, hash, type, occurred_at, source, parcel, data, recorded_at)
      select * from jsonb_to_recordset(${json(steps.flatMap(factRows))}) as f(order_key text, id text, hash text, type text,
        occurred_at timestamptz, source text, parcel text, data jsonb, recorded_at timestamptz)
      on conflict do nothing
    ), new_instances as (
      insert into post_purchase.instances (id, order_key, journey, version, entered_at, ended_at)
      select * from jsonb_to_recordset(${json(steps.flatMap(instanceRows))}) as i(id text, order_key text, journey text,
        version integer, entered_at timestamptz, ended_at timestamptz)
      on conflict (id) do update set ended_at = excluded.ended_at
    ), new_deliveries as (
      insert into post_purchase.deliveries (key, id, order_key, journey, version, touchpoint, occurrence, channel, category,
        team, status, attempt, since, until, not_before, rule, reason)
      select * from jsonb_to_recordset(${json(steps.flatMap(deliveryRows))}) as d(key text, id uuid, order_key text, journey text,
        version integer, touchpoint text, occurrence text, channel text, category text, team text, status text, attempt integer,
        since timestamptz, until timestamptz, not_before timestamptz, rule text, reason text)
      on conflict (key) do update set status = excluded.status, attempt = excluded.attempt, since = excluded.since,
        until = excluded.until, not_before = excluded.not_before, rule = excluded.rule, reason = excluded.reason
    ), new_decisions as (
      insert into post_purchase.decisions (order_key, at, context, fact_ids, effects)
      select * from jsonb_to_recordset(${json(steps.flatMap(decisionRows))}) as d(order_key text, at timestamptz, context jsonb,
        fact_ids jsonb, effects jsonb)
    ), new_aliases as (
      insert into post_purchase.parcel_aliases (number, carrier, order_key, created_at)
      select * from jsonb_to_recordset(${json(steps.flatMap(aliasRows))}) as a(number text, carrier text, order_key text,
        created_at timestamptz)
      on conflict do nothing
    )
    update post_purchase.orders o set
      facts = coalesce(s.facts, o.facts),
      instances = coalesce(s.instances, o.instances),
      pending = '[]'::jsonb,
      revision = o.revision + s.revisions,
      customer_key = s.customer_key,
      decided_at = s.now,
      next_due_at = s.next_due_at,
      failures = 0, failed_reason = null, parked_at = null
    from jsonb_to_recordset(${json(steps.map(orderRow))}) as s(key text, facts jsonb, instances jsonb, revisions integer,
      customer_key text, now timestamptz, next_due_at timestamptz)
    where o.key = s.key
  `.execute(trx);
  const finished = steps.flatMap(finishedRows);
  if (finished.length === 0) return;
  // A statement of its own: a task may be written and finished by one step, and no statement sees the rows it has just written.
  await sql`
    update post_purchase.deliveries d set finished_at = f.at, finished_by = f.by, note = f.note
    from jsonb_to_recordset(${json(finished)}) as f(key text, at timestamptz, by text, note text)
    where d.key = f.key and d.finished_at is null
  `.execute(trx);
}

function orderRow(step: StepWrite) {
  return {
    key: step.key,
    facts: step.facts,
    instances: step.instances,
    revisions: step.facts === null && step.instances === null ? 0 : 1,
    customer_key: step.customerKey,
    now: timestamp(step.now),
    next_due_at: nullableTimestamp(step.nextDueAt),
  };
}

function factRows({ key, now, newFacts }: StepWrite) {
  return newFacts.map(({ fact, hash }) => ({
    order_key: key,
    id: fact.id,
    hash,
    type: fact.type,
    occurred_at: timestamp(fact.occurredAt),
    source: fact.source,
    parcel: fact.parcel ?? null,
    data: fact.data,
    recorded_at: timestamp(now),
  }));
}

function instanceRows({ key, changedInstances }: StepWrite) {
  return changedInstances.map(({ id, journey, version, enteredAt, endedAt }) => ({
    id,
    order_key: key,
    journey,
    version,
    entered_at: timestamp(enteredAt),
    ended_at: nullableTimestamp(endedAt),
  }));
}

function deliveryRows({ key: order_key, effects }: StepWrite) {
  // Of two effects on one delivery the later one is its state; one statement may write a row once.
  const newest = new Map(effects.map((effect) => [effect.effect.key, effect]));
  return [...newest.values()].map(({ journey, version, team, effect }) => ({
    key: effect.key,
    id: deliveryId(effect.key),
    order_key,
    journey,
    version,
    touchpoint: effect.touchpoint,
    occurrence: effect.occurrence,
    channel: effect.channel,
    category: effect.category,
    team,
    status: effect.status,
    attempt: effect.attempt,
    since: timestamp(effect.at),
    until: nullableTimestamp(effect.until),
    not_before: nullableTimestamp(effect.notBefore),
    rule: effect.rule ?? null,
    reason: effect.reason ?? null,
  }));
}

function decisionRows({ key, now, contexts, newFacts, effects }: StepWrite) {
  if (newFacts.length === 0 && effects.length === 0) return [];
  return [
    {
      order_key: key,
      at: timestamp(now),
      context: contexts,
      fact_ids: newFacts.map(({ fact }) => fact.id),
      effects: effects.map(({ journey, effect }) => ({ journey, effect })),
    },
  ];
}

function aliasRows({ key, newAliases }: StepWrite) {
  return newAliases.map(({ number, carrier, createdAt }) => ({
    number,
    carrier,
    order_key: key,
    created_at: timestamp(createdAt),
  }));
}

function finishedRows({ finished }: StepWrite) {
  return finished.map(({ delivery, at, by, note }) => ({ key: delivery, at: timestamp(at), by, note }));
}
