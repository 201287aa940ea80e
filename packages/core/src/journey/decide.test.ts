import { describe, expect, it } from 'vitest';
import * as z from 'zod/mini';

import { issueResolvedId, orderOpenedId } from '../fact/fact-id.ts';
import type { GivenFact } from '../fact/fact.ts';
import {
  HOUR,
  DAY,
  T0,
  PLACED,
  PREFIX,
  thankYou,
  rating,
  journeyOf,
  runner,
  stateOf,
  statusOf,
  touched,
  sent,
  answered,
  returned,
} from './advance.testing.ts';
import { lateParcel, openIssue, savedAtLeast } from './condition.ts';
import type { Touchpoint } from './journey.ts';
import { SAMPLE_ORDER, sampleOrder, sampleScan, sampleShipment } from './sample-order.ts';

describe('onsite', () => {
  const key = `${PREFIX}/thankYou/order/onsite`;
  const onsite: Touchpoint = { ...thankYou, channels: ['onsite'] };

  it('opens when it is due and every rule lets it pass', () => {
    const decided = runner(journeyOf({ thankYou: onsite }))(T0, PLACED);
    expect(decided.effects).toEqual([
      {
        key,
        touchpoint: 'thankYou',
        occurrence: 'order',
        channel: 'onsite',
        category: 'transactional',
        status: 'open',
        attempt: 0,
        at: T0,
      },
    ]);
  });

  it('is closed at its use-by when it was seen, skipped when it was not', () => {
    const seen = runner(journeyOf({ thankYou: onsite }));
    expect(seen(T0, PLACED).nextAt).toBe(T0 + 7 * DAY);
    seen(T0 + HOUR, [touched('seen', key, T0 + HOUR)]);
    expect(stateOf(seen(T0 + 7 * DAY), 'thankYou/order', 'onsite')).toMatchObject({
      status: 'closed',
      rule: 'expired',
    });

    const unseen = runner(journeyOf({ thankYou: onsite }));
    unseen(T0, PLACED);
    expect(stateOf(unseen(T0 + 7 * DAY), 'thankYou/order', 'onsite')).toMatchObject({
      status: 'skipped',
      rule: 'expired',
    });
  });

  it.each([
    ['answered', answered(key, T0 + HOUR), 'answered'],
    ['acted on', touched('acted', key, T0 + HOUR), 'answered'],
    ['dismissed', touched('dismissed', key, T0 + HOUR), 'dismissed'],
  ])('is closed when it is %s', (_name, fact, reason) => {
    const run = runner(journeyOf({ thankYou: onsite }));
    run(T0, PLACED);
    expect(stateOf(run(T0 + HOUR, [fact]), 'thankYou/order', 'onsite')).toMatchObject({
      status: 'closed',
      rule: 'ended',
      reason,
    });
  });

  it('is held again by a rule after it was open, and opens again', () => {
    const promised = { until: T0 + DAY };
    const run = runner(
      journeyOf({
        savings: {
          kind: 'savings-reminder',
          on: 'order.placed',
          useBy: { days: 30 },
          channels: ['onsite'],
          category: 'marketing',
        },
      }),
    );
    const open = run(T0, [...PLACED, sampleShipment({ at: T0, promised })]);
    const lateFrom = T0 + DAY + 12 * HOUR;
    expect(open.nextAt).toBe(lateFrom);
    const held = run(lateFrom);
    expect(stateOf(held, 'savings/order', 'onsite')).toMatchObject({
      status: 'held',
      since: lateFrom,
      rule: 'trouble',
      reason: 'a parcel is late',
    });
    const again = run(lateFrom + HOUR, [sampleScan('delivered', { at: lateFrom + HOUR })]);
    expect(stateOf(again, 'savings/order', 'onsite')).toEqual({
      status: 'open',
      since: lateFrom + HOUR,
      attempt: 0,
    });
    expect(again.nextAt).toBe(T0 + 30 * DAY);
  });

  it('is opened at the very instant at which its condition comes true by time alone', () => {
    const sorry: Touchpoint = { ...thankYou, channels: ['onsite'], when: lateParcel(), hold: true };
    const run = runner(journeyOf({ sorry }));
    const held = run(T0, [...PLACED, sampleShipment({ at: T0, promised: { until: T0 + DAY } })]);
    expect(held.effects).toMatchObject([
      { status: 'held', rule: 'condition', reason: 'only when a parcel is late' },
    ]);
    expect(held.nextAt).toBe(T0 + DAY + 12 * HOUR);
    expect(run(T0 + DAY + 12 * HOUR).effects).toMatchObject([{ status: 'open' }]);
  });

  it('stays held since the first of several reasons', () => {
    const savings: Touchpoint = {
      kind: 'savings-reminder',
      on: 'order.placed',
      unless: openIssue(),
      hold: true,
      useBy: { days: 30 },
      channels: ['onsite'],
      category: 'marketing',
    };
    const run = runner(journeyOf({ savings }));
    const damagedAt = T0 + HOUR;
    const damaged = run(damagedAt, [
      ...PLACED,
      sampleShipment({ at: T0, promised: { until: T0 } }),
      sampleScan('exception', { at: damagedAt, reason: 'damaged' }),
    ]);
    expect(stateOf(damaged, 'savings/order', 'onsite')).toMatchObject({
      status: 'held',
      rule: 'condition',
      since: damagedAt,
    });
    const opened = damaged.trace.deliveries[0]?.verdicts.find(({ rule }) => rule === 'trouble');
    expect(opened).toMatchObject({ pass: false, reason: 'an issue is open' });
    if (opened === undefined || opened.pass) throw new Error('the issue is open');
    const issue = z.object({ issues: z.tuple([z.string()]) }).parse(opened.data).issues[0];
    const late = run(T0 + DAY, [
      {
        id: issueResolvedId(issue),
        type: 'issue.resolved',
        occurredAt: T0 + DAY,
        source: 'staff',
        data: { issue },
      },
    ]);
    expect(late.effects).toMatchObject([
      { status: 'held', rule: 'trouble', reason: 'a parcel is late', at: damagedAt },
    ]);
  });

  it('that was seen is closed rather than skipped when its condition stops to hold', () => {
    const savings: Touchpoint = {
      kind: 'savings-reminder',
      on: 'order.placed',
      when: savedAtLeast(500),
      channels: ['onsite'],
      category: 'marketing',
    };
    const savingsKey = `${PREFIX}/savings/order/onsite`;
    const refund: GivenFact = {
      id: 'payment.refunded/sample:1001/r1',
      type: 'payment.refunded',
      occurredAt: T0 + 2 * HOUR,
      source: 'sample',
      data: { refund: 'r1', lines: [{ id: 'mug', quantity: 2 }] },
    };
    const run = runner(journeyOf({ savings }));
    run(T0, PLACED);
    run(T0 + HOUR, [touched('seen', savingsKey, T0 + HOUR)]);
    expect(stateOf(run(T0 + 2 * HOUR, [refund]), 'savings/order', 'onsite')).toMatchObject({
      status: 'closed',
      rule: 'condition',
    });
  });
});

describe('tasks', () => {
  const careCall: Touchpoint = {
    kind: 'check-in',
    on: 'order.delivered',
    wait: { days: 1, at: '10:00' },
    channels: ['task'],
    task: { type: 'call', team: 'care' },
    category: 'transactional',
  };
  const delivered = [sampleShipment({ at: T0 }), sampleScan('delivered', { at: T0 + DAY })];
  const due = Date.parse('2026-11-04T09:00:00Z');

  it('are put on the desk when they are due, without an attempt', () => {
    const run = runner(journeyOf({ careCall }));
    const waiting = run(T0 + DAY, [...PLACED, ...delivered]);
    expect(waiting.effects).toMatchObject([{ status: 'waiting', attempt: 0 }]);
    expect(waiting.nextAt).toBe(due);
    expect(run(due).effects).toMatchObject([{ status: 'sent', attempt: 0, notBefore: due }]);
  });

  it('never reach it when they are canceled before', () => {
    const run = runner(journeyOf({ careCall: { ...careCall, cancelOn: ['order.returned'] } }));
    run(T0 + DAY, [...PLACED, ...delivered]);
    expect(run(T0 + DAY + HOUR, [returned(T0 + DAY + HOUR)]).effects).toMatchObject([
      { status: 'canceled', rule: 'ended', reason: 'order.returned' },
    ]);
    expect(run(due).effects).toEqual([]);
  });
});

describe('several channels', () => {
  const delivered = [sampleShipment({ at: T0 }), sampleScan('delivered', { at: T0 + DAY })];
  const due = T0 + 8 * DAY;
  const onsite = `${PREFIX}/rating/order/onsite`;
  const email = `${PREFIX}/rating/order/email`;

  it('are all used, and an answer on one ends the others', () => {
    const run = runner(journeyOf({ rating }));
    run(T0 + DAY, [...PLACED, ...delivered]);
    expect(run(due).effects).toMatchObject([
      { key: onsite, status: 'open' },
      { key: email, status: 'queued' },
    ]);
    const decided = run(due + 1, [answered(onsite, due + 1)]);
    expect(decided.effects).toMatchObject([
      { key: onsite, status: 'closed', reason: 'answered' },
      { key: email, status: 'canceled', rule: 'ended', reason: 'answered elsewhere' },
    ]);
  });

  it('closes the widget when the mail was answered', () => {
    const run = runner(journeyOf({ rating }));
    run(T0 + DAY, [...PLACED, ...delivered]);
    run(due);
    run(due, [], email);
    run(due + 1, [sent(email, 1, due + 1)]);
    expect(run(due + HOUR, [answered(email, due + HOUR)]).effects).toMatchObject([
      { key: onsite, status: 'closed', reason: 'answered elsewhere' },
    ]);
  });

  it('decides consent per channel', () => {
    const run = runner(journeyOf({ rating }));
    run(T0 + DAY, [...sampleOrder({ placedAt: T0, consent: false }), ...delivered]);
    expect(run(due).effects).toMatchObject([
      { key: onsite, status: 'open' },
      { key: email, status: 'skipped', rule: 'consent', reason: 'consent not given' },
    ]);
  });

  it('keeps its due instant once one of them is final, whatever is learned of the zone', () => {
    const at10: Touchpoint = { ...rating, wait: { days: 7, at: '10:00' } };
    const opened = (at: number): GivenFact => ({
      id: orderOpenedId(SAMPLE_ORDER, 'view-1'),
      type: 'order.opened',
      occurredAt: at,
      source: 'widget',
      data: { timeZone: 'America/Los_Angeles' },
    });
    const facts = [...sampleOrder({ placedAt: T0, consent: true }), ...delivered];
    const dueUtc = Date.parse('2026-11-10T10:00:00Z');
    const dueLosAngeles = Date.parse('2026-11-10T18:00:00Z');

    const early = runner(journeyOf({ rating: at10 }));
    expect(early(T0 + DAY, facts).nextAt).toBe(dueUtc);
    const moved = early(T0 + 2 * DAY, [opened(T0 + 2 * DAY)]);
    expect(moved.effects).toEqual([]);
    expect(moved.nextAt).toBe(dueLosAngeles);

    const late = runner(journeyOf({ rating: at10 }));
    late(T0 + DAY, facts);
    late(dueUtc);
    late(dueUtc, [], email);
    late(dueUtc + 1, [sent(email, 1, dueUtc + 1)]);
    const followed = late(dueUtc + HOUR, [opened(dueUtc + HOUR)]);
    expect(followed.effects).toEqual([]);
    expect(statusOf(followed, 'rating/order', 'onsite')).toBe('open');
  });
});
