import type { Journey } from './journey.ts';
import { JourneySchema } from './journey.schema.ts';
import { contactFindings } from './validate/contact.ts';
import { courseFindings } from './validate/course.ts';
import { factFindings } from './validate/facts.ts';
import type { Finding, ValidateOptions } from './validate/finding.ts';
import { formFindings } from './validate/form.ts';
import { hourFindings, quietFindings } from './validate/hours.ts';
import { nameFindings } from './validate/names.ts';
import { outcomeFindings } from './validate/outcomes.ts';
import { predicateFindings } from './validate/predicates.ts';
import { reachFindings } from './validate/reach.ts';
import { repeatFindings } from './validate/repeats.ts';
import { sentence } from './validate/sentence.ts';

export type { Finding, ValidateOptions } from './validate/finding.ts';

const MOST_TOUCHPOINTS = 500;

/**
 * Everything that is wrong with a journey; an empty list when it can run. Takes what comes from storage or
 * plain JavaScript too: shape first, and only when that is right, meaning.
 *
 * What it finds nothing in, the engine can run for any order, at any time and in any zone.
 *
 * Not checked: that a message exists for each kind, since a shop may bring its own; nor what a filter asks of
 * an event that the shop declares.
 */
export function validateJourney(journey: unknown, options: ValidateOptions = {}): readonly Finding[] {
  const malformed = formFindings(journey);
  if (malformed.length > 0) return malformed;
  const parsed = JourneySchema.safeParse(journey, { error: sentence });
  if (!parsed.success) {
    return parsed.error.issues.map(({ path, message }) => ({ path: path.map(String).join('.'), message }));
  }
  return [...findingsOf(parsed.data, options)];
}

function* findingsOf(journey: Journey, options: ValidateOptions): Generator<Finding> {
  const touchpoints = Object.entries(journey.touchpoints);
  if (touchpoints.length === 0)
    yield { path: 'touchpoints', message: 'A journey needs at least one touchpoint.' };
  if (touchpoints.length > MOST_TOUCHPOINTS) {
    yield { path: 'touchpoints', message: `A journey has at most ${MOST_TOUCHPOINTS} touchpoints.` };
    return;
  }
  yield* factFindings(journey, options);
  yield* predicateFindings(journey, options);
  yield* courseFindings(journey);
  yield* quietFindings(journey, options);
  yield* nameFindings(journey);
  yield* outcomeFindings(journey);
  yield* reachFindings(journey);
  for (const [id, touchpoint] of touchpoints) {
    const path = `touchpoints.${id}`;
    yield* within(path, contactFindings(touchpoint, journey));
    yield* within(path, repeatFindings(touchpoint, journey));
    yield* within(path, hourFindings(touchpoint, journey, options));
  }
}

function* within(path: string, findings: Iterable<Finding>): Generator<Finding> {
  for (const finding of findings) yield { ...finding, path: `${path}.${finding.path}` };
}
