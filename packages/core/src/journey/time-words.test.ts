import { describe, expect, it } from 'vitest';

import { durationWords, hoursWords, listed, waitWords } from './time-words.ts';

describe('times in words', () => {
  it('says lengths', () => {
    expect(durationWords({ hours: 1 })).toBe('1 hour');
    expect(durationWords({ hours: 1.5 })).toBe('1.5 hours');
    expect(durationWords({ days: 7 })).toBe('7 days');
  });

  it('says waits', () => {
    expect(waitWords({ hours: 36 })).toBe('36 hours');
    expect(waitWords({ days: 0 })).toBe('0 days');
    expect(waitWords({ days: 1, at: '10:00' })).toBe('1 day and until 10:00');
    expect(waitWords({ days: 0, at: '10:00' })).toBe('until 10:00');
    expect(waitWords({ days: 3, weekdays: ['monday'] })).toBe('3 days and until a monday');
    expect(waitWords({ days: 0, at: '09:30', weekdays: ['monday', 'friday'] })).toBe(
      'until a monday or friday at 09:30',
    );
    expect(waitWords({ businessDays: 1 })).toBe('1 business day');
    expect(waitWords({ businessDays: 0, at: '11:00' })).toBe('0 business days and until 11:00');
  });

  it('says hours of the day', () => {
    expect(hoursWords({ from: '20:00', to: '08:00' })).toBe('20:00 to 08:00');
    expect(hoursWords({ from: '09:00', to: '24:00', weekdays: ['saturday'] })).toBe(
      '09:00 to 24:00 on saturday',
    );
  });

  it('says lists', () => {
    expect([[], ['a'], ['a', 'b'], ['a', 'b', 'c']].map((parts) => listed(parts, 'or'))).toEqual([
      '',
      'a',
      'a or b',
      'a, b or c',
    ]);
  });
});
