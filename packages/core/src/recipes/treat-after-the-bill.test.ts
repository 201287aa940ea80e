import { describe, expect, it } from 'vitest';

import type { Fact, GivenFact } from '../fact/fact.ts';
import { giftClaimedId, orderedAgainId, refundId } from '../fact/fact-id.ts';
import { SAMPLE_ORDER, sampleScan } from '../journey/sample-order.ts';
import type { SimulateOptions, Timeline } from '../journey/simulate.ts';
import { validateJourney } from '../journey/validate.ts';
import {
  asPromised,
  berlin,
  canceled,
  damaged,
  order,
  paid,
  play as playJourney,
  resolved,
  returned,
  shipment,
  told,
} from './story.testing.ts';
import { treatAfterTheBill } from './treat-after-the-bill.ts';

function play(facts: readonly Fact[], options: Partial<SimulateOptions> = {}): Timeline {
  return playJourney(treatAfterTheBill, facts, options);
}

const paidAtNoon = paid(berlin('2026-11-02T12:00'));

const claimed = (at: number): GivenFact => ({
  id: giftClaimedId(SAMPLE_ORDER, 'smoked-salt'),
  type: 'gift.claimed',
  occurredAt: at,
  source: 'shop',
  data: { gift: 'smoked-salt' },
});

describe('treatAfterTheBill', () => {
  it('is a journey without a fault', () => {
    expect(validateJourney(treatAfterTheBill)).toEqual([]);
  });

  it('reveals nothing before everything is paid', () => {
    const { entries, notEntered } = play(asPromised);
    expect(entries).toEqual([]);
    expect(notEntered).toBe('waits for order.paid');
  });

  it('reveals the gift after the bill, reminds once, and is then quiet', () => {
    expect(told(play([...asPromised, paidAtNoon]))).toEqual([
      '2026-11-02T13:00 gift/email sent',
      '2026-11-09T10:00 reminder/email sent',
    ]);
  });

  it('puts a claimed gift on the packing desk and reminds nobody who has it', () => {
    const claim = claimed(berlin('2026-11-03T20:30'));
    const timeline = play([...asPromised, paidAtNoon, claim]);
    expect(told(timeline)).toEqual([
      '2026-11-02T13:00 gift/email sent',
      '2026-11-03T20:30 reminder/email canceled ended',
      '2026-11-03T20:30 handOver/task sent',
    ]);
    expect(timeline.goals).toEqual({ claimed: { fact: claim.id, at: claim.occurredAt } });
  });

  it('reveals it at an hour at which somebody is glad of it', () => {
    const late = paid(berlin('2026-11-02T19:30'));
    expect(told(play([...asPromised, late]), 'gift')).toEqual([
      // The quiet hours end at eight, its own window opens at nine.
      '2026-11-02T20:30 gift/email held quiet',
      '2026-11-03T09:00 gift/email sent',
    ]);
  });

  it('comes with an apology, not before it', () => {
    const facts = [...order(), paid(berlin('2026-11-03T12:30')), shipment, damaged];
    expect(told(play(facts), 'gift')).toEqual([
      '2026-11-03T13:30 gift/email held trouble',
      '2026-11-10T13:30 gift/email skipped expired',
    ]);
    expect(told(play([...facts, resolved(berlin('2026-11-04T11:00'))]), 'gift')).toEqual([
      '2026-11-03T13:30 gift/email held trouble',
      '2026-11-04T11:00 gift/email sent',
    ]);
  });

  it('reminds nobody whose gift was never sent', () => {
    const facts = [...order(false), paidAtNoon];
    expect(told(play(facts, { customer: { consent: {} } }))).toEqual([
      '2026-11-02T13:00 gift/email skipped consent',
    ]);
    const outcomes = () => ({ code: 'mailbox_unavailable', final: true });
    expect(told(play([...order(), paidAtNoon], { outcomes }))).toEqual([
      '2026-11-02T13:00 gift/email failed',
    ]);
  });

  it('withholds it from one customer in ten, and never two at a time from anybody', () => {
    const withheld = Array.from({ length: 200 }, (_, index) =>
      told(play([...order(), paidAtNoon], { customer: { key: `customer-${index}` } }), 'gift'),
    ).filter(([line]) => line === '2026-11-02T13:00 gift/email withheld holdout');
    expect(withheld.length).toBeGreaterThan(8);
    expect(withheld.length).toBeLessThan(36);
    const entered = { [treatAfterTheBill.id]: { total: 1, running: 1 } };
    expect(play([...order(), paidAtNoon], { customer: { entered } }).entries).toEqual([]);
  });

  it('draws nobody who cannot be told from others', () => {
    const guest = { key: null };
    expect(told(play([...order(), paidAtNoon], { customer: guest }), 'gift')).toEqual([
      '2026-11-02T13:00 gift/email sent',
    ]);
  });

  it('keeps to the cap', () => {
    const contacts = [1, 2].map(
      (day) =>
        ({
          key: `other/${day}`,
          at: berlin(`2026-10-2${day + 6}T12:00`),
          channel: 'email',
          category: 'marketing',
        }) as const,
    );
    expect(told(play([...order(), paidAtNoon], { customer: { contacts } }), 'gift')).toEqual([
      '2026-11-02T13:00 gift/email held cap',
      '2026-11-03T12:00 gift/email sent',
    ]);
  });

  it.each([
    ['canceled', canceled(berlin('2026-11-02T12:30'))],
    ['returned', returned(berlin('2026-11-02T12:30'))],
    [
      'refunded',
      {
        id: refundId(SAMPLE_ORDER, 'r1'),
        type: 'payment.refunded',
        occurredAt: berlin('2026-11-02T12:30'),
        source: 'sample',
        data: { refund: 'r1', lines: [] },
      } satisfies GivenFact,
    ],
  ])('gives nothing on top of an order that is %s', (_what, fact) => {
    expect(
      told(play([...order(), paidAtNoon, fact, sampleScan('delivered', { at: fact.occurredAt })])),
    ).toEqual(['2026-11-02T12:30 gift/email canceled ended']);
  });

  it('records whether it brought somebody back', () => {
    const other = { source: 'sample', id: '1002' };
    const again: GivenFact = {
      id: orderedAgainId(other),
      type: 'customer.ordered_again',
      occurredAt: berlin('2026-11-20T12:00'),
      source: 'sample',
      data: { order: other },
    };
    expect(play([...order(), paidAtNoon, again]).goals).toEqual({
      orderedAgain: { fact: again.id, at: again.occurredAt },
    });
  });
});
