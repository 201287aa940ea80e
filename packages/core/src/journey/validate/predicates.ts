import { type Condition, conditionsIn } from '../condition.ts';
import type { Journey } from '../journey.ts';
import type { Finding, ValidateOptions } from './finding.ts';

/** Predicates that the journey asks and nobody gives, where it is told which are given. */
export function* predicateFindings(journey: Journey, { predicates }: ValidateOptions): Generator<Finding> {
  if (predicates === undefined) return;
  for (const { path, condition } of placedConditions(journey)) {
    const missing = [...conditionsIn(condition)].flatMap((one) =>
      one.op === 'predicate' && !predicates.includes(one.name) ? [one.name] : [],
    );
    for (const name of new Set(missing)) {
      yield { path, message: `The predicate '${name}' is asked, and nobody gives it.` };
    }
  }
}

function* placedConditions({
  entry,
  touchpoints,
}: Journey): Generator<{ readonly path: string; readonly condition: Condition }> {
  if (entry.when !== undefined) yield { path: 'entry.when', condition: entry.when };
  for (const [id, { when, unless }] of Object.entries(touchpoints)) {
    if (when !== undefined) yield { path: `touchpoints.${id}.when`, condition: when };
    if (unless !== undefined) yield { path: `touchpoints.${id}.unless`, condition: unless };
  }
}
