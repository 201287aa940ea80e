import { describe, expect, it } from 'vitest';

import { validateJourney } from '../validate.ts';
import { DELAY, expectFine, expectFinding, journeyOf } from './validate.testing.ts';

function nested(levels: number): object {
  let condition: object = { op: 'openIssue' };
  for (let level = 0; level < levels; level += 1) condition = { op: 'not', of: condition };
  return condition;
}

describe('the form of a journey', () => {
  it('is not nested without end', () => {
    expectFine(journeyOf({ a: { ...DELAY, when: nested(20) } }));
    expectFinding(
      journeyOf({ a: { ...DELAY, when: nested(50_000) } }),
      'touchpoints.a.when.of',
      'nested more than 64 levels deep',
    );
    const circular: { self?: object } = {};
    circular.self = circular;
    expectFinding(circular, 'self.self.self.self', 'nested more than 64 levels deep');
  });

  it('has no member that would be lost', () => {
    const json = JSON.stringify(journeyOf({ a: DELAY })).replace('"a":', '"__proto__":');
    expect(validateJourney(JSON.parse(json))).toEqual([
      { path: 'touchpoints', message: 'It must not have a member named __proto__.' },
    ]);
  });

  it('has no name that would be lost', () => {
    expectFinding(journeyOf({ a: DELAY }, { id: '__proto__' }), 'id', 'It must not be __proto__.');
    expectFinding(
      journeyOf({ a: { ...DELAY, when: { op: 'predicate', name: '__proto__' } } }),
      'touchpoints.a.when.name',
      'It must not be __proto__.',
    );
  });

  it('has names that can be part of an id, and texts that can be stored', () => {
    for (const id of ['\uD800', 'a\u0000', 'a\nb']) {
      expectFinding(journeyOf({ [id]: DELAY }), `touchpoints.${id}`, 'A name must not be empty');
      expectFinding(journeyOf({ a: DELAY }, { id }), 'id', 'control character, or half a character');
      expectFinding(
        journeyOf({ a: { ...DELAY, formerly: [id] } }),
        'touchpoints.a.formerly.0',
        'control character',
      );
    }
    expectFinding(
      journeyOf({ a: { ...DELAY, content: { subject: 'a\u0000' } } }),
      'touchpoints.a.content.subject',
      'NUL',
    );
    expectFine(journeyOf({ 'Grüße 👋/%:#': { ...DELAY, content: { subject: 'Line 1\nLine 2 👋' } } }));
  });

  it('has lengths of time that stay within the calendar', () => {
    expectFinding(journeyOf({ a: DELAY }, { endAfter: { days: 3_651 } }), 'endAfter.days', 'at most 3650');
    expectFinding(
      journeyOf({ a: { ...DELAY, wait: { days: 1e9 } } }),
      'touchpoints.a.wait.days',
      'at most 3650',
    );
    expectFinding(
      journeyOf({ a: DELAY }, { entry: { on: 'order.placed', reentry: 'always', maxAge: { hours: 1e300 } } }),
      'entry.maxAge.hours',
      'at most 87600',
    );
  });

  it.each<[string, object, string, string]>([
    ['a window without an end', { window: { from: '09:00' } }, 'touchpoints.a.window.to', 'It is missing.'],
    [
      'a weekday in another language',
      { window: { from: '09:00', to: '24:00', weekdays: ['montag'] } },
      'touchpoints.a.window.weekdays.0',
      'one of: monday, tuesday',
    ],
    [
      'a window on no day',
      { window: { from: '09:00', to: '18:00', weekdays: [] } },
      'touchpoints.a.window.weekdays',
      'It has to name a day of the week at least.',
    ],
    [
      'business days in hours',
      { wait: { hours: 1, businessDays: 2 } },
      'touchpoints.a.wait',
      'It has to be { hours }',
    ],
    [
      'an outcome that does not exist',
      { on: undefined, after: { touchpoint: 'b', outcome: 'opened' } },
      'touchpoints.a.after.outcome',
      'one of: sent, seen, acted, dismissed, skipped, failed',
    ],
    [
      'a fact and another touchpoint at once',
      { after: { touchpoint: 'b', outcome: 'sent' } },
      'touchpoints.a.after',
      'It cannot hang on a fact and on another touchpoint',
    ],
    [
      'nothing to hang on',
      { on: undefined },
      'touchpoints.a.on',
      'It hangs on nothing: say on (a fact) or after',
    ],
    [
      'a trigger that is a list',
      { on: ['order.placed'] },
      'touchpoints.a.on',
      'a fact like "order.delivered"',
    ],
    [
      'waiting for nothing',
      { waitUntil: { any: [], within: { days: 1 } } },
      'touchpoints.a.waitUntil.any',
      'It has to name a fact at least.',
    ],
    [
      'waiting without an end',
      { waitUntil: { any: ['order.paid'] } },
      'touchpoints.a.waitUntil.within',
      'It has to be { hours } or { days }',
    ],
    [
      'repeating until nothing',
      { every: { days: 1 }, until: [] },
      'touchpoints.a.until',
      'It has to name a fact',
    ],
    ['no times', { every: { days: 1 }, times: 0 }, 'touchpoints.a.times', 'It has to be more than 0.'],
    ['a product without a name', { when: { op: 'ordered', any: [''] } }, 'touchpoints.a.when.any.0', 'empty'],
    ['a holdout in words', { holdout: '10%' }, 'touchpoints.a.holdout', 'It has to be a number.'],
  ])('is refused with %s', (_name, change, path, message) => {
    expectFinding(journeyOf({ a: { ...DELAY, ...change }, b: DELAY }), path, message);
  });

  it.each<[string, unknown, string, string]>([
    ['lift the quiet hours', { quietHours: null }, 'policy.quietHours', 'not lift those of the shop'],
    ['lift the caps', { caps: [] }, 'policy.caps', 'cannot lift those of the shop'],
    ['forbid all marketing', { caps: [{ max: 0, days: 7 }] }, 'policy.caps.0.max', 'more than 0'],
    [
      'do without consent',
      { consent: { email: 'assumed' } },
      'policy',
      "A journey can only add quietHours and caps to the shop's policy, and not change consent.",
    ],
  ])('does not let a journey %s', (_name, policy, path, message) => {
    expectFinding(journeyOf({ a: DELAY }, { policy }), path, message);
  });

  it('has no more touchpoints than can be decided in one step', () => {
    const touchpoints = Object.fromEntries(Array.from({ length: 501 }, (_, index) => [`t${index}`, DELAY]));
    expectFinding(journeyOf(touchpoints), 'touchpoints', 'at most 500 touchpoints');
  });
});
