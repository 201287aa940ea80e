import { Temporal } from 'temporal-polyfill';

import { DAY } from './wall-time.ts';
import { zoneId } from './zone.ts';

/*
 * What lies between instants (epoch milliseconds) and wall times: the offset of the zone.
 *
 * Temporal knows the offsets, but takes ten microseconds for an answer, and a decision asks dozens of times. So it is asked once for
 * a stretch of time, and the answer is kept.
 */

/** A time during which the clocks of a zone run evenly. */
export interface OffsetPeriod {
  /** How far the clocks are ahead of UTC, in milliseconds; less than a day. */
  readonly offset: number;
  /** The first instant at which that may change. */
  readonly until: number;
  /** What comes after it; null where nobody has asked Temporal yet. */
  readonly next: OffsetPeriod | null;
}

/**
 * The period in which an instant lies.
 *
 * @throws {RangeError} when there is no such zone
 */
export function offsetPeriod(at: number, zone: string): OffsetPeriod {
  let period = stretchOf(at, zone);
  while (at >= period.until && period.next !== null) period = period.next;
  return period;
}

/**
 * What the clocks of a zone show at an instant.
 *
 * @throws {RangeError} when there is no such zone
 */
export function wallTime(at: number, zone: string): number {
  return at + offsetPeriod(at, zone).offset;
}

/**
 * The instant of a wall time by Temporal's rule `compatible`: one that the clocks leave out is moved forward by the length of the gap;
 * of one that they show twice the earlier is meant.
 *
 * @throws {RangeError} when there is no such zone
 */
export function instantOf(wall: number, zone: string): number {
  return wall - periodOf(wall, zone).offset;
}

/**
 * The first instant at which the clocks show a wall time or have left it out; for midnight that is when the day begins.
 *
 * @throws {RangeError} when there is no such zone
 */
export function firstInstantOf(wall: number, zone: string): number {
  const { offset, until } = periodOf(wall, zone);
  return Math.min(wall - offset, until);
}

/** The first period in which the clocks show a wall time; where they leave it out, the one before the gap. */
function periodOf(wall: number, zone: string): OffsetPeriod {
  // An offset is less than a day, so whatever instant it is, it lies less than a day before or after that of UTC.
  let period = offsetPeriod(wall - DAY, zone);
  while (period.next !== null && wall - Math.max(period.offset, period.next.offset) >= period.until)
    period = period.next;
  return period;
}

/*
 * What Temporal said. There are some six hundred names of zones, whatever strangers send; of each are kept as many stretches as a long
 * history takes.
 */
const KNOWN = new Map<string, Map<number, OffsetPeriod>>();
const STRETCH = 400 * DAY;
const MOST_STRETCHES = 200;

/** The first period of the stretch in which an instant lies. */
function stretchOf(at: number, zone: string): OffsetPeriod {
  const stretches = KNOWN.get(zone) ?? stretchesOf(zone);
  const index = Math.floor(at / STRETCH);
  const known = stretches.get(index);
  if (known !== undefined) return known;
  if (stretches.size >= MOST_STRETCHES) stretches.clear();
  // Two days more than the stretch, so that all a wall time can mean is found in one: see `periodOf`.
  const first = askTemporal(index * STRETCH, (index + 1) * STRETCH + 2 * DAY, zone);
  stretches.set(index, first);
  return first;
}

/** By any spelling, and kept by the usual one. */
function stretchesOf(zone: string): Map<number, OffsetPeriod> {
  const id = zoneId(zone);
  if (id === undefined) throw new RangeError(`"${zone}" is no IANA time zone.`);
  const stretches = KNOWN.get(id) ?? new Map<number, OffsetPeriod>();
  KNOWN.set(id, stretches);
  return stretches;
}

function askTemporal(from: number, until: number, zone: string): OffsetPeriod {
  return periodFrom(Temporal.Instant.fromEpochMilliseconds(from).toZonedDateTimeISO(zone), until);
}

function periodFrom(start: Temporal.ZonedDateTime, end: number): OffsetPeriod {
  const offset = start.offsetNanoseconds / 1_000_000;
  const change = start.getTimeZoneTransition('next');
  if (change === null || change.epochMilliseconds >= end) return { offset, until: end, next: null };
  return { offset, until: change.epochMilliseconds, next: periodFrom(change, end) };
}
