import type { GivenFact } from '../../fact/fact.ts';
import type { Journey } from '../journey.ts';
import type { SimulatedOutcomes } from '../order-run.ts';
import { checkZone, simulate, type SimulateOptions } from '../simulate.ts';
import { SimulationError } from '../simulation-error.ts';
import type { Timeline } from '../timeline.ts';
import { type Plot, PLOTS } from './plots.ts';
import { Story, type StoryOrder } from './story.ts';

/** What a ready-made scenario is called. */
export type ScenarioName = keyof typeof PLOTS;

/** All ready-made scenarios, each with a line that says what happens. */
export const SCENARIOS: Readonly<Record<ScenarioName, { readonly description: string }>> = PLOTS;

export interface ScenarioOptions {
  /**
   * When the order is placed, epoch milliseconds; default: on a Monday at ten, Berlin time. `dst-night` takes the
   * time of day and moves on to the next change of the clocks.
   */
  readonly placedAt?: number;
  /** IANA zone of the shop and, where nothing else is told, of the recipient; default `Europe/Berlin`. */
  readonly timeZone?: string;
  /** What the order says differently from the sample order: what is in it, who bought it. */
  readonly order?: StoryOrder;
  /** How many days are played after the order was placed; default 90. */
  readonly days?: number;
}

/** A story of an order, ready for `simulate`. */
export interface Scenario {
  readonly name: ScenarioName;
  /** In one line. */
  readonly description: string;
  readonly placedAt: number;
  readonly timeZone: string;
  readonly facts: readonly GivenFact[];
  /** Absent: every attempt is sent. */
  readonly outcomes?: SimulatedOutcomes;
  readonly until: number;
}

const MONDAY_MORNING = Date.parse('2026-11-02T09:00:00Z');
const DAY = 86_400_000;

/**
 * A ready-made story of the sample order: how it goes, and how it goes wrong. Parcels leave the shop the day
 * after, arrive on the third and are promised for the fourth, unless the story is about something else.
 *
 * @throws {SimulationError} for a name, an instant or a zone that does not exist
 */
export function scenario(name: ScenarioName, options: ScenarioOptions = {}): Scenario {
  const { timeZone = 'Europe/Berlin', order = {}, days = 90 } = options;
  checkZone(timeZone);
  const wished = options.placedAt ?? MONDAY_MORNING;
  if (!Number.isSafeInteger(wished))
    throw invalid('placedAt', `begins at an instant in epoch milliseconds`, wished);
  if (!(days >= 0 && days < Infinity)) throw invalid('days', 'lasts a number of days', days);
  const { description, placedAt, facts, outcomes } = plotOf(name);
  const story = new Story(placedAt?.(wished, timeZone) ?? wished, timeZone, order);
  return {
    name,
    description,
    placedAt: story.placedAt,
    timeZone,
    facts: facts(story),
    ...(outcomes === undefined ? {} : { outcomes: outcomes(story) }),
    until: story.placedAt + Math.round(days * DAY),
  };
}

function invalid(path: string, rule: string, found: number): SimulationError {
  return new SimulationError('scenario_invalid', path, `A scenario ${rule}; "${found}" is none.`);
}

function plotOf(name: string): Plot {
  const plots: Readonly<Record<string, Plot>> = PLOTS;
  const plot = Object.hasOwn(plots, name) ? plots[name] : undefined;
  if (plot !== undefined) return plot;
  throw new SimulationError(
    'scenario_unknown',
    '',
    `There is no scenario "${name}". There are: ${Object.keys(SCENARIOS).join(', ')}.`,
  );
}

/** Whether a ready-made scenario has this name. */
export function isScenarioName(name: string): name is ScenarioName {
  return Object.hasOwn(SCENARIOS, name);
}

/** What of the shop and the customer may differ in a scenario. */
export type ScenarioSurroundings = Pick<
  SimulateOptions,
  'policy' | 'customer' | 'predicates' | 'channels' | 'honorsKeys'
>;

/**
 * Plays a journey through a ready-made scenario.
 *
 * @throws {SimulationError} as `scenario` does
 * @throws {PredicateMissingError} when the journey asks a predicate that is not given
 */
export function simulateScenario(
  journey: Journey,
  name: ScenarioName,
  options: ScenarioOptions & ScenarioSurroundings = {},
): Timeline {
  const { placedAt: _at, timeZone: _zone, order: _order, days: _days, ...surroundings } = options;
  const { facts, outcomes, timeZone, until } = scenario(name, options);
  return simulate(journey, {
    ...surroundings,
    facts,
    timeZone,
    until,
    ...(outcomes === undefined ? {} : { outcomes }),
  });
}
