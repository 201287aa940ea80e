import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { firstOrder } from '../recipes/first-order.ts';
import { journeyOf, rating, thankYou } from './advance.testing.ts';
import { anyJourney } from './any-journey.testing.ts';
import { lateParcel, openIssue } from './condition.ts';
import { diffJourneys } from './diff.ts';
import type { FactTrigger, Journey, Touchpoint } from './journey.ts';
import { journeyHash } from './journey-hash.ts';
import { revision } from './revision.testing.ts';

const base = journeyOf({ rating });
const next = (change: Partial<Journey>): Journey => ({ ...base, version: 2, ...change });
const changed = (before: Touchpoint, after: Touchpoint) =>
  diffJourneys(journeyOf({ rating: before }), next({ touchpoints: { rating: after } })).touchpoints;
type Said = Partial<Omit<Touchpoint, 'on' | 'after'>> & { readonly on?: FactTrigger };

describe('diffJourneys', () => {
  it('finds nothing between versions that say the same', () => {
    expect(diffJourneys(firstOrder, structuredClone({ ...firstOrder, version: 2 }))).toEqual({
      journey: 'first-order',
      from: { version: firstOrder.version, hash: journeyHash(firstOrder) },
      to: { version: 2, hash: journeyHash({ ...firstOrder, version: 2 }) },
      changes: [],
      touchpoints: [],
    });
  });

  it('takes what is left out for its default, and no order for another', () => {
    const explicit: Touchpoint = {
      ...rating,
      per: 'order',
      hold: false,
      urgent: false,
      cancelOn: [],
      formerly: [],
      content: {},
      channels: ['email', 'onsite'],
    };
    expect(changed(rating, explicit)).toEqual([]);
    expect(changed(explicit, rating)).toEqual([]);
    const two = journeyOf({ rating, thankYou });
    expect(diffJourneys(two, { ...two, touchpoints: { thankYou, rating } }).touchpoints).toEqual([]);
  });

  it('tells what was added, removed, renamed and changed, in a stable order', () => {
    const from = journeyOf({ old: thankYou, gone: thankYou, rating, same: thankYou });
    const to = next({
      touchpoints: {
        fresh: { ...thankYou, channels: ['email'], wait: { days: 1, at: '10:00' } },
        same: thankYou,
        rating: { ...rating, wait: { days: 5 } },
        young: { ...thankYou, formerly: ['old'] },
      },
    });
    expect(diffJourneys(from, to).touchpoints).toEqual([
      {
        touchpoint: 'fresh',
        type: 'added',
        message: 'fresh is new: transactional thank-you on email, 1 day and until 10:00 after order.placed.',
        changes: [],
      },
      {
        touchpoint: 'rating',
        type: 'changed',
        message: 'rating is changed.',
        changes: [
          {
            path: 'touchpoints.rating.wait',
            before: { days: 7 },
            after: { days: 5 },
            message: 'rating waits 5 days instead of 7 days.',
          },
        ],
      },
      {
        touchpoint: 'young',
        type: 'renamed',
        formerly: ['old'],
        message: 'old is called young now.',
        changes: [],
      },
      { touchpoint: 'gone', type: 'removed', message: 'gone is removed.', changes: [] },
    ]);
  });

  it('tells what a renamed touchpoint says differently, and when several become one', () => {
    const from = journeyOf({ a: thankYou, b: rating });
    const to = next({ touchpoints: { c: { ...rating, formerly: ['a', 'b'] } } });
    expect(diffJourneys(from, to).touchpoints).toMatchObject([
      {
        type: 'renamed',
        formerly: ['a', 'b'],
        message: 'a and b are called c now.',
        changes: [
          { path: 'touchpoints.c.kind', before: 'thank-you', after: 'rating' },
          { path: 'touchpoints.c.category' },
          { path: 'touchpoints.c.on' },
          { path: 'touchpoints.c.wait', after: { days: 7 } },
          { path: 'touchpoints.c.useBy' },
        ],
      },
    ]);
  });

  it.each<[string, Said, Said, string]>([
    ['kind', { kind: 'rating' }, { kind: 'survey' }, 'rating is of the kind survey instead of rating.'],
    [
      'on',
      { on: 'order.delivered' },
      { on: { fact: 'shipment.delivered', where: { delayed: true } } },
      'rating hangs on shipment.delivered with delayed true instead of order.delivered.',
    ],
    ['per', {}, { per: 'parcel' }, 'rating comes once per parcel instead of once per order.'],
    [
      'wait',
      { wait: { hours: 1 } },
      { wait: { businessDays: 2, at: '10:00' } },
      'rating waits 2 business days and until 10:00 instead of 1 hour.',
    ],
    [
      'wait',
      {},
      { wait: { days: 0, at: '10:00', weekdays: ['monday', 'friday'] } },
      'rating waits until a monday or friday at 10:00 instead of 7 days.',
    ],
    ['every', {}, { every: { days: 90 } }, 'rating now comes again every 90 days.'],
    ['times', { times: 1 }, { times: 4 }, 'rating comes 4 times instead of 1 time.'],
    ['until', { until: ['order.returned'] }, {}, 'rating no longer repeats until order.returned.'],
    ['when', {}, { when: lateParcel() }, 'rating now comes only when a parcel is late.'],
    ['unless', { unless: openIssue() }, {}, 'rating no longer stays away when an issue is open.'],
    ['hold', {}, { hold: true }, 'rating now waits as long as its conditions forbid it.'],
    ['hold', { hold: true }, {}, 'rating no longer waits as long as its conditions forbid it.'],
    [
      'cancelOn',
      {},
      { cancelOn: ['order.returned', 'order.canceled'] },
      'rating is now canceled by order.returned or order.canceled.',
    ],
    [
      'window',
      {},
      { window: { from: '09:00', to: '18:00', weekdays: ['monday', 'tuesday'] } },
      'rating now goes out from 09:00 to 18:00 on monday and tuesday.',
    ],
    ['urgent', { urgent: true }, {}, 'rating no longer goes out in quiet hours.'],
    [
      'useBy',
      {},
      { useBy: { hours: 1.5 } },
      'rating is given up 1.5 hours after it is due instead of 21 days after it is due.',
    ],
    ['category', {}, { category: 'transactional' }, 'rating is transactional instead of marketing.'],
    ['holdout', {}, { holdout: 0.07 }, 'rating is now kept from 7 % of the customers.'],
    ['task', {}, { task: { type: 'call', team: 'care' } }, 'rating is now a call for care.'],
    [
      'formerly',
      {},
      { formerly: ['review', 'stars'] },
      'rating now goes on with what was decided as review and stars.',
    ],
    [
      'channels',
      {},
      { channels: ['sms', 'push', 'email'] },
      'rating now uses sms and push and no longer uses onsite.',
    ],
    ['content.subject', {}, { content: { subject: 'How was it?' } }, 'rating now replaces subject.'],
    [
      'content.subject',
      { content: { subject: 'A' } },
      { content: { subject: 'B' } },
      'rating says subject in other words.',
    ],
    [
      'waitUntil',
      {},
      { waitUntil: { any: ['order.paid', 'issue.resolved'], within: { days: 3 } } },
      'rating now waits until order.paid or issue.resolved (after 3 days it is skipped).',
    ],
  ])('says in words: %s', (field, before, after, message) => {
    const [diff] = changed({ ...rating, ...before }, { ...rating, ...after });
    expect(diff?.changes.map(({ path }) => path)).toEqual([`touchpoints.rating.${field}`]);
    expect(diff?.changes[0]?.message).toBe(message);
  });

  it('tells what a touchpoint hangs on now', () => {
    const { on: _, ...hanging } = rating;
    const [diff] = changed(rating, { ...hanging, after: { touchpoint: 'thankYou', outcome: 'sent' } });
    expect(diff?.changes).toEqual([
      {
        path: 'touchpoints.rating.on',
        before: 'order.delivered',
        message: 'rating no longer hangs on order.delivered.',
      },
      {
        path: 'touchpoints.rating.after',
        after: { touchpoint: 'thankYou', outcome: 'sent' },
        message: 'rating now hangs on the sending of thankYou.',
      },
    ]);
  });

  it.each<[string, Partial<Journey>, Partial<Journey>, string]>([
    ['id', {}, { id: 'k' }, 'The journey is called k instead of j.'],
    [
      'entry.on',
      {},
      { entry: { on: 'order.paid', reentry: 'always' } },
      'An order enters with order.paid instead of order.placed.',
    ],
    [
      'entry.when',
      {},
      { entry: { ...base.entry, when: openIssue() } },
      'An order now enters only when an issue is open.',
    ],
    [
      'entry.reentry',
      {},
      { entry: { on: 'order.placed', reentry: 'once' } },
      'An order enters only as the first of its customer instead of whatever other orders its customer has.',
    ],
    [
      'entry.reentry',
      {},
      { entry: { on: 'order.placed', reentry: 'whenEnded' } },
      'An order enters only while no other of its customer is on the journey instead of whatever other orders its customer has.',
    ],
    [
      'entry.maxAge',
      {},
      { entry: { ...base.entry, maxAge: { days: 3 } } },
      'An order now enters until 3 days after it was placed.',
    ],
    [
      'exit.on',
      {},
      { exit: { on: ['order.canceled', 'order.returned'] } },
      'An order leaves with order.canceled or order.returned instead of order.canceled.',
    ],
    ['exit.on', {}, { exit: undefined }, 'An order no longer leaves with order.canceled.'],
    ['endAfter', {}, { endAfter: { days: 30 } }, 'An order leaves after 30 days instead of 180 days.'],
    [
      'policy.quietHours',
      {},
      { policy: { quietHours: { from: '12:00', to: '14:00' } } },
      'The journey now keeps quiet from 12:00 to 14:00.',
    ],
    [
      'policy.caps',
      { policy: { caps: [{ max: 1, days: 7 }] } },
      {
        policy: {
          caps: [
            { max: 2, days: 7 },
            { max: 3, days: 30 },
          ],
        },
      },
      'The journey is capped at 2 marketing contacts in 7 days and 3 marketing contacts in 30 days instead of 1 marketing contact in 7 days.',
    ],
    [
      'goals.again',
      {},
      { goals: { again: { on: 'customer.ordered_again', ends: true } } },
      'The goal again is now reached with customer.ordered_again (and ends the journey).',
    ],
    [
      'goals.again',
      { goals: { again: { on: 'order.paid' } } },
      {},
      'The goal again is no longer reached with order.paid.',
    ],
  ])('says in words: %s', (path, before, after, message) => {
    const { changes, touchpoints } = diffJourneys({ ...base, ...before }, next(after));
    expect(changes.map((change) => change.path)).toEqual([path]);
    expect(changes[0]?.message).toBe(message);
    expect(touchpoints).toEqual([]);
  });

  it('finds what was done to any journey, and nothing when nothing was', () => {
    let found = 0;
    fc.assert(
      fc.property(revision, anyJourney, ({ from, to }, other) => {
        expect(diffJourneys(from, { ...from, version: 9 })).toMatchObject({ changes: [], touchpoints: [] });
        const there = diffJourneys(from, to);
        const back = diffJourneys(to, from);
        expect(JSON.parse(JSON.stringify(there))).toEqual(there);
        const of = (diff: typeof there, type: string) =>
          diff.touchpoints.flatMap((one) => (one.type === type ? [one.touchpoint] : [])).toSorted();
        expect(of(back, 'removed')).toEqual(of(there, 'added'));
        expect(of(back, 'added')).toEqual(of(there, 'removed'));
        const [renamed, again] = [of(there, 'renamed').length, of(back, 'renamed').length];
        expect(renamed).toBe(again);
        found += there.touchpoints.length;
        for (const { message, changes } of [...there.touchpoints, ...diffJourneys(from, other).touchpoints])
          for (const sentence of [message, ...changes.map((change) => change.message)])
            expect(sentence).toMatch(/^\S.*[^,. ]\.$/);
      }),
      { numRuns: 1_000 },
    );
    expect(found).toBeGreaterThan(1_000);
  });
});
