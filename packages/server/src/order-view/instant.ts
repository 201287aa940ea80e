const FIRST = Date.UTC(1, 0, 1);
const LAST = Date.UTC(9999, 11, 31, 23, 59, 59, 999);

/** Epoch milliseconds as the wire writes instants. Years that RFC 3339 cannot write become the nearest that it can. */
export function instant(epochMs: number): string {
  return new Date(Math.min(Math.max(epochMs, FIRST), LAST)).toISOString();
}
