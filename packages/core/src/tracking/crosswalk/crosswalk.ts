import type { Actor, TrackingStatus } from '@post-purchase/contract';

/** What a vendor's code means on our three axes. */
export interface TrackingMeaning {
  readonly status: TrackingStatus;
  readonly reason?: string;
  readonly delayed?: true;
  /** Only where the vendor's code itself says who has to act. */
  readonly actionBy?: Actor;
}

/** A row of a vendor's table: every code that means the same. */
export interface CrosswalkRow {
  readonly codes: readonly string[];
  readonly means: TrackingMeaning;
}

/** Translates a vendor's codes, finer one first. Empty and absent codes are alike. Never throws. */
export type Crosswalk = (finer: string | null | undefined, coarser?: string | null) => TrackingMeaning;

/**
 * Builds a vendor's crosswalk. Codes are compared without regard to case. The finer code decides where it is known; else the coarser
 * one, which with an unknown finer code beside it gives its status alone, without a reason or flag. A code on two rows gives their
 * status without a reason, or `unknown` if even the status differs. What is in neither is `unknown`: the caller keeps the raw words.
 */
export function crosswalk(rows: readonly CrosswalkRow[]): Crosswalk {
  const meanings = new Map<string, TrackingMeaning>();
  for (const { codes, means } of rows) {
    for (const code of codes.map(fold)) {
      const other = meanings.get(code);
      meanings.set(code, other === undefined ? means : common(other, means));
    }
  }
  return (finer, coarser) => {
    const fine = isGiven(finer) ? meanings.get(fold(finer)) : undefined;
    if (fine !== undefined) return fine;
    const coarse = isGiven(coarser) ? meanings.get(fold(coarser)) : undefined;
    if (coarse === undefined) return UNKNOWN;
    return isGiven(finer) ? { status: coarse.status } : coarse;
  };
}

const UNKNOWN: TrackingMeaning = { status: 'unknown' };

function common(a: TrackingMeaning, b: TrackingMeaning): TrackingMeaning {
  return a.status === b.status ? { status: a.status } : UNKNOWN;
}

function isGiven(code: string | null | undefined): code is string {
  return typeof code === 'string' && code.trim() !== '';
}

function fold(code: string): string {
  return code.trim().toUpperCase();
}
