import type { ParcelNames } from '../fact/fact.schema.ts';
import type { ScanFact } from '../fact/fact.ts';
import { compareScans } from '../tracking/merge.ts';
import { withEta } from './etas.ts';
import { findParcel } from './find-parcel.ts';
import { withEntry } from './history.ts';
import type { OrderFacts, Parcel, Scan } from './order-facts.ts';
import { parcelState } from './parcel.ts';
import { normalizeNumber, readNames, trackingName } from './parcel-names.ts';
import { isReport, isSameNames, isShipment } from './report.ts';
import { complete, isSameScan, scanOf } from './scans.ts';

/**
 * The parcels with one scan more, where it can be told from what is known that nothing but its own parcel changes; null where it cannot.
 *
 * It can when somebody spoke of the same parcel in the same words before, and of no later time: then there are no other parcels than
 * before, under no other names, and every report is about the same parcel as before.
 */
export function addScan(state: OrderFacts, fact: ScanFact): Pick<OrderFacts, 'parcels' | 'history'> | null {
  const parcel = parcelSpokenOf(state, fact);
  if (parcel === undefined || fact.occurredAt < parcel.createdAt) return null;
  const { expected } = fact.data;
  const etas = expected === undefined ? parcel.etas : withEta(parcel.etas, expected, fact.occurredAt);
  const link = linkAfter(parcel, fact, state);
  const next = withScan(parcel, scanOf(fact), state);
  if (etas === null || link === null || next === null) return null;
  const { scans, told, replaced } = next;
  const fulfillments = state.fulfillments.filter(({ parcels }) => parcels.includes(parcel.id));
  return {
    parcels: state.parcels.with(state.parcels.indexOf(parcel), {
      ...parcel,
      ...link,
      ...NOWHERE,
      ...parcelState(scans, fulfillments),
      expected: etas?.at(-1)?.expected,
      etas,
      scans,
    }),
    history: historyWith(state.history, parcel.id, told, replaced),
  };
}

/** What an earlier state left of a parcel that the present one says nothing of. */
const NOWHERE = { reason: undefined, actionBy: undefined, deliveredAt: undefined };

/** The parcel of a scan, if one was spoken of in the same words before. */
function parcelSpokenOf(state: OrderFacts, { data: { names }, occurredAt }: ScanFact): Parcel | undefined {
  const isWitness = (scan: Scan): boolean => {
    const told = state.facts[scan.id]?.fact;
    return told !== undefined && isReport(told) && isSameNames(told.data.names, names);
  };
  // Mostly it is the last one who spoke of it.
  const own = state.parcels.find(({ scans }) =>
    scans.findLast((scan) => scan.at <= occurredAt && isWitness(scan)),
  );
  if (!isSplit(state)) return own ?? parcelOfWitness(state, names, occurredAt);
  // Of what speaks of all parcels of a fulfillment it is hard to say which it means.
  return own === undefined || readNames(names).number === undefined ? undefined : own;
}

/** Whether a fulfillment has several parcels. */
function isSplit({ parcels }: OrderFacts): boolean {
  if (parcels.length < 2) return false;
  const fulfillments = parcels.flatMap((parcel) => parcel.fulfillments);
  return new Set(fulfillments).size < fulfillments.length;
}

/** The same, found among records and among reports that were not the first of their scan. */
function parcelOfWitness({ facts, parcels }: OrderFacts, names: ParcelNames, at: number): Parcel | undefined {
  const isSpokenOf = Object.values(facts).some(
    ({ fact }) =>
      fact.occurredAt <= at && (isShipment(fact) || isReport(fact)) && isSameNames(fact.data.names, names),
  );
  if (!isSpokenOf) return undefined;
  const parcel = named(names, parcels);
  const { fulfillment } = readNames(names);
  // A record stays its fulfillment's when another fulfillment has its number by now; a report goes with the number.
  return fulfillment === undefined || parcel?.fulfillments.includes(fulfillment) === true
    ? parcel
    : undefined;
}

/** The parcel of these names, where no fulfillment has several. */
function named(names: ParcelNames, parcels: readonly Parcel[]): Parcel | undefined {
  const { fulfillment, carrier, number } = readNames(names);
  if (number !== undefined) return findParcel(parcels, trackingName(carrier?.slug, number));
  return parcels.find(({ fulfillments }) => fulfillment !== undefined && fulfillments.includes(fulfillment));
}

/** The parcel's link with one report more; null where it is not known whether that is newer than the one that gave the present link. */
function linkAfter(
  parcel: Parcel,
  { data: { url, names }, occurredAt }: ScanFact,
  state: OrderFacts,
): Pick<Parcel, 'url'> | null {
  if (url === undefined || url === parcel.url || !isOfItsNumber(names, parcel)) return {};
  if (isSplit(state)) return null;
  const isRecorded = Object.values(state.facts).some(
    ({ fact }) =>
      isShipment(fact) &&
      fact.data.url !== undefined &&
      isOfItsNumber(fact.data.names, parcel) &&
      isOwnRecord(fact.data.names, parcel),
  );
  // A record's link counts before a report's.
  if (isRecorded) return {};
  const last = parcel.scans.at(-1);
  // Reports of one scan lie within its minute.
  if (parcel.url === undefined || last === undefined || occurredAt >= last.at + MINUTE) return { url };
  return null;
}

const MINUTE = 60_000;

function isOfItsNumber(names: ParcelNames, { number }: Parcel): boolean {
  const named = readNames(names).number;
  return named === undefined || (number !== undefined && named === normalizeNumber(number));
}

function isOwnRecord(names: ParcelNames, parcel: Parcel): boolean {
  const { fulfillment, carrier, number = '' } = readNames(names);
  if (fulfillment !== undefined) return parcel.fulfillments.includes(fulfillment);
  const name = trackingName(carrier?.slug, number);
  return parcel.id === name || parcel.aliases.includes(name);
}

interface NextScans {
  readonly scans: readonly Scan[];
  /** The scan that is new in the history. */
  readonly told?: Scan;
  /** The one that it takes the place of. */
  readonly replaced?: Scan;
}

/** The scans of a parcel with one report more; null where it is not known which of several reports completed a scan. */
function withScan({ scans }: Parcel, scan: Scan, { facts }: OrderFacts): NextScans | null {
  const index = scans.findLastIndex((known) => isSameScan(known, scan));
  const known = scans[index];
  if (known === undefined) return { scans: inserted(scans, scan), told: scan };
  if (scan.at < known.at || (scan.at === known.at && scan.id < known.id)) {
    const others = scans.toSpliced(index, 1);
    return { scans: inserted(others, complete(scan, known)), told: scan, replaced: known };
  }
  const first = facts[known.id]?.fact;
  if (first === undefined || !isReport(first)) return null;
  const own = scanOf(first);
  const isOpen = (field: 'place' | 'actionBy') =>
    own[field] === undefined &&
    known[field] !== undefined &&
    scan[field] !== undefined &&
    scan[field] !== known[field];
  return isOpen('place') || isOpen('actionBy') ? null : { scans: scans.with(index, complete(known, scan)) };
}

function inserted(scans: readonly Scan[], scan: Scan): readonly Scan[] {
  const last = scans.at(-1);
  if (last === undefined || compareScans(last, scan) < 0) return [...scans, scan];
  return [...scans, scan].sort(compareScans);
}

function historyWith(
  history: OrderFacts['history'],
  parcel: string,
  told: Scan | undefined,
  replaced: Scan | undefined,
): OrderFacts['history'] {
  if (told === undefined) return history;
  const others =
    replaced === undefined
      ? history
      : history.filter((entry) => entry.id !== replaced.id || entry.parcel !== parcel);
  return withEntry(others, { id: told.id, type: told.type, occurredAt: told.at, parcel });
}
