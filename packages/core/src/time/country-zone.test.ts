import { getAllCountries } from 'countries-and-timezones';
import { describe, expect, test } from 'vitest';

import { zoneOfCountry, zonesOfCountry } from './country-zone.ts';
import { changesOf, zoned } from './temporal.testing.ts';
import { isValidZone } from './zone.ts';

const at = (text: string): number => Date.parse(text);
const SUMMER = at('2024-07-01T00:00:00Z');

describe('zonesOfCountry', () => {
  test('one zone for each way the clocks go', () => {
    expect(zonesOfCountry('US', SUMMER)).toEqual([
      'America/Adak',
      'America/Anchorage',
      'America/Boise',
      'America/Chicago',
      'America/Detroit',
      'America/Los_Angeles',
      'America/Phoenix',
      'Pacific/Honolulu',
    ]);
    expect(zonesOfCountry('ES', SUMMER)).toEqual(['Africa/Ceuta', 'Atlantic/Canary']);
    expect(zonesOfCountry('NZ', SUMMER)).toEqual(['Pacific/Auckland', 'Pacific/Chatham']);
  });

  test.each(['DE', 'de', ' de '])('"%s" has one', (country) => {
    expect(zonesOfCountry(country, SUMMER)).toEqual(['Europe/Berlin']);
  });

  test.each([undefined, '', 'XX', 'Germany', 'D', '1'])('%s has none', (country) => {
    expect(zonesOfCountry(country, SUMMER)).toEqual([]);
    expect(zoneOfCountry(country, SUMMER)).toBeUndefined();
  });

  test('it depends on the year', () => {
    // Most of Indiana did without summer time until 2006.
    const in2000 = zonesOfCountry('US', at('2000-07-01T00:00:00Z'));
    expect(in2000.length).toBeGreaterThan(zonesOfCountry('US', SUMMER).length);
    // All of Kazakhstan has shown the same time since March 2024.
    expect(zoneOfCountry('KZ', at('2023-07-01T00:00:00Z'))).toBeUndefined();
    expect(zoneOfCountry('KZ', at('2025-07-01T00:00:00Z'))).toBe('Asia/Almaty');
  });

  test('every zone of every country shows the same as one of those, and they differ from each other', () => {
    const clockOf = (zone: string): string =>
      JSON.stringify([
        zoned(at('2024-01-01T00:00:00Z'), zone).offsetNanoseconds,
        changesOf(zone, { from: 2024, to: 2024 }).map(({ at, after }) => [at, after]),
      ]);
    for (const { id, timezones } of Object.values(getAllCountries())) {
      const clocks = zonesOfCountry(id, SUMMER).map(clockOf);
      expect(new Set(clocks).size).toBe(clocks.length);
      expect(new Set(timezones.filter(isValidZone).map(clockOf))).toEqual(new Set(clocks));
    }
  }, 60_000);
});

test('zoneOfCountry is the only one there is', () => {
  for (const { id } of Object.values(getAllCountries())) {
    const zones = zonesOfCountry(id, SUMMER);
    expect(zoneOfCountry(id, SUMMER)).toBe(zones.length === 1 ? zones[0] : undefined);
  }
});
