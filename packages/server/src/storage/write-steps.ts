import type { Context, Effect, Fact, Instance, LedgerEntry, OrderFacts } from '@post-purchase/core';
import { sql } from 'kysely';

import { deliveryId } from './delivery-id.ts';
import { nullableTimestamp, timestamp } from './instant.ts';
import type { Trx } from './transact.ts';
import { wakeCapped } from './wakes.ts';

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
  /** The order was stored as another customer's, or as nobody's: what is kept beside it goes along. */
  readonly changedCustomer: boolean;
  readonly placedAt: number | null;
  /** The order took its place among those of its customer, which they are to be told. */
  readonly joined: boolean;
  readonly nextDueAt: number | null;
  /** Facts that the order did not have, derived ones too. */
  readonly newFacts: readonly { readonly fact: Fact; readonly hash: string }[];
  readonly effects: readonly JourneyEffect[];
  /** By journey id. */
  readonly contexts: Readonly<Record<string, Context>>;
  /** In which version each journey was decided, by journey id. */
  readonly versions: Readonly<Record<string, number>>;
  /** Instances whose row is to be written: they began or ended in this step, or became another customer's. */
  readonly changedInstances: readonly Instance[];
  readonly newAliases: readonly ParcelAlias[];
  /** Contacts that began (an attempt), happened (a call) or were first seen in this step. */
  readonly contacts: readonly LedgerEntry[];
  /** Keys of deliveries of which it is certain by now that none of their attempts reached anybody. */
  readonly failedContacts: readonly string[];
  /** Tasks that were finished in this step. */
  readonly finished: readonly {
    readonly delivery: string;
    readonly at: number;
    readonly by: string;
    readonly note: string | null;
  }[];
}

/**
 * Writes any number of steps with one statement, so that a batch costs one round trip; more only where tasks were finished, a contact
 * failed or an order became another customer's.
 */
export async function writeSteps(trx: Trx, steps: readonly StepWrite[]): Promise<void> {
  if (steps.length === 0) return;
  const json = (rows: readonly unknown[]) => sql`${JSON.stringify(rows)}::jsonb`;
  await sql`
    with new_facts as (
      insert into post_purchase.facts (order_key, id, hash, type, occurred_at, source, parcel, data, recorded_at)
      select * from jsonb_to_recordset(${json(steps.flatMap(factRows))}) as f(order_key text, id text, hash text, type text,
        occurred_at timestamptz, source text, parcel text, data jsonb, recorded_at timestamptz)
      on conflict do nothing
    ), new_instances as (
      insert into post_purchase.instances (id, order_key, customer_key, journey, version, entered_at, ended_at, refused)
      select * from jsonb_to_recordset(${json(steps.flatMap(instanceRows))}) as i(id text, order_key text, customer_key text,
        journey text, version integer, entered_at timestamptz, ended_at timestamptz, refused boolean)
      on conflict (id) do update set version = excluded.version, ended_at = excluded.ended_at, customer_key = excluded.customer_key
    ), new_deliveries as (
      insert into post_purchase.deliveries as known (key, id, order_key, journey, version, touchpoint, occurrence, channel, category,
        team, status, attempt, since, until, not_before, rule, reason, exposed_at)
      select * from jsonb_to_recordset(${json(steps.flatMap(deliveryRows))}) as d(key text, id uuid, order_key text, journey text,
        version integer, touchpoint text, occurrence text, channel text, category text, team text, status text, attempt integer,
        since timestamptz, until timestamptz, not_before timestamptz, rule text, reason text, exposed_at timestamptz)
      on conflict (key) do update set version = excluded.version, status = excluded.status, attempt = excluded.attempt, since = excluded.since,
        until = excluded.until, not_before = excluded.not_before, rule = excluded.rule, reason = excluded.reason,
        exposed_at = coalesce(excluded.exposed_at, known.exposed_at)
    ), new_decisions as (
      insert into post_purchase.decisions (order_key, at, context, versions, fact_ids, fact_hashes, effects)
      select * from jsonb_to_recordset(${json(steps.flatMap(decisionRows))}) as d(order_key text, at timestamptz, context jsonb,
        versions jsonb, fact_ids jsonb, fact_hashes jsonb, effects jsonb)
    ), new_contacts as (
      insert into post_purchase.contacts as known (key, order_key, customer_key, at, channel, category)
      select * from jsonb_to_recordset(${json(steps.flatMap(contactRows))}) as c(key text, order_key text, customer_key text,
        at timestamptz, channel text, category text)
      on conflict (key) do update set at = greatest(known.at, excluded.at) where known.channel not in ('onsite', 'task')
    ), new_arrivals as (
      insert into post_purchase.arrivals (order_key)
      select * from jsonb_array_elements_text(${json(steps.flatMap(({ key, joined }) => (joined ? [key] : [])))})
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
      placed_at = s.placed_at,
      decided_at = s.now,
      next_due_at = s.next_due_at,
      failures = 0, failed_reason = null, parked_at = null
    from jsonb_to_recordset(${json(steps.map(orderRow))}) as s(key text, facts jsonb, instances jsonb, revisions integer,
      customer_key text, placed_at timestamptz, now timestamptz, next_due_at timestamptz)
    where o.key = s.key
  `.execute(trx);
  // Statements of their own: a task may be written and finished by one step, and no statement sees the rows it has just written.
  const finished = steps.flatMap(finishedRows);
  if (finished.length > 0) {
    await sql`
      update post_purchase.deliveries d set finished_at = f.at, finished_by = f.by, note = f.note
      from jsonb_to_recordset(${json(finished)}) as f(key text, at timestamptz, by text, note text)
      where d.key = f.key and d.finished_at is null
    `.execute(trx);
  }
  for (const step of steps) {
    if (step.changedCustomer) await moveContacts(trx, step);
    if (step.failedContacts.length > 0) await removeContacts(trx, step);
  }
}

async function moveContacts(trx: Trx, { key, customerKey }: StepWrite): Promise<void> {
  await trx.updateTable('contacts').set({ customer_key: customerKey }).where('order_key', '=', key).execute();
}

/** Nobody was reached, so a cap has room again: what it holds in other orders of the customer need not wait for its instant. */
async function removeContacts(trx: Trx, { failedContacts, customerKey, now }: StepWrite): Promise<void> {
  const removed = await trx
    .deleteFrom('contacts')
    .where('key', 'in', failedContacts)
    .returning(['key', 'category'])
    .execute();
  for (const { key, category } of removed) {
    if (category === 'marketing' && customerKey !== null)
      await wakeCapped(trx, customerKey, `freed/${key}/${now}`, now);
  }
}

function orderRow(step: StepWrite) {
  return {
    key: step.key,
    facts: step.facts,
    instances: step.instances,
    revisions: step.facts === null && step.instances === null ? 0 : 1,
    customer_key: step.customerKey,
    placed_at: nullableTimestamp(step.placedAt),
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

function instanceRows({ key, customerKey, changedInstances }: StepWrite) {
  return changedInstances.map(({ id, journey, version, enteredAt, endedAt, refused }) => ({
    id,
    order_key: key,
    customer_key: customerKey,
    journey,
    version,
    entered_at: timestamp(enteredAt),
    ended_at: nullableTimestamp(endedAt),
    refused: refused !== undefined,
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
    exposed_at: nullableTimestamp(effect.exposedAt),
  }));
}

function decisionRows({ key, now, contexts, versions, newFacts, instances, effects }: StepWrite) {
  if (newFacts.length === 0 && instances === null && effects.length === 0) return [];
  return [
    {
      order_key: key,
      at: timestamp(now),
      context: contexts,
      versions,
      fact_ids: newFacts.map(({ fact }) => fact.id),
      fact_hashes: newFacts.map(({ hash }) => hash),
      effects: effects.map(({ journey, effect }) => ({ journey, effect })),
    },
  ];
}

function contactRows({ key: order_key, customerKey, contacts }: StepWrite) {
  // One statement may write a row once.
  const once = new Map(contacts.map((contact) => [contact.key, contact]));
  return [...once.values()].map(({ key, at, channel, category }) => ({
    key,
    order_key,
    customer_key: customerKey,
    at: timestamp(at),
    channel,
    category,
  }));
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
