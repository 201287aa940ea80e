/** The earliest of some instants; null when there is none. */
export function earliest(instants: Iterable<number | null>): number | null {
  let first: number | null = null;
  for (const at of instants) if (at !== null && (first === null || at < first)) first = at;
  return first;
}
