import { describe, expect, it } from 'vitest';

import { canceled, DAY, HOUR, journeyOf, MINUTE, PLACED, PREFIX, runner, T0 } from '../advance.testing.ts';
import { touchpointFactId } from '../../fact/fact-id.ts';
import type { Fact } from '../../fact/fact.ts';
import { DEFAULT_POLICY } from '../../policy/policy.ts';
import type { Advance } from '../advance.ts';
import { GUEST } from '../context.ts';
import type { Channel, Touchpoint } from '../journey.ts';
import { sampleOrder } from '../sample-order.ts';
import type { Rule } from './rule.ts';

const verdictOf = (decided: Advance, channel: Channel, rule: Rule['id']) =>
  decided.trace.deliveries.find((one) => one.channel === channel)?.verdicts.find((one) => one.rule === rule);

const offer = {
  kind: 'recommendations',
  on: 'order.placed',
  useBy: { days: 9 },
  channels: ['onsite', 'email', 'sms', 'push'],
  category: 'marketing',
} satisfies Touchpoint;
const news = { ...offer, kind: 'delay', category: 'transactional' } as const;

const from = (contact: { readonly email?: string; readonly phone?: string }, consent = {}) =>
  sampleOrder({
    placedAt: T0,
    timeZone: 'Europe/Berlin',
    contents: { contact: { name: 'Sample Shopper', ...contact }, consent },
  });
const refuses = (addresses: readonly string[]) => ({
  customer: { ...GUEST, key: 'c', deadAddresses: addresses },
});

describe('whom a message can reach', () => {
  it.each<[string, Parameters<typeof from>[0], readonly string[], string | null, string | null]>([
    ['both', { email: 'a@example.com', phone: '+49 30 1234' }, [], null, null],
    ['no number', { email: 'a@example.com' }, [], null, 'no number'],
    ['no address', { phone: '+49 30 1234' }, [], 'no address', null],
    [
      'a dead number, however written',
      { email: 'a@example.com', phone: '+49 (30) 12-34' },
      ['+49301234'],
      null,
      'dead number',
    ],
    [
      'another number that is dead',
      { email: 'a@example.com', phone: '+49 30 1234' },
      ['+49301235'],
      null,
      null,
    ],
    [
      'a dead address, however written',
      { email: ' A-1@Example.com', phone: '+49 30 1234' },
      ['a-1@example.COM '],
      'dead address',
      null,
    ],
    // In an address, unlike a number, every sign counts.
    [
      'an address of other signs',
      { email: 'a-1@example.com', phone: '+49 30 1234' },
      ['a1@example.com'],
      null,
      null,
    ],
  ])('%s', (_name, contact, dead, mail, text) => {
    const decided = runner(journeyOf({ news }), refuses(dead))(T0, from(contact));
    const reason = (channel: Channel) => {
      const verdict = verdictOf(decided, channel, 'consent');
      return verdict?.pass === false ? verdict.reason : null;
    };
    expect(reason('email')).toBe(mail);
    expect(reason('sms')).toBe(text);
    // Where a push message goes is not the order's to say, and a widget goes nowhere.
    expect(reason('push')).toBeNull();
    expect(reason('onsite')).toBeNull();
  });
});

describe('consent for a channel', () => {
  const reached = { email: 'a@example.com', phone: '+49 30 1234' };

  it('is the order’s own for mail and text messages, and the customer’s for push', () => {
    const decided = runner(journeyOf({ offer }))(T0, from(reached, { sms: true, email: false }));
    expect(verdictOf(decided, 'sms', 'consent')).toEqual({ rule: 'consent', pass: true });
    expect(verdictOf(decided, 'email', 'consent')).toMatchObject({ reason: 'consent not given' });
    expect(verdictOf(decided, 'push', 'consent')).toMatchObject({ reason: 'consent missing' });
  });

  it('says since when it is withdrawn', () => {
    const consent = { push: { granted: false, at: T0 - DAY } };
    const customer = { ...GUEST, key: 'c', consent };
    const decided = runner(journeyOf({ offer }), { customer })(T0, from(reached));
    expect(verdictOf(decided, 'push', 'consent')).toEqual({
      rule: 'consent',
      pass: false,
      status: 'skipped',
      reason: 'consent withdrawn',
      data: { at: T0 - DAY },
    });
  });

  it('is assumed where the policy says so', () => {
    const policy = { ...DEFAULT_POLICY, consent: { ...DEFAULT_POLICY.consent, push: 'assumed' as const } };
    const decided = runner(journeyOf({ offer }), { policy })(T0, from(reached));
    expect(verdictOf(decided, 'push', 'consent')).toMatchObject({ pass: true });
    expect(verdictOf(decided, 'sms', 'consent')).toMatchObject({ reason: 'consent missing' });
  });
});

describe('a holdout', () => {
  it('tells its share, and nothing where the version has none any more', () => {
    const run = runner(journeyOf({ offer: { ...offer, holdout: 1 } }));
    expect(verdictOf(run(T0, PLACED), 'onsite', 'holdout')).toEqual({
      rule: 'holdout',
      pass: false,
      status: 'withheld',
      reason: 'in the holdout',
      data: { share: 1 },
    });
  });

  it('lets pass who was not drawn', () => {
    const run = runner(journeyOf({ offer: { ...offer, holdout: 0.000001 } }));
    expect(verdictOf(run(T0, PLACED), 'onsite', 'holdout')).toEqual({ rule: 'holdout', pass: true });
  });
});

describe('a window', () => {
  const office = { from: '12:00', to: '14:00' };

  it('is told with its weekdays, if it has some, and what opens it', () => {
    const daily = runner(journeyOf({ offer: { ...offer, window: office } }))(T0, PLACED);
    expect(verdictOf(daily, 'email', 'window')).toEqual({
      rule: 'window',
      pass: false,
      status: 'held',
      reason: 'outside its window',
      data: office,
      again: 'the window opens',
      until: Date.parse('2026-11-02T11:00:00Z'),
    });
    const hours = { ...office, weekdays: ['friday'] } as const;
    const weekly = runner(journeyOf({ offer: { ...offer, window: hours } }))(T0, PLACED);
    expect(verdictOf(weekly, 'email', 'window')).toMatchObject({
      data: { ...office, weekdays: ['friday'] },
      until: Date.parse('2026-11-06T11:00:00Z'),
    });
    expect(verdictOf(weekly, 'onsite', 'window')).toEqual({ rule: 'window', pass: true });
  });

  it('is closed again in time: what is still queued then is held', () => {
    const run = runner(journeyOf({ offer: { ...offer, channels: ['email'], window: office } }));
    run(T0, PLACED);
    const [opens, closes] = [Date.parse('2026-11-02T11:00:00Z'), Date.parse('2026-11-02T13:00:00Z')];
    expect(run(opens).effects).toMatchObject([{ status: 'queued' }]);
    const late = run(closes - 1);
    expect(late.nextAt).toBe(closes);
    expect(run(closes).effects).toMatchObject([{ status: 'held', rule: 'window' }]);
  });
});

describe('a pause after a failure', () => {
  const failed = (attempt: number, at: number, more = {}): Fact => {
    const delivery = `${PREFIX}/news/order/email`;
    return {
      id: touchpointFactId('touchpoint.failed', delivery, attempt),
      type: 'touchpoint.failed',
      occurredAt: at,
      source: 'worker',
      data: { delivery, attempt, final: false, code: `E${attempt}`, ...more },
    };
  };
  const started = () => {
    const run = runner(journeyOf({ news: { ...news, channels: ['email'] } }));
    run(T0, PLACED);
    run(T0, [], `${PREFIX}/news/order/email`);
    return run;
  };

  it('tells the attempt and its code, and ends with the back-off', () => {
    const decided = started()(T0, [failed(1, T0)]);
    const verdict = verdictOf(decided, 'email', 'retry');
    expect(verdict).toMatchObject({
      pass: false,
      status: 'held',
      reason: 'E1',
      data: { attempt: 1 },
      again: 'the next attempt',
    });
    expect(decided.nextAt).toBeGreaterThanOrEqual(T0 + MINUTE);
    expect(decided.nextAt).toBeLessThan(T0 + 2 * MINUTE);
  });

  it('is that of the last attempt, whichever became known first', () => {
    const decided = started()(T0 + HOUR, [failed(2, T0 + HOUR - MINUTE), failed(1, T0 + HOUR)]);
    expect(verdictOf(decided, 'email', 'retry')).toMatchObject({ reason: 'E2', data: { attempt: 2 } });
  });

  it('lasts until the instant that the channel named', () => {
    const decided = started()(T0, [failed(1, T0, { retryAfter: T0 + 5 * HOUR })]);
    expect(verdictOf(decided, 'email', 'retry')).toMatchObject({ until: T0 + 5 * HOUR });
    expect(decided.nextAt).toBe(T0 + 5 * HOUR);
  });
});

describe('the end', () => {
  it('tells when it was', () => {
    const run = runner(journeyOf({ offer: { ...offer, wait: { days: 1 } } }));
    run(T0, PLACED);
    expect(verdictOf(run(T0 + HOUR, [canceled(T0 + HOUR)]), 'onsite', 'ended')).toEqual({
      rule: 'ended',
      pass: false,
      status: 'canceled',
      reason: 'order.canceled',
      data: { at: T0 + HOUR },
    });
  });

  it('comes by itself, and is named before', () => {
    const journey = journeyOf({ offer: { ...offer, wait: { days: 9 } } }, { endAfter: { days: 2 } });
    const run = runner(journey);
    expect(run(T0, PLACED).nextAt).toBe(T0 + 2 * DAY);
    expect(verdictOf(run(T0 + 2 * DAY), 'email', 'ended')).toMatchObject({ reason: 'the journey is over' });
  });
});
