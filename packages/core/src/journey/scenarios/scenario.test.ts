import { describe, expect, it } from 'vitest';

import { parseGivenFact } from '../../fact/parse-fact.ts';
import { addFacts } from '../../order/add-facts.ts';
import { firstOrder } from '../../recipes/first-order.ts';
import { localDateTime } from '../../time/local-time.ts';
import { journeyOf } from '../advance.testing.ts';
import { isFinal } from '../instance.ts';
import { SAMPLE_ORDER } from '../sample-order.ts';
import { SimulationError } from '../simulation-error.ts';
import type { Timeline } from '../timeline.ts';
import {
  isScenarioName,
  scenario,
  type ScenarioName,
  type ScenarioOptions,
  SCENARIOS,
  simulateScenario,
} from './scenario.ts';

const NAMES = Object.keys(SCENARIOS).filter(isScenarioName);
const STEPS = new Set(['waiting', 'queued', 'sending']);

/** What reached somebody or was held or given up, without the widgets that nobody looked at. */
function told({ entries }: Timeline): readonly string[] {
  return entries
    .filter(({ status, rule }) => !STEPS.has(status) && rule !== 'expired')
    .map(({ localTime, touchpoint, channel, status, rule }) =>
      [localTime.slice('2026-'.length), `${touchpoint}/${channel}`, status, rule ?? ''].join(' ').trimEnd(),
    );
}

const play = (name: ScenarioName, options?: ScenarioOptions) => simulateScenario(firstOrder, name, options);

/** What was sent, each as often as it was. */
const sent = ({ entries }: Timeline): readonly string[] =>
  entries
    .filter(({ status }) => status === 'sent')
    .map(({ touchpoint, channel }) => `${touchpoint}/${channel}`)
    .sort();

const BOUGHT = ['11-02T10:00 thankYou/onsite open', '11-02T10:00 savings/onsite open'];
const THANKED = [...BOUGHT, '11-02T10:00 thankYou/email sent'];

describe('the first order', () => {
  it('that comes on time hears of the parcel, gets a call and is asked how it was', () => {
    expect(told(play('on-time'))).toEqual([
      ...THANKED,
      '11-05T08:10 news/email sent',
      '11-06T10:00 careCall/task sent',
      '11-12T14:25 rating/onsite open',
      '11-12T14:25 rating/email sent',
    ]);
  });

  it('in two parcels hears of each, and is asked once the second has arrived', () => {
    const timeline = play('split-shipment');
    expect(told(timeline)).toEqual([
      ...THANKED,
      '11-05T08:10 news/email sent',
      '11-08T08:10 news/email sent',
      '11-09T10:00 careCall/task sent',
      '11-15T14:25 rating/onsite open',
      '11-15T14:25 rating/email sent',
    ]);
    const news = timeline.deliveries.filter(({ touchpoint }) => touchpoint === 'news');
    expect(new Set(news.map(({ occurrence }) => occurrence)).size).toBe(2);
  });

  it('that is delayed hears so from the shop, once, and is asked a week after it came', () => {
    expect(told(play('delayed'))).toEqual([
      ...THANKED,
      '11-05T16:20 delay/task sent',
      '11-05T16:20 delay/email sent',
      // The promise ended with the 6th; twelve hours of grace.
      '11-07T12:00 savings/onsite held trouble',
      '11-08T08:10 news/email sent',
      '11-08T14:25 savings/onsite open',
      '11-09T10:00 careCall/task sent',
      '11-15T14:25 rating/onsite open',
      '11-15T14:25 rating/email sent',
    ]);
  });

  it('that is lost hears of the delay and of the loss, and is asked nothing', () => {
    const timeline = play('lost');
    expect(told(timeline)).toEqual([
      ...THANKED,
      '11-07T12:00 savings/onsite held trouble',
      '11-07T12:00 delay/task sent',
      '11-07T12:00 delay/email sent',
      '11-10T10:30 problem/task sent',
      '11-10T10:30 problem/email sent',
    ]);
    expect(timeline.untriggered.map(({ touchpoint }) => touchpoint)).toEqual(
      expect.arrayContaining(['news', 'careCall', 'rating']),
    );
  });

  it('that is damaged hears so at once, and is asked after the issue was resolved', () => {
    const timeline = play('damaged');
    expect(told(timeline)).toEqual([
      ...THANKED,
      '11-04T13:05 savings/onsite held trouble',
      '11-04T13:05 problem/task sent',
      '11-04T13:05 problem/email sent',
      '11-05T08:10 news/email sent',
      '11-06T10:00 careCall/task sent',
      '11-07T11:00 savings/onsite open',
      '11-12T14:25 rating/onsite open',
      '11-12T14:25 rating/email sent',
    ]);
    expect(timeline.facts?.issues.map(({ resolvedAt }) => resolvedAt !== undefined)).toEqual([true]);
  });

  it('with a wrong address is never asked how it was', () => {
    const timeline = play('wrong-address');
    expect(told(timeline)).toEqual([...THANKED, '11-05T08:10 news/email sent']);
    expect(timeline.facts?.parcels.map(({ status, deliveredAt }) => [status, deliveredAt])).toEqual([
      ['returned', undefined],
    ]);
    expect(timeline.facts?.deliveredAt).toBeNull();
  });

  it('that is sent back is not asked how it was', () => {
    const timeline = play('returned');
    expect(told(timeline)).toEqual([
      ...THANKED,
      '11-05T08:10 news/email sent',
      '11-06T10:00 careCall/task sent',
      '11-08T12:00 rating/onsite canceled ended',
      '11-08T12:00 rating/email canceled ended',
    ]);
    expect(sent(timeline)).not.toContain('rating/email');
  });

  it('that is canceled hears nothing more', () => {
    const { entries, instance, deliveries } = play('canceled');
    const canceledAt = instance?.endedAt ?? 0;
    expect(localDateTime(canceledAt, 'Europe/Berlin')).toBe('2026-11-03T09:15');
    expect(entries.filter(({ at }) => at >= canceledAt).map(({ status }) => status)).toEqual([
      'canceled',
      'canceled',
    ]);
    expect(entries.filter(({ at }) => at > canceledAt)).toEqual([]);
    expect(deliveries.every(({ status }) => isFinal(status))).toBe(true);
  });

  it('that is reported twice, late and in the wrong order gets everything once, and no stale news', () => {
    const timeline = play('duplicates-and-shuffle');
    expect(sent(timeline)).toEqual(['careCall/task', 'rating/email', 'thankYou/email']);
    expect(timeline.entries.find(({ touchpoint }) => touchpoint === 'news')).toMatchObject({
      status: 'canceled',
      reason: 'shipment.delivered',
    });
    expect(told(timeline).at(-1)).toBe('11-12T14:25 rating/email sent');
  });

  it('keeps the time of the zone it turns out to be in', () => {
    const timeline = play('zone-change');
    expect(timeline.zone).toBe('America/New_York');
    // Ordered at 10:00 in Berlin, as far as anybody knew; called at 10:00 in New York.
    expect(told(timeline)).toEqual([
      ...THANKED,
      '11-05T02:10 news/email sent',
      '11-06T10:00 careCall/task sent',
      '11-12T08:25 rating/onsite open',
      '11-12T08:25 rating/email sent',
    ]);
  });

  it.each([
    ['Europe/Berlin', '2027-03-28', 23],
    ['America/New_York', '2027-03-14', 23],
    ['Australia/Lord_Howe', '2027-04-04', 24.5],
    ['America/Santiago', '2027-04-04', 25],
  ])('keeps the time of day over the night in which the clocks change in %s', (timeZone, day, hours) => {
    const timeline = play('dst-night', { timeZone });
    const call = timeline.deliveries.find(({ touchpoint }) => touchpoint === 'careCall');
    const rating = timeline.deliveries.find(
      ({ channel, touchpoint }) => touchpoint === 'rating' && channel === 'email',
    );
    const delivered = timeline.facts?.deliveredAt ?? 0;
    // Delivered in the afternoon before, called in the morning after.
    expect(call?.localTime).toBe(`${day}T10:00`);
    expect(localDateTime(delivered, timeZone).slice(-5)).toBe('14:25');
    expect(((call?.at ?? 0) - delivered) / 3_600_000).toBeCloseTo(hours - 4 - 25 / 60, 5);
    expect(rating?.localTime.slice(-5)).toBe('14:25');
  });

  it('gets everything once although the provider is down for a day', () => {
    const timeline = play('provider-down');
    const mail = timeline.entries.filter(
      ({ touchpoint, channel }) => touchpoint === 'thankYou' && channel === 'email',
    );
    const end = Date.parse('2026-11-03T09:00:00Z');
    expect(mail.filter(({ status }) => status === 'sending').length).toBeGreaterThan(5);
    expect(mail.filter(({ at, status }) => status === 'held' && at < end).length).toBeGreaterThan(5);
    expect(mail.at(-1)?.status).toBe('sent');
    expect(mail.at(-1)?.at).toBeGreaterThanOrEqual(end);
    expect(sent(timeline)).toEqual(sent(play('on-time')));
    expect(new Set(sent(timeline)).size).toBe(sent(timeline).length);
  });

  it('of which nothing is heard for three days gets then what still makes sense', () => {
    const timeline = play('backlog');
    expect(Math.min(...timeline.entries.map(({ at }) => at))).toBe(Date.parse('2026-11-05T09:00:00Z'));
    expect(told(timeline)).toEqual([
      '11-05T10:00 thankYou/onsite open',
      '11-05T10:00 savings/onsite open',
      // It is there already.
      '11-05T10:00 news/email canceled ended',
      '11-05T10:00 careCall/task sent',
      '11-05T10:00 thankYou/email sent',
      '11-11T14:25 rating/onsite open',
      '11-11T14:25 rating/email sent',
    ]);
  });
});

describe('every scenario', () => {
  it.each(NAMES)('%s is told in facts that the door lets in, of one order', (name) => {
    const { facts, description, placedAt, until } = scenario(name);
    expect(description).toMatch(/^[A-Z].{10,90}\.$/);
    for (const fact of facts) expect(parseGivenFact(fact)).toEqual(fact);
    expect(addFacts(null, SAMPLE_ORDER, facts).placedAt).toBe(placedAt);
    expect(Math.max(...facts.map(({ occurredAt }) => occurredAt))).toBeLessThan(until);
  });

  it.each(NAMES)('%s can be told anywhere, at any time, of any order', (name) => {
    const placedAt = Date.parse('2027-07-31T23:50:00Z');
    const line = {
      id: 'sofa',
      title: 'Sofa',
      quantity: 1,
      method: 'shipping',
      unitPrice: { amount: 90_000, currency: 'NZD' },
      paid: { amount: 90_000, currency: 'NZD' },
    } as const;
    const options = {
      placedAt,
      timeZone: 'Pacific/Auckland',
      days: 30,
      order: { contents: { currency: 'NZD', lines: [line] } },
    };
    const { facts, timeZone, until, placedAt: begin } = scenario(name, options);
    expect([timeZone, until - begin]).toEqual(['Pacific/Auckland', 30 * 86_400_000]);
    expect(begin).toBeGreaterThanOrEqual(placedAt);
    if (name !== 'dst-night') expect(begin).toBe(placedAt);
    const known = addFacts(null, SAMPLE_ORDER, facts);
    expect(known.order?.lines.map(({ id }) => id)).toEqual(['sofa']);
    const timeline = simulateScenario(firstOrder, name, options);
    expect(timeline.notEntered).toBeNull();
    const isDelivered = !['lost', 'wrong-address', 'canceled'].includes(name);
    expect(timeline.facts?.deliveredAt !== null).toBe(isDelivered);
  });

  it('passes on what the shop and the customer are like', () => {
    const timeline = simulateScenario(firstOrder, 'on-time', {
      channels: ['email'],
      customer: { consent: {} },
      policy: { consent: { email: 'required', sms: 'required', push: 'required' } },
    });
    expect(sent(timeline)).toEqual(['news/email', 'thankYou/email']);
  });

  it('reaches the order by text message, too', () => {
    const journey = journeyOf({
      text: { kind: 'thank-you', on: 'order.paid', channels: ['sms'], category: 'transactional' },
    });
    expect(sent(simulateScenario(journey, 'on-time'))).toEqual(['text/sms']);
  });

  it('without changes of the clocks is told when it was wished', () => {
    const placedAt = Date.parse('2026-11-02T09:00:00Z');
    expect(scenario('dst-night', { placedAt, timeZone: 'Asia/Tokyo' }).placedAt).toBe(placedAt);
  });
});

describe('a scenario refuses', () => {
  it.each([
    [() => scenario('on-time', { timeZone: 'Mars/Olympus' }), 'time_zone_invalid'],
    [() => scenario('on-time', { placedAt: NaN }), 'scenario_invalid'],
    [() => scenario('on-time', { days: -1 }), 'scenario_invalid'],
    [() => scenario('on-time', { days: Infinity }), 'scenario_invalid'],
    // @ts-expect-error -- from plain JavaScript
    [() => scenario('toString'), 'scenario_unknown'],
  ])('%s: %s', (tell, code) => {
    expect(tell).toThrow(SimulationError);
    expect(tell).toThrow(expect.objectContaining({ code }));
  });

  it('a name that is none, and says which there are', () => {
    expect(isScenarioName('on-time')).toBe(true);
    expect(isScenarioName('constructor')).toBe(false);
    // @ts-expect-error -- from plain JavaScript
    expect(() => scenario('late')).toThrow(
      'There is no scenario "late". There are: on-time, split-shipment, delayed, lost, damaged, wrong-address, returned, canceled, duplicates-and-shuffle, zone-change, dst-night, provider-down, backlog.',
    );
  });
});
