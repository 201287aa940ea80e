import type {
  ReachedGoal,
  Timeline,
  TimelineDelivery,
  TimelineEntry,
  UntriggeredTouchpoint,
} from '@post-purchase/core';

import { rfc3339 } from '../time/rfc3339.ts';

/** A simulation that was run. */
export interface PlayedRun {
  /** Which scenario; null: recorded events. */
  readonly scenario: string | null;
  /** What happens in it, in a sentence. */
  readonly description: string;
  /** When simulated time ended, epoch milliseconds. */
  readonly until: number;
  readonly timeline: Timeline;
}

/** What `post-purchase simulate --json` prints. Instants are RFC 3339 in UTC. */
export interface SimulateReport {
  readonly journey: { readonly id: string; readonly version: number };
  /** One for each scenario that was played, or one for the events. */
  readonly runs: readonly {
    readonly scenario: string | null;
    readonly description: string;
    readonly until: string;
    /** Why the order is not on the journey; null: it is, or was. */
    readonly notEntered: string | null;
    /** What was decided, in time. */
    readonly entries: readonly Told<TimelineEntry>[];
    /** Where each delivery stands at the end. */
    readonly deliveries: readonly Told<TimelineDelivery>[];
    readonly untriggered: readonly UntriggeredTouchpoint[];
    /** By name: the first fact that reached it. */
    readonly goals: Readonly<Record<string, Told<ReachedGoal>>>;
  }[];
}

type Told<Thing extends { readonly at: number }> = Omit<Thing, 'at'> & { readonly at: string };

/** Simulations as they are printed for programs. */
export function simulateReport(
  { id, version }: { readonly id: string; readonly version: number },
  runs: readonly PlayedRun[],
): SimulateReport {
  return {
    journey: { id, version },
    runs: runs.map(({ scenario, description, until, timeline }) => ({
      scenario,
      description,
      until: rfc3339(until),
      notEntered: timeline.notEntered,
      entries: timeline.entries.map((entry) => ({ ...entry, at: rfc3339(entry.at) })),
      deliveries: timeline.deliveries.map((delivery) => ({ ...delivery, at: rfc3339(delivery.at) })),
      untriggered: timeline.untriggered,
      goals: Object.fromEntries(
        Object.entries(timeline.goals).map(([goal, reached]) => [
          goal,
          { ...reached, at: rfc3339(reached.at) },
        ]),
      ),
    })),
  };
}
