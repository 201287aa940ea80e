import { describe, expect, it } from 'vitest';

import { isCalendarDay, isInstant } from './instant.ts';

describe('isInstant', () => {
  it.each([
    '2026-11-21T09:30:00Z',
    '2026-11-21T09:30:00.123Z',
    '2024-02-29T23:59:59.999999Z',
    '0001-01-01T00:00:00Z',
  ])('takes %s', (text) => {
    expect(isInstant(text)).toBe(true);
  });

  it.each([
    '2026-11-21T09:30:00',
    '2026-11-21T09:30:00+01:00',
    '2026-11-21T09:30Z',
    '2026-11-21 09:30:00Z',
    '2026-11-21T24:00:00Z',
    '2026-11-21T09:60:00Z',
    '2026-02-30T09:30:00Z',
    '2026-13-01T09:30:00Z',
    '2025-02-29T09:30:00Z',
    '+002026-11-21T09:30:00Z',
    '2026-11-21T09:30:00Z ',
    '2026-11-21',
    'tomorrow',
    '',
  ])('refuses %j', (text) => {
    expect(isInstant(text)).toBe(false);
  });
});

describe('isCalendarDay', () => {
  it.each(['2026-11-24', '2024-02-29', '1999-12-31'])('takes %s', (text) => {
    expect(isCalendarDay(text)).toBe(true);
  });

  it.each([
    '2026-2-3',
    '2026-02-30',
    '2025-02-29',
    '2026-11-24T00:00:00Z',
    '26-11-24',
    '2026-00-10',
    '2026-11-00',
    '',
  ])('refuses %j', (text) => {
    expect(isCalendarDay(text)).toBe(false);
  });
});
