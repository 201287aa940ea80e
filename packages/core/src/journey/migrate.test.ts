import { describe, expect, it } from 'vitest';

import type { Fact, GivenFact } from '../fact/fact.ts';
import type { OrderFacts } from '../order/order-facts.ts';
import { DEFAULT_POLICY } from '../policy/policy.ts';
import {
  answered,
  canceled,
  DAY,
  HOUR,
  journeyOf,
  PLACED,
  PREFIX,
  rating,
  sent,
  T0,
  thankYou,
} from './advance.testing.ts';
import { GUEST } from './context.ts';
import type { Effect, Instance } from './instance.ts';
import { CHANNELS, type Journey, type Touchpoint } from './journey.ts';
import { migrate, MigrationError } from './migrate.ts';
import { SAMPLE_ORDER, sampleScan, sampleShipment } from './sample-order.ts';
import { step } from './step.ts';

/** An order that lives on one version after the other; every mail is attempted at once and sent. */
class Order {
  journey: Journey;
  instance: Instance | null = null;
  readonly attempts: string[] = [];
  #state: OrderFacts | null = null;

  constructor(journey: Journey) {
    this.journey = journey;
  }

  get running(): Instance {
    if (this.instance === null) throw new Error('the order is not on the journey');
    return this.instance;
  }

  at(now: number, facts: readonly Fact[] = []): readonly Effect[] {
    const effects = this.#step(now, facts);
    for (const { key, status } of effects) {
      if (status !== 'queued') continue;
      const attempt = this.#step(now, [], key).find((effect) => effect.key === key)?.attempt ?? 0;
      this.attempts.push(key);
      this.#step(now, [sent(key, attempt, now)]);
    }
    return effects;
  }

  migrate(to: Journey, now: number): readonly Effect[] {
    this.instance = migrate(this.running, this.journey, to);
    this.journey = to;
    return this.at(now);
  }

  statuses(): Record<string, string> {
    return Object.fromEntries(
      Object.entries(this.instance?.occurrences ?? {}).flatMap(([name, { channels }]) =>
        Object.entries(channels).map(([channel, { status }]) => [`${name}/${channel}`, status]),
      ),
    );
  }

  #step(now: number, facts: readonly Fact[], attempting?: string): readonly Effect[] {
    const { journey, instance } = this;
    const customer = { ...GUEST, key: 'c' };
    const context = {
      policy: { ...DEFAULT_POLICY, caps: [], quietHours: null },
      shopTimeZone: 'UTC',
      channels: CHANNELS,
      customer,
    };
    const { state, journeys } = step({
      ref: SAMPLE_ORDER,
      state: this.#state,
      facts,
      journeys: [{ journey, instance, activatedAt: null }],
      context: attempting === undefined ? context : { ...context, attempting },
      now,
    });
    this.#state = state;
    this.instance = journeys[0]?.instance ?? null;
    return journeys[0]?.effects ?? [];
  }
}

const mail: Touchpoint = { ...rating, channels: ['email'] };
const version = (number: number, touchpoints: Record<string, Touchpoint>): Journey =>
  journeyOf(touchpoints, { version: number });
const delivered: readonly GivenFact[] = [
  sampleShipment({ at: T0 + HOUR }),
  sampleScan('delivered', { at: T0 + DAY }),
];
const DUE = T0 + 8 * DAY;

/** On version 1 of a journey with this touchpoint, delivered the day after. */
function deliveredOrder(touchpoints: Record<string, Touchpoint>): Order {
  const order = new Order(version(1, touchpoints));
  order.at(T0, PLACED);
  order.at(T0 + DAY, delivered);
  return order;
}

describe('migrate', () => {
  it('decides nothing: what was decided goes on under the new version', () => {
    const order = deliveredOrder({ mail });
    const later = { ...mail, wait: { days: 9 } };
    expect(order.migrate(version(2, { mail: later }), T0 + 2 * DAY)).toEqual([]);
    expect(order.instance?.version).toBe(2);
    order.at(DUE);
    expect(order.attempts).toEqual([]);
    order.at(DUE + 2 * DAY);
    expect(order.attempts).toEqual([`${PREFIX}/mail/order/email`]);
  });

  it('cancels what is not final of a touchpoint that is gone', () => {
    const order = deliveredOrder({ mail, thankYou: { ...thankYou, channels: ['email'] } });
    expect(order.migrate(version(2, { other: thankYou }), T0 + 2 * DAY)).toMatchObject([
      { touchpoint: 'other', channel: 'onsite', status: 'open' },
      { touchpoint: 'other', channel: 'email', status: 'queued' },
      {
        touchpoint: 'mail',
        channel: 'email',
        status: 'canceled',
        reason: 'not part of the journey any more',
      },
    ]);
    expect(order.statuses()).toMatchObject({
      'mail/order/email': 'canceled',
      'thankYou/order/email': 'sent',
    });
  });

  it('sends nothing again that is called otherwise', () => {
    const order = deliveredOrder({ mail });
    order.at(DUE);
    expect(order.attempts).toEqual([`${PREFIX}/mail/order/email`]);
    const renamed = { ...mail, formerly: ['mail'] };
    expect(order.migrate(version(2, { survey: renamed }), DUE + 1)).toEqual([]);
    // Back, where the older version knows nothing of the newer name; and on, to a third name.
    expect(order.migrate(version(3, { mail }), DUE + 2)).toEqual([]);
    expect(order.migrate(version(4, { question: { ...mail, formerly: ['survey'] } }), DUE + 3)).toEqual([]);
    expect(order.attempts).toHaveLength(1);
  });

  it('remembers names that no version says any more', () => {
    const order = new Order(version(1, { mail }));
    order.at(T0, PLACED);
    order.migrate(version(2, { survey: { ...mail, formerly: ['mail'] } }), T0 + 1);
    order.at(T0 + DAY, delivered);
    order.at(DUE);
    expect(order.attempts).toEqual([`${PREFIX}/survey/order/email`]);
    expect(order.migrate(version(3, { mail }), DUE + 1)).toEqual([]);
    expect(order.instance?.aliases).toEqual({ mail: ['survey'] });
    expect(order.migrate(version(4, { question: { ...mail, formerly: ['mail'] } }), DUE + 2)).toEqual([]);
    expect(order.instance?.aliases).toEqual({ question: ['survey'] });
    expect(order.attempts).toHaveLength(1);
  });

  it('goes on under the old name with what was not sent yet', () => {
    const order = deliveredOrder({ mail });
    order.migrate(version(2, { survey: { ...mail, formerly: ['mail'] } }), T0 + 2 * DAY);
    order.migrate(version(3, { mail }), T0 + 3 * DAY);
    order.at(DUE);
    expect(order.attempts).toEqual([`${PREFIX}/mail/order/email`]);
  });

  it('counts what came once as the first time of what repeats, and the other way round', () => {
    const repeating = { ...mail, every: { days: 30 }, times: 3 };
    const order = deliveredOrder({ mail });
    order.at(DUE);
    expect(order.migrate(version(2, { mail: repeating }), DUE + 1)).toMatchObject([
      { occurrence: 'order#2', status: 'waiting' },
    ]);
    order.at(DUE + 30 * DAY);
    expect(order.attempts).toEqual([`${PREFIX}/mail/order/email`, `${PREFIX}/mail/order#2/email`]);
    expect(order.migrate(version(3, { mail: { ...repeating, times: 2 } }), DUE + 31 * DAY)).toMatchObject([
      { occurrence: 'order#3', status: 'canceled' },
    ]);
    expect(order.migrate(version(4, { mail }), DUE + 32 * DAY)).toEqual([]);
  });

  it('cancels what would come per order where it comes per parcel now', () => {
    const news: Touchpoint = { ...mail, on: 'shipment.delivered' };
    const order = deliveredOrder({ news });
    const effects = order.migrate(version(2, { news: { ...news, per: 'parcel' } }), T0 + 2 * DAY);
    expect(effects.map(({ occurrence, status }) => [occurrence.split(':')[0], status])).toEqual([
      ['parcel', 'waiting'],
      ['order', 'canceled'],
    ]);
  });

  it('goes on waiting for what it waits for where a channel of it is gone', () => {
    const treat: Touchpoint = {
      ...thankYou,
      waitUntil: { any: ['order.paid'], within: { days: 3 } },
    };
    const order = new Order(version(1, { treat }));
    order.at(T0, PLACED);
    expect(order.migrate(version(2, { treat: { ...treat, channels: ['email'] } }), T0 + HOUR)).toMatchObject([
      { channel: 'onsite', status: 'canceled' },
    ]);
    expect(order.at(T0 + 3 * DAY)).toMatchObject([{ channel: 'email', status: 'skipped', rule: 'unmet' }]);
    expect(order.attempts).toEqual([]);
  });

  it('holds what was planned until its new trigger happens', () => {
    const early: Touchpoint = { ...mail, on: 'order.placed' };
    const order = new Order(version(1, { mail: early }));
    order.at(T0, PLACED);
    expect(order.migrate(version(2, { mail }), T0 + 6 * DAY)).toMatchObject([
      { status: 'held', rule: 'ended', reason: 'waits for order.delivered' },
    ]);
    expect(order.at(T0 + 40 * DAY)).toEqual([]);
    expect(
      order.at(T0 + 41 * DAY, [
        sampleShipment({ at: T0 + HOUR }),
        sampleScan('delivered', { at: T0 + 41 * DAY }),
      ]),
    ).toMatchObject([{ key: `${PREFIX}/mail/order/email`, status: 'waiting' }]);
    order.at(T0 + 48 * DAY);
    expect(order.attempts).toEqual([`${PREFIX}/mail/order/email`]);
  });

  it('leaves what is settled on the trigger it had', () => {
    const order = new Order(version(1, { thankYou }));
    order.at(T0, PLACED);
    expect(order.migrate(version(2, { thankYou: { ...thankYou, on: 'order.paid' } }), T0 + HOUR)).toEqual([]);
    expect(order.statuses()).toEqual({ 'thankYou/order/onsite': 'open', 'thankYou/order/email': 'sent' });
    expect(order.at(T0 + 7 * DAY)).toMatchObject([{ channel: 'onsite', rule: 'expired' }]);
  });

  it('leaves an attempt that is under way alone', () => {
    const order = deliveredOrder({ mail });
    const instance = order.running;
    const sending = { status: 'sending', since: DUE, attempt: 1 } as const;
    const occurrence = instance.occurrences['mail/order'];
    if (occurrence === undefined) throw new Error('the mail is planned');
    order.instance = {
      ...instance,
      occurrences: { 'mail/order': { ...occurrence, channels: { email: sending } } },
    };
    expect(
      order.migrate(version(2, { thankYou }), DUE + 1).filter(({ touchpoint }) => touchpoint === 'mail'),
    ).toEqual([]);
    order.at(DUE + 2, [sent(`${PREFIX}/mail/order/email`, 1, DUE + 2)]);
    expect(order.statuses()['mail/order/email']).toBe('sent');
  });

  it('moves the draw into a holdout, and draws nothing', () => {
    const held: Touchpoint = { ...mail, holdout: 0.5 };
    const order = deliveredOrder({ held });
    const drawn = order.instance?.draws.held;
    expect(drawn).toBeTypeOf('boolean');
    order.migrate(version(2, { tested: { ...held, formerly: ['held'] }, fresh: held }), T0 + 2 * DAY);
    expect(order.instance?.draws).toEqual({ held: drawn, tested: drawn });
  });

  it('finds the answer to what is called otherwise now', () => {
    const order = deliveredOrder({ rating });
    order.at(DUE);
    order.migrate(version(2, { survey: { ...rating, formerly: ['rating'] } }), DUE + 1);
    order.at(DUE + 2, [answered(`${PREFIX}/rating/order/email`, DUE + 2)]);
    expect(order.statuses()).toEqual({ 'rating/order/onsite': 'closed', 'rating/order/email': 'sent' });
  });

  it('leaves an order that is over on its version', () => {
    const order = deliveredOrder({ mail });
    order.at(T0 + 2 * DAY, [canceled(T0 + 2 * DAY)]);
    const instance = order.running;
    expect(migrate(instance, order.journey, version(2, { thankYou }))).toBe(instance);
  });

  it('does nothing twice', () => {
    const order = deliveredOrder({ mail });
    const instance = order.running;
    const to = version(2, { survey: { ...mail, formerly: ['mail'] } });
    const migrated = migrate(instance, order.journey, to);
    expect(migrate(migrated, order.journey, to)).toBe(migrated);
    expect(instance.version).toBe(1);
  });

  it('refuses versions that are not the order’s', () => {
    const order = deliveredOrder({ mail });
    const instance = order.running;
    const other = { ...version(2, { mail }), id: 'other' };
    expect(() => migrate(instance, order.journey, other)).toThrow(MigrationError);
    expect(() => migrate(instance, order.journey, other)).toThrow(
      "The order is on the journey 'j', not on other.",
    );
    expect(() => migrate(instance, version(2, { mail }), version(3, { mail }))).toThrow(
      "The order is on version 1 of 'j', not on 2.",
    );
  });
});
