import { describe, expect, it } from 'vitest';

import type { Fact, GivenFact } from '../fact/fact.ts';
import { orderFulfilledId } from '../fact/fact-id.ts';
import { SAMPLE_ORDER, sampleOrder, sampleScan, sampleShipment } from '../journey/sample-order.ts';
import type { SimulateOptions, Timeline } from '../journey/simulate.ts';
import { validateJourney } from '../journey/validate.ts';
import { appliance } from './appliance.ts';
import {
  answered,
  asPromised,
  berlin,
  canceled,
  damaged,
  DAY,
  delivered,
  inTransit,
  keyOf,
  order,
  outForDelivery,
  PLACED,
  play as playJourney,
  resolved,
  returned,
  shipment,
  told,
} from './story.testing.ts';

function play(facts: readonly Fact[], options: Partial<SimulateOptions> = {}): Timeline {
  return playJourney(appliance, facts, options);
}

describe('appliance', () => {
  it('is a journey without a fault', () => {
    expect(validateJourney(appliance)).toEqual([]);
  });

  it('accompanies an appliance through its first year', () => {
    expect(told(play(asPromised, { until: PLACED + 430 * DAY }))).toEqual([
      '2026-11-02T10:00 thankYou/onsite open',
      '2026-11-02T10:00 thankYou/email sent',
      // On its way since half past six in the evening: called about the next morning.
      '2026-11-03T18:30 appointment/task held window',
      '2026-11-04T08:00 news/email sent',
      '2026-11-04T09:00 appointment/task sent',
      '2026-11-04T15:30 installation/email sent',
      '2026-11-09T10:00 thankYou/onsite skipped expired',
      '2026-11-11T10:00 answers/email sent',
      '2026-11-25T10:00 demonstration/email sent',
      '2027-02-02T10:00 poll#1/onsite open',
      '2027-02-02T10:00 poll#1/email sent',
      '2027-02-23T10:00 poll#1/onsite skipped expired',
      '2027-05-03T10:00 poll#2/onsite open',
      '2027-05-03T10:00 poll#2/email sent',
      '2027-05-24T10:00 poll#2/onsite skipped expired',
      '2027-08-01T10:00 poll#3/onsite open',
      '2027-08-01T10:00 poll#3/email sent',
      '2027-08-22T10:00 poll#3/onsite skipped expired',
      '2027-09-30T10:00 checkUp/email sent',
      '2027-10-30T10:00 poll#4/onsite open',
      '2027-10-30T10:00 poll#4/email sent',
      '2027-11-20T10:00 poll#4/onsite skipped expired',
    ]);
  });

  it('tells the news of each parcel, and counts from the last one', () => {
    const split = play([
      ...order(),
      sampleShipment({ at: PLACED, number: 'A1', lines: [{ id: 'mug', quantity: 1 }] }),
      sampleShipment({ at: PLACED, number: 'B2', lines: [{ id: 'mug', quantity: 1 }] }),
      sampleScan('in_transit', { at: berlin('2026-11-03T11:00'), number: 'A1' }),
      sampleScan('out_for_delivery', { at: berlin('2026-11-04T08:00'), number: 'A1' }),
      sampleScan('delivered', { at: berlin('2026-11-04T12:00'), number: 'A1' }),
      sampleScan('in_transit', { at: berlin('2026-11-05T11:00'), number: 'B2' }),
      sampleScan('out_for_delivery', { at: berlin('2026-11-07T08:00'), number: 'B2' }),
      sampleScan('delivered', { at: berlin('2026-11-07T20:30'), number: 'B2' }),
    ]);
    expect(told(split, 'news', 'appointment', 'installation', 'answers')).toEqual([
      '2026-11-03T11:00 appointment/task sent',
      '2026-11-04T08:00 news/email sent',
      '2026-11-07T08:00 news/email sent',
      '2026-11-07T20:30 installation/email held quiet',
      '2026-11-08T08:00 installation/email sent',
      '2026-11-15T10:00 answers/email sent',
    ]);
  });

  it('arranges the installation with whatever tells first that it is on its way', () => {
    const fulfilled: GivenFact = {
      id: orderFulfilledId(SAMPLE_ORDER),
      type: 'order.fulfilled',
      occurredAt: berlin('2026-11-03T10:15'),
      source: 'sample',
      data: {},
    };
    expect(told(play([...order(), shipment, fulfilled, inTransit]), 'appointment')).toEqual([
      '2026-11-03T10:15 appointment/task sent',
    ]);
    expect(told(play(order(), { until: PLACED + 90 * DAY }), 'appointment')).toEqual([
      '2027-01-01T10:00 appointment/task skipped unmet',
    ]);
  });

  it('calls nobody on a Sunday', () => {
    const saturday = sampleScan('in_transit', { at: berlin('2026-11-07T18:10') });
    expect(told(play([...order(), shipment, saturday]), 'appointment')).toEqual([
      '2026-11-07T18:10 appointment/task held window',
      '2026-11-09T09:00 appointment/task sent',
    ]);
  });

  it('tells that it came damaged, and sells nothing before that is solved', () => {
    const facts = [...order(), shipment, inTransit, damaged, delivered];
    const open = play(facts);
    expect(told(open, 'problem', 'installation', 'answers', 'demonstration')).toEqual([
      '2026-11-03T12:00 problem/task sent',
      '2026-11-03T12:00 problem/email sent',
      '2026-11-04T15:30 installation/email held trouble',
      '2026-11-11T15:30 installation/email skipped expired',
      '2026-11-25T10:00 demonstration/email held trouble',
      '2026-12-09T10:00 demonstration/email skipped expired',
    ]);
    const solved = play([...facts, resolved(berlin('2026-11-06T11:00'))]);
    expect(told(solved, 'installation', 'answers', 'demonstration')).toEqual([
      '2026-11-04T15:30 installation/email held trouble',
      '2026-11-06T11:00 installation/email sent',
      '2026-11-13T10:00 answers/email sent',
      '2026-11-25T10:00 demonstration/email sent',
    ]);
  });

  it('tells of a delay', () => {
    const late = sampleScan('delivered', { at: berlin('2026-11-07T16:00') });
    expect(told(play([...order(), shipment, inTransit, late]), 'delay')).toEqual([
      '2026-11-06T12:00 delay/task sent',
      '2026-11-06T12:00 delay/email sent',
    ]);
  });

  it('takes an answer wherever it is given, asks again a quarter later, and calls who is unhappy', () => {
    const first = keyOf(appliance, 'poll', 'email', 'order#1');
    // A Friday evening: the next business day is the Monday.
    const facts = [...asPromised, answered(first, 2, berlin('2027-02-05T19:00'))];
    expect(told(play(facts, { until: PLACED + 200 * DAY }), 'poll', 'unhappy')).toEqual([
      '2027-02-02T10:00 poll#1/onsite open',
      '2027-02-02T10:00 poll#1/email sent',
      '2027-02-05T19:00 poll#1/onsite closed ended',
      '2027-02-08T10:00 unhappy/task sent',
      '2027-05-03T10:00 poll#2/onsite open',
      '2027-05-03T10:00 poll#2/email sent',
    ]);
    const content = [...asPromised, answered(first, 3, berlin('2027-02-05T19:00'))];
    expect(told(play(content, { until: PLACED + 200 * DAY }), 'unhappy')).toEqual([]);
  });

  it('asks at ten o’clock whatever the clocks were put to meanwhile', () => {
    const timeline = play(asPromised, { until: PLACED + 430 * DAY });
    const asked = timeline.entries.filter(
      ({ touchpoint, channel, status }) => touchpoint === 'poll' && channel === 'email' && status === 'sent',
    );
    expect(asked.map(({ at }) => new Date(at).toISOString())).toEqual([
      '2027-02-02T09:00:00.000Z',
      '2027-05-03T08:00:00.000Z',
      '2027-08-01T08:00:00.000Z',
      '2027-10-30T08:00:00.000Z',
    ]);
  });

  it('asks nobody again who sent it back, and ends', () => {
    const back = returned(berlin('2027-03-01T12:00'));
    const timeline = play([...asPromised, back], { until: PLACED + 430 * DAY });
    expect(told(timeline, 'poll')).toEqual([
      '2027-02-02T10:00 poll#1/onsite open',
      '2027-02-02T10:00 poll#1/email sent',
      '2027-02-23T10:00 poll#1/onsite skipped expired',
      '2027-03-01T12:00 poll#2/onsite canceled ended',
      '2027-03-01T12:00 poll#2/email canceled ended',
    ]);
    expect(timeline.instance?.endedAt).toBe(back.occurredAt);
  });

  it('falls silent when the order is canceled', () => {
    const facts = [
      ...order(),
      shipment,
      canceled(berlin('2026-11-02T18:00')),
      inTransit,
      outForDelivery,
      delivered,
    ];
    expect(told(play(facts))).toEqual([
      '2026-11-02T10:00 thankYou/onsite open',
      '2026-11-02T10:00 thankYou/email sent',
      '2026-11-02T18:00 thankYou/onsite canceled ended',
      '2026-11-02T18:00 appointment/task canceled ended',
    ]);
  });

  it('keeps to the cap over all that the customer got', () => {
    const contacts = ['2026-11-03T12:00', '2026-11-04T12:00'].map(
      (local) => ({ key: local, at: berlin(local), channel: 'email', category: 'marketing' }) as const,
    );
    expect(told(play(asPromised, { customer: { contacts } }), 'installation', 'answers')).toEqual([
      '2026-11-04T15:30 installation/email held cap',
      // A week after the older of the two.
      '2026-11-10T12:00 installation/email sent',
      '2026-11-17T10:00 answers/email sent',
    ]);
  });

  it('lasts until the last question can be answered, also after a slow delivery', () => {
    const slow = sampleScan('delivered', { at: PLACED + 35 * DAY });
    const timeline = play(
      [...sampleOrder({ placedAt: PLACED, timeZone: 'Europe/Berlin' }), sampleShipment({ at: PLACED }), slow],
      { until: PLACED + 430 * DAY },
    );
    expect(told(timeline, 'poll').slice(-3)).toEqual([
      '2027-12-02T10:00 poll#4/onsite open',
      '2027-12-02T10:00 poll#4/email sent',
      '2027-12-23T10:00 poll#4/onsite skipped expired',
    ]);
  });
});
