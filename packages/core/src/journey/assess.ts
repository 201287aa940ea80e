import type { OrderFacts, RecipientZone } from '../order/order-facts.ts';
import { zonesOfCountry } from '../time/country-zone.ts';
import { recipientZone } from '../time/recipient-zone.ts';
import { inOrder } from './after.ts';
import type { Context } from './context.ts';
import { type Decision, decide } from './decide.ts';
import { occurrenceKey, parseOccurrenceKey } from './delivery-key.ts';
import { add, type Calendar } from './due.ts';
import { type Entry, enter, refused } from './entry.ts';
import {
  type DeliveryState,
  type DeliveryStatus,
  type Instance,
  isFinal,
  type OccurrenceState,
  type ReachedGoal,
} from './instance.ts';
import { type Channel, INSTANCE_DAYS, type Journey } from './journey.ts';
import { asDecided } from './lineage.ts';
import {
  currentTouchpoint,
  decidedBefore,
  type Ground,
  lastRepeatUseBy,
  type Occurrence,
  occurrencesOf,
} from './occurrences.ts';
import type { Planned, Situation } from './rules/rule.ts';
import { keepSettled } from './settled.ts';
import { firstOf, type Happened, historyByType } from './trigger.ts';

const DAY = 86_400_000;

/**
 * What should be, for every delivery of an order on a journey. `advance` stores it, `visible` and `explain`
 * only look.
 */
export interface Assessment {
  readonly entry: Entry;
  readonly zone: RecipientZone;
  /** Why and since when the instance is over; null while it runs. */
  readonly ended: Situation['ended'];
  readonly endsAt: number | null;
  readonly goals: Readonly<Record<string, ReachedGoal>>;
  readonly occurrences: readonly AssessedOccurrence[];
}

export interface AssessedOccurrence extends Occurrence {
  readonly deliveries: readonly AssessedDelivery[];
}

export interface AssessedDelivery extends Decision {
  readonly key: string;
  readonly channel: Channel;
}

/** Decides every delivery of an order on a journey from scratch, given what was decided before. Pure. */
export function assess(
  definition: Journey,
  instance: Instance | null,
  facts: OrderFacts,
  context: Context,
  now: number,
): Assessment {
  const journey = asDecided(definition, instance);
  const zone = recipientZone(facts, context.shopTimeZone);
  const happened: Happened = { facts, history: historyByType(facts) };
  const entry = entryOf(journey, instance, happened, context, zone.zone, now);
  if (!entry.entered) return { entry, zone, ended: null, endsAt: null, goals: {}, occurrences: [] };

  const calendar: Calendar = { zone: zone.zone, holidays: context.policy.holidays };
  const ground = { ...happened, instance: entry.instance, calendar, now };
  const { ended, endsAt, goals } = endOf(journey, ground);
  const situation: Situation = {
    ...happened,
    context,
    now,
    zone: zone.zone,
    zones: possibleZones(zone, facts),
    quietHours: [context.policy.quietHours, journey.policy?.quietHours].filter(
      (hours) => hours !== null && hours !== undefined,
    ),
    caps: [...context.policy.caps, ...(journey.policy?.caps ?? [])],
    draws: entry.instance.draws,
    ended,
    endsAt,
  };
  return { entry, zone, ended, endsAt, goals, occurrences: assessAll(journey, ground, situation) };
}

function entryOf(
  journey: Journey,
  instance: Instance | null,
  happened: Happened,
  context: Context,
  zone: string,
  now: number,
): Entry {
  if (instance === null) return enter(journey, happened, context, zone, now);
  return instance.refused === undefined ? { entered: true, instance } : refused(instance);
}

/** Each touchpoint after the one it hangs on, then what was decided before and is not to be found any more. */
function assessAll(
  journey: Journey,
  ground: Omit<Ground, 'assessed'>,
  situation: Situation,
): readonly AssessedOccurrence[] {
  const { instance } = ground;
  const assessed = new Map<string, readonly AssessedOccurrence[]>();
  const whole = { ...ground, assessed };
  const found = new Set<string>();
  const lost = (isWanted: (key: string) => boolean): readonly AssessedOccurrence[] => {
    const own: AssessedOccurrence[] = [];
    for (const [key, state] of Object.entries(instance.occurrences)) {
      if (found.has(key) || !isWanted(key)) continue;
      found.add(key);
      own.push(assessOccurrence(decidedBefore(journey, key, state, ground), instance, situation));
    }
    return own;
  };
  // After the end of the instance nothing is added.
  if (instance.endedAt === undefined) {
    for (const id of inOrder(journey)) {
      const touchpoint = journey.touchpoints[id];
      if (touchpoint === undefined) continue;
      // What came of something is so, also where it is not to be found any more.
      const source = touchpoint.after?.touchpoint ?? '';
      const sources = assessed.get(source);
      if (sources !== undefined) {
        const names = [source, ...(journey.touchpoints[source]?.formerly ?? [])];
        const isSource = (key: string) =>
          names.some((name) => key.startsWith(occurrenceKey(name, ''))) &&
          currentTouchpoint(journey, parseOccurrenceKey(key).touchpoint)?.id === source;
        assessed.set(source, [...sources, ...lost(isSource)]);
      }
      const own = occurrencesOf(id, touchpoint, whole);
      for (const { key } of own) found.add(key);
      assessed.set(
        id,
        own.map((occurrence) => assessOccurrence(occurrence, instance, situation)),
      );
    }
  }
  const all: AssessedOccurrence[] = [];
  for (const own of assessed.values()) all.push(...own);
  all.push(...lost(() => true));
  return all;
}

function assessOccurrence(
  occurrence: Occurrence,
  instance: Instance,
  situation: Situation,
): AssessedOccurrence {
  if (isAssessed(occurrence)) return occurrence;
  const { channels, previous } = occurrence;
  if (previous !== undefined && channels.every((channel) => isSettled(previous.channels[channel]))) {
    const assessed = { ...occurrence, deliveries: settledDeliveries(occurrence, previous, instance) };
    keepSettled(previous, instance, assessed);
    return assessed;
  }
  return {
    ...occurrence,
    deliveries: channels.map((channel): AssessedDelivery => {
      const delivery = planned(occurrence, channel, instance, situation.facts);
      const { state, verdicts, nextAt } = decide(delivery, situation);
      return { key: delivery.key, channel, state, verdicts, nextAt };
    }),
  };
}

/** Whether it comes from an earlier step, see `settledBefore`. */
function isAssessed(occurrence: Occurrence): occurrence is AssessedOccurrence {
  return 'deliveries' in occurrence;
}

/** Final, and nothing is left to be noted about it: most of what an order has, most of the time. */
function isSettled(state: DeliveryState | undefined): state is DeliveryState {
  return (
    state !== undefined &&
    isFinal(state.status) &&
    (state.ghost === undefined || state.ghost.exposedAt !== undefined)
  );
}

function settledDeliveries(
  { key, channels }: Occurrence,
  previous: OccurrenceState,
  instance: Instance,
): readonly AssessedDelivery[] {
  const deliveries: AssessedDelivery[] = [];
  for (const channel of channels) {
    const state = previous.channels[channel];
    if (state === undefined) continue;
    deliveries.push({
      key: keyOf(instance, key, channel),
      channel,
      state,
      verdicts: NO_VERDICTS,
      nextAt: null,
    });
  }
  return deliveries;
}

const NO_VERDICTS: AssessedDelivery['verdicts'] = [];

/** An instance ends once, by whatever comes first: a fact of `exit`, a goal that ends it, or its time. */
function endOf(
  journey: Journey,
  ground: Omit<Ground, 'assessed'>,
): {
  readonly ended: Situation['ended'];
  readonly endsAt: number;
  readonly goals: Readonly<Record<string, ReachedGoal>>;
} {
  const { instance, now } = ground;
  const endsAt = endOfTime(journey, ground);
  if (instance.endedAt !== undefined) {
    const { endedAt: at, endedBy: reason = 'the journey is over', goals = {} } = instance;
    return { ended: { at, reason }, endsAt, goals };
  }
  const ends: { at: number; reason: string }[] =
    now < endsAt ? [] : [{ at: endsAt, reason: 'the journey is over' }];
  const exit = journey.exit === undefined ? undefined : firstOf(journey.exit.on, ground);
  if (exit !== undefined) ends.push({ at: exit.occurredAt, reason: exit.type });
  const goals: Record<string, ReachedGoal> = { ...instance.goals };
  for (const [name, { on, ends: isEnd }] of Object.entries(journey.goals ?? {})) {
    const reached = firstOf([on], ground);
    if (reached === undefined) continue;
    if (!Object.hasOwn(goals, name)) goals[name] = { fact: reached.id, at: reached.occurredAt };
    if (isEnd === true) ends.push({ at: reached.occurredAt, reason: `goal ${name}` });
  }
  const [ended = null] = ends.sort((a, b) => a.at - b.at);
  return { ended, endsAt, goals };
}

function endOfTime(journey: Journey, ground: Omit<Ground, 'assessed'>): number {
  const { enteredAt } = ground.instance;
  if (journey.endAfter !== undefined) return add(enteredAt, journey.endAfter, ground.calendar.zone);
  const usual = enteredAt + INSTANCE_DAYS * DAY;
  return Math.max(usual, lastRepeatUseBy(journey, ground) ?? usual);
}

/** Where the recipient may be, for what must not wake anybody up: a zone that is only the shop's is a guess. */
function possibleZones({ zone, from }: RecipientZone, facts: OrderFacts): readonly string[] {
  if (from !== 'shop') return [zone];
  const zones = zonesOfCountry(
    facts.order?.destination?.country,
    facts.placedAt ?? facts.order?.updatedAt ?? 0,
  );
  return zones.length === 0 ? [zone] : zones;
}

function planned(occurrence: Occurrence, channel: Channel, instance: Instance, facts: OrderFacts): Planned {
  const { touchpoint, previous, family } = occurrence;
  const key = keyOf(instance, occurrence.key, channel);
  return {
    key,
    touchpoint,
    touchpointId: occurrence.touchpointId,
    occurrence: occurrence.occurrence,
    channel,
    dueAt: occurrence.dueAt,
    useBy: occurrence.useBy,
    unmet: occurrence.unmet,
    stoppedBy: occurrence.stoppedBy,
    parcel: occurrence.parcel,
    previous: previous?.channels[channel],
    outcomes: facts.outcomes[key] ?? [],
    answered: answeredKeys(occurrence, instance, facts),
    superseded: family.length > 1 && leader(family, channel, instance) !== occurrence.key,
    removed: occurrence.removed || !touchpoint.channels.includes(channel),
    withdrawn: occurrence.withdrawn,
  };
}

function answeredKeys(
  { channels, family }: Occurrence,
  instance: Instance,
  facts: OrderFacts,
): readonly string[] {
  // Asked of every delivery, and mostly nothing was.
  if (facts.answers.length === 0 && !historyByType(facts).has('touchpoint.acted')) return NOBODY;
  return family
    .flatMap((name) => channels.map((channel) => keyOf(instance, name, channel)))
    .filter(
      (key) =>
        facts.answers.some(({ delivery }) => delivery === key) ||
        (facts.outcomes[key]?.some(({ type }) => type === 'acted') ?? false),
    );
}

const NOBODY: readonly string[] = [];

/**
 * Of occurrences decided for one thing under several names: the one that got furthest on the channel goes on.
 */
function leader(family: readonly string[], channel: Channel, instance: Instance): string | undefined {
  const progress = (name: string): number => {
    const status = instance.occurrences[name]?.channels[channel]?.status;
    return status === undefined ? 0 : PROGRESS[status];
  };
  return [...family].sort((a, b) => progress(b) - progress(a) || (a < b ? -1 : 1))[0];
}

const PROGRESS: Readonly<Record<DeliveryStatus, number>> = {
  canceled: 0,
  waiting: 1,
  held: 2,
  queued: 2,
  skipped: 3,
  withheld: 3,
  open: 4,
  failed: 5,
  sending: 6,
  closed: 7,
  sent: 8,
};

function keyOf(instance: Instance, occurrence: string, channel: Channel): string {
  return `${instance.id}/${occurrence}/${channel}`;
}
