import { describe, expect, it } from 'vitest';

import type { GivenFact } from '../fact/fact.ts';
import { orderReturnedId } from '../fact/fact-id.ts';
import { returned, touched } from './advance.testing.ts';
import { firstOrderOfCustomer, predicate } from './condition.ts';
import { defineJourney } from './define-journey.ts';
import { PredicateMissingError } from './predicates.ts';
import { SAMPLE_ORDER, sampleOrder, sampleScan, sampleShipment } from './sample-order.ts';
import { simulate, type SimulatedOutcome, type SimulateOptions } from './simulate.ts';
import { SimulationError } from './simulation-error.ts';
import type { Timeline } from './timeline.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const T0 = Date.parse('2026-11-02T09:00:00Z');

const journey = defineJourney({
  id: 'short',
  version: 1,
  entry: { on: 'order.placed', reentry: 'always' },
  touchpoints: {
    thankYou: { kind: 'thank-you', on: 'order.placed', channels: ['email'], category: 'transactional' },
    rating: {
      kind: 'rating',
      on: 'order.delivered',
      wait: { days: 7, at: '18:00' },
      cancelOn: ['order.returned'],
      channels: ['email'],
      category: 'marketing',
    },
  },
});
const facts = [
  ...sampleOrder({ placedAt: T0 }),
  sampleShipment({ at: T0 }),
  sampleScan('delivered', { at: T0 + DAY }),
];
const until = T0 + 30 * DAY;

describe('simulate', () => {
  it('plays facts, due instants and attempts in time', () => {
    const {
      entries,
      instance,
      facts: known,
    } = simulate(journey, { facts, until, timeZone: 'America/New_York' });
    expect(entries).toEqual([
      {
        at: T0,
        localTime: '2026-11-02T04:00',
        touchpoint: 'thankYou',
        occurrence: 'order',
        channel: 'email',
        status: 'queued',
      },
      {
        at: T0,
        localTime: '2026-11-02T04:00',
        touchpoint: 'thankYou',
        occurrence: 'order',
        channel: 'email',
        status: 'sending',
      },
      {
        at: T0,
        localTime: '2026-11-02T04:00',
        touchpoint: 'thankYou',
        occurrence: 'order',
        channel: 'email',
        status: 'sent',
      },
      {
        at: T0 + DAY,
        localTime: '2026-11-03T04:00',
        touchpoint: 'rating',
        occurrence: 'order',
        channel: 'email',
        status: 'waiting',
      },
      {
        at: Date.parse('2026-11-10T23:00:00Z'),
        localTime: '2026-11-10T18:00',
        touchpoint: 'rating',
        occurrence: 'order',
        channel: 'email',
        status: 'queued',
      },
      {
        at: Date.parse('2026-11-10T23:00:00Z'),
        localTime: '2026-11-10T18:00',
        touchpoint: 'rating',
        occurrence: 'order',
        channel: 'email',
        status: 'sending',
      },
      {
        at: Date.parse('2026-11-10T23:00:00Z'),
        localTime: '2026-11-10T18:00',
        touchpoint: 'rating',
        occurrence: 'order',
        channel: 'email',
        status: 'sent',
      },
    ]);
    expect(instance?.id).toBe('short:sample:1001');
    expect(known?.deliveredAt).toBe(T0 + DAY);
  });

  it('feeds what is learned late when it is learned', () => {
    const returned: GivenFact = {
      id: orderReturnedId(SAMPLE_ORDER),
      type: 'order.returned',
      occurredAt: T0 + 2 * DAY,
      arrivesAt: T0 + 20 * DAY,
      source: 'sample',
      data: {},
    };
    const late = simulate(journey, { facts: [...facts, returned], until });
    expect(late.entries.at(-1)).toMatchObject({ touchpoint: 'rating', status: 'sent' });
    const known = simulate(journey, { facts: [...facts, { ...returned, arrivesAt: T0 + 3 * DAY }], until });
    expect(known.entries.at(-1)).toMatchObject({
      at: T0 + 3 * DAY,
      touchpoint: 'rating',
      status: 'canceled',
      reason: 'order.returned',
    });
  });

  it('stops at its end, which is included', () => {
    const due = Date.parse('2026-11-10T18:00:00Z');
    expect(simulate(journey, { facts, until: due - 1 }).entries.at(-1)).toMatchObject({ status: 'waiting' });
    expect(simulate(journey, { facts, until: due }).entries.at(-1)).toMatchObject({ status: 'sent' });
  });

  it('plays outcomes: failures, back-off, silence', () => {
    const outcomes: SimulatedOutcome[] = [
      'unknown',
      { code: 'greylisted', final: false, retryAfter: T0 + HOUR },
      'sent',
    ];
    const attempts: [number, number][] = [];
    const { entries } = simulate(journey, {
      facts,
      until,
      outcomes: ({ attempt }, now) => {
        attempts.push([attempt, now - T0]);
        return outcomes[attempt - 1] ?? 'sent';
      },
    });
    expect(attempts.slice(0, 3)).toEqual([
      [1, 0],
      [2, MINUTE],
      [3, HOUR],
    ]);
    expect(entries.filter(({ touchpoint }) => touchpoint === 'thankYou').map(({ status }) => status)).toEqual(
      ['queued', 'sending', 'queued', 'sending', 'held', 'queued', 'sending', 'sent'],
    );
  });

  it('knows the shop’s policy, customer and channels', () => {
    const last = (options: object) => simulate(journey, { facts, until, ...options }).entries.at(-1);
    const nobody = { consent: {} };
    expect(last({})).toMatchObject({ status: 'sent' });
    expect(last({ customer: nobody })).toMatchObject({
      status: 'skipped',
      rule: 'consent',
      reason: 'consent missing',
    });
    expect(last({ customer: nobody, policy: { consent: { email: 'assumed' } } })).toMatchObject({
      status: 'sent',
    });
    expect(last({ channels: ['onsite'] })).toMatchObject({ status: 'skipped', rule: 'channel' });
  });

  it('asks the shop’s predicates', () => {
    const vip = defineJourney({ ...journey, entry: { ...journey.entry, when: predicate('isVip@1') } });
    expect(simulate(vip, { facts, until, predicates: { 'isVip@1': () => true } }).instance).not.toBeNull();
    expect(
      simulate(vip, {
        facts,
        until,
        predicates: { 'isVip@1': ({ order }) => order?.customer !== undefined },
      }),
    ).toMatchObject({ instance: null, entries: [] });
    expect(() => simulate(vip, { facts, until })).toThrow(PredicateMissingError);
  });

  it('plays nothing from nothing', () => {
    expect(simulate(journey, { facts: [], until })).toEqual({
      entries: [],
      deliveries: [],
      untriggered: [],
      notEntered: 'the order has not arrived',
      goals: {},
      zone: 'UTC',
      contacts: [],
      instance: null,
      facts: null,
    });
  });

  it('says where everything stands at the end', () => {
    const timeline = simulate(
      { ...journey, goals: { back: { on: 'order.returned' } } },
      { facts: [...facts, returned(T0 + 3 * DAY)], until, timeZone: 'America/New_York' },
    );
    expect(timeline).toMatchObject({
      notEntered: null,
      zone: 'America/New_York',
      goals: { back: { at: T0 + 3 * DAY } },
      untriggered: [],
    });
    expect(timeline.deliveries).toEqual([
      {
        key: 'short:sample:1001/thankYou/order/email',
        at: T0,
        localTime: '2026-11-02T04:00',
        touchpoint: 'thankYou',
        occurrence: 'order',
        channel: 'email',
        status: 'sent',
        attempt: 1,
      },
      {
        key: 'short:sample:1001/rating/order/email',
        at: T0 + 3 * DAY,
        localTime: '2026-11-05T04:00',
        touchpoint: 'rating',
        occurrence: 'order',
        channel: 'email',
        status: 'canceled',
        attempt: 0,
        rule: 'ended',
        reason: 'order.returned',
      },
    ]);
    const unsent = simulate(journey, { facts: facts.slice(0, 2), until });
    expect(unsent.untriggered).toEqual([
      { touchpoint: 'rating', status: 'waiting', reason: 'waits for order.delivered' },
    ]);
  });

  it('does not play for an order from before the journey was activated', () => {
    const play = (journeyActivatedAt: number | null) =>
      simulate(journey, { facts, until, journeyActivatedAt }).notEntered;
    expect(play(T0)).toBeNull();
    expect(play(null)).toBeNull();
    expect(play(T0 + 1)).toBe('placed before the journey was activated');
  });

  it('takes the number of earlier orders from the order, unless it is told', () => {
    const first = { ...journey, entry: { ...journey.entry, when: firstOrderOfCustomer() } };
    const third = sampleOrder({ placedAt: T0, contents: { ordersBefore: 2 } });
    const play = (order: readonly GivenFact[], customer = {}) =>
      simulate(first, { facts: order, until, customer }).notEntered;
    expect(play(sampleOrder({ placedAt: T0 }))).toBeNull();
    expect(play(third)).toBe('only when it is the first order of the customer');
    expect(play(third, { ordersBefore: 0 })).toBeNull();
  });
});

describe('the contacts of a simulation', () => {
  const contacts = defineJourney({
    ...journey,
    touchpoints: {
      offer: {
        kind: 'newsletter',
        on: 'order.placed',
        useBy: { days: 30 },
        channels: ['email', 'webhook'],
        category: 'marketing',
      },
      second: {
        kind: 'newsletter',
        on: 'order.placed',
        wait: { hours: 3 },
        useBy: { days: 30 },
        channels: ['email'],
        category: 'marketing',
      },
      widget: { kind: 'rating', on: 'order.placed', channels: ['onsite'], category: 'marketing' },
      call: {
        kind: 'check-in',
        on: 'order.placed',
        channels: ['task'],
        task: { type: 'call', team: 'care' },
        category: 'transactional',
      },
      chore: {
        kind: 'check-in',
        on: 'order.placed',
        channels: ['task'],
        task: { type: 'todo', team: 'care' },
        category: 'transactional',
      },
    },
  });
  const key = (touchpoint: string, channel: string) => `short:sample:1001/${touchpoint}/order/${channel}`;
  const play = (more: Partial<SimulateOptions> = {}) =>
    simulate(contacts, {
      facts: sampleOrder({ placedAt: T0 }),
      until,
      policy: { caps: [{ max: 1, days: 7 }], quietHours: null },
      ...more,
    });
  const ofSecond = ({ entries }: Timeline) =>
    entries
      .filter(({ touchpoint, status }) => touchpoint === 'second' && status !== 'sending')
      .map(({ at, status, rule }) => [(at - T0) / HOUR, status, rule].join(' '));

  it('are messages by their attempt, and hold what comes after them', () => {
    const timeline = play();
    expect(timeline.contacts).toEqual([
      { key: key('offer', 'email'), at: T0, channel: 'email', category: 'marketing' },
      { key: key('second', 'email'), at: T0 + 7 * DAY, channel: 'email', category: 'marketing' },
    ]);
    expect(ofSecond(timeline)).toEqual(['0 waiting ', '3 held cap', '168 queued ', '168 sent ']);
  });

  it('are not messages that failed', () => {
    const timeline = play({
      outcomes: ({ touchpoint }) => (touchpoint === 'offer' ? { code: 'gone', final: true } : 'sent'),
    });
    expect(timeline.contacts.map((contact) => contact.key)).toEqual([key('second', 'email')]);
    expect(ofSecond(timeline)).toEqual(['0 waiting ', '3 queued ', '3 sent ']);
  });

  it('are messages of which nothing was heard again', () => {
    const timeline = play({ outcomes: ({ touchpoint }) => (touchpoint === 'offer' ? 'unknown' : 'sent') });
    expect(timeline.deliveries.find(({ touchpoint }) => touchpoint === 'offer')).toMatchObject({
      status: 'failed',
      reason: 'unknown outcome',
    });
    expect(ofSecond(timeline)).toEqual(['0 waiting ', '3 held cap', '168 queued ', '168 sent ']);
  });

  it('are widgets once they were seen and calls once they were made', () => {
    const [seen, again, done, chore] = [
      touched('seen', key('widget', 'onsite'), T0 + HOUR),
      {
        ...touched('seen', key('widget', 'onsite'), T0 + 2 * HOUR),
        id: `touchpoint.seen/${key('widget', 'onsite')}/i2`,
      },
      touched('acted', key('call', 'task'), T0 + 2 * HOUR),
      touched('acted', key('chore', 'task'), T0 + 2 * HOUR),
    ];
    const timeline = play({
      facts: [...sampleOrder({ placedAt: T0 }), seen, again, done, chore],
      channels: ['onsite', 'task', 'email'],
      customer: { consent: {} },
    });
    expect(timeline.contacts).toEqual([
      { key: key('widget', 'onsite'), at: T0 + HOUR, channel: 'onsite', category: 'marketing' },
      { key: key('call', 'task'), at: T0 + 2 * HOUR, channel: 'task', category: 'transactional' },
    ]);
  });

  it('go on from those of earlier orders, which stay as they are', () => {
    const before = [{ key: 'other', at: T0 - DAY, channel: 'email', category: 'marketing' } as const];
    const timeline = play({ customer: { contacts: before } });
    expect(before).toHaveLength(1);
    expect(timeline.contacts.map((contact) => [contact.key, contact.at])).toEqual([
      ['other', T0 - DAY],
      [key('offer', 'email'), T0 + 6 * DAY],
      [key('second', 'email'), T0 + 13 * DAY],
    ]);
  });
});

describe('simulate refuses', () => {
  const refusal = (options: Partial<SimulateOptions>) => {
    try {
      simulate(journey, { facts, until, ...options });
    } catch (error) {
      return error instanceof SimulationError ? `${error.code} at ${error.path}: ${error.message}` : error;
    }
    return 'nothing';
  };
  const [placed, ...others] = facts;

  it.each([
    [
      { until: NaN },
      'until_invalid at until: A simulation ends at an instant in epoch milliseconds; "NaN" is none.',
    ],
    [
      { until: Infinity },
      'until_invalid at until: A simulation ends at an instant in epoch milliseconds; "Infinity" is none.',
    ],
    [
      { timeZone: 'Berlin' },
      'time_zone_invalid at timeZone: "Berlin" is no IANA time zone. Write it as in "Europe/Berlin".',
    ],
    [
      { ref: { source: 'shop', id: '7' } },
      'order_mismatch at facts.0.id: "order.placed/sample:1001" is not about the order shop:7. Name the order of the facts: { ref: { source, id } }.',
    ],
    [
      { facts: [...others, { ...(placed ?? returned(T0)), occurredAt: 0.5 }] },
      'fact_invalid at facts.3.occurredAt: Fact 3 of the simulation: occurredAt: Invalid input (a fact of type "order.placed").',
    ],
  ])('%o', (options, sentence) => {
    expect(refusal(options)).toBe(sentence);
  });
});
