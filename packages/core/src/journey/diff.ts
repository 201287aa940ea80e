import { courseChanges } from './diff/course-changes.ts';
import type { Change } from './diff/change.ts';
import { touchpointChanges } from './diff/touchpoint-changes.ts';
import type { Journey, Touchpoint } from './journey.ts';
import { journeyHash } from './journey-hash.ts';
import { lineage } from './lineage.ts';
import { listed, waitWords } from './time-words.ts';
import { causeWords } from './trigger.ts';

export type { Change } from './diff/change.ts';

/** A version of a journey, as diffs name it. */
export interface ComparedVersion {
  readonly version: number;
  /** Content hash. */
  readonly hash: string;
}

/** What became of one touchpoint between two versions. */
export interface TouchpointDiff {
  /** Its id in the newer version; of a removed one, in the older. */
  readonly touchpoint: string;
  readonly type: 'added' | 'removed' | 'renamed' | 'changed';
  /** Of a renamed one: its id in the older version; several when it goes on for several. */
  readonly formerly?: readonly string[];
  /** In a plain sentence. */
  readonly message: string;
  /** Field by field; of an added or removed one empty. Of several former ones, against the first. */
  readonly changes: readonly Change[];
}

/** What two versions of a journey say differently. */
export interface JourneyDiff {
  /** Id of the newer one. */
  readonly journey: string;
  readonly from: ComparedVersion;
  readonly to: ComparedVersion;
  /** Entry, exit, goals, policy, end. */
  readonly changes: readonly Change[];
  /** In the newer version's order, then the removed ones in the older version's; those that are the same are left out. */
  readonly touchpoints: readonly TouchpointDiff[];
}

/**
 * Compares two versions of a journey by what they mean: what is left out counts as its default, and neither the
 * order of touchpoints nor that of their channels matters. A touchpoint is the same one when it has the same id,
 * or when one of the versions says so (`formerly`).
 *
 * Pure; the result is plain JSON, and the same for the same two versions.
 */
export function diffJourneys(from: Journey, to: Journey): JourneyDiff {
  return {
    journey: to.id,
    from: { version: from.version, hash: journeyHash(from) },
    to: { version: to.version, hash: journeyHash(to) },
    changes: [...courseChanges(from, to)],
    touchpoints: [...touchpointDiffs(from, to)],
  };
}

function* touchpointDiffs(from: Journey, to: Journey): Generator<TouchpointDiff> {
  const goingOn = new Set<string>();
  for (const [touchpoint, sources] of lineage(from, to)) {
    for (const source of sources) goingOn.add(source);
    const after = to.touchpoints[touchpoint];
    const [first = touchpoint] = sources;
    const before = Object.hasOwn(from.touchpoints, first) ? from.touchpoints[first] : undefined;
    if (after === undefined) continue;
    if (before === undefined) {
      yield { touchpoint, type: 'added', message: `${touchpoint} is new: ${summary(after)}.`, changes: [] };
      continue;
    }
    const formerly = sources.filter((source) => source !== touchpoint);
    const changes = [...touchpointChanges(touchpoint, before, after)].filter(
      // That it was renamed is said already.
      ({ path }) => formerly.length === 0 || path !== `touchpoints.${touchpoint}.formerly`,
    );
    if (formerly.length > 0) {
      const message = `${listed(formerly, 'and')} ${formerly.length === 1 ? 'is' : 'are'} called ${touchpoint} now.`;
      yield { touchpoint, type: 'renamed', formerly, message, changes };
    } else if (changes.length > 0) {
      yield { touchpoint, type: 'changed', message: `${touchpoint} is changed.`, changes };
    }
  }
  for (const touchpoint of Object.keys(from.touchpoints)) {
    if (goingOn.has(touchpoint)) continue;
    yield { touchpoint, type: 'removed', message: `${touchpoint} is removed.`, changes: [] };
  }
}

function summary({ kind, category, channels, wait, ...cause }: Touchpoint): string {
  const when = wait === undefined ? 'with' : `${waitWords(wait)} after`;
  return `${category} ${kind} on ${listed(channels, 'and')}, ${when} ${causeWords(cause)}`;
}
