import { describe, expect, it } from 'vitest';

import { touchpointFactId } from '../fact/fact-id.ts';
import {
  answered,
  DAY,
  failed,
  HOUR,
  journeyOf,
  PLACED,
  PREFIX,
  rating,
  runner,
  sent,
  statusOf,
  stateOf,
  T0,
  thankYou,
  touched,
} from './advance.testing.ts';
import { inOrder } from './after.ts';
import type { Touchpoint, TouchpointOutcome } from './journey.ts';
import { sampleScan, sampleShipment } from './sample-order.ts';

const next = (outcome: TouchpointOutcome, more: Partial<Touchpoint> = {}): Touchpoint => ({
  kind: 'thank-you',
  category: 'transactional',
  channels: ['onsite'],
  ...more,
  on: undefined,
  after: { touchpoint: 'first', outcome },
});
const mail = { ...thankYou, channels: ['email'] } satisfies Touchpoint;
const key = (channel: string) => `${PREFIX}/first/order/${channel}`;

describe('after', () => {
  it('sent: from the instant the message went out', () => {
    const run = runner(journeyOf({ first: mail, second: next('sent', { wait: { hours: 2 } }) }));
    expect(statusOf(run(T0, PLACED), 'second/order', 'onsite')).toBeUndefined();
    run(T0, [], key('email'));
    const decided = run(T0 + 5_000, [sent(key('email'), 1, T0 + 4_000)]);
    expect(decided.instance?.occurrences['second/order']).toMatchObject({
      anchor: touchpointFactId('touchpoint.sent', key('email'), 1),
      dueAt: T0 + 4_000 + 2 * HOUR,
    });
  });

  it('sent: of a task from the instant it is on the desk', () => {
    const call = {
      ...thankYou,
      channels: ['task'],
      task: { type: 'todo', team: 'care' },
    } satisfies Touchpoint;
    const decided = runner(journeyOf({ first: call, second: next('sent') }))(T0, PLACED);
    expect(statusOf(decided, 'second/order', 'onsite')).toBe('open');
  });

  it.each(['seen', 'acted', 'dismissed'] as const)('%s: at the first such interaction', (outcome) => {
    const run = runner(journeyOf({ first: thankYou, second: next(outcome) }));
    run(T0, PLACED);
    const decided = run(T0 + DAY, [touched(outcome, key('onsite'), T0 + HOUR)]);
    expect(decided.instance?.occurrences['second/order']?.dueAt).toBe(T0 + HOUR);
    expect(statusOf(decided, 'second/order', 'onsite')).toBe('open');
  });

  it('acted: an answer is one', () => {
    const run = runner(journeyOf({ first: thankYou, second: next('acted') }));
    run(T0, PLACED);
    const decided = run(T0 + HOUR, [answered(key('onsite'), T0 + HOUR)]);
    expect(statusOf(decided, 'second/order', 'onsite')).toBe('open');
  });

  it('failed: once a channel gave up', () => {
    const run = runner(journeyOf({ first: mail, second: next('failed') }));
    run(T0, PLACED);
    run(T0, [], key('email'));
    expect(
      statusOf(run(T0 + 1_000, [failed(key('email'), 1, T0)]), 'second/order', 'onsite'),
    ).toBeUndefined();
    run(T0 + HOUR, []);
    run(T0 + HOUR, [], key('email'));
    const decided = run(T0 + HOUR, [failed(key('email'), 2, T0 + HOUR, { final: true })]);
    expect(statusOf(decided, 'second/order', 'onsite')).toBe('open');
  });

  it('skipped: only when no channel reached anybody', () => {
    const offer = { ...rating, on: 'order.placed', wait: { hours: 1 } } satisfies Touchpoint;
    const withConsent = runner(journeyOf({ first: offer, second: next('skipped') }));
    withConsent(T0, PLACED);
    const open = withConsent(T0 + HOUR);
    expect(statusOf(open, 'first/order', 'onsite')).toBe('open');
    withConsent(T0 + HOUR, [], key('email'));
    withConsent(T0 + HOUR, [sent(key('email'), 1, T0 + HOUR)]);
    const over = withConsent(T0 + 30 * DAY);
    expect(statusOf(over, 'first/order', 'onsite')).toBe('skipped');
    expect(statusOf(over, 'second/order', 'onsite')).toBeUndefined();

    const withoutConsent = runner(
      journeyOf({ first: { ...offer, channels: ['email'] }, second: next('skipped') }),
      { channels: ['onsite'] },
    );
    withoutConsent(T0, PLACED);
    const decided = withoutConsent(T0 + HOUR);
    expect(stateOf(decided, 'first/order', 'email')).toMatchObject({ status: 'skipped' });
    expect(statusOf(decided, 'second/order', 'onsite')).toBe('open');
  });

  it('only counts the channel it names', () => {
    const second: Touchpoint = {
      ...next('seen'),
      on: undefined,
      after: { touchpoint: 'first', outcome: 'acted', channel: 'email' },
    };
    const run = runner(journeyOf({ first: thankYou, second }));
    run(T0, PLACED);
    expect(
      statusOf(run(T0 + HOUR, [touched('acted', key('onsite'), T0 + HOUR)]), 'second/order', 'onsite'),
    ).toBeUndefined();
  });

  it('goes from a parcel to the same parcel', () => {
    const news: Touchpoint = {
      kind: 'tracking',
      on: 'shipment.delivered',
      per: 'parcel',
      channels: ['onsite'],
      category: 'transactional',
    };
    const run = runner(journeyOf({ first: news, second: next('seen', { per: 'parcel' }) }));
    const parcels = ['A1', 'B2'].map((number, index) => [
      sampleShipment({ at: T0, number, lines: [{ id: 'mug', quantity: 1 }] }),
      sampleScan('delivered', { at: T0 + (index + 1) * HOUR, number }),
    ]);
    const { instance } = run(T0 + DAY, [...PLACED, ...parcels.flat()]);
    const [, second] = Object.keys(instance?.occurrences ?? {});
    const decided = run(T0 + DAY + HOUR, [
      touched('seen', `${PREFIX}/${second ?? ''}/onsite`, T0 + DAY + HOUR),
    ]);
    const followed = Object.keys(decided.instance?.occurrences ?? {}).filter((name) =>
      name.startsWith('second/'),
    );
    expect(followed).toEqual([second?.replace('first/', 'second/')]);
  });

  it('makes chains in one step', () => {
    const todo = {
      ...thankYou,
      channels: ['task'],
      task: { type: 'todo', team: 'care' },
    } satisfies Touchpoint;
    const chained: Touchpoint = {
      ...next('sent', { channels: ['task'], task: { type: 'todo', team: 'care' } }),
    };
    const last: Touchpoint = { ...chained, on: undefined, after: { touchpoint: 'second', outcome: 'sent' } };
    const decided = runner(journeyOf({ third: last, second: chained, first: todo }))(T0, PLACED);
    expect(decided.effects.map(({ touchpoint, status }) => [touchpoint, status])).toEqual([
      ['first', 'sent'],
      ['second', 'sent'],
      ['third', 'sent'],
    ]);
  });
});

describe('inOrder', () => {
  it('puts each touchpoint after the one it hangs on, and survives a circle', () => {
    const after = (touchpoint: string): Touchpoint => ({
      ...next('sent'),
      on: undefined,
      after: { touchpoint, outcome: 'sent' },
    });
    expect(inOrder(journeyOf({ c: after('b'), b: after('a'), a: thankYou }))).toEqual(['a', 'b', 'c']);
    expect(inOrder(journeyOf({ a: after('b'), b: after('a') })).toSorted()).toEqual(['a', 'b']);
    expect(inOrder(journeyOf({ a: after('nowhere') }))).toEqual(['a']);
  });
});
