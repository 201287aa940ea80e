import { isDeepStrictEqual } from 'node:util';

import {
  addFacts,
  contentHash,
  type Context,
  evaluatePredicates,
  type Fact,
  type Instance,
  type Journey,
  type OrderFacts,
  predicateNames,
  step,
  type Step,
  type StepContext,
} from '@post-purchase/core';

import type { StoredCustomer } from '../operations/engine.ts';
import type { DefinitionCache, DefinitionRef } from '../storage/definitions.ts';
import type { OrderRow } from '../storage/order-row.ts';
import { unknownCustomer, type World } from '../storage/world.ts';
import type { StepWrite } from '../storage/write-steps.ts';
import { finishedTasks } from './finished-tasks.ts';
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
}

/** A decided order: what to write, and what it came to. */
export interface Decided {
  readonly write: StepWrite;
  readonly state: OrderFacts;
  readonly instances: Readonly<Record<string, Instance>>;
}

/** The journeys an order is on, in the version it entered, and those it may enter, in the active version. */
export function journeysOf(row: OrderRow, world: Pick<World, 'active'>): DefinitionRef[] {
  const entered = Object.values(row.instances).map(({ journey, version }) => ({ journey, version }));
  return [...entered, ...world.active.filter(({ journey }) => !Object.hasOwn(row.instances, journey))];
}

/** The customer key of the order as it will be with `facts`: contents come with snapshots only. */
export function customerKeyWith(row: OrderRow, facts: readonly Fact[], rules: Rules): string | null {
  const added = [...row.pending, ...facts];
  if (!added.some(({ type }) => type === 'order.updated')) return row.customerKey;
  try {
    return rules.customerKey(addFacts(row.facts, row.ref, added));
  } catch {
    // Facts that cannot be folded fail the step itself, where that is dealt with.
    return row.customerKey;
  }
}

/** What lies outside an order and is the same for all its journeys. */
export function stepContext(rules: Rules, customer: StoredCustomer, attempting?: string): StepContext {
  const { policy, shopTimeZone, channels, honorsKeys } = rules;
  const { key, consent, deadAddresses } = customer;
  return {
    policy,
    shopTimeZone,
    channels,
    honorsKeys,
    customer: { key, consent, deadAddresses },
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
  { row, facts, world, definitions, attempting }: Undecided,
  rules: Rules,
): Decided {
  const { key, ref, now } = row;
  const customerKey = customerKeyWith(row, facts, rules);
  const customer =
    (customerKey === null ? undefined : world.customers.get(customerKey)) ?? unknownCustomer(customerKey);
  const context = stepContext(rules, customer, attempting);
  const refs = journeysOf(row, world);

  const given = [...row.pending, ...facts].map((fact) => ({ fact, hash: contentHash(fact) }));
  const added = given.filter(({ fact, hash }) => row.facts?.facts[fact.id]?.hash !== hash);
  const done = step({
    ref,
    state: row.facts,
    facts: added.map(({ fact }) => fact),
    journeys: refs.map((journey) => ({
      journey: definitions.get(journey).journey,
      instance: row.instances[journey.journey] ?? null,
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
  return {
    state: done.state,
    instances,
    write: {
      key,
      now,
      facts: newFacts.length === 0 && row.facts !== null ? null : done.state,
      instances: changed.length === 0 ? null : instances,
      customerKey,
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
      changedInstances: changed.filter((instance) => beganOrEnded(row.instances[instance.journey], instance)),
      newAliases: newAliases(row.facts, done.state),
      finished: finishedTasks(
        newFacts.map(({ fact }) => fact),
        done,
      ),
    },
  };
}

function instancesAfter({ journeys }: Step): Record<string, Instance> {
  return Object.fromEntries(
    journeys.flatMap(({ instance }) => (instance === null ? [] : [[instance.journey, instance]])),
  );
}

function beganOrEnded(before: Instance | undefined, after: Instance): boolean {
  return before === undefined || before.endedAt !== after.endedAt;
}
