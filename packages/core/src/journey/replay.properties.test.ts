import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import type { Fact } from '../fact/fact.ts';
import { DAY, journeyOf, MINUTE, T0 } from './advance.testing.ts';
import { anyJourney } from './any-journey.testing.ts';
import { isFinal } from './instance.ts';
import type { Journey, Touchpoint } from './journey.ts';
import { everything } from './order-life.testing.ts';
import type { SimulatedOutcomes } from './order-run.ts';
import { type Arrival, orderStory } from './order-story.testing.ts';
import { createReplay, type PastOrder, type ReplayOptions } from './replay.ts';
import type { ReplayedDelivery, ReplayedOrder } from './replayed-order.ts';
import { SAMPLE_ORDER } from './sample-order.ts';
import { simulate } from './simulate.ts';

const RUNS = { numRuns: 1_000 };
const LONG = { timeout: 180_000 };
const FOREVER = T0 + 2_000 * DAY;
const TIME_ZONE = 'Europe/Berlin';

const told = (arrivals: readonly Arrival[]): readonly Fact[] =>
  arrivals.flatMap(({ fact, at }) => at.map((arrivesAt) => ({ ...fact, arrivesAt })));

const startOf = ({ facts }: PastOrder): number =>
  Math.min(
    ...facts
      .filter(({ type }) => type === 'order.placed')
      .map(({ occurredAt, arrivesAt = occurredAt }) => arrivesAt),
  );

function later({ arrivesAt, ...fact }: Fact, by: number): Fact {
  return {
    ...fact,
    occurredAt: fact.occurredAt + by,
    ...(arrivesAt === undefined ? {} : { arrivesAt: arrivesAt + by }),
  };
}

interface Drawn {
  readonly draws: readonly number[];
}

/** What becomes of attempts: mostly they are sent, and none fails for ever. */
function chance(drawn: readonly Drawn[]): SimulatedOutcomes {
  const draws = drawn.flatMap((one) => one.draws);
  let attempts = 0;
  return () => {
    attempts += 1;
    const draw = attempts > 500 ? 0 : (draws[attempts % draws.length] ?? 0);
    if (draw < 70) return 'sent';
    return draw < 80 ? 'unknown' : { code: 'smtp_451', final: draw < 85 };
  };
}

/** More marketing than any cap allows. */
const MANY_MAILS = journeyOf({
  ...Object.fromEntries(
    [0, 1, 2, 3, 5].map((days) => [
      `mail${days}`,
      {
        kind: 'newsletter',
        on: 'order.placed',
        wait: { days },
        useBy: { days: 12 },
        channels: ['email', 'push'],
        category: 'marketing',
      } satisfies Touchpoint,
    ]),
  ),
  thankYou: { kind: 'thank-you', on: 'order.placed', channels: ['email'], category: 'transactional' },
});

function replayed(
  journey: Journey,
  orders: readonly PastOrder[],
  options: Partial<ReplayOptions> = {},
): readonly ReplayedOrder[] {
  const done: ReplayedOrder[] = [];
  const replay = createReplay(journey, {
    timeZone: TIME_ZONE,
    ...options,
    onFinal: (order) => done.push(order),
  });
  for (const order of orders) replay.add(order);
  replay.finish();
  expect(replay.running).toBe(0);
  return done;
}

const settled = ({ touchpoint, occurrence, channel, status, at, rule, reason, attempt }: ReplayedDelivery) =>
  [touchpoint, occurrence, channel, status, at, rule, reason, attempt].join(' ');

describe('simulate', () => {
  it('comes to the same timeline every time', LONG, () => {
    fc.assert(
      fc.property(orderStory, ({ arrivals, until }) => {
        const options = { facts: told(arrivals), until, timeZone: TIME_ZONE };
        const before = structuredClone(options);
        const timeline = simulate(everything, options);
        expect(simulate(everything, structuredClone(options))).toEqual(timeline);
        expect(options).toEqual(before);
      }),
      RUNS,
    );
  });

  it('does not care in which order facts are given that arrive at once', LONG, () => {
    const shuffled = orderStory.chain(({ arrivals }) => {
      const facts = arrivals.map(({ fact }) => ({ ...fact, arrivesAt: T0 + 20 * DAY }));
      const all = { minLength: facts.length, maxLength: facts.length };
      return fc.record({ facts: fc.constant(facts), shuffle: fc.shuffledSubarray(facts, all) });
    });
    fc.assert(
      fc.property(shuffled, ({ facts, shuffle }) => {
        const options = { until: T0 + 60 * DAY, timeZone: TIME_ZONE };
        expect(simulate(everything, { ...options, facts: shuffle })).toEqual(
          simulate(everything, { ...options, facts }),
        );
      }),
      RUNS,
    );
  });
});

describe('replay', () => {
  it('of one order comes to what simulate comes to, without waiting for the end', LONG, () => {
    let final = 0;
    fc.assert(
      fc.property(anyJourney, orderStory, (journey, { arrivals }) => {
        const facts = told(arrivals);
        const { deliveries, untriggered, notEntered, goals, contacts } = simulate(journey, {
          facts,
          until: FOREVER,
          timeZone: TIME_ZONE,
        });
        const [order, ...others] = replayed(journey, [{ ref: SAMPLE_ORDER, customer: 'simulated', facts }]);
        expect(others).toEqual([]);
        if (order === undefined) throw new Error('a finished replay has told of every order');
        expect([order.notEntered, order.goals]).toEqual([notEntered, goals]);
        if (notEntered !== null) return;
        final += deliveries.length;
        const ofTouchpoints = order.deliveries.filter(({ occurrence }) => occurrence !== null);
        expect(ofTouchpoints.map(settled)).toEqual(
          deliveries.map(({ touchpoint, occurrence, channel, status, at, rule, reason, attempt }) =>
            [touchpoint, occurrence, channel, status, at, rule, reason, attempt].join(' '),
          ),
        );
        expect(untriggered.every(({ status }) => status === 'skipped')).toBe(true);
        expect(order.deliveries.filter(({ occurrence }) => occurrence === null).map(settled)).toEqual(
          untriggered.flatMap(({ touchpoint, reason }) =>
            (journey.touchpoints[touchpoint]?.channels ?? []).map((channel) =>
              [touchpoint, null, channel, 'skipped', null, undefined, reason, 0].join(' '),
            ),
          ),
        );
        expect([...order.contacts].sort((a, b) => a.at - b.at)).toEqual(
          [...contacts].sort((a, b) => a.at - b.at),
        );
      }),
      RUNS,
    );
    expect(final).toBeGreaterThan(1_000);
  });

  const orders = fc
    .array(
      fc.record({
        story: orderStory,
        customer: fc.constantFrom('ada', 'ada', 'bob', null),
        gap: fc.integer({ min: 0, max: 4 * 24 * 60 }),
      }),
      { minLength: 2, maxLength: 6 },
    )
    .map((drawn) => {
      let start = 0;
      return drawn.map(({ story: { arrivals, draws }, customer, gap }, index): PastOrder & Drawn => {
        start += gap * MINUTE;
        return {
          ref: { source: 'past', id: String(index) },
          customer,
          facts: told(arrivals).map((fact) => later(fact, start)),
          draws,
        };
      });
    })
    // An order is placed when that becomes known, which in some stories takes days.
    .map((drawn) => drawn.toSorted((a, b) => startOf(a) - startOf(b)));

  it('brings every touchpoint of every order to exactly one final status on each channel', LONG, () => {
    const met = new Map<string, number>();
    fc.assert(
      fc.property(anyJourney, orders, (journey, past) => {
        const done = replayed(journey, past, { outcomes: chance(past) });
        expect(done.map(({ ref }) => ref.id).sort()).toEqual(past.map(({ ref }) => ref.id).sort());
        for (const order of done) {
          const names = order.deliveries.map(({ touchpoint, occurrence, channel }) =>
            [touchpoint, occurrence ?? '', channel].join('/'),
          );
          expect(new Set(names).size).toBe(names.length);
          for (const [id, { channels, per, every }] of Object.entries(journey.touchpoints)) {
            for (const channel of channels) {
              const own = order.deliveries.filter((one) => one.touchpoint === id && one.channel === channel);
              expect(own.length).toBeGreaterThan(0);
              // Either it came about, or it is there as one that never did.
              expect(own.length === 1 || own.every(({ occurrence }) => occurrence !== null)).toBe(true);
              if (per !== 'parcel' && every === undefined) expect(own.length).toBe(1);
            }
          }
          for (const { status, at, holds } of order.deliveries) {
            expect(isFinal(status)).toBe(true);
            met.set(status, (met.get(status) ?? 0) + 1);
            for (const { at: since, lasted } of holds) {
              met.set('held', (met.get('held') ?? 0) + 1);
              expect(lasted).toBeGreaterThanOrEqual(0);
              expect(since + lasted).toBeLessThanOrEqual(at ?? 0);
            }
          }
        }
      }),
      RUNS,
    );
    for (const status of ['sent', 'skipped', 'canceled', 'failed', 'withheld', 'held']) {
      expect([status, met.has(status)]).toEqual([status, true]);
    }
  });

  it('keeps every cap over all orders of a customer', LONG, () => {
    const cap = fc.record({ max: fc.integer({ min: 1, max: 3 }), days: fc.integer({ min: 1, max: 9 }) });
    let held = 0;
    fc.assert(
      fc.property(orders, fc.array(cap, { minLength: 1, maxLength: 2 }), (past, caps) => {
        const done = replayed(MANY_MAILS, past, { policy: { caps }, outcomes: chance(past) });
        for (const { deliveries } of done)
          held += deliveries.filter(({ holds }) => holds.some(({ rule }) => rule === 'cap')).length;
        const customers = done.map(({ customer, ref }) => customer ?? ref.id);
        for (const customer of new Set(customers)) {
          const contacts = done
            .filter((_order, index) => customers[index] === customer)
            .flatMap((order) => order.contacts)
            .filter(({ category }) => category === 'marketing');
          for (const { max, days } of caps) {
            for (const { at } of contacts) {
              const counted = contacts.filter((one) => one.at > at - days * DAY && one.at <= at);
              expect(counted.length).toBeLessThanOrEqual(max);
            }
          }
        }
      }),
      RUNS,
    );
    expect(held).toBeGreaterThan(300);
  });

  it('lets a customer in as `reentry` says, and refuses nobody else', LONG, () => {
    const reentry = fc.constantFrom<Journey['entry']['reentry']>('once', 'whenEnded', 'always');
    const endAfter = fc.integer({ min: 1, max: 6 }).map((days) => ({ days }));
    let refused = 0;
    fc.assert(
      fc.property(orders, reentry, endAfter, (drawn, rule, end) => {
        // Everything is known when it happens, so that what happened says what was known.
        const past = drawn
          .map((order) => ({ ...order, facts: order.facts.map(({ arrivesAt: _late, ...fact }) => fact) }))
          .toSorted((a, b) => startOf(a) - startOf(b));
        const journey: Journey = {
          ...MANY_MAILS,
          entry: { on: 'order.placed', reentry: rule },
          endAfter: end,
        };
        const done = replayed(journey, past);
        const inOrder = past.flatMap(({ ref }) => done.filter((order) => order.ref.id === ref.id));
        for (const [index, order] of inOrder.entries()) {
          const { customer, placedAt, notEntered } = order;
          const before = inOrder
            .slice(0, index)
            .filter((one) => customer !== null && one.customer === customer && one.notEntered === null);
          const isRefused = {
            once: before.length > 0,
            whenEnded: before.some(({ endedAt }) => (endedAt ?? Infinity) > (placedAt ?? 0)),
            always: false,
          }[rule];
          expect(notEntered !== null).toBe(isRefused);
          if (isRefused) refused += 1;
        }
      }),
      RUNS,
    );
    expect(refused).toBeGreaterThan(100);
  });
});
