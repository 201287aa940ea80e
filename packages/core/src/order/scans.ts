import { scanIdentity } from '../fact/fact-id.ts';
import type { ScanFact } from '../fact/fact.ts';
import { compareScans } from '../tracking/merge.ts';
import type { Scan } from './order-facts.ts';
import type { Recorded } from './sorted-facts.ts';

/**
 * The scans of one parcel, oldest first. Reports (given earliest first) that agree in status, reason and minute are one scan, told by
 * the earliest of them; what that one leaves out (place, who has to act, that it is delayed) is taken from the next that says it.
 */
export function distinctScans(reports: readonly Recorded<ScanFact>[]): readonly Scan[] {
  const scans = new Map<string, Scan>();
  for (const { fact } of reports) {
    const { status, reason } = fact.data;
    const identity = scanIdentity(status, reason, fact.occurredAt);
    const told = scans.get(identity);
    const scan = scanOf(fact);
    scans.set(identity, told === undefined ? scan : complete(told, scan));
  }
  return [...scans.values()].sort(compareScans);
}

function scanOf({ id, type, occurredAt, data }: ScanFact): Scan {
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

function complete(told: Scan, other: Scan): Scan {
  return {
    ...told,
    delayed: told.delayed || other.delayed,
    actionBy: told.actionBy ?? other.actionBy,
    place: told.place ?? other.place,
  };
}
