import fc from 'fast-check';
import { describe, expect, expectTypeOf, it } from 'vitest';
import type * as z from 'zod/mini';

import { firstOrder } from '../recipes/first-order.ts';
import { anyJourney } from './any-journey.testing.ts';
import { all, not, openIssue, predicate, savedAtLeast } from './condition.ts';
import type { Journey, Touchpoint } from './journey.ts';
import type { JourneySchema } from './journey.schema.ts';
import { validateJourney } from './validate.ts';

const touchpoint: Touchpoint = {
  kind: 'delay',
  on: 'shipment.delayed',
  channels: ['email'],
  category: 'transactional',
};

const journeyWith = (change: object): object => ({
  id: 'j',
  version: 1,
  entry: { on: 'order.placed', reentry: 'always' },
  touchpoints: { a: { ...touchpoint, ...change } },
});

describe('validateJourney', () => {
  it('finds nothing in a journey that can run', () => {
    expect(validateJourney(firstOrder)).toEqual([]);
    expect(validateJourney(JSON.parse(JSON.stringify(firstOrder)))).toEqual([]);
    expect(
      validateJourney(
        journeyWith({
          per: 'parcel',
          wait: { days: 0, at: '23:59' },
          when: all(savedAtLeast(1), not(openIssue())),
          hold: true,
          useBy: { hours: 1 },
          channels: ['email', 'task'],
          task: { type: 'todo', team: 'logistics' },
          content: { subject: 'Sorry' },
        }),
      ),
    ).toEqual([]);
  });

  it.each<[string, object, string, string]>([
    [
      'a trigger that is no fact',
      { on: 'order.exploded' },
      'touchpoints.a.on',
      'There is no fact order.exploded: it has to be one of order.placed',
    ],
    [
      'what touchpoints bring about as trigger',
      { on: 'touchpoint.sent' },
      'touchpoints.a.on',
      'hang a touchpoint on it with after',
    ],
    ['an unknown op', { when: { op: 'fullMoon' } }, 'touchpoints.a.when.op', 'Its op is unknown.'],
    ['a condition that is none', { when: 'always' }, 'touchpoints.a.when', 'It has to be an object.'],
    ['an empty all', { when: { op: 'all', of: [] } }, 'touchpoints.a.when.of', 'It must not be empty.'],
    [
      'a deep mistake',
      { unless: { op: 'not', of: { op: 'savedAtLeast', amount: '5' } } },
      'touchpoints.a.unless.of.amount',
      'It has to be a number.',
    ],
    [
      'a sum that is no whole number',
      { when: { op: 'savedAtLeast', amount: 0.5 } },
      'touchpoints.a.when.amount',
      'It has to be a whole number.',
    ],
    ['no channel', { channels: [] }, 'touchpoints.a.channels', 'It must not be empty.'],
    [
      'a channel that does not exist',
      { channels: ['fax'] },
      'touchpoints.a.channels.0',
      'It has to be one of: onsite, email, sms, push, webhook, task.',
    ],
    [
      'a channel twice',
      { channels: ['email', 'email'] },
      'touchpoints.a.channels',
      'Each channel may be named once.',
    ],
    ['channel task without a task', { channels: ['task'] }, 'touchpoints.a.task', 'With the channel task'],
    [
      'a task without its channel',
      { task: { type: 'call', team: 'care' } },
      'touchpoints.a.task',
      'task is not among the channels',
    ],
    [
      'onsite without a widget',
      { channels: ['onsite'] },
      'touchpoints.a.channels',
      "There is no widget for 'delay'",
    ],
    [
      'marketing marked transactional',
      { kind: 'rating' },
      'touchpoints.a.category',
      "'rating' asks or sells",
    ],
    [
      'a sales call marked transactional',
      { kind: 'upsell', channels: ['task'], task: { type: 'call', team: 'sales' } },
      'touchpoints.a.category',
      "'upsell' asks or sells",
    ],
    [
      'per parcel on a fact of the whole order',
      { on: 'order.delivered', per: 'parcel' },
      'touchpoints.a.per',
      'about the whole order',
    ],
    ['a negative wait', { wait: { days: -1 } }, 'touchpoints.a.wait.days', 'It has to be at least 0.'],
    [
      'weeks',
      { wait: { weeks: 1 } },
      'touchpoints.a.wait',
      'It has to be { hours }, { days, at, weekdays } or { businessDays, at }',
    ],
    [
      'half a day',
      { wait: { days: 0.5 } },
      'touchpoints.a.wait',
      'It has to be { hours }, { days, at, weekdays } or { businessDays, at }: days whole',
    ],
    [
      'a time of day that is none',
      { wait: { days: 1, at: '24:00' } },
      'touchpoints.a.wait.at',
      'It has to be a time of day like "10:00".',
    ],
    [
      'a time of day in hours',
      { wait: { hours: 1, at: '10:00' } },
      'touchpoints.a.wait',
      'It has no at; is that a typing error?',
    ],
    ['a wait beyond the end', { wait: { days: 180 } }, 'touchpoints.a.wait', 'It would never be due'],
    [
      'a use-by that has always passed',
      { useBy: { hours: 0 } },
      'touchpoints.a.useBy.hours',
      'It has to be more than 0.',
    ],
    [
      'a use-by beyond the end',
      { useBy: { days: 181 } },
      'touchpoints.a.useBy',
      'It makes no difference so late: an order leaves the journey after 180 days.',
    ],
    [
      'a use-by beyond all calendars',
      { useBy: { hours: 1e300 } },
      'touchpoints.a.useBy.hours',
      'It has to be at most 87600.',
    ],
    ['a hold for nothing', { hold: true }, 'touchpoints.a.hold', 'It holds for nothing'],
    [
      'its own trigger as cancelOn',
      { cancelOn: ['shipment.delayed'] },
      'touchpoints.a.cancelOn',
      'cannot cancel it',
    ],
    ['a misspelled field', { usesBy: { days: 1 } }, 'touchpoints.a', 'It has no usesBy'],
    ['an empty kind', { kind: '' }, 'touchpoints.a.kind', 'It must not be empty.'],
    [
      'a category that does not exist',
      { category: 'spam' },
      'touchpoints.a.category',
      'It has to be one of: transactional, marketing.',
    ],
  ])('finds %s', (_name, change, path, message) => {
    const findings = validateJourney(journeyWith(change));
    expect(findings).toHaveLength(1);
    expect(findings[0]?.path).toBe(path);
    expect(findings[0]?.message).toContain(message);
  });

  it.each<[string, object, string, string]>([
    ['no id', { id: '' }, 'id', 'It must not be empty.'],
    ['no version', { version: undefined }, 'version', 'It is missing.'],
    ['version 0', { version: 0 }, 'version', 'It has to be more than 0.'],
    ['no touchpoints', { touchpoints: {} }, 'touchpoints', 'at least one touchpoint'],
    [
      'an empty touchpoint id',
      { touchpoints: { '': touchpoint } },
      'touchpoints.',
      'A name must not be empty',
    ],
    [
      'an unknown reentry',
      { entry: { on: 'order.placed', reentry: 'twice' } },
      'entry.reentry',
      'It has to be one of: once, whenEnded, always.',
    ],
    ['an exit that is the entry', { exit: { on: ['order.placed'] } }, 'exit.on.0', 'cannot end it'],
    [
      'a trigger that ends the journey',
      { exit: { on: ['shipment.delayed'] } },
      'touchpoints.a.on',
      'ends the journey',
    ],
  ])('finds %s', (_name, change, path, message) => {
    const findings = validateJourney({ ...journeyWith({}), ...change });
    expect(findings.map((finding) => finding.path)).toContain(path);
    expect(findings.map((finding) => finding.message).join()).toContain(message);
  });

  it.each([null, undefined, 'journey', 7, []])('finds that %j is no journey', (input) => {
    expect(validateJourney(input)).toHaveLength(1);
  });

  it('finds predicates that nobody gives, when it is told which are given', () => {
    const journey = journeyWith({ when: not(predicate('isVip@1')) });
    expect(validateJourney(journey)).toEqual([]);
    expect(validateJourney(journey, { predicates: ['isVip@1'] })).toEqual([]);
    expect(validateJourney(journey, { predicates: [] })).toEqual([
      { path: 'touchpoints.a.when', message: "The predicate 'isVip@1' is asked, and nobody gives it." },
    ]);
  });

  it('reads exactly what a journey is', () => {
    expectTypeOf<z.infer<typeof JourneySchema>>().toExtend<Journey>();
    expectTypeOf<keyof z.infer<typeof JourneySchema>>().toEqualTypeOf<keyof Journey>();
    expectTypeOf<keyof z.input<typeof JourneySchema>['touchpoints'][string]>().toEqualTypeOf<
      keyof Touchpoint
    >();
  });

  it('takes anything, and says what is wrong without throwing', () => {
    fc.assert(
      fc.property(fc.anything(), (input) => {
        expect(validateJourney(input).length).toBeGreaterThan(0);
      }),
      { numRuns: 1_000 },
    );
  });

  it('takes a journey with anything in any place, and says where it is wrong', () => {
    let found = 0;
    fc.assert(
      fc.property(anyJourney, fc.nat(), fc.jsonValue({ maxDepth: 2 }), (journey, place, value) => {
        const findings = validateJourney(spoiled(journey, place, value));
        found += findings.length;
        for (const { message } of findings) {
          expect(message).toMatch(/ .*[.?]$/su);
          expect(message).not.toContain('[object');
        }
      }),
      { numRuns: 1_000 },
    );
    expect(found).toBeGreaterThan(300);
  });

  it('is quick enough to ask while somebody types', () => {
    const many = Object.fromEntries(
      Array.from({ length: 50 }, (_, index) => [
        `t${index}`,
        { ...touchpoint, window: { from: '09:00', to: '18:00' } },
      ]),
    );
    const journey = { ...journeyWith({}), touchpoints: many };
    expect(validateJourney(journey)).toEqual([]);
    const begin = performance.now();
    for (let runs = 0; runs < 20; runs += 1) validateJourney(journey);
    // A few milliseconds each on a machine of its own; a busy one takes longer.
    expect((performance.now() - begin) / 20).toBeLessThan(100);
  });
});

/** A copy in which one of all values is another. */
function spoiled(journey: Journey, place: number, value: unknown): unknown {
  let values = 0;
  JSON.stringify(journey, (_key, one: unknown) => {
    values += 1;
    return one;
  });
  let index = 0;
  const copy: unknown = JSON.parse(
    JSON.stringify(journey, (_key, one: unknown) => {
      index += 1;
      return index - 1 === place % values ? value : one;
    }),
  );
  return copy;
}
