import type { OrderFacts } from '../order/order-facts.ts';
import { Recent } from '../recent.ts';
import { assess, type AssessedDelivery, type AssessedOccurrence, type Assessment } from './assess.ts';
import type { Context } from './context.ts';
import { earliest } from './earliest.ts';
import {
  type DeliveryState,
  type DeliveryStatus,
  type Effect,
  type Instance,
  isFinal,
  type OccurrenceState,
  type RuleId,
} from './instance.ts';
import type { Channel, Journey } from './journey.ts';
import type { Verdict } from './rules/rule.ts';
import { type Ground, isSteady, isUnchanged } from './steady.ts';
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
  const known = instance === null ? undefined : STEADY.get(instance);
  if (instance !== null && known !== undefined && isUnchanged(known.ground, journey, facts, context, now)) {
    STEADY.set(instance, { ...known, ground: { ...known.ground, facts, now } });
    return new Decided(known.decided, known.trace);
  }
  const assessment = assess(journey, instance, facts, context, now);
  const { entry, occurrences, ended, endsAt } = assessment;
  if (!entry.entered) {
    const { instance: refused, nextAt } = entry;
    return new Decided(
      { instance: refused, effects: [], nextAt, endsAt: null },
      traceOnce(journey, assessment),
    );
  }

  const effects: Effect[] = [];
  for (const occurrence of occurrences) addEffects(effects, occurrence);
  const next = instanceAfter(entry.instance, assessment);
  const instants: (number | null)[] = ended === null ? [endsAt] : [];
  for (const { deliveries, nextRepeatAt } of occurrences) {
    if (ended === null) instants.push(nextRepeatAt);
    for (const { nextAt } of deliveries) instants.push(nextAt);
  }
  const decided = {
    instance: next,
    effects,
    nextAt: earliest(instants),
    endsAt: ended === null ? endsAt : null,
  };
  const trace = traceOnce(journey, assessment);
  if (isSteady(next)) {
    const ground = { journey, facts, context, now, nextAt: decided.nextAt };
    STEADY.set(next, { ground, decided: { ...decided, effects: [] }, trace: settledOnce(trace) });
  }
  return new Decided(decided, trace);
}

/** What steady orders were decided like, and what they will be decided like until something changes. */
const STEADY = new Recent<
  Instance,
  { readonly ground: Ground; readonly decided: Omit<Advance, 'trace'>; readonly trace: () => Trace }
>();

/**
 * The trace is written when somebody reads it: it is as long as all the rest, and most steps of most orders are
 * never looked at. A class, because an object literal with a getter gets a shape of its own each time, which
 * costs more than the trace.
 */
class Decided implements Advance {
  readonly instance: Instance | null;
  readonly effects: readonly Effect[];
  readonly nextAt: number | null;
  readonly endsAt: number | null;
  readonly #trace: () => Trace;

  constructor({ instance, effects, nextAt, endsAt }: Omit<Advance, 'trace'>, trace: () => Trace) {
    this.instance = instance;
    this.effects = effects;
    this.nextAt = nextAt;
    this.endsAt = endsAt;
    this.#trace = trace;
  }

  get trace(): Trace {
    return this.#trace();
  }
}

function traceOnce(journey: Journey, assessment: Assessment): () => Trace {
  let trace: Trace | undefined;
  return () => (trace ??= traceOf(journey, assessment));
}

/** The trace of the step after one that changed nothing more: of what became final no rule is asked again. */
function settledOnce(before: () => Trace): () => Trace {
  let trace: Trace | undefined;
  return () => (trace ??= settledTrace(before()));
}

function settledTrace(trace: Trace): Trace {
  return {
    ...trace,
    deliveries: trace.deliveries.map((entry) =>
      entry.verdicts.length > 0 && isFinal(entry.status) ? { ...entry, verdicts: [] } : entry,
    ),
  };
}

/** The instance with what was decided: the same object as before where nothing changed. */
function instanceAfter(before: Instance, { occurrences, ended, goals }: Assessment): Instance {
  const states = occurrences.map((occurrence) => [occurrence.key, stateOf(occurrence)] as const);
  const isSame =
    before.endedAt === ended?.at &&
    Object.keys(goals).length === Object.keys(before.goals ?? {}).length &&
    states.length === Object.keys(before.occurrences).length &&
    states.every(([key, state]) => before.occurrences[key] === state);
  if (isSame) return before;
  return {
    ...before,
    ...(ended === null ? {} : { endedAt: ended.at, endedBy: ended.reason }),
    ...(Object.keys(goals).length === 0 ? {} : { goals }),
    occurrences: Object.fromEntries(states),
  };
}

/** What is kept of an occurrence: the same object as before where nothing changed. */
function stateOf({ anchor, dueAt, useBy, deliveries, previous }: AssessedOccurrence): OccurrenceState {
  const isSame =
    previous?.anchor === anchor &&
    previous.dueAt === dueAt &&
    previous.useBy === useBy &&
    deliveries.every(({ channel, state }) => previous.channels[channel] === state);
  if (isSame) return previous;
  const channels: Partial<Record<Channel, DeliveryState>> = {};
  for (const { channel, state } of deliveries) channels[channel] = state;
  return { anchor, dueAt, useBy, channels };
}

function addEffects(effects: Effect[], occurrence: AssessedOccurrence): void {
  for (const delivery of occurrence.deliveries) {
    const before = occurrence.previous?.channels[delivery.channel];
    if (isNews(before, delivery.state)) effects.push(effectOf(occurrence, delivery));
  }
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
  const deliveries: TraceEntry[] = [];
  const triggered = new Set<string>();
  for (const occurrence of occurrences) {
    triggered.add(occurrence.touchpointId);
    for (const delivery of occurrence.deliveries) deliveries.push(traceEntry(occurrence, delivery));
  }
  const untriggered = entry.entered ? untriggeredOf(journey, triggered, ended !== null) : [];
  return { notEntered: entry.entered ? null : entry.reason, deliveries, untriggered };
}

/** The touchpoints of a journey whose trigger did not happen, and what that means for them. */
export function untriggeredOf(
  { touchpoints }: Journey,
  triggered: ReadonlySet<string>,
  isOver: boolean,
): readonly UntriggeredTouchpoint[] {
  return Object.entries(touchpoints)
    .filter(([id]) => !triggered.has(id))
    .map(([touchpoint, planned]) =>
      isOver
        ? { touchpoint, status: 'skipped', reason: 'never triggered' }
        : { touchpoint, status: 'waiting', reason: `waits for ${causeWords(planned)}` },
    );
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
