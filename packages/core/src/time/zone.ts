import { Temporal } from 'temporal-polyfill';

/**
 * Whether a text names an IANA time zone (`Europe/Berlin`, `UTC`). An offset (`+02:00`) is none: it does not know summer time.
 */
export function isValidZone(zone: string): boolean {
  return zoneId(zone) !== undefined;
}

/** The name of a zone as it is usually written (`Europe/Berlin` for `europe/berlin`); a link keeps its own. Undefined: there is none. */
export function zoneId(zone: string): string | undefined {
  const known = IDS.get(zone);
  if (known !== undefined) return known;
  const id = askTemporal(zone);
  if (id === undefined) return undefined;
  if (IDS.size >= MOST_SPELLINGS) IDS.clear();
  IDS.set(zone, id);
  return id;
}

/** What Temporal said, which takes two microseconds, and every step of every order asks. */
const IDS = new Map<string, string>();
const MOST_SPELLINGS = 2_000;

function askTemporal(zone: string): string | undefined {
  if (!/^[A-Za-z][\w+/-]*$/.test(zone)) return undefined;
  try {
    // The polyfill remembers every spelling it was ever given.
    return Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(zone.toLowerCase()).timeZoneId;
  } catch {
    return undefined;
  }
}
