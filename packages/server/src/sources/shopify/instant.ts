/** A timestamp with an offset, which the schema has checked, as epoch milliseconds; undefined where there is none. */
export function instant(timestamp: string | null | undefined): number | undefined {
  return timestamp === null || timestamp === undefined ? undefined : Date.parse(timestamp);
}
