import { describe, expect, it } from 'vitest';

import {
  DAY,
  HOUR,
  journeyOf,
  PLACED,
  PREFIX,
  returned,
  runner,
  statusOf,
  T0,
  thankYou,
} from './advance.testing.ts';
import { repeatDueAt } from './due.ts';
import type { Touchpoint } from './journey.ts';

const poll = {
  kind: 'tracking',
  on: 'order.placed',
  every: { days: 90 },
  times: 4,
  channels: ['onsite'],
  category: 'transactional',
  useBy: { days: 14 },
} satisfies Touchpoint;
const names = ['poll/order#1', 'poll/order#2', 'poll/order#3', 'poll/order#4'];
const iso = (at: number) => new Date(at).toISOString();

describe('a repeat', () => {
  it('comes into being when the one before it is due, and so many times in all', () => {
    const run = runner(journeyOf({ poll }));
    expect(Object.keys(run(T0, PLACED).instance?.occurrences ?? {})).toEqual([names[0]]);
    const counts: number[] = [];
    for (let day = 1; day <= 400; day += 1)
      counts.push(Object.keys(run(T0 + day * DAY).instance?.occurrences ?? {}).length);
    expect([counts[88], counts[89], counts[179], counts[269], counts[359], counts[399]]).toEqual([
      1, 2, 3, 4, 4, 4,
    ]);
  });

  it('keeps the local time over a year of changing clocks', () => {
    const run = runner(journeyOf({ poll }));
    run(T0, PLACED);
    const { instance } = run(T0 + 400 * DAY);
    // Placed at 10:00 in Berlin, in winter; the second falls into summer.
    expect(names.map((name) => iso(instance?.occurrences[name]?.dueAt ?? 0))).toEqual([
      '2027-01-31T09:00:00.000Z',
      '2027-05-01T08:00:00.000Z',
      '2027-07-30T08:00:00.000Z',
      '2027-10-28T08:00:00.000Z',
    ]);
  });

  it('does not drift after a night without 02:30', () => {
    const calendar = { zone: 'America/New_York', holidays: [] };
    const anchor = Date.parse('2026-03-06T17:00:00Z');
    const due = (n: number) => iso(repeatDueAt(anchor, { days: 1, at: '02:30' }, { days: 1 }, n, calendar));
    expect([1, 2, 3].map(due)).toEqual([
      '2026-03-07T07:30:00.000Z',
      '2026-03-08T07:30:00.000Z',
      '2026-03-09T06:30:00.000Z',
    ]);
  });

  it('starts after its wait where it has one', () => {
    const run = runner(journeyOf({ poll: { ...poll, wait: { days: 7, at: '10:00' } } }));
    expect(iso(run(T0, PLACED).instance?.occurrences['poll/order#1']?.dueAt ?? 0)).toBe(
      '2026-11-09T09:00:00.000Z',
    );
    expect(iso(run(T0 + 7 * DAY).instance?.occurrences['poll/order#2']?.dueAt ?? 0)).toBe(
      '2027-02-07T09:00:00.000Z',
    );
  });

  it('keeps the journey open as long as it is outstanding', () => {
    const run = runner(journeyOf({ poll }));
    run(T0, PLACED);
    for (let day = 90; day <= 360; day += 90) run(T0 + day * DAY);
    const last = run(T0 + 361 * DAY);
    expect(statusOf(last, 'poll/order#4', 'onsite')).toBe('open');
    expect(last.instance?.endedAt).toBeUndefined();
    const over = run(T0 + 375 * DAY);
    expect(over.instance).toMatchObject({ endedBy: 'the journey is over' });
    expect(over.nextAt).toBeNull();
  });

  it('ends with the journey where that says how long it lasts', () => {
    const run = runner(journeyOf({ poll }, { endAfter: { days: 100 } }));
    run(T0, PLACED);
    run(T0 + 90 * DAY);
    expect(run(T0 + 100 * DAY).instance?.endedAt).toBe(T0 + 100 * DAY);
    expect(statusOf(run(T0 + 300 * DAY), 'poll/order#2', 'onsite')).toBe('canceled');
  });

  it('stops with a fact of until: what is due later is canceled, what was due stays', () => {
    const run = runner(journeyOf({ poll: { ...poll, until: ['order.returned'] } }));
    run(T0, PLACED);
    run(T0 + 90 * DAY);
    const decided = run(T0 + 91 * DAY, [returned(T0 + 91 * DAY)]);
    expect(statusOf(decided, 'poll/order#1', 'onsite')).toBe('open');
    expect(decided.effects).toMatchObject([
      {
        key: `${PREFIX}/poll/order#2/onsite`,
        status: 'canceled',
        rule: 'ended',
        reason: 'repeats until order.returned',
      },
    ]);
    expect(Object.keys(run(T0 + 300 * DAY).instance?.occurrences ?? {})).toEqual(names.slice(0, 2));
  });

  it('in hours, with a backlog: what is too late is skipped, each by itself', () => {
    const hourly = { ...poll, every: { hours: 6 }, times: 5, useBy: { hours: 5 } } satisfies Touchpoint;
    const decided = runner(journeyOf({ poll: hourly, thankYou }))(T0 + 20 * HOUR, PLACED);
    expect([1, 2, 3, 4].map((n) => statusOf(decided, `poll/order#${n}`, 'onsite'))).toEqual([
      'skipped',
      'skipped',
      'open',
      'waiting',
    ]);
  });
});
