import { describe, expect, expectTypeOf, it } from 'vitest';

import { all, lateParcel, not, openIssue, savedAtLeast } from './condition.ts';
import { defineJourney } from './define-journey.ts';
import type { Journey } from './journey.ts';
import { journeyHash } from './journey-hash.ts';

const thankYou = {
  kind: 'thank-you',
  on: 'order.placed',
  channels: ['email'],
  category: 'transactional',
} as const;
const entry = { on: 'order.placed', reentry: 'always' } as const;

describe('defineJourney', () => {
  it('returns its argument, with literal ids', () => {
    const definition = { id: 'welcome', version: 1, entry, touchpoints: { thankYou } } as const;
    const journey = defineJourney(definition);
    expect(journey).toBe(definition);
    expectTypeOf(journey).toEqualTypeOf<Journey<'welcome', 'thankYou'>>();
    expectTypeOf(
      defineJourney({
        id: 'a',
        version: 1,
        entry,
        touchpoints: {
          one: {
            kind: 'rating',
            on: 'order.delivered',
            wait: { days: 7, at: '10:00' },
            channels: ['onsite'],
            category: 'marketing',
          },
          two: {
            kind: 'delay',
            on: 'shipment.delayed',
            per: 'parcel',
            unless: not(openIssue()),
            channels: ['email'],
            category: 'transactional',
          },
        },
      }),
    ).toEqualTypeOf<Journey<'a', 'one' | 'two'>>();
  });

  it('is plain JSON', () => {
    const journey = defineJourney({
      id: 'a',
      version: 1,
      entry: { ...entry, when: all(savedAtLeast(500), lateParcel()) },
      touchpoints: { thankYou },
    });
    expect(JSON.parse(JSON.stringify(journey))).toEqual(journey);
  });

  it('is refused by the compiler where it is ill-typed', () => {
    const base = { id: 'a', version: 1, entry } as const;
    // @ts-expect-error reentry is required
    defineJourney({ ...base, entry: { on: 'order.placed' }, touchpoints: { thankYou } });
    // @ts-expect-error an exit that is no fact
    defineJourney({ ...base, exit: { on: ['order.gone'] }, touchpoints: { thankYou } });
    // @ts-expect-error a trigger that is no fact
    defineJourney({ ...base, touchpoints: { a: { ...thankYou, on: 'order.exploded' } } });
    // @ts-expect-error what touchpoints bring about is no trigger
    defineJourney({ ...base, touchpoints: { a: { ...thankYou, on: 'touchpoint.sent' } } });
    // @ts-expect-error a channel that does not exist
    defineJourney({ ...base, touchpoints: { a: { ...thankYou, channels: ['fax'] } } });
    // @ts-expect-error cancelOn names a fact that does not exist
    defineJourney({ ...base, touchpoints: { a: { ...thankYou, cancelOn: ['order.lost'] } } });
    // @ts-expect-error a wait has hours or days
    defineJourney({ ...base, touchpoints: { a: { ...thankYou, wait: { weeks: 1 } } } });
    // @ts-expect-error a time of day needs days
    defineJourney({ ...base, touchpoints: { a: { ...thankYou, wait: { hours: 1, at: '10:00' } } } });
    // @ts-expect-error a condition that does not exist
    defineJourney({ ...base, touchpoints: { a: { ...thankYou, when: { op: 'fullMoon' } } } });
    // @ts-expect-error a condition is no function
    defineJourney({ ...base, touchpoints: { a: { ...thankYou, when: () => true } } });
    // @ts-expect-error a category that does not exist
    defineJourney({ ...base, touchpoints: { a: { ...thankYou, category: 'spam' } } });
    // @ts-expect-error a misspelled field
    defineJourney({ ...base, touchpoints: { a: { ...thankYou, usesBy: { days: 1 } } } });
    // @ts-expect-error a task names its team
    defineJourney({ ...base, touchpoints: { a: { ...thankYou, task: { type: 'call' } } } });
    // @ts-expect-error a kind is required
    defineJourney({ ...base, touchpoints: { a: { ...thankYou, kind: undefined } } });
    expectTypeOf(defineJourney).parameter(0).toExtend<Journey>();
  });
});

describe('journeyHash', () => {
  const journey = defineJourney({ id: 'a', version: 1, entry, touchpoints: { thankYou } });

  it('does not depend on the order of keys', () => {
    const { touchpoints, ...rest } = journey;
    expect(journeyHash({ touchpoints, ...rest })).toBe(journeyHash(journey));
    expect(journeyHash(journey)).toMatch(/^[0-9a-f]{64}$/);
  });

  it('changes with anything in it', () => {
    expect(journeyHash({ ...journey, version: 2 })).not.toBe(journeyHash(journey));
  });
});
