import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import {
  type DailyHours,
  isWithin,
  nextInside,
  nextInsideEverywhere,
  nextOutside,
  nextOutsideEverywhere,
} from './daily-hours.ts';
import { ALL_ZONES, changesOf, EVENTFUL_ZONES, zoned } from './temporal.testing.ts';
import { DAY, timeText } from './wall-time.ts';
import { WEEKDAYS } from './weekday.ts';

const RUNS = { numRuns: 1_000 };
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

const at = (text: string): number => Date.parse(text);
const iso = (instant: number | null): string | null =>
  instant === null ? null : new Date(instant).toISOString().replace('.000Z', 'Z');

const NIGHT: DailyHours = { from: '21:00', to: '08:00' };
const OFFICE: DailyHours = {
  from: '09:00',
  to: '17:00',
  weekdays: ['monday', 'tuesday', 'wednesday', 'thursday', 'friday'],
};

describe('the edges are exact', () => {
  test.each([
    ['20:59:59.999', false],
    ['21:00:00.000', true],
    ['23:59:59.999', true],
    ['00:00:00.000', true],
    ['00:59:59.999', true],
    ['07:59:59.999', true],
    ['08:00:00.000', false],
    ['12:00:00.000', false],
  ])('21:00 to 08:00 at %s: %s', (time, within) => {
    const instant = at(`2026-11-24T${time}Z`);
    expect(isWithin(NIGHT, instant, 'UTC')).toBe(within);
    // The same clock in another zone.
    expect(isWithin(NIGHT, instant - 9 * HOUR, 'Asia/Tokyo')).toBe(within);
  });

  test.each([
    ['08:59:59.999', false],
    ['09:00:00.000', true],
    ['16:59:59.999', true],
    ['17:00:00.000', false],
  ])('09:00 to 17:00 at %s: %s', (time, within) => {
    expect(isWithin({ from: '09:00', to: '17:00' }, at(`2026-11-24T${time}Z`), 'UTC')).toBe(within);
  });

  test('until midnight is 24:00 as well as 00:00', () => {
    for (const to of ['24:00', '00:00']) {
      expect(isWithin({ from: '20:00', to }, at('2026-11-24T23:59:59.999Z'), 'UTC')).toBe(true);
      expect(isWithin({ from: '20:00', to }, at('2026-11-25T00:00:00Z'), 'UTC')).toBe(false);
      expect(iso(nextOutside({ from: '20:00', to }, at('2026-11-24T20:00:00Z'), 'UTC'))).toBe(
        '2026-11-25T00:00:00Z',
      );
    }
  });
});

describe('over midnight the weekday is that of the beginning', () => {
  const fridayNight: DailyHours = { from: '22:00', to: '06:00', weekdays: ['friday'] };

  test.each([
    ['2026-11-27T05:59:59Z', false, 'Thursday’s night'],
    ['2026-11-27T22:00:00Z', true, 'Friday'],
    ['2026-11-28T05:59:59Z', true, 'still Friday’s night'],
    ['2026-11-28T06:00:00Z', false, 'over'],
    ['2026-11-28T22:00:00Z', false, 'Saturday'],
  ])('%s: %s, %s', (instant, within) => {
    expect(isWithin(fridayNight, at(instant), 'UTC')).toBe(within);
  });

  test('it comes once a week', () => {
    expect(iso(nextOutside(fridayNight, at('2026-11-28T01:00:00Z'), 'UTC'))).toBe('2026-11-28T06:00:00Z');
    expect(iso(nextInside(fridayNight, at('2026-11-28T06:00:00Z'), 'UTC'))).toBe('2026-12-04T22:00:00Z');
  });
});

test('office hours go on after the weekend', () => {
  expect(iso(nextInside(OFFICE, at('2026-11-27T22:00:00Z'), 'America/New_York'))).toBe(
    '2026-11-30T14:00:00Z',
  );
  expect(iso(nextInside(OFFICE, at('2026-11-27T21:59:59.999Z'), 'America/New_York'))).toBe(
    '2026-11-27T21:59:59.999Z',
  );
});

describe('where the clocks change', () => {
  test('the end is left out: the hours end at the change', () => {
    // New York has no 02:30 on this day.
    const hours = { from: '21:00', to: '02:30' };
    expect(iso(nextOutside(hours, at('2026-03-08T05:00:00Z'), 'America/New_York'))).toBe(
      '2026-03-08T07:00:00Z',
    );
  });

  test('the beginning is left out: the hours begin at the change', () => {
    const hours = { from: '02:30', to: '12:00' };
    expect(iso(nextInside(hours, at('2026-03-08T05:00:00Z'), 'America/New_York'))).toBe(
      '2026-03-08T07:00:00Z',
    );
  });

  test('all of them are left out: they come the next day', () => {
    const hours = { from: '02:00', to: '03:00' };
    expect(iso(nextInside(hours, at('2026-03-08T05:00:00Z'), 'America/New_York'))).toBe(
      '2026-03-09T06:00:00Z',
    );
    expect(
      iso(nextInside({ ...hours, weekdays: ['sunday'] }, at('2026-03-01T08:00:00Z'), 'America/New_York')),
    ).toBe('2026-03-15T06:00:00Z');
  });

  test('an hour comes twice: the hours end twice', () => {
    const hours = { from: '21:00', to: '01:30' };
    const zone = 'America/New_York';
    const first = at('2026-11-01T05:30:00Z');
    expect(nextOutside(hours, at('2026-11-01T04:00:00Z'), zone)).toBe(first);
    expect(isWithin(hours, at('2026-11-01T05:59:59.999Z'), zone)).toBe(false);
    expect(nextInside(hours, first, zone)).toBe(at('2026-11-01T06:00:00Z'));
    expect(nextOutside(hours, at('2026-11-01T06:00:00Z'), zone)).toBe(at('2026-11-01T06:30:00Z'));
  });

  test('a day is left out: so are its hours', () => {
    const fridays: DailyHours = { from: '09:00', to: '17:00', weekdays: ['friday'] };
    expect(iso(nextInside(fridays, at('2011-12-24T12:00:00Z'), 'Pacific/Apia'))).toBe('2012-01-05T19:00:00Z');
    const notFridays: DailyHours = {
      from: '00:00',
      to: '24:00',
      weekdays: WEEKDAYS.filter((weekday) => weekday !== 'friday'),
    };
    expect(iso(nextOutside(notFridays, at('2011-12-24T12:00:00Z'), 'Pacific/Apia'))).toBe(
      '2012-01-05T10:00:00Z',
    );
  });
});

describe('never', () => {
  test.each<DailyHours>([
    { from: '08:00', to: '08:00' },
    { from: '00:00', to: '00:00' },
    { from: '08:00', to: '20:00', weekdays: [] },
    { from: '20:00', to: '08:00', weekdays: [] },
  ])('nothing lies within %o', (hours) => {
    const instant = at('2026-11-24T08:00:00Z');
    expect(isWithin(hours, instant, 'UTC')).toBe(false);
    expect(nextInside(hours, instant, 'UTC')).toBeNull();
    expect(nextInsideEverywhere(hours, instant, ['UTC'])).toBeNull();
    expect(nextOutside(hours, instant, 'UTC')).toBe(instant);
  });

  test.each<DailyHours>([
    { from: '00:00', to: '24:00' },
    { from: '00:00', to: '24:00', weekdays: WEEKDAYS },
  ])('nothing lies outside %o', (hours) => {
    const instant = at('2026-11-24T08:00:00Z');
    expect(nextOutside(hours, instant, 'Europe/Berlin')).toBeNull();
    expect(nextOutsideEverywhere(hours, instant, ['Europe/Berlin'])).toBeNull();
    expect(nextInside(hours, instant, 'Europe/Berlin')).toBe(instant);
  });
});

describe('in several zones at once', () => {
  const usa = [
    'America/New_York',
    'America/Chicago',
    'America/Denver',
    'America/Los_Angeles',
    'Pacific/Honolulu',
  ];

  test('the night is over when it is over in the last of them', () => {
    // 08:00 in New York, 03:00 in Honolulu.
    expect(iso(nextOutsideEverywhere(NIGHT, at('2026-11-24T13:00:00Z'), usa))).toBe('2026-11-24T18:00:00Z');
    expect(iso(nextOutsideEverywhere(NIGHT, at('2026-11-25T01:59:59.999Z'), usa))).toBe(
      '2026-11-25T01:59:59.999Z',
    );
    // 21:00 in New York.
    expect(iso(nextOutsideEverywhere(NIGHT, at('2026-11-25T02:00:00Z'), usa))).toBe('2026-11-25T18:00:00Z');
  });

  test('hours that all of them share', () => {
    // 17:00 in New York is 12:00 in Honolulu: nine o'clock there is 14:00 here.
    expect(iso(nextInsideEverywhere(OFFICE, at('2026-11-28T00:00:00Z'), usa))).toBe('2026-11-30T19:00:00Z');
    expect(nextInsideEverywhere({ from: '09:00', to: '11:00' }, at('2026-11-24T00:00:00Z'), usa)).toBeNull();
  });

  test('the order of the zones makes no difference, and none is no restriction', () => {
    const from = at('2026-11-28T00:00:00Z');
    expect(nextInsideEverywhere(OFFICE, from, [...usa].reverse())).toBe(
      nextInsideEverywhere(OFFICE, from, usa),
    );
    expect(nextInsideEverywhere(OFFICE, from, [])).toBe(from);
    expect(nextOutsideEverywhere(NIGHT, from, [])).toBe(from);
  });

  test('what lies more than 8 days ahead is not looked for', () => {
    const hours: DailyHours = { from: '02:00', to: '03:00', weekdays: ['sunday'] };
    // The hour is left out on the 8th and comes again on the 15th.
    const next = at('2026-03-15T06:00:00Z');
    expect(nextInsideEverywhere(hours, next - 8 * DAY, ['America/New_York'])).toBe(next);
    expect(nextInsideEverywhere(hours, next - 8 * DAY - 1, ['America/New_York'])).toBeNull();
    expect(nextInside(hours, next - 8 * DAY - 1, 'America/New_York')).toBe(next);
  });
});

test.each([
  [{ from: '24:00', to: '08:00' }, '24:00'],
  [{ from: '20:00', to: '24:01' }, '24:01'],
  [{ from: '8:00', to: '20:00' }, '8:00'],
])('%o is refused', (hours, time) => {
  expect(() => isWithin(hours, 0, 'UTC')).toThrow(
    new RangeError(`"${time}" is no time of day; write HH:MM, from 00:00 to 23:59.`),
  );
});

test('a zone that does not exist is refused', () => {
  expect(() => isWithin(NIGHT, 0, 'Mars/Olympus')).toThrow(RangeError);
  expect(() => nextOutside(NIGHT, 0, 'Mars/Olympus')).toThrow(RangeError);
});

describe('by definition', () => {
  const changes = EVENTFUL_ZONES.flatMap((zone) => changesOf(zone, { from: 1973, to: 2037 }));
  const somewhere = fc.oneof(
    fc
      .record({ change: fc.constantFrom(...changes), earlier: fc.integer({ min: -HOUR, max: 2 * DAY }) })
      .map(({ change, earlier }) => ({ zone: change.zone, from: change.at - earlier })),
    fc.record({
      zone: fc.constantFrom(...ALL_ZONES),
      from: fc.integer({ min: at('1973-01-01'), max: at('2038-01-01') }),
    }),
  );
  const halfHours = (last: number) => fc.nat(last).map((half) => half * 30 * MINUTE);
  const minutes = fc.nat(1439).map((minute) => minute * MINUTE);
  const weekdays = fc.option(fc.subarray([...WEEKDAYS]), { nil: undefined });
  const hours: fc.Arbitrary<DailyHours> = fc
    .record({ from: fc.oneof(halfHours(47), minutes), to: fc.oneof(halfHours(48), minutes), weekdays })
    .map(({ from, to, weekdays }) => ({
      from: timeText(from),
      to: timeText(to),
      ...(weekdays === undefined ? {} : { weekdays }),
    }));

  /** What the words say, asked of Temporal. */
  function lieWithin({ from, to, weekdays }: DailyHours, instant: number, zone: string): boolean {
    const clock = zoned(instant, zone);
    const time = clock.toPlainTime().toString({ smallestUnit: 'minute' });
    const [today, yesterday] = [clock.dayOfWeek, clock.toPlainDate().subtract({ days: 1 }).dayOfWeek].map(
      (day) => weekdays?.some((weekday) => weekday === WEEKDAYS[day - 1]) ?? true,
    );
    if (from <= to) return from <= time && time < to && today === true;
    return (time >= from && today === true) || (time < to && yesterday === true);
  }

  /** Every instant at which something can happen: clocks change, and hours begin and end, on whole minutes. */
  function firstBySteps(
    wanted: boolean,
    hours: DailyHours,
    from: number,
    zones: readonly string[],
    until: number,
  ): number | null {
    for (let instant = from; instant <= until; instant = (Math.floor(instant / MINUTE) + 1) * MINUTE) {
      if (zones.every((zone) => isWithin(hours, instant, zone) === wanted)) return instant;
    }
    return null;
  }

  test('isWithin says what the wall clock says', () => {
    fc.assert(
      fc.property(somewhere, hours, ({ from, zone }, hours) => {
        expect(isWithin(hours, from, zone)).toBe(lieWithin(hours, from, zone));
      }),
      RUNS,
    );
  });

  test.each([
    ['nextOutside', nextOutside, false],
    ['nextInside', nextInside, true],
  ] as const)('%s is the first one, minute by minute', (_name, next, wanted) => {
    fc.assert(
      fc.property(somewhere, hours, ({ from, zone }, hours) => {
        const found = next(hours, from, zone);
        expect(found).toBe(firstBySteps(wanted, hours, from, [zone], from + 15 * DAY));
        if (found === null) return;
        expect(isWithin(hours, found, zone)).toBe(wanted);
        if (found > from) expect(isWithin(hours, found - 1, zone)).toBe(!wanted);
      }),
      RUNS,
    );
  });

  test.each([
    ['nextOutsideEverywhere', nextOutsideEverywhere, false],
    ['nextInsideEverywhere', nextInsideEverywhere, true],
  ] as const)('%s is the first one, minute by minute', (_name, next, wanted) => {
    const others = fc.array(fc.constantFrom(...EVENTFUL_ZONES), { maxLength: 3 });
    fc.assert(
      fc.property(somewhere, others, hours, ({ from, zone }, others, hours) => {
        const zones = [zone, ...others];
        expect(next(hours, from, zones)).toBe(firstBySteps(wanted, hours, from, zones, from + 8 * DAY));
      }),
      RUNS,
    );
  });

  test('in the first and the last years too', () => {
    const early = fc.record({
      zone: fc.constantFrom(...EVENTFUL_ZONES),
      from: fc.integer({ min: at('0001-01-02'), max: at('8999-12-31') }),
    });
    fc.assert(
      fc.property(early, hours, ({ from, zone }, hours) => {
        const found = nextOutside(hours, from, zone);
        if (found === null) return;
        expect(isWithin(hours, found, zone)).toBe(false);
        if (found > from) expect(isWithin(hours, found - 1, zone)).toBe(true);
      }),
      RUNS,
    );
  });
});
