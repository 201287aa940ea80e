import { describe, expect, it } from 'vitest';

import { dueAt, useByOf } from './due.ts';
import type { Touchpoint } from './journey.ts';

const at = (iso: string) => Date.parse(iso);
const iso = (instant: number) => new Date(instant).toISOString();

describe('dueAt', () => {
  it.each([
    ['at once', undefined, '2026-11-21T10:00:00Z', 'Europe/Berlin', '2026-11-21T10:00:00.000Z'],
    [
      'hours are exact across a change of clocks',
      { hours: 24 },
      '2026-03-07T17:00:00Z',
      'America/New_York',
      '2026-03-08T17:00:00.000Z',
    ],
    [
      'days keep the local time',
      { days: 1 },
      '2026-03-07T17:00:00Z',
      'America/New_York',
      '2026-03-08T16:00:00.000Z',
    ],
    ['part of an hour', { hours: 0.5 }, '2026-11-21T10:00:00Z', 'UTC', '2026-11-21T10:30:00.000Z'],
    ['a third of an hour', { hours: 1 / 3 }, '2026-11-21T10:00:00Z', 'UTC', '2026-11-21T10:20:00.000Z'],
    [
      'less than can be told: to the millisecond',
      { hours: 0.3333333 },
      '2026-11-21T10:00:00Z',
      'UTC',
      '2026-11-21T10:20:00.000Z',
    ],
    [
      'the next day at ten',
      { days: 1, at: '10:00' },
      '2026-11-21T22:30:00Z',
      'Europe/Berlin',
      '2026-11-22T09:00:00.000Z',
    ],
    [
      'the local day counts, not that of UTC',
      { days: 1, at: '10:00' },
      '2026-11-21T23:30:00Z',
      'Europe/Berlin',
      '2026-11-23T09:00:00.000Z',
    ],
    [
      'Monday eight o’clock in Tokyo',
      { days: 1, at: '08:00' },
      '2026-11-21T20:00:00Z',
      'Asia/Tokyo',
      '2026-11-22T23:00:00.000Z',
    ],
    [
      'day 0: later today',
      { days: 0, at: '18:00' },
      '2026-11-21T10:00:00Z',
      'Europe/Berlin',
      '2026-11-21T17:00:00.000Z',
    ],
    [
      'day 0: this very instant',
      { days: 0, at: '11:00' },
      '2026-11-21T10:00:00Z',
      'Europe/Berlin',
      '2026-11-21T10:00:00.000Z',
    ],
    [
      'day 0: past, so tomorrow',
      { days: 0, at: '10:59' },
      '2026-11-21T10:00:00Z',
      'Europe/Berlin',
      '2026-11-22T09:59:00.000Z',
    ],
    [
      'a local time that does not exist moves forward',
      { days: 1, at: '02:30' },
      '2026-03-07T17:00:00Z',
      'America/New_York',
      '2026-03-08T07:30:00.000Z',
    ],
    [
      'a local time that exists twice is the first',
      { days: 1, at: '01:30' },
      '2026-10-31T17:00:00Z',
      'America/New_York',
      '2026-11-01T05:30:00.000Z',
    ],
  ])('%s', (_name, wait, anchor, zone, due) => {
    const instant = dueAt(at(anchor), wait, { zone, holidays: [] });
    expect(instant).toBe(Math.trunc(instant));
    expect(iso(instant)).toBe(due);
  });
});

describe('useByOf', () => {
  const base: Touchpoint = {
    kind: 'thank-you',
    on: 'order.placed',
    channels: ['email'],
    category: 'transactional',
  };
  const due = at('2026-03-27T12:00:00Z');

  it.each([
    ['transactional: 7 days', base, '2026-04-03T11:00:00.000Z'],
    ['tracking news: 1 day', { ...base, kind: 'tracking-news' }, '2026-03-28T12:00:00.000Z'],
    ['delay: 3 days', { ...base, kind: 'delay' }, '2026-03-30T11:00:00.000Z'],
    ['problem: 3 days', { ...base, kind: 'problem' }, '2026-03-30T11:00:00.000Z'],
    [
      'marketing: 3 days',
      { ...base, kind: 'rating', category: 'marketing' as const },
      '2026-03-30T11:00:00.000Z',
    ],
    ['as the touchpoint says, in days', { ...base, useBy: { days: 21 } }, '2026-04-17T11:00:00.000Z'],
    ['as the touchpoint says, in hours', { ...base, useBy: { hours: 72 } }, '2026-03-30T12:00:00.000Z'],
  ])('%s', (_name, touchpoint, useBy) => {
    expect(iso(useByOf(touchpoint, due, 'Europe/Berlin'))).toBe(useBy);
  });
});
