import * as z from 'zod/mini';

import { Instant, OpaqueId } from '../wire/wire.schema.ts';
import { OrderRefView } from './staff.schema.ts';

const Count = z.int().check(z.nonnegative());

/** One stored version of a journey. */
export const JourneyVersionView = z.object({
  version: z.int(),
  /** Content hash: the same version always has the same. */
  hash: z.string(),
  /** Whether it is the version that orders enter. */
  active: z.boolean(),
  storedAt: Instant,
  /** When it was first active; absent: never, it is a draft. */
  activatedAt: z.optional(Instant),
  /** Instances that are on it and have not ended. */
  running: Count,
});
export type JourneyVersionView = z.infer<typeof JourneyVersionView>;

/** Every stored journey by id, its versions from the highest. */
export const JourneyList = z.object({
  journeys: z.array(z.object({ journey: z.string(), versions: z.array(JourneyVersionView) })),
});
export type JourneyList = z.infer<typeof JourneyList>;

/** A version by its name. */
export const StoredVersionRef = z.strictObject({ journey: OpaqueId, version: z.int() });

/** What is to be published: a whole journey, or the name of a version that is stored. */
export const JourneyDraftBody = z.union([
  StoredVersionRef,
  z.looseObject({ id: z.string(), version: z.int() }),
]);
export type JourneyDraftBody = z.infer<typeof JourneyDraftBody>;

/** What becomes of running instances of other versions: they stay on the version they entered, or come to the published one. */
export const RunningChoice = z.enum(['stay', 'migrate']);

/** Body of a preview. */
export const PreviewRequest = z.object({ draft: JourneyDraftBody, running: RunningChoice });
export type PreviewRequest = z.infer<typeof PreviewRequest>;

/** One thing that keeps a journey from being published: where, and what in a sentence. */
export const FindingView = z.object({ path: z.string(), message: z.string() });
export type FindingView = z.infer<typeof FindingView>;

/** One thing that two versions of a journey say differently. */
export const JourneyChangeView = z.object({
  /** Where, in the newer version's names: `touchpoints.rating.wait`. */
  path: z.string(),
  /** What the older version says, as it stands there; absent: nothing. */
  before: z.optional(z.unknown()),
  /** What the newer version says; absent: nothing. */
  after: z.optional(z.unknown()),
  /** What that means, in a sentence. */
  message: z.string(),
});

const ComparedVersionView = z.object({ version: z.int(), hash: z.string() });

/** What two versions of a journey say differently. */
export const JourneyDiffView = z.object({
  from: ComparedVersionView,
  to: ComparedVersionView,
  /** Entry, exit, goals, policy, end. */
  changes: z.array(JourneyChangeView),
  touchpoints: z.array(
    z.object({
      touchpoint: z.string(),
      type: z.enum(['added', 'removed', 'renamed', 'changed']),
      /** Of a renamed one: its id in the older version. */
      formerly: z.optional(z.array(z.string())),
      message: z.string(),
      changes: z.array(JourneyChangeView),
    }),
  ),
});
export type JourneyDiffView = z.infer<typeof JourneyDiffView>;

/** What running instances hold, on whichever version they are. */
export const RunningInstancesView = z.object({
  total: Count,
  versions: z.array(z.object({ version: z.int(), count: Count })),
  touchpoints: z.array(
    z.object({ touchpoint: z.string(), channel: z.string(), status: z.string(), count: Count }),
  ),
});
export type RunningInstancesView = z.infer<typeof RunningInstancesView>;

/** What would happen if running instances migrated now. */
export const DryRunView = z.object({
  /** Instances that would migrate. */
  total: Count,
  /** Those of them that were tried. Fewer than `total`: an evenly spread sample, and every other count is of that sample. */
  examined: Count,
  changes: z.array(
    z.object({
      touchpoint: z.string(),
      channel: z.string(),
      /** Absent: nothing was decided about it before. */
      from: z.optional(z.string()),
      to: z.string(),
      count: Count,
    }),
  ),
  /** Instances that would end. */
  ending: Count,
  /** Instances that could not be decided and would stay where they are; the reason of the first. */
  undecided: z.object({ count: Count, reason: z.optional(z.string()) }),
});
export type DryRunView = z.infer<typeof DryRunView>;

/** What publishing would do. */
export const JourneyPreviewView = z.object({
  journey: z.nullable(z.string()),
  version: z.nullable(z.int()),
  hash: z.nullable(z.string()),
  /** Everything that keeps it from being published; empty when nothing does. */
  findings: z.array(FindingView),
  /** From the active version; null where none is active, or with findings. */
  diff: z.nullable(JourneyDiffView),
  running: RunningInstancesView,
  /** Null unless running instances are to migrate. */
  changes: z.nullable(DryRunView),
  /** To be sent with the publishing: names exactly this draft, active version and choice. Null with findings. */
  confirm: z.nullable(z.string()),
});
export type JourneyPreviewView = z.infer<typeof JourneyPreviewView>;

/** Body of the publishing. */
export const PublishRequest = z.object({
  draft: JourneyDraftBody,
  running: RunningChoice,
  /** From the preview. */
  confirm: z.string().check(z.maxLength(64)),
  /** Most instances that migrate per second; default 50. */
  rate: z.optional(z.int().check(z.minimum(1), z.maximum(1_000))),
});
export type PublishRequest = z.infer<typeof PublishRequest>;

/** Running instances on their way to a published version. */
export const SweepView = z.object({
  id: OpaqueId,
  journey: z.string(),
  /** The version they come to. */
  version: z.int(),
  /** `superseded`: another publishing of the journey took its place before it was through. */
  state: z.enum(['running', 'finished', 'superseded']),
  /** Most instances a second. */
  rate: z.int(),
  /** Instances that were to migrate when it began; some end in the meantime and are not counted further. */
  total: Count,
  migrated: Count,
  failed: Count,
  remaining: Count,
  /** The first of those that failed, at most 20. Their orders are parked. */
  failures: z.array(z.object({ order: OrderRefView, reason: z.string() })),
  startedAt: Instant,
  finishedAt: z.optional(Instant),
});
export type SweepView = z.infer<typeof SweepView>;

/** The newest first, at most 100. */
export const SweepList = z.object({ sweeps: z.array(SweepView) });
export type SweepList = z.infer<typeof SweepList>;

/** What was published, and the sweep it began; null: running instances stay. */
export const PublishResponse = z.object({
  journey: z.string(),
  version: z.int(),
  hash: z.string(),
  sweep: z.nullable(SweepView),
});
export type PublishResponse = z.infer<typeof PublishResponse>;
