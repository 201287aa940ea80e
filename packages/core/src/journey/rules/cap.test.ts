import { describe, expect, it } from 'vitest';

import { DEFAULT_POLICY } from '../../policy/policy.ts';
import { DAY, HOUR, journeyOf, PLACED, PREFIX, runner, stateOf, T0 } from '../advance.testing.ts';
import { GUEST, type LedgerEntry } from '../context.ts';
import type { Touchpoint } from '../journey.ts';

const offer = {
  kind: 'offer',
  on: 'order.placed',
  useBy: { days: 30 },
  channels: ['email'],
  category: 'marketing',
} satisfies Touchpoint;
const contact = (daysAgo: number, more: Partial<LedgerEntry> = {}): LedgerEntry => ({
  key: `other/${daysAgo}`,
  at: T0 - daysAgo * DAY,
  channel: 'email',
  category: 'marketing',
  ...more,
});

function decide(
  contacts: readonly LedgerEntry[],
  touchpoint: Touchpoint = offer,
  caps = DEFAULT_POLICY.caps,
) {
  const run = runner(journeyOf({ offer: touchpoint }), {
    policy: { ...DEFAULT_POLICY, caps },
    customer: { ...GUEST, key: 'c', contacts },
  });
  const [channel = 'email'] = touchpoint.channels;
  return stateOf(run(T0, PLACED), 'offer/order', channel);
}

describe('the cap', () => {
  it('lets the last contact pass and holds the next, until the oldest has left', () => {
    expect(decide([contact(1)])).toMatchObject({ status: 'queued' });
    expect(decide([contact(1), contact(6)])).toMatchObject({
      status: 'held',
      rule: 'cap',
      reason: '2 marketing contacts in 7 days',
      until: T0 + DAY,
    });
    expect(decide([contact(1), contact(3), contact(6)])).toMatchObject({
      status: 'held',
      until: T0 + 4 * DAY,
    });
  });

  it('counts to the millisecond', () => {
    expect(decide([contact(1), contact(7)])).toMatchObject({ status: 'queued' });
    expect(decide([contact(1), contact(7 - 1 / DAY)])).toMatchObject({ status: 'held', until: T0 + 1 });
  });

  it('counts widgets and messages on every channel, and nothing transactional', () => {
    expect(decide([contact(1, { channel: 'onsite' }), contact(2, { channel: 'sms' })])).toMatchObject({
      status: 'held',
    });
    expect(decide([contact(1), contact(2, { category: 'transactional' })])).toMatchObject({
      status: 'queued',
    });
  });

  it('never counts the delivery itself', () => {
    expect(decide([contact(1), contact(0, { key: `${PREFIX}/offer/order/email` })])).toMatchObject({
      status: 'queued',
    });
  });

  it('never holds a widget or what is transactional', () => {
    const full = [contact(1), contact(2)];
    expect(decide(full, { ...offer, kind: 'rating', channels: ['onsite'] })).toMatchObject({
      status: 'open',
    });
    expect(decide(full, { ...offer, kind: 'delay', category: 'transactional' })).toMatchObject({
      status: 'queued',
    });
  });

  it('of several the one that holds longest decides', () => {
    const caps = [
      { max: 1, days: 1 },
      { max: 2, days: 30 },
    ];
    expect(decide([contact(0.5), contact(20)], offer, caps)).toMatchObject({
      reason: '2 marketing contacts in 30 days',
      until: T0 + 10 * DAY,
    });
    expect(decide([contact(0.5)], offer, caps)).toMatchObject({
      reason: '1 marketing contact in 1 day',
      until: T0 + 12 * HOUR,
    });
  });

  it('of none at all holds for good', () => {
    expect(decide([], offer, [{ max: 0, days: 7 }])).toMatchObject({ status: 'held', until: T0 + 7 * DAY });
  });
});
