import { isDeepStrictEqual } from 'node:util';

import {
  addFacts,
  contentHash,
  type Context,
  evaluatePredicates,
  type Fact,
  type Instance,
  type Journey,
  type LedgerEntry,
  migrate,
  type OrderFacts,
  predicateNames,
  type RecordedFact,
  step,
  type Step,
  type StepContext,
} from '@post-purchase/core';

import type { StoredCustomer } from '../operations/engine.ts';
import type { DefinitionCache, DefinitionRef } from '../storage/definitions.ts';
import type { OrderRow } from '../storage/order-row.ts';
import { type Subject, unknownCustomer, type World } from '../storage/world.ts';
import type { StepWrite } from '../storage/write-steps.ts';
import { finishedTasks } from './finished-tasks.ts';
import { ledgerChange } from './ledger.ts';
import { newAliases } from './parcel-aliases.ts';
import type { Rules } from './rules.ts';

/** One order to be decided, with all that it rests on. */
export interface Undecided {
  readonly row: OrderRow;
  /** What became known, besides what the row holds back. */
  readonly facts: readonly Fact[];
  readonly world: World;
  readonly definitions: DefinitionCache;
  /** The delivery whose attempt begins with this step. */
  readonly attempting?: string;
  /** The version to which the order's running instance of that journey migrates first. */
  readonly migrateTo?: DefinitionRef;
}

/** A decided order: what to write, and what it came to. */
export interface Decided {
  readonly write: StepWrite;
  readonly state: OrderFacts;
  readonly instances: Readonly<Record<string, Instance>>;
  /**
   * The customer of whom another order could decide otherwise because of this one, or this one because of it: what was decided holds only
   * under their lock. Null: nobody's lock is needed.
   */
  readonly underLockOf: string | null;
}

/** The journeys an order is on, in the version it is on, and those it may enter, in the active version. */
export function journeysOf(row: Pick<OrderRow, 'instances'>, world: Pick<World, 'active'>): DefinitionRef[] {
  const entered = Object.values(row.instances).map(({ journey, version }) => ({ journey, version }));
  return [...entered, ...world.active.filter(({ journey }) => !Object.hasOwn(row.instances, journey))];
}

/** Where the order will stand among those of its customer with `facts`. */
export function subjectOf(row: OrderRow, facts: readonly Fact[], rules: Rules): Subject {
  const added = [...row.pending, ...facts];
  const { key: order, customerKey } = row;
  const known: Subject = { order, customerKey, placedAt: row.facts?.placedAt ?? null };
  // Contents come with snapshots only.
  if (!added.some(({ type }) => type === 'order.updated' || type === 'order.placed')) return known;
  try {
    const state = addFacts(row.facts, row.ref, added);
    return { order, customerKey: rules.customerKey(state), placedAt: state.placedAt };
  } catch {
    // Facts that cannot be folded fail the step itself, where that is dealt with.
    return known;
  }
}

/** What lies outside an order and is the same for all its journeys. */
export function stepContext(
  rules: Rules,
  { revision: _, ...customer }: StoredCustomer,
  attempting?: string,
): StepContext {
  const { policy, shopTimeZone, channels, honorsKeys } = rules;
  return {
    policy,
    shopTimeZone,
    channels,
    honorsKeys,
    customer,
    ...(attempting === undefined ? {} : { attempting }),
  };
}

/** What one journey of an order sees of the world. */
export function journeyContext(
  ref: DefinitionRef,
  context: StepContext,
  definitions: DefinitionCache,
  world: World,
  rules: Rules,
  facts: OrderFacts | null,
): Context {
  const { journey } = definitions.get(ref);
  return {
    ...context,
    activatedAt: world.activatedAt.get(ref.journey) ?? null,
    predicates: facts === null ? {} : readPredicates(journey, rules, facts),
  };
}

/**
 * The predicates of a journey. One that throws counts as not holding here, where nothing is decided: a step puts such an order aside, but
 * the shopper still sees the order and staff their tasks.
 */
function readPredicates(journey: Journey, { predicates }: Rules, facts: OrderFacts): Context['predicates'] {
  try {
    return evaluatePredicates(journey, predicates, facts);
  } catch {
    return Object.fromEntries([...predicateNames(journey)].map((name) => [name, false]));
  }
}

/**
 * Decides an order: pure, in memory, on what its locked row and the statement after it said.
 *
 * @throws whatever core or a predicate of the shop throws: then nothing of this order may be written but that it failed.
 */
export function decideOrder(
  { row, facts, world, definitions, attempting, migrateTo }: Undecided,
  rules: Rules,
): Decided {
  const { key, ref, now } = row;
  if (row.unreadable !== null) throw row.unreadable;
  const before = migrateTo === undefined ? row.instances : migrated(row.instances, migrateTo, definitions);
  const refs = journeysOf({ instances: before }, world);

  const given = [...row.pending, ...facts].map((fact) => ({ fact, hash: contentHash(fact) }));
  const added = given.filter(({ fact, hash }) => !isHeld(row.facts?.facts[fact.id], hash));
  const known = addFacts(
    row.facts,
    ref,
    added.map(({ fact }) => fact),
  );
  const customer = customerOf(row, known, world);
  const context = stepContext(rules, customer, attempting);
  const done = step({
    ref,
    state: known,
    facts: [],
    journeys: refs.map((journey) => ({
      journey: definitions.get(journey).journey,
      instance: before[journey.journey] ?? null,
      activatedAt: world.activatedAt.get(journey.journey) ?? null,
    })),
    context,
    predicates: rules.predicates,
    now,
  });

  const instances = instancesAfter(done);
  const changed = Object.values(instances).filter(
    (instance) => !isDeepStrictEqual(row.instances[instance.journey], instance),
  );
  const newFacts = [...added, ...done.derived.map((fact) => ({ fact, hash: contentHash(fact) }))];
  const finished = finishedTasks(
    newFacts.map(({ fact }) => fact),
    done,
  );
  const ledger = ledgerChange(
    row.facts,
    newFacts.map(({ fact }) => fact),
    finished,
    done,
  );
  const { placedAt } = done.state;
  const isMoved = row.customerKey !== customer.key;
  return {
    state: done.state,
    instances,
    underLockOf:
      ledger.contacts.some(isCapped) ||
      done.journeys.some(({ journey, instance }) =>
        entersExclusively(journey, row.instances[journey.id], instance),
      )
        ? customer.key
        : null,
    write: {
      key,
      now,
      facts: newFacts.length === 0 && row.facts !== null ? null : done.state,
      instances: changed.length === 0 ? null : instances,
      customerKey: customer.key,
      changedCustomer: isMoved && row.facts !== null,
      placedAt,
      joined:
        customer.key !== null && placedAt !== null && (isMoved || placedAt !== (row.facts?.placedAt ?? null)),
      // An instant that has passed would be due again at once, for ever.
      nextDueAt: done.nextAt === null ? null : Math.max(done.nextAt, now + 1),
      newFacts,
      effects: done.journeys.flatMap(({ journey: { id, version, touchpoints }, effects }) =>
        effects.map((effect) => ({
          journey: id,
          version,
          team: effect.channel === 'task' ? (touchpoints[effect.touchpoint]?.task?.team ?? null) : null,
          effect,
        })),
      ),
      contexts: Object.fromEntries(
        refs.map((journey) => [
          journey.journey,
          journeyContext(journey, context, definitions, world, rules, done.state),
        ]),
      ),
      versions: Object.fromEntries(refs.map(({ journey, version }) => [journey, version])),
      changedInstances: isMoved
        ? Object.values(instances)
        : changed.filter((instance) => beganMovedOrEnded(row.instances[instance.journey], instance)),
      newAliases: newAliases(row.facts, done.state),
      finished,
      ...ledger,
    },
  };
}

/** Whether an order holds this very fact: one of the same id may say something else. */
function isHeld(held: RecordedFact | undefined, hash: string): boolean {
  return held !== undefined && (held.hash ?? contentHash(held.fact)) === hash;
}

/** An order's customer. How many orders came before this one its source knows best, if it says. */
export function customerOf(
  { key, customerKey }: OrderRow,
  facts: OrderFacts | null,
  { customers }: World,
): StoredCustomer {
  const customer = customers.get(key) ?? unknownCustomer(customerKey);
  return { ...customer, ordersBefore: facts?.order?.ordersBefore ?? customer.ordersBefore };
}

/** What caps count and what several orders may begin at once. A call is counted when it was made, by whom it is too late to hold. */
function isCapped({ channel, category }: LedgerEntry): boolean {
  return category === 'marketing' && channel !== 'task';
}

/** The order comes onto a journey that is not open to every order of a customer. */
function entersExclusively(
  { entry }: Journey,
  before: Instance | undefined,
  after: Instance | null,
): boolean {
  return before === undefined && after !== null && after.refused === undefined && entry.reentry !== 'always';
}

function instancesAfter({ journeys }: Step): Record<string, Instance> {
  return Object.fromEntries(
    journeys.flatMap(({ instance }) => (instance === null ? [] : [[instance.journey, instance]])),
  );
}

function beganMovedOrEnded(before: Instance | undefined, after: Instance): boolean {
  return before === undefined || before.endedAt !== after.endedAt || before.version !== after.version;
}

function migrated(
  instances: OrderRow['instances'],
  to: DefinitionRef,
  definitions: DefinitionCache,
): OrderRow['instances'] {
  const instance = instances[to.journey];
  if (instance === undefined) return instances;
  const from = definitions.get({ journey: to.journey, version: instance.version });
  return { ...instances, [to.journey]: migrate(instance, from.journey, definitions.get(to).journey) };
}
