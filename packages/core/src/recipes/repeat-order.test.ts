import { describe, expect, it } from 'vitest';

import type { Fact } from '../fact/fact.ts';
import { referralSharedId } from '../fact/fact-id.ts';
import { instanceId } from '../journey/delivery-key.ts';
import { SAMPLE_ORDER, sampleScan, sampleShipment } from '../journey/sample-order.ts';
import type { SimulateOptions, Timeline } from '../journey/simulate.ts';
import { validateJourney } from '../journey/validate.ts';
import { firstOrder } from './first-order.ts';
import { repeatOrder } from './repeat-order.ts';
import {
  answered,
  asPromised,
  berlin,
  canceled,
  damaged,
  DAY,
  delivered,
  keyOf,
  order,
  PLACED,
  play as playJourney,
  resolved,
  returned,
  shipment,
  told,
} from './story.testing.ts';

function play(facts: readonly Fact[], { customer, ...options }: Partial<SimulateOptions> = {}): Timeline {
  return playJourney(repeatOrder, facts, { ...options, customer: { ordersBefore: 2, ...customer } });
}

/** The other journey of the order asks, and gets an answer a week and a day after delivery. */
const answer = (value: number) =>
  answered(keyOf(firstOrder, 'rating', 'onsite'), value, berlin('2026-11-12T20:00'));

describe('repeatOrder', () => {
  it('is a journey without a fault', () => {
    expect(validateJourney(repeatOrder)).toEqual([]);
  });

  it('thanks, shows what is new, and asks for a recommendation who is content', () => {
    expect(told(play([...asPromised, answer(5)]))).toEqual([
      '2026-11-02T10:00 card/task sent',
      '2026-11-03T10:00 thanks/email sent',
      '2026-11-13T10:00 referral/email sent',
      // The 18th is a Wednesday.
      '2026-11-18T10:00 earlyLook/email sent',
    ]);
  });

  it('is not for a first order', () => {
    const { entries, notEntered } = play(asPromised, { customer: { ordersBefore: 0 } });
    expect(entries).toEqual([]);
    expect(notEntered).toBe('only when not (it is the first order of the customer)');
  });

  it('is not for two orders at a time', () => {
    const running = { [repeatOrder.id]: { total: 3, running: 1 } };
    const { entries, notEntered } = play(asPromised, { customer: { entered: running } });
    expect(entries).toEqual([]);
    expect(notEntered).toBe('another order of the customer is on the journey');
    const over = { [repeatOrder.id]: { total: 3, running: 0 } };
    expect(told(play(asPromised, { customer: { entered: over } }))).toHaveLength(3);
  });

  it.each([1, 2, 3])('asks for no recommendation who answered with %i', (value) => {
    expect(told(play([...asPromised, answer(value)]), 'referral')).toEqual([]);
  });

  it('asks for no recommendation who gave one already, and records it as reached', () => {
    const shared: Fact = {
      id: referralSharedId(SAMPLE_ORDER, 'one'),
      type: 'referral.shared',
      occurredAt: berlin('2026-11-10T12:00'),
      source: 'sample',
      data: { code: 'ZOE' },
    };
    const timeline = play([...asPromised, answer(5), shared]);
    expect(told(timeline, 'referral')).toEqual(['2026-11-12T20:00 referral/email canceled ended']);
    expect(timeline.goals).toEqual({
      recommended: { fact: shared.id, at: shared.occurredAt },
    });
  });

  it('waits with the early look for the day in the week that it names', () => {
    // Delivered on a Friday: fourteen days on is a Friday, too.
    const late = sampleScan('delivered', { at: berlin('2026-11-06T12:00') });
    expect(told(play([...order(), sampleShipment({ at: PLACED }), late]), 'earlyLook')).toEqual([
      '2026-11-24T10:00 earlyLook/email sent',
    ]);
  });

  it('writes no card for a parcel that is closed', () => {
    const soon = sampleScan('in_transit', { at: PLACED });
    expect(told(play([...order(), shipment, soon]), 'card')).toEqual([
      '2026-11-02T10:00 card/task canceled ended',
    ]);
  });

  it('neither thanks nor offers anything while something is wrong', () => {
    const scans = [...order(), shipment, damaged, delivered];
    expect(told(play(scans), 'earlyLook')).toEqual([
      '2026-11-18T10:00 earlyLook/email held trouble',
      '2026-12-02T10:00 earlyLook/email skipped expired',
    ]);
    expect(told(play([...scans, resolved(berlin('2026-11-20T21:00'))]), 'earlyLook')).toEqual([
      '2026-11-18T10:00 earlyLook/email held trouble',
      // Solved in the evening: the quiet hours come next.
      '2026-11-21T08:00 earlyLook/email sent',
    ]);
  });

  it('keeps to the cap over all that the customer got', () => {
    const other = (at: number) =>
      ({ key: `other/${at}`, at, channel: 'email', category: 'marketing' }) as const;
    const contacts = [other(PLACED - 5 * DAY), other(PLACED - 4 * DAY)];
    expect(told(play(asPromised, { customer: { contacts } }), 'thanks')).toEqual([
      '2026-11-03T10:00 thanks/email held cap',
      // Seven days after the older of the two, to the minute.
      '2026-11-04T10:00 thanks/email sent',
    ]);
  });

  it.each([
    ['canceled', canceled(berlin('2026-11-02T18:00'))],
    ['returned', returned(berlin('2026-11-02T18:00'))],
  ])('ends with an order that is %s', (_what, fact) => {
    const timeline = play([...asPromised, fact]);
    expect(told(timeline)).toEqual([
      '2026-11-02T10:00 card/task sent',
      '2026-11-02T18:00 thanks/email canceled ended',
    ]);
    expect(timeline.instance).toMatchObject({
      id: instanceId('repeat-order', SAMPLE_ORDER),
      endedAt: fact.occurredAt,
    });
  });

  it('mails nobody who did not agree', () => {
    const facts = [...order(false), shipment, delivered, answer(5)];
    expect(told(play(facts, { customer: { consent: {} } }))).toEqual([
      '2026-11-02T10:00 card/task sent',
      '2026-11-03T10:00 thanks/email skipped consent',
      '2026-11-13T10:00 referral/email skipped consent',
      '2026-11-18T10:00 earlyLook/email skipped consent',
    ]);
  });

  it('is over after ninety days, so that the next order is thanked for again', () => {
    const { instance } = play(asPromised, { until: PLACED + 100 * DAY });
    expect(instance?.endedAt).toBe(PLACED + 90 * DAY);
  });
});
