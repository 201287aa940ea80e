import { describe, expect, test } from 'vitest';

import type { MomentWindow } from '../../fact/fact.schema.ts';
import { addFacts } from '../add-facts.ts';
import { follows, settle } from '../derive.testing.ts';
import {
  canceled,
  DAY,
  fold,
  HOUR,
  opened,
  placed,
  REF,
  scan,
  shipment,
  snapshot,
  T0,
} from '../facts.testing.ts';

const TYPE = 'eta.revised';
const A = { fulfillment: '1', carrier: 'UPS', number: 'A' };
const moving = (expected: MomentWindow, at: number) => scan(A, 'in_transit', at, { expected });
const on = (until: string) => ({ until });
const order = [placed, snapshot(), shipment(A)];

/** What is revised to what, and when. */
const revisions = (facts: ReturnType<typeof fold>) =>
  follows(TYPE, facts).map(({ data, occurredAt }) => [data.before.until, data.expected.until, occurredAt]);

test('another day is expected', () => {
  const facts = fold(...order, moving(on('2026-11-26'), T0 + DAY), moving(on('2026-11-27'), T0 + 2 * DAY));
  expect(follows(TYPE, facts)).toEqual([
    {
      id: 'eta.revised/1/..2026-11-27',
      type: TYPE,
      occurredAt: T0 + 2 * DAY,
      source: 'derived',
      parcel: '1',
      data: { parcel: '1', expected: on('2026-11-27'), before: on('2026-11-26') },
    },
  ]);
  expect(revisions(settle(facts))).toEqual([]);
});

test('the first expectation revises nothing, and neither does a promise', () => {
  const promised = shipment(A, { at: T0 + 2 * HOUR, promised: on('2026-11-25') });
  expect(revisions(fold(...order, promised, moving(on('2026-11-26'), T0 + DAY)))).toEqual([]);
});

test('what is told again, by whomever, is no revision', () => {
  const facts = fold(
    ...order,
    moving(on('2026-11-26'), T0 + DAY),
    shipment(A, { at: T0 + DAY + HOUR, expected: on('2026-11-26') }),
    moving(on('2026-11-26'), T0 + 2 * DAY),
  );
  expect(revisions(facts)).toEqual([]);
  expect(facts.parcels[0]?.etas).toEqual([
    { expected: on('2026-11-26'), toldAt: T0 + DAY, confirmedAt: T0 + 2 * DAY },
  ]);
});

test('what a shop records counts from when it was recorded', () => {
  const recorded = shipment(A, { at: T0 + HOUR, updatedAt: T0 + 3 * DAY, expected: on('2026-11-28') });
  const facts = fold(...order, moving(on('2026-11-26'), T0 + DAY), recorded);
  expect(revisions(facts)).toEqual([['2026-11-26', '2026-11-28', T0 + 3 * DAY]]);
});

test('an expectation that is given again is told once', () => {
  const days = ['2026-11-26', '2026-11-27', '2026-11-26', '2026-11-27', '2026-11-28'];
  const facts = fold(...order, ...days.map((day, index) => moving(on(day), T0 + (index + 1) * HOUR)));
  expect(revisions(facts)).toEqual([
    ['2026-11-26', '2026-11-27', T0 + 2 * HOUR],
    ['2026-11-27', '2026-11-26', T0 + 3 * HOUR],
    ['2026-11-27', '2026-11-28', T0 + 5 * HOUR],
  ]);
});

describe('a day and an hour', () => {
  const hour = Date.parse('2026-11-26T23:30:00Z');
  const facts = fold(...order, moving(on('2026-11-26'), T0 + DAY), moving({ until: hour }, T0 + 2 * DAY));

  test('are the same where the hour lies on the day', () => {
    expect(revisions(addFacts(facts, REF, [opened('a', T0, 'Europe/London')]))).toEqual([]);
  });

  test('are not where it is another day already', () => {
    expect(revisions(facts)).toEqual([['2026-11-26', hour, T0 + 2 * DAY]]);
  });

  test('another hour of the same day is a revision', () => {
    const hours = fold(
      ...order,
      moving({ until: hour }, T0 + DAY),
      moving({ until: hour + HOUR }, T0 + 2 * DAY),
    );
    expect(revisions(hours)).toHaveLength(1);
    const from = { from: hour - HOUR, until: hour };
    expect(
      revisions(fold(...order, moving({ until: hour }, T0 + DAY), moving(from, T0 + 2 * DAY))),
    ).toHaveLength(1);
  });
});

test.each([
  ['was delivered', scan(A, 'delivered', T0 + 3 * DAY)],
  ['comes back', scan(A, 'returning', T0 + 3 * DAY)],
  ['was called off with the order', canceled(T0 + 3 * DAY)],
])('nothing is revised of a parcel that %s', (_what, fact) => {
  const facts = [...order, moving(on('2026-11-26'), T0 + DAY), moving(on('2026-11-27'), T0 + 2 * DAY)];
  expect(revisions(fold(...facts))).toHaveLength(1);
  expect(revisions(fold(...facts, fact))).toEqual([]);
});

test('stored under a former name of the parcel counts as stored', () => {
  const byNumber = (until: string, at: number) =>
    scan({ carrier: 'ups', number: 'A' }, 'in_transit', at, { expected: on(until) });
  const before = settle(
    fold(placed, snapshot(), byNumber('2026-11-26', T0 + DAY), byNumber('2026-11-27', T0 + 2 * DAY)),
  );
  expect(before.parcels[0]?.id).toBe('ups:A');
  const after = addFacts(before, REF, [shipment(A)]);
  expect(after.parcels[0]?.id).toBe('1');
  expect(revisions(after)).toEqual([]);
});
