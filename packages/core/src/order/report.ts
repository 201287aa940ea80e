import type { ParcelNames } from '../fact/fact.schema.ts';
import type { Fact, FactOf, ScanFact } from '../fact/fact.ts';
import { SCAN_TYPES } from '../fact/fact-types.ts';
import type { SupersededSnapshot } from './order-facts.ts';
import type { Naming } from './parcel-groups.ts';
import { type ReadNames, readNames } from './parcel-names.ts';

/** A fact about a parcel with the names that it uses for it. */
export interface Named<Of> {
  readonly fact: Of;
  readonly names: ReadNames;
}

/** What a shop or a carrier service records of a shipment. */
export type Shipment = Named<FactOf<'shipment.created'>>;
/** What somebody reports of a scan. */
export type Report = Named<ScanFact>;

/** Whether a fact is a record of a shipment. */
export function isShipment(fact: Fact | SupersededSnapshot): fact is FactOf<'shipment.created'> {
  return fact.type === 'shipment.created';
}

/** Whether a fact is a report of a scan. */
export function isReport(fact: Fact | SupersededSnapshot): fact is ScanFact {
  return SCANS.has(fact.type);
}

const SCANS: ReadonlySet<string> = new Set(SCAN_TYPES);

/** Reads the names of some facts. Most of them use the same few: equal names are read once, and are the same object. */
export function named(): <Of extends FactOf<'shipment.created'> | ScanFact>(fact: Of) => Named<Of> {
  const known: { readonly names: ParcelNames; readonly read: ReadNames }[] = [];
  return (fact) => {
    const { names } = fact.data;
    const same = known.find((one) => isSameNames(one.names, names));
    if (same !== undefined) return { fact, names: same.read };
    const read = readNames(names);
    known.push({ names, read });
    return { fact, names: read };
  };
}

/** Whether two facts call their parcel the same, to the letter. */
export function isSameNames(a: ParcelNames, b: ParcelNames): boolean {
  return a.fulfillment === b.fulfillment && a.carrier === b.carrier && a.number === b.number;
}

/** All that facts tell of which parcels there are: each way of naming one, since when, and how new its newest record is. */
export function namingsOf(shipments: readonly Shipment[], reports: readonly Report[]): readonly Naming[] {
  const namings = new Map<ReadNames, Naming>();
  const note = (names: ReadNames, occurredAt: number, updated?: number): void => {
    const known = namings.get(names);
    const updatedAt = Math.max(known?.updatedAt ?? -Infinity, updated ?? -Infinity);
    namings.set(names, {
      ...names,
      at: Math.min(known?.at ?? Infinity, occurredAt),
      ...(updatedAt === -Infinity ? {} : { updatedAt }),
    });
  };
  for (const { names, fact } of shipments) note(names, fact.occurredAt, fact.data.updatedAt);
  for (const { names, fact } of reports) note(names, fact.occurredAt);
  return [...namings.values()];
}
