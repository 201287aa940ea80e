import type { OrderFacts } from '../order/order-facts.ts';
import { conditionsIn } from './condition.ts';
import type { Journey } from './journey.ts';

/**
 * A condition of the shop's own: pure, synchronous, and about nothing but the facts, so that a decision can
 * be made again later.
 */
export type Predicate = (facts: OrderFacts) => boolean;

/** A journey names a predicate that was not given. */
export class PredicateMissingError extends Error {
  override readonly name = 'PredicateMissingError';
  readonly code = 'predicate_missing';
  readonly predicate: string;

  constructor(predicate: string) {
    super(`The journey asks the predicate '${predicate}', which was not given.`);
    this.predicate = predicate;
  }
}

/** A predicate answered with something else than true or false: it is asynchronous, or forgot to return. */
export class PredicateAnswerError extends TypeError {
  override readonly name = 'PredicateAnswerError';
  readonly code = 'predicate_answer_invalid';
  readonly predicate: string;

  constructor(predicate: string) {
    super(`The predicate '${predicate}' has to return true or false, at once.`);
    this.predicate = predicate;
  }
}

/** Names of all predicates that a journey asks. */
export function predicateNames(journey: Journey): ReadonlySet<string> {
  const known = NAMES.get(journey);
  if (known !== undefined) return known;
  const conditions = [
    journey.entry.when,
    ...Object.values(journey.touchpoints).flatMap(({ when, unless }) => [when, unless]),
  ];
  const names = new Set<string>();
  for (const root of conditions) {
    for (const condition of root === undefined ? [] : conditionsIn(root)) {
      if (condition.op === 'predicate') names.add(condition.name);
    }
  }
  NAMES.set(journey, names);
  return names;
}

/** Definitions never change, and every step of every order asks. */
const NAMES = new WeakMap<Journey, ReadonlySet<string>>();

/**
 * What `Context.predicates` holds: each predicate that the journey asks, evaluated on the facts.
 *
 * @throws {PredicateMissingError} when the journey names one that is not among `predicates`
 * @throws {PredicateAnswerError} when one answers with something else than true or false; whatever a predicate
 *   throws passes through
 */
export function evaluatePredicates(
  journey: Journey,
  predicates: Readonly<Record<string, Predicate>>,
  facts: OrderFacts,
): Readonly<Record<string, boolean>> {
  const values: Record<string, boolean> = {};
  for (const name of predicateNames(journey)) {
    const ask = Object.hasOwn(predicates, name) ? predicates[name] : undefined;
    if (ask === undefined) throw new PredicateMissingError(name);
    // Plain JavaScript may hand in anything, and a promise would always count as yes.
    const answer: unknown = ask(facts);
    if (typeof answer !== 'boolean') throw new PredicateAnswerError(name);
    values[name] = answer;
  }
  return values;
}
