import type { HistoryEntry, Parcel } from '../order/order-facts.ts';
import type { Duration } from '../policy/policy.ts';
import { type Anchor, outcomeAnchors } from './after.ts';
import type { AssessedOccurrence } from './assess.ts';
import {
  ORDER_OCCURRENCE,
  occurrenceKey,
  parcelOccurrence,
  parcelOfOccurrence,
  parseOccurrenceKey,
  repeatOccurrence,
  repeatOf,
} from './delivery-key.ts';
import { type Calendar, add, dueAt, repeatDueAt, useByOf } from './due.ts';
import { type Instance, type OccurrenceState, isFinal } from './instance.ts';
import { CHANNELS, type Channel, type Journey, type Touchpoint } from './journey.ts';
import { settledBefore } from './settled.ts';
import { type Happened, firstOf, matching } from './trigger.ts';

/** One time that a touchpoint applies, as the facts have it now. */
export interface Occurrence {
  /** `touchpoint/occurrence`, under the names it was first decided under. */
  readonly key: string;
  readonly touchpointId: string;
  readonly touchpoint: Touchpoint;
  /** `order`, or `parcel:<id>`; `#n` after it if it repeats. */
  readonly occurrence: string;
  /** Those of the touchpoint, and those on which something was decided before. */
  readonly channels: readonly Channel[];
  /** Id of the fact it hangs on. */
  readonly anchor: string;
  readonly dueAt: number;
  readonly useBy: number;
  /** What it waited for did not happen in time (or not yet), and it does not go on without. */
  readonly unmet: boolean;
  /** The fact with which its touchpoint stopped repeating before it was due. */
  readonly stoppedBy: HistoryEntry | undefined;
  readonly parcel: Parcel | undefined;
  readonly previous: OccurrenceState | undefined;
  /**
   * Keys of the occurrences that were decided for the same thing under different names, this one included.
   */
  readonly family: readonly string[];
  /** The definition does not have the touchpoint any more. */
  readonly removed: boolean;
  /** What it hangs on is not, or no longer, to be found, and nothing of it is settled. */
  readonly withdrawn: boolean;
  /** When the next repeat comes into being; null when none does, or none by time alone. */
  readonly nextRepeatAt: number | null;
}

/** What occurrences are found in. */
export interface Ground extends Happened {
  readonly instance: Instance;
  readonly calendar: Calendar;
  readonly now: number;
  /** Touchpoints that were assessed already, by id. */
  readonly assessed: ReadonlyMap<string, readonly AssessedOccurrence[]>;
}

/** What one touchpoint is about: the order, or one parcel, and all its names. */
interface Subject {
  readonly anchor: Anchor;
  readonly parcel: Parcel | undefined;
  /** The present one first. */
  readonly names: readonly string[];
}

/**
 * All occurrences of a touchpoint that should be.
 *
 * Each hangs on its anchor, the earliest fact of its trigger, and follows the facts (an earlier anchor,
 * another zone) until one of its deliveries is final, and not just canceled: then anchor, due instant and
 * use-by are settled. An occurrence is found under every name that its parcel or its touchpoint ever had, and
 * keeps the one it was first decided under. The n-th repeat comes into being when the one before it is due.
 */
export function occurrencesOf(id: string, touchpoint: Touchpoint, ground: Ground): readonly Occurrence[] {
  return subjectsOf(touchpoint, ground).flatMap((subject) =>
    touchpoint.every === undefined
      ? timesOf(id, touchpoint, subject, null, ground)
      : repeatsOf(id, touchpoint, subject, ground),
  );
}

function subjectsOf(touchpoint: Touchpoint, ground: Ground): readonly Subject[] {
  const anchors = anchorsOf(touchpoint, ground);
  const [first] = anchors;
  if (first === undefined) return [];
  if (touchpoint.per !== 'parcel') return [{ anchor: first, parcel: undefined, names: [ORDER_OCCURRENCE] }];
  // The history names parcels by their present ids, oldest entry first.
  return ground.facts.parcels.flatMap((parcel) => {
    const anchor = anchors.find((one) => one.parcel === parcel.id);
    return anchor === undefined
      ? []
      : [{ anchor, parcel, names: [parcel.id, ...parcel.aliases].map(parcelOccurrence) }];
  });
}

function anchorsOf({ on, after }: Touchpoint, ground: Ground): readonly Anchor[] {
  return on === undefined
    ? outcomeAnchors(after, ground.assessed.get(after.touchpoint) ?? [], ground.facts)
    : matching(on, ground);
}

function repeatsOf(
  id: string,
  touchpoint: Touchpoint,
  subject: Subject,
  ground: Ground,
): readonly Occurrence[] {
  const { times = Infinity } = touchpoint;
  const found: Occurrence[] = [];
  for (let n = 1; n <= times; n += 1) {
    const own = timesOf(id, touchpoint, subject, n, ground);
    const [{ dueAt: due, stoppedBy, previous } = { dueAt: Infinity }] = own;
    if (n > 1 && previous === undefined && stoppedBy !== undefined) break;
    const isLast = due > ground.now;
    const nextRepeatAt = isLast && n < times && Number.isFinite(due) ? due : null;
    found.push(...(nextRepeatAt === null ? own : own.map((occurrence) => ({ ...occurrence, nextRepeatAt }))));
    if (isLast) break;
  }
  return found;
}

/** The occurrence of a subject, or, when it was decided under several names, each of them. */
function timesOf(
  id: string,
  touchpoint: Touchpoint,
  { anchor, parcel, names }: Subject,
  n: number | null,
  ground: Ground,
): readonly Occurrence[] {
  const { occurrences } = ground.instance;
  const named = decidedNames(id, touchpoint, namesOfTime(names, n), occurrences);
  if (named.length === 1) {
    const known = knownOf(id, touchpoint, named, parcel, ground);
    if (known !== undefined) return [known];
  }
  const family = named.map(({ key }) => key);
  return named.map(({ key, occurrence }): Occurrence => {
    const previous = occurrences[key];
    return {
      key,
      touchpointId: id,
      touchpoint,
      occurrence,
      channels: channelsOf(touchpoint.channels, previous),
      ...instantsOf(touchpoint, anchor, n, parcel, previous, ground),
      parcel,
      previous,
      family,
      removed: false,
      withdrawn: false,
      nextRepeatAt: null,
    };
  });
}

/** What is settled, from an earlier step. */
function knownOf(
  touchpointId: string,
  touchpoint: Touchpoint,
  [name]: readonly Name[],
  parcel: Parcel | undefined,
  { instance }: Ground,
): Occurrence | undefined {
  const state = name === undefined ? undefined : instance.occurrences[name.key];
  return name === undefined || state === undefined
    ? undefined
    : settledBefore(state, instance, { key: name.key, touchpointId, touchpoint, parcel });
}

interface Name {
  readonly key: string;
  readonly occurrence: string;
}

/** The names under which an occurrence was decided; if under none, the one under which it will be. */
function decidedNames(
  id: string,
  { formerly = NOTHING }: Touchpoint,
  names: readonly string[],
  occurrences: Instance['occurrences'],
): readonly Name[] {
  const decided: Name[] = [];
  for (const touchpointId of [id, ...formerly]) {
    for (const occurrence of names) {
      const key = occurrenceKey(touchpointId, occurrence);
      if (Object.hasOwn(occurrences, key)) decided.push({ key, occurrence });
    }
  }
  if (decided.length > 0) return decided;
  const [present = ''] = names;
  return [{ key: occurrenceKey(id, present), occurrence: present }];
}

const NOTHING: readonly string[] = [];

/** What comes once in one version and repeats in another has the same first time. */
function namesOfTime(names: readonly string[], n: number | null): readonly string[] {
  const numbered = names.map((name) => repeatOccurrence(name, n ?? 1));
  if (n === null) return [...names, ...numbered];
  return n === 1 ? [...numbered, ...names] : numbered;
}

function channelsOf(channels: readonly Channel[], previous: OccurrenceState | undefined): readonly Channel[] {
  if (previous === undefined) return channels;
  const others = CHANNELS.filter(
    (channel) => previous.channels[channel] !== undefined && !channels.includes(channel),
  );
  return others.length === 0 ? channels : [...channels, ...others];
}

function instantsOf(
  touchpoint: Touchpoint,
  anchor: Anchor,
  n: number | null,
  parcel: Parcel | undefined,
  previous: OccurrenceState | undefined,
  ground: Ground,
): Pick<Occurrence, 'anchor' | 'dueAt' | 'useBy' | 'unmet' | 'stoppedBy'> {
  if (previous !== undefined && isSettled(previous)) {
    const { dueAt: due, useBy } = previous;
    return { anchor: previous.anchor, dueAt: due, useBy, unmet: false, stoppedBy: undefined };
  }
  const { calendar } = ground;
  const { base, wait, unmet } = baseOf(touchpoint, anchor, parcel, ground);
  const due =
    n === null || touchpoint.every === undefined
      ? dueAt(base, wait, calendar)
      : repeatDueAt(base, wait ?? touchpoint.every, touchpoint.every, n, calendar);
  const stop = touchpoint.until === undefined ? undefined : firstOf(touchpoint.until, ground, parcel);
  return {
    anchor: anchor.id,
    dueAt: due,
    useBy: useByOf(touchpoint, due, calendar.zone),
    unmet,
    stoppedBy: stop !== undefined && stop.occurredAt < due ? stop : undefined,
  };
}

/** From when the wait counts: the trigger, or what is waited for after it. */
function baseOf(
  { waitUntil, wait }: Touchpoint,
  anchor: Anchor,
  parcel: Parcel | undefined,
  ground: Ground,
): { readonly base: number; readonly wait: Touchpoint['wait']; readonly unmet: boolean } {
  if (waitUntil === undefined) return { base: anchor.occurredAt, wait, unmet: false };
  const expiry = add(anchor.occurredAt, waitUntil.within, ground.calendar.zone);
  const met = firstOf(waitUntil.any, ground, parcel);
  if (met !== undefined && met.occurredAt <= expiry)
    return { base: Math.max(anchor.occurredAt, met.occurredAt), wait, unmet: false };
  return waitUntil.otherwise === 'continue'
    ? { base: expiry, wait, unmet: false }
    : { base: expiry, wait: undefined, unmet: true };
}

/** One that is canceled on a channel which is gone goes on, on the others, as if it had never had that one. */
function isSettled({ channels }: OccurrenceState): boolean {
  let isOver = true;
  for (const channel of CHANNELS) {
    const state = channels[channel];
    if (state === undefined) continue;
    if (!isFinal(state.status)) isOver = false;
    else if (state.status !== 'canceled') return true;
  }
  return isOver;
}

/**
 * The last instant at which a repeat with a number of times is outstanding, as far as it can be told before
 * anything is assessed; null when there is no such repeat.
 */
export function lastRepeatUseBy(journey: Journey, ground: Omit<Ground, 'assessed'>): number | null {
  let last: number | null = null;
  for (const [id, touchpoint] of Object.entries(journey.touchpoints)) {
    const { every, times } = touchpoint;
    if (every === undefined || times === undefined) continue;
    for (const due of lastDues(id, touchpoint, every, times, ground)) {
      const useBy = useByOf(touchpoint, due, ground.calendar.zone);
      if (last === null || useBy > last) last = useBy;
    }
  }
  return last;
}

function lastDues(
  id: string,
  touchpoint: Touchpoint,
  every: Duration,
  times: number,
  ground: Omit<Ground, 'assessed'>,
): readonly number[] {
  const { calendar, instance } = ground;
  const ids = new Set([id, ...(touchpoint.formerly ?? [])]);
  const decided = Object.entries(instance.occurrences).flatMap(([key, { dueAt: due }]) => {
    const { touchpoint: decidedId, occurrence } = parseOccurrenceKey(key);
    const n = repeatOf(occurrence);
    return n === null || !ids.has(decidedId)
      ? []
      : [repeatDueAt(due, undefined, every, times - n + 1, calendar)];
  });
  if (decided.length > 0) return decided;
  return subjectsOf(touchpoint, { ...ground, assessed: new Map() }).map(({ anchor, parcel }) => {
    const { base, wait } = baseOf(touchpoint, anchor, parcel, { ...ground, assessed: new Map() });
    return repeatDueAt(base, wait ?? every, every, times, calendar);
  });
}

/**
 * An occurrence that was decided before and whose trigger is not (or no longer) to be found: the instance is
 * over, a contradicting report won, the touchpoint hangs on something else in this version, or is not in it any
 * more.
 */
export function decidedBefore(
  journey: Journey,
  key: string,
  state: OccurrenceState,
  { facts }: Happened,
): Occurrence {
  const { touchpoint: decidedId, occurrence } = parseOccurrenceKey(key);
  const known = currentTouchpoint(journey, decidedId);
  const touchpointId = known?.id ?? decidedId;
  const touchpoint = known?.touchpoint ?? removedTouchpoint(state);
  const { anchor, dueAt: due, useBy } = state;
  return {
    key,
    touchpointId,
    touchpoint,
    occurrence,
    channels: channelsOf(touchpoint.channels, state),
    anchor,
    dueAt: due,
    useBy,
    unmet: false,
    stoppedBy: undefined,
    parcel: parcelOfOccurrence(occurrence, facts.parcels) ?? undefined,
    previous: state,
    family: [key],
    removed: known === null || !comesAs(known.touchpoint, occurrence),
    withdrawn: !isSettled(state),
    nextRepeatAt: null,
  };
}

/** Whether a touchpoint still comes per order or per parcel as it did, and as often. */
function comesAs({ per, every, times = Infinity }: Touchpoint, occurrence: string): boolean {
  const most = every === undefined ? 1 : times;
  return (per === 'parcel') === occurrence.startsWith('parcel:') && (repeatOf(occurrence) ?? 1) <= most;
}

/** The touchpoint under which something was decided, by the name it has now; null: the definition has it no more. */
export function currentTouchpoint(
  { touchpoints }: Journey,
  decidedId: string,
): { readonly id: string; readonly touchpoint: Touchpoint } | null {
  const same = Object.hasOwn(touchpoints, decidedId) ? touchpoints[decidedId] : undefined;
  if (same !== undefined) return { id: decidedId, touchpoint: same };
  for (const [id, touchpoint] of Object.entries(touchpoints))
    if (touchpoint.formerly?.includes(decidedId) === true) return { id, touchpoint };
  return null;
}

/** Stands for a touchpoint that is gone; whatever is not final of it is canceled. */
function removedTouchpoint({ channels }: OccurrenceState): Touchpoint {
  return {
    kind: 'removed',
    // A trigger it has to have, and nobody looks for it.
    on: 'order.placed',
    channels: CHANNELS.filter((channel) => channels[channel] !== undefined),
    category: 'marketing',
  };
}
