import { describe, expect, it } from 'vitest';

import type { Fact, GivenFact } from '../fact/fact.ts';
import { orderCanceledId } from '../fact/fact-id.ts';
import { DEFAULT_POLICY } from '../policy/policy.ts';
import { DAY, HOUR, journeyOf, T0 } from './advance.testing.ts';
import { firstOrderOfCustomer, predicate } from './condition.ts';
import { createReplay, type PastOrder, type ReplayOptions } from './replay.ts';
import type { ReplayedDelivery, ReplayedOrder } from './replayed-order.ts';
import type { Journey } from './journey.ts';
import { PredicateMissingError } from './predicates.ts';
import { sampleOrder, sampleScan, sampleShipment } from './sample-order.ts';
import { SimulationError } from './simulation-error.ts';

const offers = journeyOf({
  thankYou: { kind: 'thank-you', on: 'order.placed', channels: ['email'], category: 'transactional' },
  offer: {
    kind: 'newsletter',
    on: 'order.placed',
    wait: { days: 1 },
    useBy: { days: 10 },
    channels: ['email'],
    category: 'marketing',
  },
  thanks: {
    kind: 'thank-you',
    on: 'order.delivered',
    channels: ['onsite', 'email'],
    category: 'transactional',
  },
});

function pastOrder(id: string, days: number, more: Partial<PastOrder> = {}): PastOrder {
  const ref = { source: 'past', id };
  return { ref, customer: 'ada', facts: sampleOrder({ ref, placedAt: T0 + days * DAY }), ...more };
}

function canceled({ ref, facts }: PastOrder, at: number): PastOrder {
  const fact: GivenFact = {
    id: orderCanceledId(ref),
    type: 'order.canceled',
    occurredAt: at,
    source: 'past',
    data: {},
  };
  return { ref, customer: 'ada', facts: [fact, ...facts] };
}

function replayed(
  journey: Journey,
  orders: readonly PastOrder[],
  options: Partial<ReplayOptions> = {},
): readonly ReplayedOrder[] {
  const done: ReplayedOrder[] = [];
  const replay = createReplay(journey, { ...options, onFinal: (order) => done.push(order) });
  for (const order of orders) replay.add(order);
  replay.finish();
  return done;
}

/** `offer/email sent` and when, in hours since the first order. */
const line = ({ touchpoint, channel, status, rule, at }: ReplayedDelivery): string =>
  [
    `${touchpoint}/${channel}`,
    status,
    ...(rule === undefined ? [] : [rule]),
    ...(at === null ? [] : [(at - T0) / HOUR]),
  ].join(' ');

describe('replay', () => {
  it('says what would have become of an order', () => {
    const order = pastOrder('1', 0, { customer: 'ada' });
    const [done] = replayed({ ...offers, goals: { bought: { on: 'order.placed' } } }, [order], {
      timeZone: 'America/New_York',
    });
    expect(done).toEqual({
      ref: { source: 'past', id: '1' },
      customer: 'ada',
      placedAt: T0,
      zone: 'America/New_York',
      notEntered: null,
      enteredAt: T0,
      endedAt: T0 + 180 * DAY,
      endedBy: 'the journey is over',
      goals: { bought: { fact: 'order.placed/past:1', at: T0 } },
      contacts: [
        { key: 'j:past:1/thankYou/order/email', at: T0, channel: 'email', category: 'transactional' },
        {
          key: 'j:past:1/offer/order/email',
          at: Date.parse('2026-11-03T13:00:00Z'),
          channel: 'email',
          category: 'marketing',
        },
      ],
      deliveries: [
        {
          touchpoint: 'thankYou',
          occurrence: 'order',
          channel: 'email',
          category: 'transactional',
          status: 'sent',
          at: T0,
          localTime: '2026-11-02T04:00',
          attempt: 1,
          holds: [],
        },
        {
          touchpoint: 'offer',
          occurrence: 'order',
          channel: 'email',
          category: 'marketing',
          status: 'sent',
          at: Date.parse('2026-11-03T13:00:00Z'),
          localTime: '2026-11-03T08:00',
          attempt: 1,
          // Due at 04:00 in New York.
          holds: [{ rule: 'quiet', reason: 'quiet hours', at: T0 + DAY, lasted: 4 * HOUR }],
        },
        ...(['onsite', 'email'] as const).map((channel) => ({
          touchpoint: 'thanks',
          occurrence: null,
          channel,
          category: 'transactional',
          status: 'skipped',
          at: null,
          localTime: null,
          reason: 'never triggered',
          attempt: 0,
          holds: [],
        })),
      ],
    });
  });

  it('keeps a cap over the orders of one customer, and of nobody else', () => {
    const policy = { ...DEFAULT_POLICY, caps: [{ max: 1, days: 7 }], quietHours: null };
    const orders = [
      pastOrder('1', 0),
      pastOrder('2', 0.5, { customer: 'bob' }),
      pastOrder('3', 1),
      pastOrder('4', 1, { customer: null }),
      pastOrder('5', 1, { customer: null }),
    ];
    const done = replayed(offers, orders, { policy });
    const offersOf = (id: string) =>
      done
        .filter(({ ref }) => ref.id === id)
        .flatMap(({ deliveries }) => deliveries.filter(({ touchpoint }) => touchpoint === 'offer'));
    expect(['1', '2', '3', '4', '5'].map((id) => offersOf(id).map(line))).toEqual([
      ['offer/email sent 24'],
      ['offer/email sent 36'],
      // A week after the first.
      ['offer/email sent 192'],
      ['offer/email sent 48'],
      ['offer/email sent 48'],
    ]);
    expect(offersOf('3')[0]?.holds).toEqual([
      { rule: 'cap', reason: '1 marketing contact in 7 days', at: T0 + 2 * DAY, lasted: 6 * DAY },
    ]);
  });

  it('knows which order of a customer is the first', () => {
    const first = { ...offers, entry: { ...offers.entry, when: firstOrderOfCustomer() } };
    const told = sampleOrder({
      ref: { source: 'past', id: '4' },
      placedAt: T0 + 3 * DAY,
      contents: { ordersBefore: 7 },
    });
    const orders = [
      pastOrder('1', 0),
      pastOrder('2', 1),
      pastOrder('3', 2, { customer: 'bob' }),
      pastOrder('4', 3, { customer: 'eve', facts: told }),
    ];
    const entered = replayed(first, orders).filter(({ notEntered }) => notEntered === null);
    expect(entered.map(({ ref }) => ref.id).sort()).toEqual(['1', '3']);
  });

  it('lets a customer in again as the journey says', () => {
    const orders = [
      pastOrder('1', 0),
      pastOrder('2', 3),
      pastOrder('3', 3, { customer: 'bob' }),
      pastOrder('4', 9),
      pastOrder('5', 400),
    ];
    const entered = (reentry: Journey['entry']['reentry']) =>
      replayed({ ...offers, entry: { on: 'order.placed', reentry }, endAfter: { days: 5 } }, orders)
        .filter(({ notEntered }) => notEntered === null)
        .map(({ ref }) => ref.id)
        .sort();
    expect(entered('always')).toEqual(['1', '2', '3', '4', '5']);
    expect(entered('whenEnded')).toEqual(['1', '3', '4', '5']);
    expect(entered('once')).toEqual(['1', '3']);
  });

  it('lets a customer in once the order before was canceled', () => {
    const journey: Journey = { ...offers, entry: { on: 'order.placed', reentry: 'whenEnded' } };
    const orders = [canceled(pastOrder('1', 0), T0 + HOUR), pastOrder('2', 0.5), pastOrder('3', 1)];
    expect(replayed(journey, orders).map(({ ref, notEntered }) => [ref.id, notEntered])).toEqual([
      ['1', null],
      ['3', 'another order of the customer is on the journey'],
      ['2', null],
    ]);
  });

  it('tells of an order as soon as nothing can become of it, and forgets it', () => {
    const done: string[] = [];
    const replay = createReplay(offers, { onFinal: ({ ref }) => done.push(ref.id) });
    let most = 0;
    for (let day = 0; day < 300; day += 1) {
      replay.add(pastOrder(String(day), day, { customer: day % 2 === 0 ? 'ada' : null }));
      most = Math.max(most, replay.running);
      expect(done.length + replay.running).toBe(day + 1);
    }
    // Of orders that never arrive the last thing to be derived is that they have stalled.
    expect(most).toBeLessThan(12);
    replay.finish();
    expect(replay.running).toBe(0);
    expect(new Set(done).size).toBe(300);
  });

  it('counts an order as on the journey until its time is over, although it is forgotten', () => {
    const journey: Journey = { ...offers, entry: { on: 'order.placed', reentry: 'whenEnded' } };
    const done: string[] = [];
    const replay = createReplay(journey, {
      onFinal: ({ ref, notEntered }) => done.push(`${ref.id} ${notEntered ?? 'entered'}`),
    });
    replay.add(pastOrder('1', 0));
    replay.add(pastOrder('2', 179));
    expect(done[0]).toBe('1 entered');
    replay.add(pastOrder('3', 180));
    replay.finish();
    expect(done.slice(1)).toEqual(['2 another order of the customer is on the journey', '3 entered']);
  });

  it('tells of orders that are not on the journey, with every touchpoint', () => {
    const old = replayed(offers, [pastOrder('1', 0)], { journeyActivatedAt: T0 + 1 });
    const empty = replayed(offers, [pastOrder('2', 0, { facts: [] })]);
    expect(
      [...old, ...empty].map(({ notEntered, placedAt, endedAt }) => [notEntered, placedAt, endedAt]),
    ).toEqual([
      ['placed before the journey was activated', T0, null],
      ['the order has not arrived', null, null],
    ]);
    for (const { deliveries } of [...old, ...empty]) {
      expect(deliveries.map((one) => [line(one), one.reason])).toEqual([
        ['thankYou/email skipped', 'not on the journey'],
        ['offer/email skipped', 'not on the journey'],
        ['thanks/onsite skipped', 'not on the journey'],
        ['thanks/email skipped', 'not on the journey'],
      ]);
    }
  });

  it('takes what is known before the order is placed for known when it is', () => {
    const early: Fact = { ...sampleShipment({ at: T0 - 2 * DAY }), arrivesAt: T0 - 2 * DAY };
    const order = pastOrder('1', 0);
    const late = sampleScan('delivered', { at: T0 + DAY });
    const [done] = replayed(offers, [
      pastOrder('0', -1),
      { ...order, facts: [early, ...order.facts, late] },
    ]).filter(({ ref }) => ref.id === '1');
    expect(done?.deliveries.filter(({ touchpoint }) => touchpoint === 'thanks').map(line)).toEqual([
      'thanks/onsite skipped expired 192',
      'thanks/email sent 24',
    ]);
  });

  it('plays outcomes, and knows everybody’s consent and the shop’s channels', () => {
    const order = pastOrder('1', 0);
    const statuses = (options: Partial<ReplayOptions>) =>
      replayed(offers, [order], options)
        .flatMap(({ deliveries }) => deliveries.slice(0, 2))
        .map(({ touchpoint, status, rule, attempt }) => [touchpoint, status, rule, attempt].join(' '));
    expect(statuses({})).toEqual(['thankYou sent  1', 'offer sent  1']);
    expect(statuses({ outcomes: () => ({ code: 'gone', final: true }) })).toEqual([
      'thankYou failed  1',
      'offer failed  1',
    ]);
    expect(statuses({ customer: { consent: {} } })).toEqual(['thankYou sent  1', 'offer skipped consent 0']);
    expect(statuses({ channels: ['onsite'] })).toEqual([
      'thankYou skipped channel 0',
      'offer skipped channel 0',
    ]);
  });
});

describe('replay refuses', () => {
  it('an order from before one that was added, and goes on without it', () => {
    const done: string[] = [];
    const replay = createReplay(offers, { onFinal: ({ ref }) => done.push(ref.id) });
    replay.add(pastOrder('2', 1));
    expect(() => replay.add(pastOrder('1', 0))).toThrow(SimulationError);
    expect(() => replay.add(pastOrder('1', 0))).toThrow(
      expect.objectContaining({
        code: 'orders_unsorted',
        path: 'past:1',
        message:
          'The order past:1 was placed at 2026-11-02T09:00:00.000Z, and the replay is at 2026-11-03T09:00:00.000Z already. Add orders as they were placed, the earliest first.',
      }),
    );
    replay.add(pastOrder('3', 1));
    replay.finish();
    expect(done).toEqual(['2', '3']);
  });

  it('an order after its end', () => {
    const replay = createReplay(offers, { onFinal: () => undefined });
    replay.finish();
    replay.finish();
    expect(() => replay.add(pastOrder('1', 0))).toThrow(expect.objectContaining({ code: 'replay_finished' }));
  });

  it('a zone that does not exist', () => {
    expect(() => createReplay(offers, { timeZone: 'Berlin', onFinal: () => undefined })).toThrow(
      expect.objectContaining({ code: 'time_zone_invalid' }),
    );
  });

  it('a journey whose predicates are not given', () => {
    const vip = { ...offers, entry: { ...offers.entry, when: predicate('isVip@1') } };
    expect(() => replayed(vip, [pastOrder('1', 0)])).toThrow(PredicateMissingError);
    expect(replayed(vip, [pastOrder('1', 0)], { predicates: { 'isVip@1': () => true } })).toHaveLength(1);
  });
});
