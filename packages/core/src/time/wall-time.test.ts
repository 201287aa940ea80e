import { expect, test } from 'vitest';

import { DAY, dayOf, dayText, timeOf, timeText } from './wall-time.ts';

const at = (text: string): number => Date.parse(text);

test.each(['0001-01-01', '0099-12-31', '1969-12-31', '1970-01-01', '2024-02-29', '8999-12-31'])(
  'a day is written as it is read: %s',
  (day) => {
    expect(dayText(dayOf(at(day)))).toBe(day);
    expect(dayText(dayOf(at(day) + DAY - 1))).toBe(day);
  },
);

test('more days than are kept', () => {
  for (let day = 0; day < 2_500; day += 1) {
    expect(dayText(day)).toBe(new Date(day * DAY).toISOString().slice(0, 10));
    expect(dayText(day)).toBe(dayText(day));
  }
  expect(dayText(0)).toBe('1970-01-01');
});

test.each([
  ['1970-01-01T00:00:00Z', '00:00'],
  ['1969-12-31T23:59:59.999Z', '23:59'],
  ['2026-11-24T09:05:59.999Z', '09:05'],
  ['0001-01-01T10:10:00Z', '10:10'],
])('the time of day of %s is %s', (wall, time) => {
  expect(timeText(timeOf(at(wall)))).toBe(time);
});
