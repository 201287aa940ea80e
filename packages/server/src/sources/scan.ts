import { type GivenFact, type ScanData, scanId, scanType } from '@post-purchase/core';

/** A scan as a fact: its type follows from its status, its id from what it says and when. */
export function scanFact(source: string, data: ScanData, occurredAt: number): GivenFact {
  const type = scanType(data.status);
  return { id: scanId(type, data, occurredAt), type, occurredAt, source, data };
}
