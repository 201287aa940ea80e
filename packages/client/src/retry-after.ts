/** What `Retry-After` says, in whole seconds from `now` (epoch milliseconds): a number of seconds, or a date. Null where it says nothing. */
export function retryAfterSeconds(headers: Headers, now: number): number | null {
  const text = headers.get('retry-after')?.trim() ?? '';
  if (/^\d{1,10}$/.test(text)) return Number(text);
  // Only dates have letters in them; Date.parse would take many a number for a year.
  const at = /^[A-Z][a-z]{2}/.test(text) ? Date.parse(text) : Number.NaN;
  return Number.isNaN(at) ? null : Math.max(0, Math.ceil((at - now) / 1_000));
}
