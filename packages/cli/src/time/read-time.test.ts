import { describe, expect, it } from 'vitest';

import { endOf, readTime, startOf } from './read-time.ts';

const zone = 'America/Sao_Paulo';

function instant(text: string): string | null {
  const time = readTime(text, zone);
  return time === null ? null : new Date(startOf(time, zone)).toISOString();
}

describe('readTime', () => {
  it.each([
    ['2017-10-02 10:56:33', '2017-10-02T13:56:33.000Z'],
    ['2017-10-02T10:56', '2017-10-02T13:56:00.000Z'],
    ['2017-10-02 10:56:33.25', '2017-10-02T13:56:33.250Z'],
    ['2017-10-02T10:56:33Z', '2017-10-02T10:56:33.000Z'],
    ['2017-10-02 10:56:33 UTC', '2017-10-02T10:56:33.000Z'],
    ['2017-10-02T10:56:33+05:30', '2017-10-02T05:26:33.000Z'],
    ['2017-10-02 10:56:33 -0400', '2017-10-02T14:56:33.000Z'],
    [' 2017-10-02 ', '2017-10-02T03:00:00.000Z'],
    // The night on which the clocks go forward at midnight there: the day begins at 01:00.
    ['2017-10-15', '2017-10-15T03:00:00.000Z'],
    ['2017-10-15 00:30', '2017-10-15T03:30:00.000Z'],
    // The hour that comes twice: the first one is meant.
    ['2018-02-17 23:30:10', '2018-02-18T01:30:10.000Z'],
  ])('reads %s', (text, expected) => {
    expect(instant(text)).toBe(expected);
  });

  it.each([
    '',
    'yesterday',
    '24/11/2026',
    '2026-02-30',
    '2026-13-01',
    '0000-01-01',
    '9999-12-31',
    '2026-11-24 24:00',
    '2026-11-24 10:60',
    '2026-11-24 10:00:60',
    '2026-11-24T10:00+25:00',
    '2026-11-24 10:00 CET',
    '1763978400',
  ])("reads no time from '%s'", (text) => {
    expect(readTime(text, zone)).toBeNull();
  });

  it('knows where a day begins and ends', () => {
    const day = readTime('2018-02-17', zone);
    if (day === null) throw new Error('2018-02-17 is a day');
    expect(endOf(day, zone) - startOf(day, zone)).toBe(25 * 3_600_000);
  });

  it('takes an instant as its own end', () => {
    const at = readTime('2018-02-17T10:00:00Z', zone);
    if (at === null) throw new Error('that is an instant');
    expect(endOf(at, zone)).toBe(startOf(at, zone));
  });
});
