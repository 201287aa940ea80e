import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { calendarDay, coveringWindow, nextDay, sameWindow, tidyWindow } from './day-window.ts';

describe('calendarDay', () => {
  it.each([
    ['2026-11-20T23:30:00Z', 'Europe/Berlin', '2026-11-21'],
    ['2026-11-21T01:30:00Z', 'America/Los_Angeles', '2026-11-20'],
    ['2026-11-20T10:00:00Z', 'Pacific/Kiritimati', '2026-11-21'],
    ['2026-03-29T00:59:59Z', 'Europe/Berlin', '2026-03-29'],
    ['2026-01-01T00:00:00Z', 'UTC', '2026-01-01'],
  ])('%s in %s is %s', (instant, zone, day) => {
    expect(calendarDay(Date.parse(instant), zone)).toBe(day);
  });

  it('takes the day in UTC where the platform does not know the zone', () => {
    expect(calendarDay(Date.parse('2026-11-20T23:30:00Z'), 'Mars/Olympus')).toBe('2026-11-20');
  });
});

describe('spans of days', () => {
  it('go on over the ends of months, years and leap days', () => {
    expect(['2026-11-30', '2026-12-31', '2028-02-28', '2028-02-29'].map(nextDay)).toEqual([
      '2026-12-01',
      '2027-01-01',
      '2028-02-29',
      '2028-03-01',
    ]);
  });

  it('lose a start that is no earlier day', () => {
    expect(tidyWindow({ from: '2026-11-24', until: '2026-11-24' })).toEqual({ until: '2026-11-24' });
    expect(tidyWindow({ from: '2026-11-25', until: '2026-11-24' })).toEqual({ until: '2026-11-24' });
    expect(sameWindow({ from: '2026-11-24', until: '2026-11-24' }, { until: '2026-11-24' })).toBe(true);
    expect(sameWindow({ from: '2026-11-23', until: '2026-11-24' }, { until: '2026-11-24' })).toBe(false);
  });

  it('are covered by the shortest span that holds them all', () => {
    const day = fc.integer({ min: 1, max: 28 }).map((n) => `2026-02-${String(n).padStart(2, '0')}`);
    const window = fc
      .tuple(day, day)
      .map(([a, b]) => tidyWindow({ from: a < b ? a : b, until: a < b ? b : a }));
    fc.assert(
      fc.property(fc.array(window, { minLength: 1 }), (windows) => {
        const days = windows.flatMap(({ from, until }) => [from ?? until, until]).toSorted();
        expect(coveringWindow(windows)).toEqual(tidyWindow({ from: days[0], until: days.at(-1)! }));
      }),
    );
    expect(coveringWindow([])).toBeNull();
  });
});
