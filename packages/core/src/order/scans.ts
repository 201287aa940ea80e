import type { ScanFact } from '../fact/fact.ts';
import { compareScans } from '../tracking/merge.ts';
import type { Scan } from './order-facts.ts';

/**
 * The scans of one parcel, oldest first. Reports that agree in status, reason and minute are one scan, told by the earliest of them; what
 * that one leaves out (place, who has to act, that it is delayed) is taken from the next that says it.
 *
 * @param reports earliest first
 */
export function distinctScans(reports: readonly ScanFact[]): readonly Scan[] {
  const scans: Scan[] = [];
  for (const report of reports) {
    const scan = scanOf(report);
    const index = indexOfSame(scans, scan);
    const told = scans[index];
    if (told === undefined) scans.push(scan);
    else scans[index] = complete(told, scan);
  }
  return scans.sort(compareScans);
}

/** Where the same scan stands among scans that are none of them later; -1 where there is none. */
function indexOfSame(scans: readonly Scan[], scan: Scan): number {
  for (let index = scans.length - 1; index >= 0; index -= 1) {
    const told = scans[index];
    if (told === undefined || minuteOf(told.at) < minuteOf(scan.at)) return -1;
    if (isSameScan(told, scan)) return index;
  }
  return -1;
}

/** Whether two reports of one parcel are of the same scan. */
export function isSameScan(a: Scan, b: Scan): boolean {
  return minuteOf(a.at) === minuteOf(b.at) && a.status === b.status && (a.reason ?? '') === (b.reason ?? '');
}

/** What a report says of its parcel. */
export function scanOf({ id, type, occurredAt, data }: ScanFact): Scan {
  const { approximate, status, reason, delayed, actionBy, place, raw } = data;
  return {
    id,
    type,
    at: occurredAt,
    approximate,
    status,
    reason,
    delayed: delayed === true,
    actionBy,
    place,
    raw,
  };
}

/** What is told by one report, completed by a later one. */
export function complete(told: Scan, other: Scan): Scan {
  return {
    ...told,
    delayed: told.delayed || other.delayed,
    actionBy: told.actionBy ?? other.actionBy,
    place: told.place ?? other.place,
  };
}

const minuteOf = (at: number): number => Math.floor(at / 60_000);
