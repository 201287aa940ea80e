import { describe, expect, it } from 'vitest';

import type { GivenFact } from '../fact/fact.ts';
import { orderReturnedId } from '../fact/fact-id.ts';
import { predicate } from './condition.ts';
import { defineJourney } from './define-journey.ts';
import { PredicateMissingError } from './predicates.ts';
import { SAMPLE_ORDER, sampleOrder, sampleScan, sampleShipment } from './sample-order.ts';
import { type SimulatedOutcome, simulate } from './simulate.ts';

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
      instance: null,
      facts: null,
      untriggered: [],
    });
  });
});
