import type { Channel, DeliveryStatus, Finding, Journey, JourneyDiff, OrderRef } from '@post-purchase/core';

import type { DefinitionRef } from '../storage/definitions.ts';

/** What is to be published: a journey, as written or as JSON, or the name of a version that is stored. */
export type JourneyDraft = Journey | DefinitionRef | Readonly<Record<string, unknown>>;

/** What becomes of running instances of other versions: they stay on the version they entered, or come to the published one. */
export type RunningChoice = 'stay' | 'migrate';

/** One stored version of a journey. Instants are epoch milliseconds. */
export interface StoredVersion {
  readonly version: number;
  readonly hash: string;
  readonly active: boolean;
  readonly storedAt: number;
  /** When it was first active. */
  readonly activatedAt?: number;
  /** Instances that are on it and have not ended. */
  readonly running: number;
}

/** A journey with its versions, the highest first. */
export interface StoredJourney {
  readonly journey: string;
  readonly versions: readonly StoredVersion[];
}

/** What instances that have not ended hold, on whichever version they are. */
export interface RunningInstances {
  readonly total: number;
  readonly versions: readonly { readonly version: number; readonly count: number }[];
  readonly touchpoints: readonly {
    readonly touchpoint: string;
    readonly channel: string;
    readonly status: string;
    readonly count: number;
  }[];
}

/** So many deliveries would take another status. */
export interface DeliveryChange {
  readonly touchpoint: string;
  readonly channel: Channel;
  /** Absent: nothing was decided about it before. */
  readonly from?: DeliveryStatus;
  readonly to: DeliveryStatus;
  readonly count: number;
}

/** What would happen if running instances migrated now: migration and the step after it, tried without writing anything. */
export interface DryRun {
  /** How many instances would migrate. */
  readonly total: number;
  /** How many of them were tried; fewer than `total`: a sample, evenly spread, and every other count is of that sample. */
  readonly examined: number;
  readonly changes: readonly DeliveryChange[];
  /** How many would end, because the published version ends on something that has happened. */
  readonly ending: number;
  /** How many could not be decided, and the reason of the first; such an instance would stay where it is. */
  readonly undecided: { readonly count: number; readonly reason?: string };
}

export interface JourneyPreview {
  readonly journey: string | null;
  readonly version: number | null;
  readonly hash: string | null;
  /** Everything that keeps it from being published; empty when nothing does. */
  readonly findings: readonly Finding[];
  /** From the active version; null where none is active, or with findings. */
  readonly diff: JourneyDiff | null;
  readonly running: RunningInstances;
  /** Null unless running instances are to migrate. */
  readonly changes: DryRun | null;
  /** To be given to `publish`: it names exactly this. Null with findings. */
  readonly confirm: string | null;
}

export interface PublishOptions {
  readonly running: RunningChoice;
  /** From the preview. */
  readonly confirm: string;
  /** Most instances that migrate per second, all processes together; 1 to 1,000. Default `SWEEP_RATE`. */
  readonly rate?: number;
}

/** What was published, and the sweep it began. */
export interface Published {
  readonly journey: string;
  readonly version: number;
  readonly hash: string;
  /** Null: running instances stay. */
  readonly sweep: Sweep | null;
}

/** Default of `PublishOptions.rate`: a hundred thousand instances in 34 minutes, at a load that nobody notices. */
export const SWEEP_RATE = 50;
/** Most that can be asked for; one transaction per order makes a few hundred a second at best. */
export const SWEEP_RATE_MAX = 1_000;

/** An instance that could not migrate; its order is parked. */
export interface SweepFailure {
  readonly order: OrderRef;
  readonly reason: string;
}

/** Running instances on their way to a published version. */
export interface Sweep {
  readonly id: string;
  readonly journey: string;
  /** The version they come to. */
  readonly version: number;
  /** `superseded`: another publish of the journey took its place before it was through. */
  readonly state: 'running' | 'finished' | 'superseded';
  readonly rate: number;
  /** Instances that were to migrate when it began. Some end in the meantime, and are not counted further. */
  readonly total: number;
  readonly migrated: number;
  readonly failed: number;
  /** Those that are still to come. */
  readonly remaining: number;
  /** The first of those that failed, at most 20. */
  readonly failures: readonly SweepFailure[];
  readonly startedAt: number;
  readonly finishedAt?: number;
}

/**
 * Operations on the stored journeys. Publishing never touches what was decided: it says which version orders enter from now on, and
 * whether running instances come along.
 */
export interface Journeys {
  /** Every journey that was ever stored, by id. */
  list(): Promise<StoredJourney[]>;
  /**
   * Says what publishing would do, and does nothing. Tries at most 2,000 running instances; of more it takes a sample and says so.
   * Null: it names a version that is not stored.
   */
  preview(draft: JourneyDraft, options: { readonly running: RunningChoice }): Promise<JourneyPreview | null>;
  /**
   * Stores a draft unless it is stored, and makes it the version that orders enter. With `migrate` a sweep begins that brings running
   * instances of other versions to it, one order per transaction; any started process carries it on. A sweep of the journey that has not
   * finished is superseded, whatever is chosen: what it moved stays moved.
   *
   * To undo, publish the version of before: `{ journey, version }`.
   *
   * Null: it names a version that is not stored.
   *
   * @throws {JourneyError} with findings.
   * @throws {DefinitionChangedError} when its version is stored with another content.
   * @throws {ConfirmStaleError} when `confirm` is not of this draft, this active version and this choice.
   * @throws {RangeError} for a rate that is no integer from 1 to 1,000.
   */
  publish(draft: JourneyDraft, options: PublishOptions): Promise<Published | null>;
  /** The newest first, at most 100. */
  sweeps(): Promise<Sweep[]>;
}
