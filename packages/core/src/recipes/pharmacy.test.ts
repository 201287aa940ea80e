import { describe, expect, it } from 'vitest';

import type { Fact } from '../fact/fact.ts';
import { sampleOrder, sampleScan, sampleShipment } from '../journey/sample-order.ts';
import type { SimulateOptions, Timeline } from '../journey/simulate.ts';
import { validateJourney } from '../journey/validate.ts';
import { pharmacy } from './pharmacy.ts';
import {
  asPromised,
  berlin,
  canceled,
  damaged,
  delivered,
  done,
  keyOf,
  order,
  PLACED,
  play as playJourney,
  returned,
  shipment,
  told,
} from './story.testing.ts';

function play(facts: readonly Fact[], options: Partial<SimulateOptions> = {}): Timeline {
  return playJourney(pharmacy, facts, options);
}

const careCall = keyOf(pharmacy, 'careCall', 'task');

describe('pharmacy', () => {
  it('is a journey without a fault, and without any marketing', () => {
    expect(validateJourney(pharmacy)).toEqual([]);
    expect(new Set(Object.values(pharmacy.touchpoints).map(({ category }) => category))).toEqual(
      new Set(['transactional']),
    );
  });

  it('calls the day after, and two weeks after the call that was made', () => {
    const facts = [...asPromised, done(careCall, berlin('2026-11-05T11:20'))];
    expect(told(play(facts))).toEqual([
      '2026-11-02T10:00 thankYou/onsite open',
      '2026-11-02T10:00 thankYou/email sent',
      '2026-11-04T08:00 news/email sent',
      '2026-11-05T10:00 careCall/task sent',
      '2026-11-09T10:00 thankYou/onsite skipped expired',
      '2026-11-19T10:00 followUp/task sent',
    ]);
  });

  it('does not call a second time who was not reached the first time', () => {
    expect(told(play(asPromised), 'careCall', 'followUp')).toEqual(['2026-11-05T10:00 careCall/task sent']);
  });

  it('needs no consent to marketing', () => {
    const facts = [...order(false), shipment, delivered, done(careCall, berlin('2026-11-05T11:20'))];
    expect(told(play(facts, { customer: { consent: {} } }), 'careCall', 'followUp')).toEqual([
      '2026-11-05T10:00 careCall/task sent',
      '2026-11-19T10:00 followUp/task sent',
    ]);
  });

  it('does not ring on a Sunday', () => {
    // Delivered on the Saturday: the day after is not a day to call.
    const saturday = sampleScan('delivered', { at: berlin('2026-11-07T12:00') });
    expect(told(play([...order(), sampleShipment({ at: PLACED }), saturday]), 'careCall')).toEqual([
      '2026-11-08T10:00 careCall/task held window',
      '2026-11-09T10:00 careCall/task sent',
    ]);
  });

  it('rings at a decent hour wherever in the country somebody may be', () => {
    // Nothing tells in which of the country's zones: ten in the shop's zone is six in the morning in Honolulu.
    const facts = [
      ...sampleOrder({ placedAt: PLACED, contents: { destination: { country: 'US' } } }),
      sampleShipment({ at: PLACED }),
      sampleScan('delivered', { at: PLACED + 3_600_000 }),
    ];
    const { entries } = play(facts, { timeZone: 'America/New_York' });
    const call = entries.filter(({ touchpoint }) => touchpoint === 'careCall');
    expect(call.map(({ localTime, status, rule = '' }) => [localTime, status, rule].join(' '))).toContain(
      '2026-11-03T10:00 held quiet',
    );
    const [sent] = call.filter(({ status }) => status === 'sent');
    const hour = (zone: string): number =>
      Number(new Date(sent?.at ?? 0).toLocaleTimeString('sv', { timeZone: zone }).slice(0, 2));
    for (const zone of ['America/New_York', 'America/Chicago', 'America/Los_Angeles', 'Pacific/Honolulu']) {
      expect(hour(zone)).toBeGreaterThanOrEqual(10);
      expect(hour(zone)).toBeLessThan(18);
    }
  });

  it('tells what is wrong, and calls all the same: that is what the call is for', () => {
    const facts = [...order(), shipment, damaged, delivered];
    expect(told(play(facts), 'problem', 'careCall')).toEqual([
      '2026-11-03T12:00 problem/task sent',
      '2026-11-03T12:00 problem/email sent',
      '2026-11-05T10:00 careCall/task sent',
    ]);
  });

  it('waits for the last of several parcels', () => {
    const split = play([
      ...order(),
      sampleShipment({ at: PLACED, number: 'A1', lines: [{ id: 'mug', quantity: 1 }] }),
      sampleShipment({ at: PLACED, number: 'B2', lines: [{ id: 'mug', quantity: 1 }] }),
      sampleScan('delivered', { at: berlin('2026-11-03T12:00'), number: 'A1' }),
      sampleScan('delivered', { at: berlin('2026-11-05T12:00'), number: 'B2' }),
    ]);
    expect(told(split, 'careCall')).toEqual(['2026-11-06T10:00 careCall/task sent']);
  });

  it('calls nobody about an order that was canceled or went back', () => {
    expect(told(play([...asPromised, canceled(berlin('2026-11-05T09:00'))]), 'careCall')).toEqual([
      '2026-11-05T09:00 careCall/task canceled ended',
    ]);
    expect(told(play([...asPromised, returned(berlin('2026-11-05T09:00'))]), 'careCall')).toEqual([
      '2026-11-05T09:00 careCall/task canceled ended',
    ]);
  });
});
