import type {
  JourneyDiffView,
  JourneyList,
  JourneyPreviewView,
  PublishResponse,
  SweepList,
  SweepView,
} from '@post-purchase/contract';
import type { JourneyDiff } from '@post-purchase/core';

import type { JourneyPreview, Published, StoredJourney, Sweep } from '../journeys/journeys.ts';
import { instant } from '../order-view/instant.ts';

export function journeyList(journeys: readonly StoredJourney[]): JourneyList {
  return {
    journeys: journeys.map(({ journey, versions }) => ({
      journey,
      versions: versions.map(({ version, hash, active, storedAt, activatedAt, running }) => ({
        version,
        hash,
        active,
        storedAt: instant(storedAt),
        ...(activatedAt !== undefined && { activatedAt: instant(activatedAt) }),
        running,
      })),
    })),
  };
}

export function previewView({
  findings,
  diff,
  running: { total, versions, touchpoints },
  changes,
  ...rest
}: JourneyPreview): JourneyPreviewView {
  return {
    ...rest,
    findings: [...findings],
    diff: diff && diffView(diff),
    running: { total, versions: [...versions], touchpoints: [...touchpoints] },
    changes: changes && { ...changes, changes: [...changes.changes] },
  };
}

function diffView({ from, to, changes, touchpoints }: JourneyDiff): JourneyDiffView {
  return {
    from,
    to,
    changes: [...changes],
    touchpoints: touchpoints.map(({ formerly, ...touchpoint }) => ({
      ...touchpoint,
      ...(formerly && { formerly: [...formerly] }),
      changes: [...touchpoint.changes],
    })),
  };
}

export function publishResponse({ sweep, ...published }: Published): PublishResponse {
  return { ...published, sweep: sweep && sweepView(sweep) };
}

export function sweepList(sweeps: readonly Sweep[]): SweepList {
  return { sweeps: sweeps.map(sweepView) };
}

function sweepView({ startedAt, finishedAt, failures, ...sweep }: Sweep): SweepView {
  return {
    ...sweep,
    failures: [...failures],
    startedAt: instant(startedAt),
    ...(finishedAt !== undefined && { finishedAt: instant(finishedAt) }),
  };
}
