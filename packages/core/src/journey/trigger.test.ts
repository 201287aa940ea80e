import { describe, expect, it } from 'vitest';

import { addFacts } from '../order/add-facts.ts';
import {
  answered,
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
import type { FactTrigger, Touchpoint } from './journey.ts';
import { SAMPLE_ORDER, sampleOrder, sampleScan, sampleShipment } from './sample-order.ts';
import { causeWords, firstOf, historyByType, matching, triggerWords } from './trigger.ts';

const facts = addFacts(null, SAMPLE_ORDER, [
  ...PLACED,
  sampleShipment({ at: T0 }),
  sampleScan('exception', { at: T0 + HOUR, reason: 'weather' }),
  sampleScan('exception', { at: T0 + DAY, reason: 'damaged' }),
  sampleScan('exception', { at: T0 + 2 * DAY }),
  answered(`${PREFIX}/thankYou/order/onsite`, T0 + 3 * DAY),
]);
const happened = { facts, history: historyByType(facts) };
const instants = (trigger: FactTrigger) =>
  matching(trigger, happened).map(({ occurredAt }) => occurredAt - T0);

describe('a trigger', () => {
  it.each<[string, FactTrigger, readonly number[]]>([
    ['any fact of its type', 'shipment.exception', [HOUR, DAY, 2 * DAY]],
    ['one value', { fact: 'shipment.exception', where: { reason: 'damaged' } }, [DAY]],
    [
      'one of several',
      { fact: 'shipment.exception', where: { reason: ['damaged', 'weather'] } },
      [HOUR, DAY],
    ],
    ['a value that is missing', { fact: 'shipment.exception', where: { place: 'Kassel' } }, []],
    ['every field', { fact: 'shipment.exception', where: { reason: 'damaged', status: 'delivered' } }, []],
    [
      'a range, ends included',
      { fact: 'survey.answered', where: { value: { atLeast: 5, atMost: 5 } } },
      [3 * DAY],
    ],
    ['too much', { fact: 'survey.answered', where: { value: { atMost: 4 } } }, []],
    ['too little', { fact: 'survey.answered', where: { value: { atLeast: 6 } } }, []],
    ['a list of numbers', { fact: 'survey.answered', where: { value: [1, 5] } }, [3 * DAY]],
    ['no field at all', { fact: 'survey.answered', where: {} }, [3 * DAY]],
  ])('matches %s', (_name, trigger, expected) => {
    expect(instants(trigger)).toEqual(expected);
  });

  it('knows nothing of a snapshot that was replaced', () => {
    const twice = addFacts(null, SAMPLE_ORDER, [
      ...PLACED,
      ...sampleOrder({ placedAt: T0, contents: { updatedAt: T0 + HOUR, number: '#1001b' } }),
    ]);
    const found = matching(
      { fact: 'order.updated', where: { currency: 'EUR' } },
      { facts: twice, history: historyByType(twice) },
    );
    expect(found.map(({ occurredAt }) => occurredAt)).toEqual([T0 + HOUR]);
  });

  it('brings its touchpoint about only when it matches, from the first fact that does', () => {
    const sorry: Touchpoint = {
      ...thankYou,
      on: { fact: 'shipment.exception', where: { reason: 'damaged' } },
      wait: { hours: 1 },
    };
    const run = runner(journeyOf({ sorry }));
    const weather = sampleScan('exception', { at: T0 + HOUR, reason: 'weather' });
    expect(run(T0 + HOUR, [...PLACED, sampleShipment({ at: T0 }), weather]).trace.untriggered).toEqual([
      {
        touchpoint: 'sorry',
        status: 'waiting',
        reason: 'waits for shipment.exception with reason damaged',
      },
    ]);
    const damaged = sampleScan('exception', { at: T0 + DAY, reason: 'damaged' });
    expect(run(T0 + DAY, [damaged]).instance?.occurrences['sorry/order']?.dueAt).toBe(T0 + DAY + HOUR);
  });

  it('cancels and ends with a filter, too', () => {
    const run = runner(
      journeyOf(
        {
          thankYou: {
            ...thankYou,
            wait: { days: 9 },
            cancelOn: [{ fact: 'survey.answered', where: { value: 5 } }],
          },
        },
        { exit: { on: [{ fact: 'order.canceled', where: { reason: 'fraud' } }] } },
      ),
    );
    run(T0, PLACED);
    const decided = run(T0 + HOUR, [answered(`${PREFIX}/other/order/email`, T0 + HOUR)]);
    expect(statusOf(decided, 'thankYou/order', 'email')).toBe('canceled');
    expect(decided.instance?.endedAt).toBeUndefined();
  });
});

describe('firstOf', () => {
  it('finds the earliest of several triggers', () => {
    expect(firstOf(['survey.answered', 'shipment.exception'], happened)?.occurredAt).toBe(T0 + HOUR);
    expect(firstOf(['order.returned'], happened)).toBeUndefined();
    expect(firstOf([], happened)).toBeUndefined();
  });

  it('leaves out what concerns another parcel, and keeps what concerns all', () => {
    const two = addFacts(null, SAMPLE_ORDER, [
      ...PLACED,
      ...['A1', 'B2'].flatMap((number, index) => [
        sampleShipment({ at: T0, number, lines: [{ id: 'mug', quantity: 1 }] }),
        sampleScan('delivered', { at: T0 + (index + 1) * HOUR, number }),
      ]),
      returned(T0 + DAY),
    ]);
    const known = { facts: two, history: historyByType(two) };
    const second = two.parcels.find(({ number }) => number === 'B2');
    expect(firstOf(['shipment.delivered'], known, second)?.occurredAt).toBe(T0 + 2 * HOUR);
    expect(firstOf(['order.returned', 'shipment.delivered'], known, second)?.occurredAt).toBe(T0 + 2 * HOUR);
    expect(firstOf(['order.returned'], known, second)?.occurredAt).toBe(T0 + DAY);
  });
});

describe('in words', () => {
  it.each<[FactTrigger, string]>([
    ['order.delivered', 'order.delivered'],
    [{ fact: 'survey.answered', where: { value: { atMost: 2 } } }, 'survey.answered with value at most 2'],
    [{ fact: 'survey.answered', where: { value: { atLeast: 9 } } }, 'survey.answered with value at least 9'],
    [
      { fact: 'survey.answered', where: { value: { atLeast: 7, atMost: 8 }, question: 'nps' } },
      'survey.answered with value 7 to 8 and question nps',
    ],
    [
      { fact: 'shipment.exception', where: { reason: ['damaged', 'lost'] } },
      'shipment.exception with reason damaged or lost',
    ],
    [{ fact: 'order.paid', where: {} }, 'order.paid'],
  ])('%o: %s', (trigger, words) => {
    expect(triggerWords(trigger)).toBe(words);
  });

  it('says what a touchpoint hangs on', () => {
    expect(causeWords({ on: 'order.paid' })).toBe('order.paid');
    expect(causeWords({ after: { touchpoint: 'rating', outcome: 'acted' } })).toBe('an answer to rating');
    expect(causeWords({ after: { touchpoint: 'rating', outcome: 'failed', channel: 'email' } })).toBe(
      'the failure of rating on email',
    );
  });
});
