import { describe, expect, expectTypeOf, it } from 'vitest';

import {
  all,
  any,
  firstOrderOfCustomer,
  lateParcel,
  not,
  openIssue,
  ordered,
  savedAtLeast,
} from './condition.ts';
import { defineJourney } from './define-journey.ts';
import type { FactTrigger, Journey } from './journey.ts';
import { journeyHash } from './journey-hash.ts';
import { validateJourney } from './validate.ts';

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

  it('knows the whole grammar', () => {
    const journey = defineJourney({
      id: 'whole',
      version: 3,
      entry: {
        on: { fact: 'order.placed', where: { number: ['#1', '#2'] } },
        when: any(firstOrderOfCustomer(), ordered('espresso-machine')),
        reentry: 'whenEnded',
        maxAge: { days: 3 },
      },
      exit: { on: ['order.canceled', { fact: 'survey.answered', where: { value: 1 } }] },
      goals: { again: { on: 'customer.ordered_again', ends: true } },
      endAfter: { days: 400 },
      policy: { quietHours: { from: '12:00', to: '14:00' }, caps: [{ max: 1, days: 7 }] },
      touchpoints: {
        rating: {
          kind: 'rating',
          on: 'order.delivered',
          waitUntil: { any: ['issue.resolved'], within: { days: 5 }, otherwise: 'continue' },
          wait: { days: 3, at: '10:00', weekdays: ['tuesday', 'friday'] },
          window: { from: '09:00', to: '18:00', weekdays: ['monday'] },
          channels: ['onsite', 'email', 'push'],
          category: 'marketing',
          holdout: 0.1,
          formerly: ['review'],
        },
        sorry: {
          kind: 'issue-reply',
          on: { fact: 'survey.answered', where: { value: { atMost: 2 }, question: 'rating' } },
          wait: { businessDays: 1, at: '09:30' },
          urgent: true,
          channels: ['task', 'sms'],
          task: { type: 'call', team: 'care' },
          category: 'transactional',
        },
        thanks: {
          kind: 'referral',
          after: { touchpoint: 'rating', outcome: 'acted', channel: 'email' },
          every: { hours: 36 },
          times: 2,
          until: ['referral.shared', { fact: 'issue.opened', where: { kind: 'damaged' } }],
          channels: ['webhook'],
          category: 'marketing',
        },
      },
    });
    expectTypeOf(journey).toEqualTypeOf<Journey<'whole', 'rating' | 'sorry' | 'thanks'>>();
    expect(validateJourney(journey)).toEqual([]);
  });
});

/*
 * What the compiler refuses. Each is also refused at run time, in words: see `validateJourney`.
 *
 * One line per mistake: the directive covers the next line only, so the mistake stands where it is meant.
 */
describe('a journey is ill-typed', () => {
  const base = { id: 'a', version: 1, entry } as const;
  const { on: _, ...hanging } = thankYou;
  const define = defineJourney;

  it('by what it lacks', () => {
    // @ts-expect-error reentry is required
    define({ ...base, entry: { on: 'order.placed' }, touchpoints: { thankYou } });
    // @ts-expect-error a kind is required
    define({ ...base, touchpoints: { a: { ...thankYou, kind: undefined } } });
    // @ts-expect-error a task names its team
    define({ ...base, touchpoints: { a: { ...thankYou, task: { type: 'call' } } } });
    // @ts-expect-error neither on nor after
    define({ ...base, touchpoints: { a: hanging } });
    // @ts-expect-error a window has an end
    define({ ...base, touchpoints: { a: { ...thankYou, window: { from: '09:00' } } } });
    // @ts-expect-error waiting has an end
    define({ ...base, touchpoints: { a: { ...thankYou, waitUntil: { any: ['order.paid'] } } } });
    // @ts-expect-error a goal names its fact
    define({ ...base, goals: { again: { ends: true } }, touchpoints: { thankYou } });
  });

  it('by facts that do not exist', () => {
    const within = { days: 1 };
    // @ts-expect-error an entry that is no fact
    define({ ...base, entry: { ...entry, on: 'order.gone' }, touchpoints: { thankYou } });
    // @ts-expect-error an exit that is no fact
    define({ ...base, exit: { on: ['order.gone'] }, touchpoints: { thankYou } });
    // @ts-expect-error a goal that is no fact
    define({ ...base, goals: { again: { on: 'order.gone' } }, touchpoints: { thankYou } });
    // @ts-expect-error a trigger that is no fact
    define({ ...base, touchpoints: { a: { ...thankYou, on: 'order.exploded' } } });
    // @ts-expect-error what touchpoints bring about is no trigger
    define({ ...base, touchpoints: { a: { ...thankYou, on: 'touchpoint.sent' } } });
    // @ts-expect-error cancelOn names a fact that does not exist
    define({ ...base, touchpoints: { a: { ...thankYou, cancelOn: ['order.lost'] } } });
    // @ts-expect-error until names a fact that does not exist
    define({ ...base, touchpoints: { a: { ...thankYou, every: { days: 1 }, until: ['order.lost'] } } });
    // @ts-expect-error waitUntil names a fact that does not exist
    define({ ...base, touchpoints: { a: { ...thankYou, waitUntil: { any: ['x.y'], within } } } });
  });

  it('by filters that ask what the fact does not say', () => {
    const trigger = (on: FactTrigger) => define({ ...base, touchpoints: { a: { ...thankYou, on } } });
    trigger({ fact: 'survey.answered', where: { value: [1, 2] } });
    // @ts-expect-error an unknown fact
    trigger({ fact: 'survey.lost', where: {} });
    // @ts-expect-error an unknown field
    trigger({ fact: 'order.canceled', where: { raeson: 'x' } });
    // @ts-expect-error a field of another fact
    trigger({ fact: 'order.canceled', where: { value: 5 } });
    // @ts-expect-error a field that is no single value
    trigger({ fact: 'shipment.exception', where: { names: {} } });
    // @ts-expect-error a text for a number
    trigger({ fact: 'survey.answered', where: { value: '5' } });
    // @ts-expect-error a number among texts
    trigger({ fact: 'order.canceled', where: { reason: ['x', 5] } });
    // @ts-expect-error a value that does not exist
    trigger({ fact: 'shipment.exception', where: { status: 'lost' } });
    // @ts-expect-error a range of texts
    trigger({ fact: 'order.canceled', where: { reason: { atLeast: 1 } } });
    // @ts-expect-error a misspelled range
    trigger({ fact: 'survey.answered', where: { value: { min: 1 } } });
    // @ts-expect-error in its place
    define({ ...base, exit: { on: [{ fact: 'order.returned', where: { by: 'x' } }] }, touchpoints: {} });
    // @ts-expect-error a filter without where
    trigger({ fact: 'survey.answered' });
  });

  it('by touchpoints and outcomes that do not exist', () => {
    const after = <const Cause>(cause: Cause) => ({ ...hanging, after: cause }) as const;
    define({ ...base, touchpoints: { thankYou, b: after({ touchpoint: 'thankYou', outcome: 'sent' }) } });
    // @ts-expect-error an unknown touchpoint
    define({ ...base, touchpoints: { thankYou, b: after({ touchpoint: 'thankyou', outcome: 'sent' }) } });
    // @ts-expect-error an unknown outcome
    define({ ...base, touchpoints: { thankYou, b: after({ touchpoint: 'thankYou', outcome: 'opened' }) } });
    const fax = { touchpoint: 'thankYou', outcome: 'sent', channel: 'fax' } as const;
    // @ts-expect-error an unknown channel
    define({ ...base, touchpoints: { thankYou, b: after(fax) } });
    // @ts-expect-error an outcome is required
    define({ ...base, touchpoints: { thankYou, b: after({ touchpoint: 'thankYou' }) } });
    const both = { ...thankYou, ...after({ touchpoint: 'thankYou', outcome: 'sent' }) };
    // @ts-expect-error on and after
    define({ ...base, touchpoints: { thankYou, b: both } });
  });

  it('by times that are none', () => {
    const { from, to } = { from: '09:00', to: '18:00' };
    // @ts-expect-error a wait has hours, days or business days
    define({ ...base, touchpoints: { a: { ...thankYou, wait: { weeks: 1 } } } });
    // @ts-expect-error a time of day needs days
    define({ ...base, touchpoints: { a: { ...thankYou, wait: { hours: 1, at: '10:00' } } } });
    // @ts-expect-error hours and days
    define({ ...base, touchpoints: { a: { ...thankYou, wait: { hours: 1, days: 1 } } } });
    // @ts-expect-error business days are days of the week already
    define({ ...base, touchpoints: { a: { ...thankYou, wait: { businessDays: 1, weekdays: ['monday'] } } } });
    // @ts-expect-error a misspelled day
    define({ ...base, touchpoints: { a: { ...thankYou, wait: { days: 1, weekdays: ['tusday'] } } } });
    // @ts-expect-error a misspelled day of a window
    define({ ...base, touchpoints: { a: { ...thankYou, window: { from, to, weekdays: ['Mon'] } } } });
    // @ts-expect-error a length in minutes
    define({ ...base, touchpoints: { a: { ...thankYou, useBy: { minutes: 30 } } } });
    // @ts-expect-error an end in words
    define({ ...base, endAfter: '30 days', touchpoints: { thankYou } });
  });

  it('by words that mean nothing', () => {
    // @ts-expect-error an unknown reentry
    define({ ...base, entry: { ...entry, reentry: 'twice' }, touchpoints: { thankYou } });
    // @ts-expect-error a channel that does not exist
    define({ ...base, touchpoints: { a: { ...thankYou, channels: ['fax'] } } });
    // @ts-expect-error a category that does not exist
    define({ ...base, touchpoints: { a: { ...thankYou, category: 'spam' } } });
    // @ts-expect-error per something else
    define({ ...base, touchpoints: { a: { ...thankYou, per: 'line' } } });
    // @ts-expect-error a condition that does not exist
    define({ ...base, touchpoints: { a: { ...thankYou, when: { op: 'fullMoon' } } } });
    // @ts-expect-error a condition is no function
    define({ ...base, touchpoints: { a: { ...thankYou, when: () => true } } });
    // @ts-expect-error a misspelled field
    define({ ...base, touchpoints: { a: { ...thankYou, usesBy: { days: 1 } } } });
    // @ts-expect-error a journey lifts no quiet hours
    define({ ...base, policy: { quietHours: null }, touchpoints: { thankYou } });
    // @ts-expect-error a journey does not change the consent
    define({ ...base, policy: { consent: { email: 'assumed' } }, touchpoints: { thankYou } });
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
