import type { Duration } from '../../policy/policy.ts';
import type { Journey, Touchpoint } from '../journey.ts';
import { triggerWords } from '../trigger.ts';
import { alreadyThere } from './course.ts';
import { covers } from './covers.ts';
import type { Finding } from './finding.ts';
import { hoursOnJourney, inHours, isAtEntryOrLater, leaving, shortest } from './reach.ts';

/** How often something may come at most, and how soon again. */
const MOST_TIMES = 1_000;
const SHORTEST_HOURS = 1;
/** Ten years, after which nobody remembers the order. */
const LONGEST_HOURS = 3_650 * 24;

/** Repeats without an end, without a wait, or beyond all measure, and waiting for what is long there. */
export function* repeatFindings(touchpoint: Touchpoint, journey: Journey): Generator<Finding> {
  const { every, times, until, on } = touchpoint;
  if (every === undefined) {
    if (times !== undefined)
      yield { path: 'times', message: 'It comes once: to repeat it, say every how long.' };
    if (until !== undefined)
      yield { path: 'until', message: 'Nothing repeats: to repeat it, say every how long.' };
    return;
  }
  if (times === undefined && until === undefined) {
    yield {
      path: 'every',
      message: 'It repeats without an end: say how many times, or until which fact.',
    };
  }
  if (inHours(every) < SHORTEST_HOURS)
    yield { path: 'every', message: 'It repeats without a wait: an hour is the least between two times.' };
  yield* countFindings(every, touchpoint, journey);
  for (const [index, trigger] of (until ?? []).entries()) {
    const path = `until.${index}`;
    const why = alreadyThere(trigger, journey);
    if (on !== undefined && covers(trigger, on))
      yield { path, message: `${triggerWords(trigger)} brings it about and cannot end it at the same time.` };
    else if (why !== null) yield { path, message: `${why}, so nothing would ever come.` };
  }
}

function* countFindings(every: Duration, touchpoint: Touchpoint, journey: Journey): Generator<Finding> {
  const { times, wait, on } = touchpoint;
  if (inHours(every) < SHORTEST_HOURS) return;
  const span = hoursOnJourney(journey);
  if (times === undefined) {
    const fitting = Math.floor((span ?? LONGEST_HOURS) / inHours(every));
    if (fitting > MOST_TIMES) {
      yield {
        path: 'every',
        message: `It could come ${fitting} times before the journey ends: ${MOST_TIMES} times are the most.`,
      };
    }
    return;
  }
  if (times > MOST_TIMES) {
    yield { path: 'times', message: `It comes ${times} times: ${MOST_TIMES} are the most.` };
  } else if (times * inHours(every) > LONGEST_HOURS) {
    const years = Math.round((times * inHours(every)) / (365 * 24));
    yield { path: 'times', message: `It would go on for ${years} years: ten are the most.` };
  }
  if (span === null || on === undefined || !isAtEntryOrLater(on, journey)) return;
  const first = shortest(wait ?? every);
  const fitting = Math.ceil((span - first) / inHours(every));
  if (fitting < times) {
    yield {
      path: 'times',
      message: `Not more than ${Math.max(0, fitting)} of ${times} times can come: ${leaving(journey)}.`,
    };
  }
}
