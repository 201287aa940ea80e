import {
  isScenarioName,
  type Journey,
  scenario,
  type ScenarioName,
  SCENARIOS,
  simulate as simulateJourney,
  timelineMarkdown,
  timelineTable,
} from '@post-purchase/core';

import { EXIT_CODES, type ExitCode } from '../command/exit-code.ts';
import { InputError } from '../command/input-error.ts';
import type { JourneyFile } from '../journey-file/journey-file.ts';
import { loadJourneyFile } from '../journey-file/load-journey-file.ts';
import { readJourney } from '../journey-file/pick-journey.ts';
import { readEventsOfOrder } from '../order-file/order-events.ts';
import { toldOutcomes } from '../order-file/told-outcomes.ts';
import { readPolicy } from '../policy-file/read-policy.ts';
import { paint, print, printJson, singleLine, type Terminal, textWidth } from '../terminal/terminal.ts';
import { type PlayedRun, simulateReport } from './report.ts';

export interface SimulateOptions {
  readonly scenario?: string | undefined;
  readonly events?: string | undefined;
  readonly order?: string | undefined;
  readonly days: number;
  readonly journey?: string | undefined;
  readonly policy?: string | undefined;
  readonly timeZone?: string | undefined;
  readonly all?: boolean | undefined;
  readonly markdown?: boolean | undefined;
  readonly json?: boolean | undefined;
}

/** Plays a journey for one order: through scenarios, or with recorded events. */
export async function simulate(
  path: string,
  options: SimulateOptions,
  terminal: Terminal,
): Promise<ExitCode> {
  const file = await loadJourneyFile(path);
  const journey = readJourney(file, options.journey);
  const runs =
    options.events === undefined
      ? await playScenarios(file, journey, options)
      : [await playEvents(file, journey, options, options.events)];
  if (options.json === true) printJson(terminal, simulateReport(journey, runs));
  else if (options.markdown === true) print(terminal, asMarkdown(journey, runs, options));
  else print(terminal, asText(journey, runs, options, terminal));
  return EXIT_CODES.fine;
}

async function playScenarios(
  { predicates }: JourneyFile,
  journey: Journey,
  { scenario: name = DEFAULT_SCENARIO, policy: policyPath, days, timeZone }: SimulateOptions,
): Promise<readonly PlayedRun[]> {
  const policy = await readPolicy(policyPath);
  return scenariosNamed(name).map((one): PlayedRun => {
    const {
      description,
      facts,
      outcomes,
      until,
      timeZone: zone,
    } = scenario(one, {
      days,
      ...(timeZone === undefined ? {} : { timeZone }),
    });
    const timeline = simulateJourney(journey, {
      facts,
      until,
      policy,
      timeZone: zone,
      ...(predicates === undefined ? {} : { predicates }),
      ...(outcomes === undefined ? {} : { outcomes }),
    });
    return { scenario: one, description, until, timeline };
  });
}

const DEFAULT_SCENARIO: ScenarioName = 'on-time';

function scenariosNamed(name: string): readonly ScenarioName[] {
  const all = Object.keys(SCENARIOS).filter(isScenarioName);
  if (name === 'all') return all;
  if (isScenarioName(name)) return [name];
  throw new InputError(
    'scenario_unknown',
    `There is no scenario '${name}'.`,
    `There are ${new Intl.ListFormat('en').format(all)}, and all.`,
  );
}

async function playEvents(
  { predicates, events: schemas }: JourneyFile,
  journey: Journey,
  { order, policy: policyPath, days, timeZone = 'UTC' }: SimulateOptions,
  events: string,
): Promise<PlayedRun> {
  const policy = await readPolicy(policyPath);
  const { ref, facts } = await readEventsOfOrder(events, order, schemas);
  const first = facts.reduce((earliest, { occurredAt }) => Math.min(earliest, occurredAt), Infinity);
  const until = first + days * DAY;
  const timeline = simulateJourney(journey, {
    ref,
    facts,
    until,
    policy,
    timeZone,
    ...(predicates === undefined ? {} : { predicates }),
    outcomes: toldOutcomes(facts),
  });
  const description = `Order ${ref.source}:${ref.id}, as recorded.`;
  return { scenario: null, description, until, timeline };
}

const DAY = 86_400_000;

function asText(
  { id, version }: Journey,
  runs: readonly PlayedRun[],
  { all = false }: SimulateOptions,
  { stdout }: Terminal,
): string {
  return runs
    .map(({ scenario: name, description, timeline }) => {
      const title = [singleLine(`${id}@${version}`), ...(name === null ? [] : [name])].join(', ');
      return [
        `${paint(stdout, 'bold', title)}: ${singleLine(description)}`,
        timelineTable(timeline, { all, width: textWidth(stdout) }),
      ].join('\n\n');
    })
    .join('\n\n\n');
}

function asMarkdown(
  { id, version }: Journey,
  runs: readonly PlayedRun[],
  { all = false }: SimulateOptions,
): string {
  return runs
    .map(({ scenario: name, description, timeline }) => {
      const title = [singleLine(`${id}@${version}`), ...(name === null ? [] : [name])].join(', ');
      return [`## ${title}`, singleLine(description), timelineMarkdown(timeline, { all })].join('\n\n');
    })
    .join('\n\n');
}
