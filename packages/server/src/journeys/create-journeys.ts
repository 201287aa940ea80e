import type { StepTools } from '../ingest/steps.ts';
import { readSweeps } from '../storage/sweeps.ts';
import type { JourneyMeans } from './check-journey.ts';
import type { Journeys } from './journeys.ts';
import { listJourneys } from './list-journeys.ts';
import { previewJourney } from './preview-journey.ts';
import { publishJourney } from './publish-journey.ts';

/** What the operations on journeys work with. */
export interface JourneyTools {
  readonly steps: StepTools;
  /** What this process has for journeys to name. */
  readonly means: JourneyMeans;
  /** Names a text with the shop's secret: nobody else can make the name, and another text has another one. */
  readonly confirm: (text: string) => string;
}

/** The operations on the journeys of one database. */
export function createJourneys(tools: JourneyTools): Journeys {
  const { db } = tools.steps;
  return {
    list: () => listJourneys(db),
    preview: (draft, { running }) => previewJourney(draft, running, tools),
    publish: (draft, options) => publishJourney(draft, options, tools),
    sweeps: () => readSweeps(db),
  };
}

/** The operations before their database is open: each waits for that. */
export function lazyJourneys(open: () => Promise<Journeys>): Journeys {
  return {
    list: async () => (await open()).list(),
    preview: async (draft, options) => (await open()).preview(draft, options),
    publish: async (draft, options) => (await open()).publish(draft, options),
    sweeps: async () => (await open()).sweeps(),
  };
}
