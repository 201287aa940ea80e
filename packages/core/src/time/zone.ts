import { Temporal } from 'temporal-polyfill';

/**
 * Whether a text names an IANA time zone (`Europe/Berlin`, `UTC`). An offset (`+02:00`) is none: it does not know summer time.
 */
export function isValidZone(zone: string): boolean {
  if (!/^[A-Za-z]/.test(zone)) return false;
  try {
    Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(zone);
    return true;
  } catch {
    return false;
  }
}
