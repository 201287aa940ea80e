import { assertNever } from '@post-purchase/contract';

import type { OrderFacts, RecipientZone } from '../order/order-facts.ts';
import { localDateTime } from '../time/local-time.ts';
import { type TraceEntry, type UntriggeredTouchpoint, traceOf } from './advance.ts';
import { type AssessedDelivery, type AssessedOccurrence, assess } from './assess.ts';
import type { Context } from './context.ts';
import type { Instance, ReachedGoal } from './instance.ts';
import type { Category, Journey } from './journey.ts';
import { decidingVerdict } from './rules/rules.ts';

/** Why one delivery is as it is. */
export interface DeliveryExplanation extends TraceEntry {
  readonly kind: string;
  readonly category: Category;
  /** The parcel it is about, by its present id. */
  readonly parcel?: string;
  /** The fact it hangs on. */
  readonly anchor: string;
  readonly since: number;
  readonly attempt: number;
  /** `dueAt` on the recipient's clock, to the minute: `2026-11-24T10:00`. */
  readonly dueLocal: string;
  readonly useByLocal: string;
  /** Held until then, where an instant ends it. */
  readonly until?: number;
  /** What ends a hold, in words. */
  readonly again?: string;
  /** All of it in one English sentence. */
  readonly summary: string;
}

/** Why an order's journey is as it is: for staff. */
export interface Explanation {
  readonly journey: string;
  readonly version: number;
  /** Null: the order is not on the journey. */
  readonly enteredAt: number | null;
  /** Why it is not. */
  readonly notEntered: string | null;
  readonly endsAt: number | null;
  readonly ended: { readonly at: number; readonly reason: string } | null;
  /** By name. */
  readonly goals: Readonly<Record<string, ReachedGoal>>;
  /** The zone in which days and times of day are meant, and how it is known. */
  readonly zone: RecipientZone;
  readonly deliveries: readonly DeliveryExplanation[];
  readonly untriggered: readonly UntriggeredTouchpoint[];
}

/**
 * Why everything on an order's journey is as it is at `now`: the same evaluation as `advance`, nothing is
 * stored and nothing changes. Where the clock has moved on since the last step it says what that step would
 * decide now.
 *
 * @throws {PredicateMissingError} when `context.predicates` lacks a predicate that the journey asks
 */
export function explain(
  journey: Journey,
  instance: Instance | null,
  facts: OrderFacts,
  context: Context,
  now: number,
): Explanation {
  const assessment = assess(journey, instance, facts, context, now);
  const { entry, zone, ended, endsAt, goals, occurrences } = assessment;
  const { notEntered, untriggered, deliveries } = traceOf(journey, assessment);
  const traces = new Map(deliveries.map((trace) => [trace.key, trace]));
  return {
    journey: journey.id,
    version: journey.version,
    enteredAt: entry.entered ? entry.instance.enteredAt : null,
    notEntered,
    endsAt,
    ended,
    goals,
    zone,
    deliveries: occurrences.flatMap((occurrence) =>
      occurrence.deliveries.flatMap((delivery) => {
        const trace = traces.get(delivery.key);
        return trace === undefined ? [] : [explainDelivery(occurrence, delivery, trace, zone.zone)];
      }),
    ),
    untriggered,
  };
}

function explainDelivery(
  occurrence: AssessedOccurrence,
  { state, verdicts }: AssessedDelivery,
  trace: TraceEntry,
  zone: string,
): DeliveryExplanation {
  const { touchpoint, parcel, anchor } = occurrence;
  const again = decidingVerdict(verdicts)?.again;
  const times = { dueLocal: localDateTime(trace.dueAt, zone), useByLocal: localDateTime(trace.useBy, zone) };
  return {
    ...trace,
    kind: touchpoint.kind,
    category: touchpoint.category,
    ...(parcel === undefined ? {} : { parcel: parcel.id }),
    anchor,
    since: state.since,
    attempt: state.attempt,
    ...times,
    ...(state.until === undefined ? {} : { until: state.until }),
    ...(again === undefined ? {} : { again }),
    summary: summarize(trace, {
      ...times,
      sinceLocal: localDateTime(state.since, zone),
      attempt: state.attempt,
      again,
    }),
  };
}

interface Words {
  readonly dueLocal: string;
  readonly useByLocal: string;
  readonly sinceLocal: string;
  readonly attempt: number;
  readonly again: string | undefined;
}

function summarize({ status, channel, rule, reason }: TraceEntry, words: Words): string {
  const since = minute(words.sinceLocal);
  const why = reason === undefined ? '' : `: ${reason}`;
  // What it hangs on may yet happen at any time, and only then is it due.
  const giveUp = rule === 'ended' ? '' : `; given up on ${minute(words.useByLocal)}`;
  switch (status) {
    case 'waiting':
      return `Waits until it is due on ${minute(words.dueLocal)}.`;
    case 'held':
      return `Held since ${since} (${rule ?? 'rule'})${why}. Goes on with: ${words.again ?? 'the next change'}${giveUp}.`;
    case 'open':
      return `Shown to the shopper since ${since}, until ${minute(words.useByLocal)} at the latest.`;
    case 'queued':
      return `Queued since ${since}, to be sent at once.`;
    case 'sending':
      return `Attempt ${words.attempt} under way since ${since}.`;
    case 'sent':
      return channel === 'task'
        ? `Put on the desk on ${since}.`
        : `Sent on ${since}, attempt ${words.attempt}.`;
    case 'closed':
      return `Was shown, closed on ${since}${why}.`;
    case 'skipped':
      return `Skipped on ${since} (${rule ?? 'rule'})${why}.`;
    case 'withheld':
      return `Withheld on ${since}${why}.`;
    case 'canceled':
      return `Canceled on ${since}${why}.`;
    case 'failed':
      return `Failed on ${since} after ${words.attempt} ${words.attempt === 1 ? 'attempt' : 'attempts'}${why}.`;
    default:
      return assertNever(status);
  }
}

function minute(local: string): string {
  return local.replace('T', ' ');
}
