import { getTimezonesForCountry } from 'countries-and-timezones';

import { isValidZone } from './zone.ts';
import { offsetPeriod } from './zone-offsets.ts';

/**
 * The zone of a country (ISO 3166-1 alpha-2, any case) where all clocks show the same time in the year of `at`; undefined where they do
 * not, or if there is no such country. On paper countries have more zones than clocks: Germany has Berlin, and Zurich for Büsingen.
 */
export function zoneOfCountry(country: string | undefined, at: number): string | undefined {
  const [first, ...others] = zonesOfCountry(country, at);
  return others.length === 0 ? first : undefined;
}

/**
 * The zones of a country (ISO 3166-1 alpha-2, any case), one for each way that its clocks went in the year of `at` (UTC): eight for the
 * United States, one for Germany. Empty if there is no such country.
 */
export function zonesOfCountry(country: string | undefined, at: number): readonly string[] {
  const code = country?.trim().toUpperCase() ?? '';
  // Anything else names no country, and must not fill the memory below.
  if (!/^[A-Z]{2}$/.test(code)) return [];
  const year = new Date(at).getUTCFullYear();
  const key = `${code} ${year}`;
  const known = ZONES.get(key);
  if (known !== undefined) return known;
  if (ZONES.size >= MOST_ZONES) ZONES.clear();
  const zones = zonesInYear(code, year);
  ZONES.set(key, zones);
  return zones;
}

/** What was found out before: comparing clocks takes milliseconds, and every step of every order asks. */
const ZONES = new Map<string, readonly string[]>();
const MOST_ZONES = 2_000;

function zonesInYear(country: string, year: number): readonly string[] {
  const zones = (getTimezonesForCountry(country) ?? []).map(({ name }) => name).filter(isValidZone);
  const byClock = new Map<string, string>();
  for (const zone of zones) {
    const clock = clockOf(zone, year);
    if (!byClock.has(clock)) byClock.set(clock, zone);
  }
  return [...byClock.values()];
}

/** Every offset of a year and since when: the same text for zones whose clocks show the same. */
function clockOf(zone: string, year: number): string {
  const end = startOfYear(year + 1);
  const changes: string[] = [];
  for (let at = startOfYear(year); at < end;) {
    const { offset, until } = offsetPeriod(at, zone);
    changes.push(`${offset} since ${at}`);
    at = until;
  }
  return changes.join(', ');
}

function startOfYear(year: number): number {
  // Unlike `Date.UTC`, this takes the years 0 to 99 for what they are.
  return new Date(0).setUTCFullYear(year, 0, 1);
}
