import type { DerivedFact, Fact } from '../fact/fact.ts';
import { addFacts } from '../order/add-facts.ts';
import { derive } from '../order/derive.ts';
import type { OrderFacts, OrderRef } from '../order/order-facts.ts';
import { type Advance, advance } from './advance.ts';
import type { Context } from './context.ts';
import { earliest } from './earliest.ts';
import type { Instance } from './instance.ts';
import type { Journey } from './journey.ts';
import { type Predicate, evaluatePredicates } from './predicates.ts';

/** A journey that an order is on or may enter. */
export interface JourneyState {
  readonly journey: Journey;
  /** Null: not entered. */
  readonly instance: Instance | null;
  /** Orders placed before this instant do not enter; null: since ever. */
  readonly activatedAt: number | null;
}

/**
 * What lies outside the order and is the same for all journeys; predicates are evaluated by the step itself.
 */
export type StepContext = Omit<Context, 'activatedAt' | 'predicates'>;

/** Everything a step needs. */
export interface StepInput {
  readonly ref: OrderRef;
  /** The state before; null: nothing was known of the order. */
  readonly state: OrderFacts | null;
  /** What became known; empty when only time has passed or a delivery is attempted. */
  readonly facts: readonly Fact[];
  readonly journeys: readonly JourneyState[];
  readonly context: StepContext;
  readonly predicates?: Readonly<Record<string, Predicate>>;
  /** Epoch milliseconds; not earlier than in the step before. */
  readonly now: number;
}

/** What a step comes to: whoever runs it stores all of it in one transaction. */
export interface Step {
  readonly state: OrderFacts;
  /** Facts that followed and were not stored yet; `state` holds them already. */
  readonly derived: readonly DerivedFact[];
  /** In the order of `StepInput.journeys`. */
  readonly journeys: readonly (Advance & { readonly journey: Journey })[];
  /** The earliest instant at which a step without new facts can change something; null when none can. */
  readonly nextAt: number | null;
}

/**
 * One step of an order: adds what became known, derives what follows, and advances every journey. The server
 * and `simulate` run exactly this.
 *
 * Pure. Repeated with its own result (the state, the instances, no facts, the same `now`) it derives nothing
 * and has no effects.
 *
 * @throws {PredicateMissingError} when a journey asks a predicate that is not given; whatever a predicate
 *   throws passes through
 */
export function step({ ref, state, facts, journeys, context, predicates = {}, now }: StepInput): Step {
  const given = addFacts(state, ref, facts);
  const derived = derive(given, context, now);
  const known = addFacts(given, ref, derived.facts);
  const advanced = journeys.map(({ journey, instance, activatedAt }) => {
    const asked = { ...context, activatedAt, predicates: evaluatePredicates(journey, predicates, known) };
    // Not spread: that would write every trace.
    return Object.assign(advance(journey, instance, known, asked, now), { journey });
  });
  return {
    state: known,
    derived: derived.facts,
    journeys: advanced,
    nextAt: earliest([derived.nextAt, ...advanced.map(({ nextAt }) => nextAt)]),
  };
}
