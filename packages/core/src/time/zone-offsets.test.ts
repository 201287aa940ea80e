import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { ALL_ZONES, changesOf, offsetOf, plain, zoned } from './temporal.testing.ts';
import { DAY, dayOf } from './wall-time.ts';
import { firstInstantOf, instantOf, offsetPeriod, wallTime } from './zone-offsets.ts';

const at = (text: string): number => Date.parse(text);
const year = (years: number): number => new Date(0).setUTCFullYear(years, 0, 1);

/** Where we and Temporal disagree, in words; nothing but differences costs the time of an `expect`. */
function differences(zone: string, instants: readonly number[], walls: readonly number[]): string[] {
  const different = (what: string, value: number, ours: number, temporals: number) =>
    ours === temporals ? [] : [`${zone} ${what} ${new Date(value).toISOString()}: ${ours}, not ${temporals}`];
  return [
    ...instants.flatMap((instant) =>
      different('offset at', instant, offsetPeriod(instant, zone).offset, offsetOf(zoned(instant, zone))),
    ),
    ...walls.flatMap((wall) =>
      different(
        'instant of',
        wall,
        instantOf(wall, zone),
        plain(wall).toZonedDateTime(zone).epochMilliseconds,
      ),
    ),
  ];
}

/** Where a day begins according to us and to Temporal, for the days around an instant. */
function differentDays(zone: string, instant: number): string[] {
  return [-1, 0, 1].flatMap((days) => {
    const midnight = dayOf(wallTime(instant, zone) + days * DAY) * DAY;
    const ours = firstInstantOf(midnight, zone);
    const temporals = plain(midnight).toPlainDate().toZonedDateTime(zone).epochMilliseconds;
    return ours === temporals
      ? []
      : [`${zone} ${new Date(midnight).toISOString()}: ${ours}, not ${temporals}`];
  });
}

describe('equal to Temporal', () => {
  test('for 200,000 random wall times of all zones', () => {
    const zone = fc.constantFrom(...ALL_ZONES);
    const start = fc.oneof(
      { weight: 7, arbitrary: fc.integer({ min: year(1970), max: year(2038) }) },
      { weight: 2, arbitrary: fc.integer({ min: year(1900), max: year(2100) }) },
      { weight: 1, arbitrary: fc.integer({ min: year(1), max: year(9000) }) },
    );
    // A hundred samples a stretch, so that most of the time is not spent on finding out the changes of one year of one zone.
    const within = fc.array(fc.noBias(fc.nat(300 * DAY)), { minLength: 100, maxLength: 100 });
    fc.assert(
      fc.property(zone, start, within, (zone, start, within) => {
        const samples = within.map((later) => start + later);
        expect(differences(zone, samples.slice(0, 10), samples)).toEqual([]);
      }),
      { numRuns: 2_000 },
    );
  }, 120_000);

  test('around every change of the clocks in every zone, 1970 to 2037', () => {
    let changes = 0;
    for (const zone of ALL_ZONES) {
      const found = changesOf(zone, { from: 1970, to: 2037 }).flatMap((change) => {
        changes += 1;
        const instants = [-1_000, -1, 0, 1_000].map((later) => change.at + later);
        const walls = instants.flatMap((instant) => [
          instant + change.before,
          instant + change.after,
          instant + Math.round((change.before + change.after) / 2),
        ]);
        return [...differences(zone, instants, walls), ...differentDays(zone, change.at)];
      });
      expect(found).toEqual([]);
    }
    expect(changes).toBeGreaterThan(20_000);
  }, 240_000);

  test('in the first and the last years there are', () => {
    for (const zone of ALL_ZONES.filter((_, index) => index % 7 === 0)) {
      const instants = [1, 1000, 1582, 1883, 8999, 9000].map(year);
      expect([
        ...differences(zone, instants, instants),
        ...instants.flatMap((instant) => differentDays(zone, instant)),
      ]).toEqual([]);
    }
  });
});

test('a period ends where the offset changes', () => {
  const spring = at('2026-03-29T01:00:00Z');
  expect(offsetPeriod(spring - 1, 'Europe/Berlin')).toMatchObject({ offset: 3_600_000, until: spring });
  expect(offsetPeriod(spring, 'Europe/Berlin').offset).toBe(7_200_000);
});

test('offsets with seconds', () => {
  expect(offsetPeriod(at('1971-06-01T00:00:00Z'), 'Africa/Monrovia').offset).toBe(-2_670_000);
  expect(instantOf(at('1850-01-01T00:00:00Z'), 'Europe/Berlin')).toBe(at('1849-12-31T23:06:32Z'));
});

describe('where a day does not begin at midnight', () => {
  test.each([
    ['America/Sao_Paulo', '2018-11-04', '2018-11-04T03:00:00Z', 'midnight is left out'],
    ['America/Toronto', '1919-03-31', '1919-03-31T04:30:00Z', 'the half hour around midnight is left out'],
    ['Pacific/Apia', '2011-12-30', '2011-12-30T10:00:00Z', 'the whole day is left out'],
    ['America/Havana', '2024-11-03', '2024-11-03T04:00:00Z', 'midnight comes twice'],
  ])('%s %s', (zone, day, expected) => {
    expect(new Date(firstInstantOf(at(day), zone)).toISOString()).toBe(new Date(expected).toISOString());
  });
});

describe('names', () => {
  const noon = at('2026-07-01T12:00:00Z');

  test.each(['europe/berlin', 'EUROPE/BERLIN', 'us/eastern', 'Asia/Calcutta', 'utc', 'etc/gmt+5', 'nz-chat'])(
    '%s is read as Temporal reads it',
    (zone) => {
      expect(offsetPeriod(noon, zone).offset).toBe(offsetOf(zoned(noon, zone)));
    },
  );

  test.each([
    '',
    'Europe/Atlantis',
    '+02:00',
    'Europe/Berlin ',
    '__proto__',
    '2026-07-01T00:00[Europe/Berlin]',
  ])('"%s" is refused', (zone) => {
    expect(() => offsetPeriod(noon, zone)).toThrow(new RangeError(`"${zone}" is no IANA time zone.`));
    expect(() => instantOf(noon, zone)).toThrow(RangeError);
  });
});

test('an instant that is none is refused', () => {
  expect(() => wallTime(NaN, 'Europe/Berlin')).toThrow(RangeError);
  expect(() => instantOf(Infinity, 'Europe/Berlin')).toThrow(RangeError);
});

test('more years than are kept', () => {
  const zone = 'America/New_York';
  const instants = Array.from({ length: 600 }, (_, index) => year(1900 + index));
  expect(differences(zone, [...instants, ...instants.slice(0, 10)], [])).toEqual([]);
});
