import { describe, expect, it } from 'vitest';

import { validateJourney } from '../validate.ts';
import { DELAY, expectFine, expectFinding, journeyOf, RATING } from './validate.testing.ts';

const entry = { on: 'order.placed', reentry: 'always' };

describe('the facts of a journey', () => {
  it.each<[string, object, string]>([
    ['entry', journeyOf({ a: DELAY }, { entry: { ...entry, on: 'order.gone' } }), 'entry.on'],
    ['exit', journeyOf({ a: DELAY }, { exit: { on: ['order.canceled', 'order.gone'] } }), 'exit.on.1'],
    ['goals', journeyOf({ a: DELAY }, { goals: { more: { on: 'order.gone' } } }), 'goals.more.on'],
    ['trigger', journeyOf({ a: { ...DELAY, on: 'order.gone' } }), 'touchpoints.a.on'],
    ['cancelOn', journeyOf({ a: { ...DELAY, cancelOn: ['order.gone'] } }), 'touchpoints.a.cancelOn.0'],
    [
      'waitUntil',
      journeyOf({ a: { ...DELAY, waitUntil: { any: ['order.paid', 'order.gone'], within: { days: 1 } } } }),
      'touchpoints.a.waitUntil.any.1',
    ],
    [
      'until',
      journeyOf({ a: { ...RATING, every: { days: 30 }, until: ['order.gone'] } }),
      'touchpoints.a.until.0',
    ],
  ])('exist: %s', (_name, journey, path) => {
    expectFinding(
      journey,
      path,
      'There is no fact order.gone: it has to be one of order.placed, order.paid,',
    );
  });

  it('are looked up among all, where the subject is unknown too', () => {
    expectFinding(
      journeyOf({ a: { ...DELAY, on: { fact: 'parcel.lost', where: {} } } }),
      'touchpoints.a.on',
      'shipment.exception',
    );
  });

  it('may be events that the shop declares', () => {
    const journey = journeyOf({
      a: {
        ...RATING,
        on: { fact: 'warranty.registered', where: { serial: ['A1', 'A2'], months: { atLeast: 12 } } },
      },
    });
    expectFine(journey, { events: ['warranty.registered'] });
    expectFinding(journey, 'touchpoints.a.on', 'or an event that the shop declares');
    expectFinding(journey, 'touchpoints.a.on', 'There is no fact warranty.registered', {
      events: ['warranty.lost'],
    });
    expectFinding(
      journeyOf({ a: { ...RATING, per: 'parcel', on: 'warranty.registered' } }),
      'touchpoints.a.per',
      'warranty.registered is about the whole order',
      { events: ['warranty.registered'] },
    );
    // What begins with shipment is never the shop's.
    const [{ message } = { message: '' }] = validateJourney(
      journeyOf({ a: { ...DELAY, on: 'shipment.weighed' } }),
    );
    expect(message).toMatch(
      /^There is no fact shipment.weighed: it has to be one of .*, shipment.delayed, [a-z_., ]+\.$/,
    );
    expect(message).not.toContain('declares');
  });

  it('can be filtered in every place', () => {
    const asked = { fact: 'order.canceled', where: { raeson: 'x' } };
    const message = 'order.canceled cannot be asked for raeson';
    expectFinding(
      journeyOf({ a: DELAY }, { entry: { ...entry, on: asked } }),
      'entry.on.where.raeson',
      message,
    );
    expectFinding(journeyOf({ a: DELAY }, { exit: { on: [asked] } }), 'exit.on.0.where.raeson', message);
    expectFinding(
      journeyOf({ a: DELAY }, { goals: { g: { on: asked } } }),
      'goals.g.on.where.raeson',
      message,
    );
    expectFinding(
      journeyOf({ a: { ...DELAY, cancelOn: [asked] } }),
      'touchpoints.a.cancelOn.0.where.raeson',
      message,
    );
  });

  it('can be filtered by what they say', () => {
    const on = (fact: string, where: object) => journeyOf({ a: { ...RATING, on: { fact, where } } });
    expectFine(on('survey.answered', { question: 'rating', value: { atMost: 2 } }));
    expectFine(on('survey.answered', { value: [1, 2] }));
    expectFine(on('shipment.exception', { reason: ['lost', 'damaged'], delayed: true }));
    expectFine(on('order.canceled', { reason: 'customer' }));
    expectFine(on('shipment.created', { method: 'pickup', canceled: false }));
  });

  it.each<[string, string, object, string, string]>([
    [
      'an unknown field',
      'order.canceled',
      { raeson: 'x' },
      'raeson',
      'order.canceled cannot be asked for raeson: what can be asked is reason.',
    ],
    [
      'a field of all objects',
      'order.canceled',
      { toString: 'x' },
      'toString',
      'cannot be asked for toString',
    ],
    [
      'a field that is no single value',
      'shipment.exception',
      { names: 'x' },
      'names',
      'what can be asked is status, reason,',
    ],
    [
      'a fact that says nothing more',
      'order.paid',
      { amount: 5 },
      'amount',
      'Nothing can be asked of order.paid',
    ],
    ['a text for a number', 'survey.answered', { value: '5' }, 'value', 'It has to be a number.'],
    ['a number for a text', 'order.canceled', { reason: 5 }, 'reason', 'It has to be a text.'],
    [
      'a text for a yes or no',
      'shipment.exception',
      { delayed: 'yes' },
      'delayed',
      'It has to be true or false.',
    ],
    [
      'a number that no answer is',
      'survey.answered',
      { value: 4.5 },
      'value',
      'It has to be a whole number.',
    ],
    [
      'a value that does not exist',
      'shipment.exception',
      { status: 'lost' },
      'status',
      'It has to be one of: pending',
    ],
    [
      'a wrong value among right ones',
      'shipment.exception',
      { status: ['exception', 'lost'] },
      'status',
      'one of: pending',
    ],
    [
      'a range of texts',
      'order.canceled',
      { reason: { atLeast: 1 } },
      'reason',
      'Only numbers lie in a range: it has to be a text.',
    ],
    [
      'a range that holds nothing',
      'survey.answered',
      { value: { atLeast: 5, atMost: 2 } },
      'value',
      'No number is at least 5 and at most 2.',
    ],
  ])('cannot be filtered by %s', (_name, fact, where, field, message) => {
    expectFinding(
      journeyOf({ a: { ...RATING, on: { fact, where } } }),
      `touchpoints.a.on.where.${field}`,
      message,
    );
  });

  it.each<[string, object, string, string]>([
    [
      'by nothing',
      { fact: 'survey.answered', where: {} },
      'touchpoints.a.on.where',
      'write "survey.answered" alone',
    ],
    [
      'by no value',
      { fact: 'survey.answered', where: { value: [] } },
      'touchpoints.a.on.where.value',
      'empty',
    ],
    [
      'by an empty range',
      { fact: 'survey.answered', where: { value: {} } },
      'touchpoints.a.on.where.value',
      'It has to say atLeast, atMost or both.',
    ],
    [
      'by a misspelled range',
      { fact: 'survey.answered', where: { value: { atLeast: 1, max: 5 } } },
      'touchpoints.a.on.where.value',
      'no max',
    ],
  ])('are not filtered %s', (_name, on, path, message) => {
    expectFinding(journeyOf({ a: { ...RATING, on } }), path, message);
  });
});
