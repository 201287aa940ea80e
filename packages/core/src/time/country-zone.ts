import { getTimezonesForCountry } from 'countries-and-timezones';

import { localDateTime } from './local-time.ts';
import { isValidZone } from './zone.ts';

/**
 * The zone of a country (ISO 3166-1 alpha-2, any case) where all clocks show the same time in the year of `at`; undefined where they do
 * not, or if there is no such country. On paper countries have more zones than clocks: Germany has Berlin, and Zurich for Büsingen.
 */
export function zoneOfCountry(country: string | undefined, at: number): string | undefined {
  const code = country?.trim().toUpperCase() ?? '';
  // Anything else names no country, and must not fill the memory below.
  if (!/^[A-Z]{2}$/.test(code)) return undefined;
  const year = new Date(at).getUTCFullYear();
  const key = `${code} ${year}`;
  if (!ZONES.has(key)) ZONES.set(key, onlyZone(code, year));
  return ZONES.get(key);
}

/** What was found out before: comparing clocks takes a third of a millisecond, and every step of every order asks. */
const ZONES = new Map<string, string | undefined>();

function onlyZone(country: string, year: number): string | undefined {
  const [first, ...others] = (getTimezonesForCountry(country) ?? [])
    .map(({ name }) => name)
    .filter(isValidZone);
  if (first === undefined) return undefined;
  const months = Array.from({ length: 12 }, (_, month) => Date.UTC(year, month, 15));
  return others.every((other) => months.every((at) => localDateTime(at, first) === localDateTime(at, other)))
    ? first
    : undefined;
}
