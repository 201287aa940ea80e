import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { describe, expect, it } from 'vitest';
import * as z from 'zod/mini';

import type { OrderFacts } from '../order/order-facts.ts';
import { DEFAULT_POLICY } from '../policy/policy.ts';
import { advance } from './advance.ts';
import { DAY, journeyOf, T0 } from './advance.testing.ts';
import { anyJourney } from './any-journey.testing.ts';
import { explain } from './explain.ts';
import { type Instance, isFinal } from './instance.ts';
import { everything, Life, statusesOf } from './order-life.testing.ts';
import { orderStory } from './order-story.testing.ts';
import { sampleOrder } from './sample-order.ts';
import { simulate } from './simulate.ts';
import { visible } from './visible.ts';

/** What comes back from storage; that it fits is the point of the property. */
const Stored = z.custom<{ readonly state: OrderFacts; readonly instance: Instance }>();
const RUNS = { numRuns: 1_000 };
const LONG = { timeout: 180_000 };

/** Some instant in the two weeks after a life ended. */
const later = fc.integer({ min: 0, max: 14 * DAY });

describe('advance, for every journey that validates and every life of an order,', () => {
  it(
    'never throws, repeats nothing, changes nothing final and does nothing before the instant it named',
    LONG,
    () => {
      let entered = 0;
      fc.assert(
        fc.property(anyJourney, orderStory, (journey, { arrivals, draws, until }) => {
          const { instance } = new Life(draws, arrivals, until, journey);
          if (instance !== null) entered += 1;
        }),
        RUNS,
      );
      expect(entered).toBeGreaterThan(500);
    },
  );

  it('comes to an end: after its last instant everything is final', LONG, () => {
    fc.assert(
      fc.property(anyJourney, orderStory, (journey, { arrivals, draws, until }) => {
        const { instance, nextAt } = new Life(draws, arrivals, until + 500 * DAY, journey, false);
        expect(nextAt).toBeNull();
        expect(statusesOf(instance).filter(({ status }) => !isFinal(status))).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });
});

describe('advance, in every life of an order on a journey that uses all of the grammar,', () => {
  it('continues identically from what was stored as JSON', LONG, () => {
    fc.assert(
      fc.property(orderStory, later, ({ arrivals, draws, until }, wait) => {
        const { state, instance, context: world, now } = new Life(draws, arrivals, until, everything, false);
        if (state === null || instance === null) return;
        const stored = Stored.parse(JSON.parse(JSON.stringify({ state, instance })));
        expect(advance(everything, stored.instance, stored.state, world, now + wait)).toEqual(
          advance(everything, instance, state, world, now + wait),
        );
      }),
      RUNS,
    );
  });

  it('does what explain said it would', LONG, () => {
    fc.assert(
      fc.property(orderStory, later, ({ arrivals, draws, until }, wait) => {
        const { state, instance, context: world, now } = new Life(draws, arrivals, until, everything, false);
        if (state === null) return;
        const said = explain(everything, instance, state, world, now + wait);
        const done = advance(everything, instance, state, world, now + wait);
        const decided = statusesOf(done.instance);
        const explained = said.deliveries.map(({ key, status }) => ({ key, status }));
        expect(explained.toSorted(byKey)).toEqual(decided.toSorted(byKey));
        expect(said.untriggered).toEqual(done.trace.untriggered);
        for (const { status, until: holdsUntil, again, rule } of said.deliveries) {
          if (status !== 'held') continue;
          // What is held says by which rule, and what ends it.
          expect([rule, again]).not.toContain(undefined);
          if (holdsUntil !== undefined) expect(holdsUntil).toBeGreaterThan(now + wait);
        }
      }),
      RUNS,
    );
  });

  it('changes a held delivery at the instant that it said', LONG, () => {
    let held = 0;
    fc.assert(
      fc.property(orderStory, ({ arrivals, draws, until }) => {
        const { state, instance, context: world, now } = new Life(draws, arrivals, until, everything, false);
        if (state === null) return;
        for (const { key, until: end, rule } of explain(everything, instance, state, world, now).deliveries) {
          if (end === undefined) continue;
          held += 1;
          const at = (instant: number) =>
            explain(everything, instance, state, world, instant).deliveries.find((one) => one.key === key);
          expect(at(end - 1)).toMatchObject(
            (at(end - 1)?.useBy ?? 0) > end - 1 ? { status: 'held' } : { status: 'skipped' },
          );
          expect(at(end)?.rule).not.toBe(rule);
        }
      }),
      RUNS,
    );
    expect(held).toBeGreaterThan(30);
  });

  it('shows only what is open and what every rule lets pass', LONG, () => {
    fc.assert(
      fc.property(orderStory, later, ({ arrivals, draws, until }, wait) => {
        const { state, instance, context: world, now } = new Life(draws, arrivals, until, everything, false);
        if (state === null || instance === null) return;
        const shown = visible(everything, instance, state, world, now + wait);
        const said = explain(everything, instance, state, world, now + wait).deliveries;
        for (const { key, channel, status, verdicts } of said) {
          if (!shown.includes(key)) continue;
          expect([channel, status]).toEqual(['onsite', 'open']);
          expect(verdicts.every(({ pass }) => pass)).toBe(true);
        }
        expect(shown.some((key) => key.includes('/control/'))).toBe(false);
      }),
      RUNS,
    );
  });
});

function byKey(a: { readonly key: string }, b: { readonly key: string }): number {
  return a.key < b.key ? -1 : 1;
}

describe('marketing', () => {
  const zones = Intl.supportedValuesOf('timeZone');
  const offer = journeyOf({
    offer: {
      kind: 'offer',
      on: 'order.placed',
      wait: { hours: 1 },
      every: { hours: 7 },
      times: 12,
      useBy: { days: 5 },
      channels: ['email'],
      category: 'marketing',
    },
  });
  let turn = 0;

  it('is never sent in quiet hours or above a cap, in every zone there is, over two years', LONG, () => {
    const { caps } = DEFAULT_POLICY;
    const runs = Math.max(1_000, zones.length * 2);
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 730 * 24 * 60 }),
        fc.constantFrom(
          { from: '20:00', to: '08:00' },
          { from: '21:30', to: '07:15' },
          { from: '00:00', to: '06:00' },
        ),
        (minute, quietHours) => {
          turn += 1;
          const timeZone = zones[turn % zones.length] ?? 'UTC';
          const placedAt = T0 + minute * 60_000;
          const { entries } = simulate(offer, {
            facts: sampleOrder({ placedAt, consent: true, timeZone }),
            policy: { quietHours },
            until: placedAt + 20 * DAY,
          });
          const sends = entries.filter(({ status }) => status === 'sending').map(({ at }) => at);
          expect(sends.length).toBeGreaterThan(2);
          for (const at of sends) {
            const local = Temporal.Instant.fromEpochMilliseconds(at)
              .toZonedDateTimeISO(timeZone)
              .toPlainTime();
            const after = Temporal.PlainTime.compare(local, quietHours.from) >= 0;
            const before = Temporal.PlainTime.compare(local, quietHours.to) < 0;
            const isQuiet = quietHours.from < quietHours.to ? after && before : after || before;
            expect([timeZone, local.toString(), isQuiet]).toEqual([timeZone, local.toString(), false]);
            for (const { max, days } of caps)
              expect(
                sends.filter((other) => other <= at && other > at - days * DAY).length,
              ).toBeLessThanOrEqual(max);
          }
        },
      ),
      { numRuns: runs },
    );
    expect(turn).toBeGreaterThanOrEqual(zones.length);
  });
});
