import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { findParcel } from '../order/find-parcel.ts';
import type { OrderFacts } from '../order/order-facts.ts';
import { advance } from './advance.ts';
import { DAY, sent } from './advance.testing.ts';
import { parcelOfOccurrence, parseDeliveryKey, repeatOf } from './delivery-key.ts';
import { type Instance, isFinal } from './instance.ts';
import type { Journey } from './journey.ts';
import { asDecided } from './lineage.ts';
import { migrate } from './migrate.ts';
import { Life, statusesOf } from './order-life.testing.ts';
import { orderStory } from './order-story.testing.ts';
import { revision } from './revision.testing.ts';
import { SAMPLE_ORDER } from './sample-order.ts';
import { step } from './step.ts';

const RUNS = { numRuns: 1_000 };
const LONG = { timeout: 180_000 };

/** An order in the middle of a journey, decided in every way, and a later version of the journey. */
const underWay = fc
  .tuple(revision, orderStory)
  .map(([{ from, to }, { arrivals, draws, until }]) => {
    const life = new Life(draws, arrivals, until, from, false);
    return { from, to, life };
  })
  .filter(({ life: { instance, state } }) => instance !== null && state !== null);

describe('migrate, for every journey, every later version of it and every life of an order,', () => {
  it('loses nothing that was sent, sends nothing again and leaves what is final', LONG, () => {
    let [sends, later] = [0, 0];
    fc.assert(
      fc.property(underWay, ({ from, to, life }) => {
        const before = instanceOf(life);
        const after = liveOn(life, migrate(before, from, to), to);
        expectKept(before, after.instance);
        expectOnce(before, after.instance, after.state, to);
        for (const { key, status } of statusesOf(before))
          if (status === 'sent') expect(after.begun.has(key)).toBe(false);
        sends += statusesOf(before).filter(({ status }) => status === 'sent').length;
        later += after.begun.size;
      }),
      RUNS,
    );
    expect(sends).toBeGreaterThan(500);
    expect(later).toBeGreaterThan(100);
  });

  it('does so on the way there, back, and there again', LONG, () => {
    fc.assert(
      fc.property(underWay, ({ from, to, life }) => {
        const before = instanceOf(life);
        const there = liveOn(life, migrate(before, from, to), to, 4);
        const back = liveOn({ ...there, context: life.context }, migrate(there.instance, to, from), from, 4);
        const again = liveOn({ ...back, context: life.context }, migrate(back.instance, from, to), to);
        for (const [older, newer] of [
          [before, there],
          [there.instance, back],
          [back.instance, again],
        ] as const) {
          expectKept(older, newer.instance);
          for (const { key, status } of statusesOf(older))
            if (status === 'sent') expect(newer.begun.has(key)).toBe(false);
        }
        expectOnce(before, again.instance, again.state, to);
      }),
      RUNS,
    );
  });

  it('decides nothing: there and back at once, everything is as it was', LONG, () => {
    fc.assert(
      fc.property(underWay, ({ from, to, life }) => {
        const before = instanceOf(life);
        const there = migrate(before, from, to);
        expect(there.occurrences).toBe(before.occurrences);
        expect(migrate(there, from, to)).toBe(there);
        const back = migrate(there, to, from);
        const { state, context, now } = life;
        if (state === null) throw new Error('an order on a journey is known');
        const as = (instance: Instance) => advance(from, instance, state, context, now);
        expect(as(back).effects).toEqual(as(before).effects);
        expect(as(back).instance?.occurrences).toEqual(as(before).instance?.occurrences);
      }),
      RUNS,
    );
  });

  it('is settled by one step, after which nothing is open of what is gone', LONG, () => {
    let gone = 0;
    fc.assert(
      fc.property(underWay, ({ from, to, life }) => {
        const { state, context, now } = life;
        if (state === null) throw new Error('an order on a journey is known');
        const migrated = migrate(instanceOf(life), from, to);
        const settled = advance(to, migrated, state, context, now);
        expect(advance(to, settled.instance, state, context, now).effects).toEqual([]);
        if (settled.instance === null || settled.instance.version === from.version) return;
        const named = namesIn(asDecided(to, settled.instance));
        for (const { key, status } of statusesOf(settled.instance)) {
          const { touchpoint } = partsOf(key);
          if (named.has(touchpoint)) continue;
          gone += 1;
          expect([key, isFinal(status) || status === 'sending']).toEqual([key, true]);
        }
      }),
      RUNS,
    );
    expect(gone).toBeGreaterThan(100);
  });

  it('takes every draw along, and makes none', LONG, () => {
    let moved = 0;
    fc.assert(
      fc.property(underWay, ({ from, to, life }) => {
        const before = instanceOf(life);
        const migrated = migrate(before, from, to);
        if (before.endedAt !== undefined) {
          expect(migrated).toBe(before);
          return;
        }
        const { draws } = migrated;
        expect(draws).toMatchObject(before.draws);
        for (const [id, { formerly = [] }] of Object.entries(to.touchpoints)) {
          const source = [id, ...formerly].find((name) => Object.hasOwn(before.draws, name));
          expect([id, draws[id]]).toEqual([id, source === undefined ? undefined : before.draws[source]]);
          if (source !== undefined && source !== id) moved += 1;
        }
      }),
      RUNS,
    );
    expect(moved).toBeGreaterThan(10);
  });
});

interface Standing {
  readonly state: OrderFacts | null;
  readonly context: Life['context'];
  readonly now: number;
}

function instanceOf({ instance }: Life): Instance {
  if (instance === null) throw new Error('the order is on the journey');
  return instance;
}

/** Some time passes; every message that is queued is attempted at once and sent. */
function liveOn({ state, context, now: since }: Standing, from: Instance, journey: Journey, days = 60) {
  if (state === null) throw new Error('an order on a journey is known');
  const begun = new Set<string>();
  let last = { state, instance: from, now: since };
  const go = (now: number, facts: Parameters<typeof step>[0]['facts'] = [], attempting?: string) => {
    const asked = attempting === undefined ? context : { ...context, attempting };
    const { journeys, nextAt, ...known } = step({
      ref: SAMPLE_ORDER,
      state: last.state,
      facts,
      journeys: [{ journey, instance: last.instance, activatedAt: null }],
      context: asked,
      now,
    });
    const instance = journeys[0]?.instance;
    if (instance === null || instance === undefined) throw new Error('an order on a journey stays on it');
    last = { state: known.state, instance, now };
    return { effects: journeys[0]?.effects ?? [], nextAt };
  };
  for (let now: number | null = since; now !== null && now <= since + days * DAY;) {
    let { nextAt } = go(now);
    for (const { key, status } of statusesOf(last.instance)) {
      if (status !== 'queued') continue;
      const attempt = go(now, [], key).effects.find(
        (effect) => effect.key === key && effect.status === 'sending',
      );
      if (attempt === undefined) continue;
      begun.add(key);
      ({ nextAt } = go(now, [sent(key, attempt.attempt, now)]));
    }
    expect(nextAt ?? Infinity).toBeGreaterThan(now);
    now = nextAt;
  }
  return { ...last, context, begun };
}

/** Whatever was final is as it was. */
function expectKept(before: Instance, after: Instance): void {
  const now = new Map(statusesOf(after).map(({ key, status }) => [key, status]));
  for (const { key, status } of statusesOf(before))
    expect([key, now.get(key)]).toEqual([key, isFinal(status) ? status : (now.get(key) ?? 'lost')]);
  for (const { key } of statusesOf(before)) expect(now.has(key)).toBe(true);
}

/**
 * Under whatever names: of one touchpoint, for one parcel (or the order), one time and one channel no more was sent than had been sent
 * before, or once.
 */
function expectOnce(before: Instance, after: Instance, { parcels }: OrderFacts, journey: Journey): void {
  const named = namesIn(asDecided(journey, after));
  const count = (instance: Instance) => {
    const counts = new Map<string, number>();
    for (const { key, status } of statusesOf(instance)) {
      if (status !== 'sent') continue;
      const { touchpoint, occurrence, channel } = partsOf(key);
      const parcel = parcelOfOccurrence(occurrence, parcels);
      const subject = parcel === null ? occurrence.split('#')[0] : findParcel(parcels, parcel.id)?.id;
      const name = JSON.stringify([
        named.get(touchpoint) ?? touchpoint,
        subject,
        repeatOf(occurrence) ?? 1,
        channel,
      ]);
      counts.set(name, (counts.get(name) ?? 0) + 1);
    }
    return counts;
  };
  const then = count(before);
  for (const [name, times] of count(after))
    expect([name, times <= Math.max(1, then.get(name) ?? 0)]).toEqual([name, true]);
}

/** By every id it had, the id a touchpoint has. */
function namesIn({ touchpoints }: Journey): ReadonlyMap<string, string> {
  return new Map(
    Object.entries(touchpoints).flatMap(([id, { formerly = [] }]) =>
      [id, ...formerly].map((name): [string, string] => [name, id]),
    ),
  );
}

function partsOf(key: string) {
  const name = parseDeliveryKey(key);
  if (name === null) throw new Error(`${key} is no delivery key`);
  return name;
}
