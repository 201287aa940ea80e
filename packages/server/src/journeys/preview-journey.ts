import { diffJourneys, JourneyError } from '@post-purchase/core';

import { isStorable } from '../ingest/storable.ts';
import { activeDefinition } from '../storage/definitions.ts';
import { confirmed, nameOfDraft, readDraft } from './draft.ts';
import { dryRun } from './dry-run.ts';
import type { JourneyDraft, JourneyPreview, RunningChoice, RunningInstances } from './journeys.ts';
import type { JourneyTools } from './create-journeys.ts';
import { NOBODY, runningInstances } from './running-instances.ts';

/** See `Journeys.preview`. */
export async function previewJourney(
  draft: JourneyDraft,
  running: RunningChoice,
  tools: JourneyTools,
): Promise<JourneyPreview | null> {
  const { db } = tools.steps;
  const name = nameOfDraft(draft);
  try {
    const definition = await readDraft(draft, db, tools.means);
    if (definition === null) return null;
    const { journey, hash } = definition;
    const active = await activeDefinition(db, journey.id);
    return {
      ...name,
      hash,
      findings: [],
      diff: active === null ? null : diffJourneys(active.journey, journey),
      running: await runningInstances(db, journey.id),
      changes: running === 'migrate' ? await dryRun(journey, tools.steps) : null,
      confirm: tools.confirm(confirmed(definition, active, running)),
    };
  } catch (error) {
    if (!(error instanceof JourneyError)) throw error;
    return {
      ...name,
      hash: null,
      findings: error.findings,
      diff: null,
      running: await runningOf(name.journey, tools),
      changes: null,
      confirm: null,
    };
  }
}

async function runningOf(journey: string | null, { steps: { db } }: JourneyTools): Promise<RunningInstances> {
  return journey === null || !isStorable(journey) ? NOBODY : runningInstances(db, journey);
}
