import { describe, expect, it } from 'vitest';

import type { Fact, GivenFact } from '../fact/fact.ts';
import { issueId, issueResolvedId } from '../fact/fact-id.ts';
import { sampleOrder, sampleScan, sampleShipment } from '../journey/sample-order.ts';
import type { SimulateOptions, Timeline } from '../journey/simulate.ts';
import { validateJourney } from '../journey/validate.ts';
import { firstOrder } from './first-order.ts';
import {
  answered,
  berlin as at,
  canceled,
  DAY,
  delivered,
  HOUR,
  keyOf,
  order,
  outForDelivery,
  PLACED as T0,
  play as playJourney,
  resolved,
  shipment,
  told,
} from './story.testing.ts';

function play(facts: readonly Fact[], options: Partial<SimulateOptions> = {}): Timeline {
  return playJourney(firstOrder, facts, options);
}

describe('firstOrder', () => {
  it('is a journey without a fault', () => {
    expect(validateJourney(firstOrder)).toEqual([]);
  });

  it('tells the story of an order that comes as promised', () => {
    expect(told(play([...order(), shipment, outForDelivery, delivered]))).toEqual([
      '2026-11-02T10:00 thankYou/onsite open',
      '2026-11-02T10:00 savings/onsite open',
      '2026-11-02T10:00 thankYou/email sent',
      '2026-11-04T08:00 news/email sent',
      '2026-11-05T10:00 careCall/task sent',
      '2026-11-09T10:00 thankYou/onsite skipped expired',
      '2026-11-09T10:00 savings/onsite skipped expired',
      '2026-11-11T15:30 rating/onsite open',
      '2026-11-11T15:30 rating/email sent',
      '2026-12-02T15:30 rating/onsite skipped expired',
    ]);
  });

  it('holds the rating of an order that came damaged until somebody has solved it', () => {
    const damaged = sampleScan('exception', { at: at('2026-11-03T12:00'), reason: 'damaged' });
    const open = play([...order(), shipment, damaged, outForDelivery, delivered]);
    expect(told(open).slice(3)).toEqual([
      '2026-11-03T12:00 savings/onsite held trouble',
      '2026-11-03T12:00 problem/task sent',
      '2026-11-03T12:00 problem/email sent',
      '2026-11-04T08:00 news/email sent',
      '2026-11-05T10:00 careCall/task sent',
      '2026-11-09T10:00 thankYou/onsite skipped expired',
      '2026-11-09T10:00 savings/onsite skipped expired',
      '2026-11-11T15:30 rating/onsite held condition',
      '2026-11-11T15:30 rating/email held condition',
      '2026-12-02T15:30 rating/onsite skipped expired',
      '2026-12-02T15:30 rating/email skipped expired',
    ]);

    const [parcel] = open.facts?.parcels ?? [];
    const issue = issueId(parcel?.id ?? '', 'damaged');
    expect(open.facts?.issues.map(({ id }) => id)).toEqual([issue]);
    expect(
      told(
        play([...order(), shipment, damaged, outForDelivery, delivered, resolved(at('2026-11-13T09:00'))]),
      ).slice(10),
    ).toEqual([
      '2026-11-11T15:30 rating/onsite held condition',
      '2026-11-11T15:30 rating/email held condition',
      '2026-11-13T09:00 rating/onsite open',
      '2026-11-13T09:00 rating/email sent',
      '2026-12-02T15:30 rating/onsite skipped expired',
    ]);
  });

  it('tells of a delay once it is one, and to the shopper and the staff', () => {
    const late = sampleScan('delivered', { at: at('2026-11-07T16:00') });
    expect(told(play([...order(), shipment, late])).slice(3, 9)).toEqual([
      // The promise ended with the 5th; twelve hours of grace.
      '2026-11-06T12:00 savings/onsite held trouble',
      '2026-11-06T12:00 delay/task sent',
      '2026-11-06T12:00 delay/email sent',
      '2026-11-07T16:00 savings/onsite open',
      '2026-11-08T10:00 careCall/task sent',
      '2026-11-09T10:00 thankYou/onsite skipped expired',
    ]);
  });

  it('does not tell of the delay of a parcel that is known to be damaged', () => {
    const damaged = sampleScan('exception', { at: at('2026-11-03T12:00'), reason: 'damaged' });
    const story = told(play([...order(), shipment, damaged]));
    expect(story).toContain('2026-11-03T12:00 problem/email sent');
    expect(story.filter((line) => line.includes('delay/'))).toEqual([
      '2026-11-06T12:00 delay/email skipped condition',
      '2026-11-06T12:00 delay/task skipped condition',
    ]);
  });

  it('forgets a lost parcel once it was replaced: no word of a delay, and the rating is asked for', () => {
    const lost = sampleScan('exception', { at: at('2026-11-03T12:00'), reason: 'lost' });
    const issue = issueId(encodeURIComponent('fulfillment-1Z999AA10123456784'), 'lost');
    const solved: GivenFact = {
      id: issueResolvedId(issue),
      type: 'issue.resolved',
      occurredAt: at('2026-11-04T09:00'),
      source: 'staff',
      data: { issue },
    };
    const replacement = sampleShipment({ at: at('2026-11-04T10:00'), number: 'B2' });
    const arrived = sampleScan('delivered', { at: at('2026-11-07T16:00'), number: 'B2' });
    const story = told(play([...order(), shipment, lost, solved, replacement, arrived]));
    expect(story).toContain('2026-11-03T12:00 problem/email sent');
    expect(story.filter((line) => line.includes('delay/'))).toEqual([]);
    expect(story).toContain('2026-11-14T16:00 rating/email sent');
  });

  it('does not tell of a delay that is over by the time we learn of it', () => {
    const story = told(
      play([
        ...order(),
        shipment,
        {
          ...sampleScan('in_transit', { at: at('2026-11-03T08:00'), delayed: true }),
          arrivesAt: delivered.occurredAt + HOUR,
        },
        delivered,
      ]),
    );
    expect(story.filter((line) => line.includes('delay/'))).toEqual([]);
  });

  it('tells each parcel’s news', () => {
    const story = play([
      ...order(),
      sampleShipment({ at: T0, number: 'A1', lines: [{ id: 'mug', quantity: 1 }] }),
      sampleShipment({ at: T0, number: 'B2', lines: [{ id: 'mug', quantity: 1 }] }),
      sampleScan('out_for_delivery', { at: T0 + DAY, number: 'A1' }),
      sampleScan('available_for_pickup', { at: T0 + 2 * DAY, number: 'B2' }),
      sampleScan('delivered', { at: T0 + DAY + HOUR, number: 'A1' }),
      sampleScan('delivered', { at: T0 + 3 * DAY, number: 'B2' }),
    ]);
    expect(told(story).slice(3, 6)).toEqual([
      '2026-11-03T10:00 news/email sent',
      '2026-11-04T10:00 pickup/email sent',
      // The order is delivered with the second parcel.
      '2026-11-06T10:00 careCall/task sent',
    ]);
  });

  it('asks nobody by mail who did not agree', () => {
    const story = told(play([...order(false), shipment, delivered]));
    expect(story).toContain('2026-11-11T15:30 rating/email skipped consent');
    expect(story).toContain('2026-11-11T15:30 rating/onsite open');
    expect(story).toContain('2026-11-02T10:00 thankYou/email sent');
  });

  it('ends with an answer, wherever it was given', () => {
    const answer = answered(keyOf(firstOrder, 'rating', 'email'), 5, at('2026-11-12T20:00'));
    expect(told(play([...order(), shipment, delivered, answer])).slice(-2)).toEqual([
      '2026-11-11T15:30 rating/email sent',
      '2026-11-12T20:00 rating/onsite closed ended',
    ]);
  });

  it('falls silent when the order is canceled', () => {
    const timeline = play([
      ...order(),
      shipment,
      canceled(at('2026-11-02T12:00')),
      outForDelivery,
      delivered,
    ]);
    expect(told(timeline)).toEqual([
      '2026-11-02T10:00 thankYou/onsite open',
      '2026-11-02T10:00 savings/onsite open',
      '2026-11-02T10:00 thankYou/email sent',
      '2026-11-02T12:00 thankYou/onsite canceled ended',
      '2026-11-02T12:00 savings/onsite canceled ended',
    ]);
    expect(
      timeline.untriggered.map(({ touchpoint, status, reason }) => `${touchpoint} ${status}: ${reason}`),
    ).toEqual([
      'news skipped: never triggered',
      'pickup skipped: never triggered',
      'problem skipped: never triggered',
      'delay skipped: never triggered',
      'careCall skipped: never triggered',
      'rating skipped: never triggered',
    ]);
  });

  it('says nothing of savings that are not worth a word', () => {
    const cheap = sampleOrder({ placedAt: T0, contents: { lines: [] } });
    expect(told(play(cheap)).slice(0, 2)).toEqual([
      '2026-11-02T09:00 thankYou/onsite open',
      '2026-11-02T09:00 savings/onsite skipped condition',
    ]);
  });
});
