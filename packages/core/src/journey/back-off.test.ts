import { describe, expect, it } from 'vitest';

import { backOff } from './back-off.ts';

const MINUTE = 60_000;

describe('backOff', () => {
  it.each([
    [1, 1],
    [2, 2],
    [3, 4],
    [6, 32],
    [7, 60],
    [50, 60],
    [5_000, 60],
  ])('waits, after attempt %i, %i minutes and up to a quarter more', (attempt, minutes) => {
    for (const key of ['a', 'b', 'c', 'd']) {
      const wait = backOff(key, attempt);
      expect(wait).toBeGreaterThanOrEqual(minutes * MINUTE);
      expect(wait).toBeLessThan(minutes * MINUTE * 1.25);
    }
  });

  it('is the same for the same attempt and spread over different deliveries', () => {
    expect(backOff('a', 1)).toBe(backOff('a', 1));
    const waits = new Set(Array.from({ length: 64 }, (_, index) => backOff(`delivery ${index}`, 1)));
    expect(waits.size).toBeGreaterThan(32);
  });
});
