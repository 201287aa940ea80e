import type { Duration } from '../../policy/policy.ts';
import {
  type FactTrigger,
  INSTANCE_DAYS,
  type Journey,
  type Touchpoint,
  type Trigger,
  type Wait,
  factTypeOf,
} from '../journey.ts';
import { triggerWords } from '../trigger.ts';
import { covers } from './covers.ts';
import type { Finding } from './finding.ts';
import { canHappen, circlesOf, sourceOf } from './outcomes.ts';

/** Touchpoints that no order could ever get: what they hang on never comes, or only when the journey is over. */
export function* reachFindings(journey: Journey): Generator<Finding> {
  const reach = new Reach(journey);
  for (const id of Object.keys(journey.touchpoints)) {
    const obstacle = reach.obstacleOf(id);
    if (obstacle !== null && !obstacle.isToldElsewhere) {
      yield { path: `touchpoints.${id}.${obstacle.path}`, message: obstacle.message };
    }
  }
}

/** Why a touchpoint never comes. */
interface Obstacle {
  readonly path: string;
  readonly message: string;
  /** Another family of findings names it; here it matters for those that hang on the touchpoint. */
  readonly isToldElsewhere?: boolean;
}

class Reach {
  readonly #journey: Journey;
  readonly #lasting: number | null;
  readonly #obstacles: Map<string, Obstacle | null>;

  constructor(journey: Journey) {
    this.#journey = journey;
    this.#lasting = hoursOnJourney(journey);
    this.#obstacles = new Map(
      circlesOf(journey.touchpoints)
        .flat()
        .map((id) => [id, TOLD_ELSEWHERE]),
    );
  }

  /** Why a touchpoint never comes; null when it may. */
  obstacleOf(id: string): Obstacle | null {
    const known = this.#obstacles.get(id);
    if (known !== undefined) return known;
    const touchpoint = this.#journey.touchpoints[id];
    const obstacle = touchpoint === undefined ? null : this.#look(id, touchpoint);
    this.#obstacles.set(id, obstacle);
    return obstacle;
  }

  #look(id: string, touchpoint: Touchpoint): Obstacle | null {
    return this.#cause(id, touchpoint) ?? this.#waitedFor(touchpoint) ?? this.#tooLate(id, touchpoint);
  }

  #cause(id: string, { on, after }: Touchpoint): Obstacle | null {
    const { touchpoints } = this.#journey;
    if (on !== undefined) {
      const end = this.#endBefore(on);
      return end === null ? null : { path: 'on', message: `${end}, so this would never come.` };
    }
    const source = sourceOf(id, touchpoints);
    const before = source === undefined ? undefined : touchpoints[source];
    if (source === undefined || before === undefined) return TOLD_ELSEWHERE;
    if (this.obstacleOf(source) !== null)
      return { path: 'after.touchpoint', message: `It hangs on '${source}', which never comes.` };
    return canHappen(after, before) ? null : TOLD_ELSEWHERE;
  }

  #waitedFor({ waitUntil }: Touchpoint): Obstacle | null {
    if (waitUntil === undefined || waitUntil.otherwise === 'continue') return null;
    const ends = waitUntil.any.map((trigger) => this.#endBefore(trigger));
    const [end] = ends;
    if (end === undefined || end === null || ends.includes(null)) return null;
    return { path: 'waitUntil.any', message: `${end}, so waiting for it leads nowhere.` };
  }

  /** What ends the journey before (or when) the trigger happens, as the beginning of a sentence. */
  #endBefore(trigger: FactTrigger): string | null {
    for (const end of endsOf(this.#journey)) {
      if (covers(end, trigger)) return `${triggerWords(trigger)} ends the journey`;
      const first = PRECEDED_BY.get(factTypeOf(trigger));
      if (first === end) return `${factTypeOf(trigger)} comes after ${first}, which ends the journey`;
    }
    return null;
  }

  #tooLate(id: string, { wait, every }: Touchpoint): Obstacle | null {
    const earliest = this.#earliestDue(id);
    if (this.#lasting === null || earliest < this.#lasting) return null;
    const days = Math.floor(earliest / 24);
    const path = wait === undefined ? (every === undefined ? 'after' : 'every') : 'wait';
    return {
      path,
      message: `It would never be due: that is ${days} days after the beginning at the earliest, and ${leaving(this.#journey)}.`,
    };
  }

  /** Hours from the order's entry, at the earliest; -Infinity when its trigger may lie before the entry. */
  #earliestDue(id: string): number {
    const touchpoint = this.#journey.touchpoints[id];
    if (touchpoint === undefined) return -Infinity;
    const { wait, every } = touchpoint;
    return this.#earliestTrigger(id, touchpoint) + shortest(wait ?? every);
  }

  #earliestTrigger(id: string, { on, after }: Touchpoint): number {
    if (on !== undefined) return isAtEntryOrLater(on, this.#journey) ? 0 : -Infinity;
    const source = sourceOf(id, this.#journey.touchpoints);
    const before = source === undefined ? undefined : this.#journey.touchpoints[source];
    if (source === undefined || before === undefined) return -Infinity;
    // What it waited for in vain is told when that time is over, and its own wait does not count then.
    return after.outcome === 'skipped' ? this.#earliestTrigger(source, before) : this.#earliestDue(source);
  }
}

const TOLD_ELSEWHERE: Obstacle = { path: '', message: '', isToldElsewhere: true };

/** Facts that cannot happen before another one has. */
const PRECEDED_BY: ReadonlyMap<string, Trigger> = new Map([['issue.resolved', 'issue.opened']]);

/** Every fact with which the journey is over. */
export function endsOf({ exit, goals = {} }: Journey): readonly FactTrigger[] {
  const ending = Object.values(goals).filter(({ ends }) => ends === true);
  return [...(exit?.on ?? []), ...ending.map(({ on }) => on)];
}

/** Whether the earliest fact of a trigger cannot lie before the one with which the order enters. */
export function isAtEntryOrLater(trigger: FactTrigger, { entry }: Journey): boolean {
  return factTypeOf(entry.on) === 'order.placed' || covers(entry.on, trigger);
}

/** For how many hours an order stays on the journey; null when that depends on repeats. */
export function hoursOnJourney({ endAfter, touchpoints }: Journey): number | null {
  if (endAfter !== undefined) return inHours(endAfter);
  const lasts = Object.values(touchpoints).some(
    ({ every, times }) => every !== undefined && times !== undefined,
  );
  return lasts ? null : INSTANCE_DAYS * 24;
}

/** The end of the journey in words, as part of a sentence. */
export function leaving({ endAfter }: Journey): string {
  const { hours, days } = { hours: undefined, days: undefined, ...(endAfter ?? { days: INSTANCE_DAYS }) };
  return `an order leaves the journey after ${hours === undefined ? `${days} days` : `${hours} hours`}`;
}

/** A length of time in hours; a day counts as 24. */
export function inHours(time: Duration): number {
  return 'hours' in time ? time.hours : time.days * 24;
}

/** The least number of hours that a wait takes: a time of day may come soon after a day has begun. */
export function shortest(wait: Wait | Duration | undefined): number {
  if (wait === undefined) return 0;
  if ('hours' in wait && wait.hours !== undefined) return wait.hours;
  const days = 'businessDays' in wait && wait.businessDays !== undefined ? wait.businessDays : wait.days;
  const isAtTime = 'at' in wait && wait.at !== undefined;
  return Math.max(0, days - (isAtTime ? 1 : 0)) * 24;
}
