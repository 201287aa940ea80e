import { describe, expect, it } from 'vitest';

import { retryAfterSeconds } from './retry-after.ts';

describe('retryAfterSeconds', () => {
  const now = Date.parse('2026-11-21T10:00:00Z');

  it.each<[string | null, number | null]>([
    ['120', 120],
    [' 0 ', 0],
    ['Sat, 21 Nov 2026 10:00:30 GMT', 30],
    ['Sat, 21 Nov 2026 09:00:00 GMT', 0],
    ['soon', null],
    ['-5', null],
    ['2030', 2_030],
    ['1.5', null],
    ['', null],
    [null, null],
  ])('%j is %j', (text, seconds) => {
    expect(retryAfterSeconds(new Headers(text === null ? {} : { 'retry-after': text }), now)).toBe(seconds);
  });
});
