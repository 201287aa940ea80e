import type { OrderFacts } from '../order/order-facts.ts';
import { assess, type AssessedDelivery, type AssessedOccurrence, type Assessment } from './assess.ts';
import type { Context } from './context.ts';
import { earliest } from './earliest.ts';
import type { DeliveryState, DeliveryStatus, Effect, Instance, OccurrenceState, RuleId } from './instance.ts';
import type { Channel, Journey } from './journey.ts';
import type { Verdict } from './rules/rule.ts';
import { causeWords } from './trigger.ts';

/** What every rule said of one delivery in this step. */
export interface TraceEntry {
  readonly key: string;
  readonly touchpoint: string;
  readonly occurrence: string;
  readonly channel: Channel;
  readonly status: DeliveryStatus;
  readonly dueAt: number;
  readonly useBy: number;
  readonly rule?: RuleId;
  readonly reason?: string;
  /** Empty for what was final before, and while an attempt is under way. */
  readonly verdicts: readonly Verdict[];
}

/** Why everything is as it is. */
export interface Trace {
  /** Null: the order is on the journey. Else why it is not. */
  readonly notEntered: string | null;
  readonly deliveries: readonly TraceEntry[];
  /** Touchpoints whose trigger has not happened; once the instance is over they are skipped. */
  readonly untriggered: readonly UntriggeredTouchpoint[];
}

export interface UntriggeredTouchpoint {
  readonly touchpoint: string;
  readonly status: 'waiting' | 'skipped';
  readonly reason: string;
}

/** What a step decided. */
export interface Advance {
  /** Null: the order has not entered. One that was refused has an instance that says so. */
  readonly instance: Instance | null;
  /** What changed, one entry per delivery. */
  readonly effects: readonly Effect[];
  readonly trace: Trace;
  /**
   * The earliest instant at which something can change although nothing new becomes known; null when nothing
   * can.
   */
  readonly nextAt: number | null;
  /** When the instance ends by time alone; null while the order is not on the journey, and once it is over. */
  readonly endsAt: number | null;
}

/**
 * Decides an order on a journey: compares what should be, by all that is known now, with what was decided
 * before, and returns the difference.
 *
 * Pure, synchronous and level-triggered: called again with the instance it returned (and the same facts,
 * context and `now`) it returns no effects, and it does not matter how often or why it was called before. A
 * status that is final never changes. A message becomes `sending` only in the step whose `context.attempting`
 * names it, and only when it was `queued`.
 *
 * A task is decided at its due instant like everything else, and only then written (`sent`): one that is held
 * or canceled never reaches the desk.
 *
 * Not guaranteed: that a message was received. `sent` says that its channel took it.
 *
 * @param instance what was decided before; null while the order has not entered
 * @param now epoch milliseconds; not earlier than in the step before
 * @throws {PredicateMissingError} when `context.predicates` lacks a predicate that the journey asks
 */
export function advance(
  journey: Journey,
  instance: Instance | null,
  facts: OrderFacts,
  context: Context,
  now: number,
): Advance {
  const assessment = assess(journey, instance, facts, context, now);
  const { entry, occurrences, ended, endsAt, goals } = assessment;
  const trace = traceOf(journey, assessment);
  if (!entry.entered) return { instance: entry.instance, effects: [], trace, nextAt: entry.nextAt, endsAt: null };

  const effects = occurrences.flatMap(effectsOf);
  const next: Instance = {
    ...entry.instance,
    ...(ended === null ? {} : { endedAt: ended.at, endedBy: ended.reason }),
    ...(Object.keys(goals).length === 0 ? {} : { goals }),
    occurrences: Object.fromEntries(occurrences.map((occurrence) => [occurrence.key, stateOf(occurrence)])),
  };
  const instants = occurrences.flatMap(({ deliveries, nextRepeatAt }) => [
    ...deliveries.map(({ nextAt }) => nextAt),
    ended === null ? nextRepeatAt : null,
  ]);
  return {
    instance: next,
    effects,
    trace,
    nextAt: earliest(ended === null ? [...instants, endsAt] : instants),
    endsAt: ended === null ? endsAt : null,
  };
}

function stateOf({ anchor, dueAt, useBy, deliveries }: AssessedOccurrence): OccurrenceState {
  const channels: Partial<Record<Channel, DeliveryState>> = {};
  for (const { channel, state } of deliveries) channels[channel] = state;
  return { anchor, dueAt, useBy, channels };
}

function effectsOf(occurrence: AssessedOccurrence): readonly Effect[] {
  return occurrence.deliveries
    .filter(({ channel, state }) => isNews(occurrence.previous?.channels[channel], state))
    .map((delivery) => effectOf(occurrence, delivery));
}

/** That a page was opened while nothing would have been there is noted, and nobody's business. */
function isNews(previous: DeliveryState | undefined, state: DeliveryState): boolean {
  if (previous === state) return false;
  return previous?.ghost === undefined || previous.ghost.exposedAt !== state.ghost?.exposedAt;
}

function effectOf(occurrence: AssessedOccurrence, { key, channel, state }: AssessedDelivery): Effect {
  const { since, ghost, ...decided } = state;
  return {
    key,
    touchpoint: occurrence.touchpointId,
    occurrence: occurrence.occurrence,
    channel,
    category: occurrence.touchpoint.category,
    at: since,
    ...decided,
    ...(channel === 'task' ? { notBefore: occurrence.dueAt } : {}),
    ...(ghost?.exposedAt === undefined ? {} : { exposedAt: ghost.exposedAt }),
  };
}

/** Why everything is as it is, from an assessment. */
export function traceOf(journey: Journey, { entry, occurrences, ended }: Assessment): Trace {
  const deliveries = occurrences.flatMap((occurrence) =>
    occurrence.deliveries.map((delivery) => traceEntry(occurrence, delivery)),
  );
  const triggered = new Set(occurrences.map(({ touchpointId }) => touchpointId));
  const untriggered = entry.entered
    ? Object.entries(journey.touchpoints)
        .filter(([id]) => !triggered.has(id))
        .map(([touchpoint, planned]): UntriggeredTouchpoint =>
          ended === null
            ? { touchpoint, status: 'waiting', reason: `waits for ${causeWords(planned)}` }
            : { touchpoint, status: 'skipped', reason: 'never triggered' },
        )
    : [];
  return { notEntered: entry.entered ? null : entry.reason, deliveries, untriggered };
}

function traceEntry(
  occurrence: AssessedOccurrence,
  { key, channel, state, verdicts }: AssessedDelivery,
): TraceEntry {
  const { status, rule, reason } = state;
  return {
    key,
    touchpoint: occurrence.touchpointId,
    occurrence: occurrence.occurrence,
    channel,
    status,
    dueAt: occurrence.dueAt,
    useBy: occurrence.useBy,
    ...(rule === undefined ? {} : { rule }),
    ...(reason === undefined ? {} : { reason }),
    verdicts,
  };
}
