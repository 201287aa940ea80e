import type { HistoryEntry, OrderFacts, Parcel } from '../order/order-facts.ts';
import {
  ORDER_OCCURRENCE,
  occurrenceKey,
  parcelOccurrence,
  parcelOfOccurrence,
  parseOccurrenceKey,
} from './delivery-key.ts';
import { dueAt, useByOf } from './due.ts';
import { type Instance, type OccurrenceState, isFinal } from './instance.ts';
import type { Journey, Touchpoint } from './journey.ts';

/** One time that a touchpoint applies, as the facts have it now. */
export interface Occurrence {
  /** `touchpoint/occurrence`. */
  readonly key: string;
  readonly touchpointId: string;
  readonly touchpoint: Touchpoint;
  /** `order`, or `parcel:<id>`. */
  readonly occurrence: string;
  /** Id of the fact it hangs on. */
  readonly anchor: string;
  readonly dueAt: number;
  readonly useBy: number;
  readonly parcel: Parcel | undefined;
  readonly previous: OccurrenceState | undefined;
  /**
   * Keys of the occurrences that were decided for the same parcel under different names, this one included.
   */
  readonly family: readonly string[];
}

/**
 * All occurrences that should be, and every one that was decided before.
 *
 * Each hangs on its anchor, the earliest fact of its trigger, and follows the facts (an earlier anchor,
 * another zone) until one of its deliveries is final: then anchor, due instant and use-by are settled. A
 * parcel's occurrence is found under the parcel's id or any alias and keeps the name it was first decided
 * under. After the end of the instance nothing is added.
 */
export function occurrencesOf(
  journey: Journey,
  instance: Instance,
  facts: OrderFacts,
  zone: string,
): readonly Occurrence[] {
  const planned = new Map<string, Occurrence>();
  if (instance.endedAt === undefined) {
    const history = historyByType(facts);
    for (const [id, touchpoint] of Object.entries(journey.touchpoints)) {
      const triggers = history.get(touchpoint.on) ?? [];
      const found =
        touchpoint.per === 'parcel'
          ? perParcel(id, touchpoint, triggers, instance, facts, zone)
          : perOrder(id, touchpoint, triggers, instance, zone);
      for (const occurrence of found) planned.set(occurrence.key, occurrence);
    }
  }
  for (const [key, state] of Object.entries(instance.occurrences)) {
    if (planned.has(key)) continue;
    const decided = fromState(journey, key, state, facts);
    if (decided !== null) planned.set(key, decided);
  }
  return [...planned.values()];
}

function historyByType(facts: OrderFacts): ReadonlyMap<string, readonly HistoryEntry[]> {
  const byType = new Map<string, HistoryEntry[]>();
  for (const entry of facts.history) {
    const entries = byType.get(entry.type);
    if (entries === undefined) byType.set(entry.type, [entry]);
    else entries.push(entry);
  }
  return byType;
}

function perOrder(
  touchpointId: string,
  touchpoint: Touchpoint,
  [anchor]: readonly HistoryEntry[],
  instance: Instance,
  zone: string,
): readonly Occurrence[] {
  if (anchor === undefined) return [];
  const key = occurrenceKey(touchpointId, ORDER_OCCURRENCE);
  const previous = instance.occurrences[key];
  const times = timesOf(touchpoint, anchor, previous, zone);
  return [
    {
      key,
      touchpointId,
      touchpoint,
      occurrence: ORDER_OCCURRENCE,
      ...times,
      parcel: undefined,
      previous,
      family: [key],
    },
  ];
}

function perParcel(
  touchpointId: string,
  touchpoint: Touchpoint,
  triggers: readonly HistoryEntry[],
  instance: Instance,
  facts: OrderFacts,
  zone: string,
): readonly Occurrence[] {
  // The history names parcels by their present ids, oldest entry first.
  const anchors = facts.parcels.flatMap((parcel) => {
    const anchor = triggers.find((entry) => entry.parcel === parcel.id);
    return anchor === undefined ? [] : [{ parcel, anchor }];
  });
  return anchors.flatMap(({ parcel, anchor }) => {
    const decided = [parcel.id, ...parcel.aliases]
      .map(parcelOccurrence)
      .filter((occurrence) => instance.occurrences[occurrenceKey(touchpointId, occurrence)] !== undefined);
    const names = decided.length > 0 ? decided : [parcelOccurrence(parcel.id)];
    const family = names.map((occurrence) => occurrenceKey(touchpointId, occurrence));
    return names.map((occurrence): Occurrence => {
      const key = occurrenceKey(touchpointId, occurrence);
      const previous = instance.occurrences[key];
      const times = timesOf(touchpoint, anchor, previous, zone);
      return { key, touchpointId, touchpoint, occurrence, ...times, parcel, previous, family };
    });
  });
}

function timesOf(
  touchpoint: Touchpoint,
  anchor: HistoryEntry,
  previous: OccurrenceState | undefined,
  zone: string,
): Pick<Occurrence, 'anchor' | 'dueAt' | 'useBy'> {
  if (previous !== undefined && isSettled(previous)) {
    return { anchor: previous.anchor, dueAt: previous.dueAt, useBy: previous.useBy };
  }
  const due = dueAt(anchor.occurredAt, touchpoint.wait, zone);
  return { anchor: anchor.id, dueAt: due, useBy: useByOf(touchpoint, due, zone) };
}

function isSettled({ channels }: OccurrenceState): boolean {
  return Object.values(channels).some(({ status }) => isFinal(status));
}

/**
 * An occurrence whose trigger is not (or no longer) to be found: the instance is over, or a contradicting
 * report won.
 */
function fromState(
  journey: Journey,
  key: string,
  state: OccurrenceState,
  facts: OrderFacts,
): Occurrence | null {
  const { touchpoint: touchpointId, occurrence } = parseOccurrenceKey(key);
  if (!Object.hasOwn(journey.touchpoints, touchpointId)) return null;
  const touchpoint = journey.touchpoints[touchpointId];
  if (touchpoint === undefined) return null;
  const { anchor, dueAt, useBy } = state;
  const parcel = parcelOfOccurrence(occurrence, facts.parcels) ?? undefined;
  return {
    key,
    touchpointId,
    touchpoint,
    occurrence,
    anchor,
    dueAt,
    useBy,
    parcel,
    previous: state,
    family: [key],
  };
}
