/** Epoch milliseconds as RFC 3339 in UTC, `2026-11-24T10:00:00.000Z`: how JSON for programs says instants. */
export function rfc3339(at: number): string {
  return new Date(at).toISOString();
}
