import { describe, expect, it } from 'vitest';

import type { Fact } from '../fact/fact.ts';
import { DEFAULT_POLICY } from '../policy/policy.ts';
import { firstOrder } from '../recipes/first-order.ts';
import { type Context, GUEST } from './context.ts';
import { explain } from './explain.ts';
import { SAMPLE_ORDER, sampleOrder, sampleScan, sampleShipment } from './sample-order.ts';
import { step } from './step.ts';
import { visible } from './visible.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const T0 = Date.parse('2026-11-02T09:00:00Z');
const context: Context = {
  policy: DEFAULT_POLICY,
  activatedAt: null,
  shopTimeZone: 'Europe/Berlin',
  channels: ['onsite', 'email', 'task'],
  predicates: {},
  customer: GUEST,
};

function decided(now: number, facts: readonly Fact[]) {
  const { state, journeys } = step({
    ref: SAMPLE_ORDER,
    state: null,
    facts,
    journeys: [{ journey: firstOrder, instance: null, activatedAt: null }],
    context,
    now,
  });
  const instance = journeys[0]?.instance;
  if (instance === undefined || instance === null) throw new Error('a sample order enters');
  return { state, instance };
}

const order = sampleOrder({ placedAt: T0, consent: false });
const shipment = sampleShipment({ at: T0, promised: { until: T0 + 3 * DAY } });
const delivered = sampleScan('delivered', { at: T0 + DAY });

describe('explain', () => {
  it('says where each delivery stands and why', () => {
    const now = T0 + DAY;
    const { state, instance } = decided(now, [...order, shipment, delivered]);
    const explanation = explain(firstOrder, instance, state, context, now);
    expect(explanation).toMatchObject({
      journey: 'first-order',
      version: 1,
      enteredAt: T0,
      notEntered: null,
      endsAt: T0 + 180 * DAY,
      ended: null,
      zone: { zone: 'Europe/Berlin', from: 'shop' },
    });
    const sentences = explanation.deliveries.map(
      ({ touchpoint, channel, summary }) => `${touchpoint}/${channel}: ${summary}`,
    );
    expect(sentences).toEqual([
      'thankYou/onsite: Shown to the shopper since 2026-11-03 10:00, until 2026-11-09 10:00 at the latest.',
      'thankYou/email: Queued since 2026-11-03 10:00, to be sent at once.',
      'savings/onsite: Shown to the shopper since 2026-11-03 10:00, until 2026-11-09 10:00 at the latest.',
      'careCall/task: Waits until it is due on 2026-11-04 10:00.',
      'rating/onsite: Waits until it is due on 2026-11-10 10:00.',
      'rating/email: Waits until it is due on 2026-11-10 10:00.',
    ]);
    expect(explanation.untriggered).toContainEqual({
      touchpoint: 'problem',
      status: 'waiting',
      reason: 'waits for issue.opened',
    });
  });

  it('says what the clock alone has changed since the last step', () => {
    const { state, instance } = decided(T0, [...order, shipment]);
    const late = T0 + 3 * DAY + 12 * HOUR;
    const [savings] = explain(firstOrder, instance, state, context, late).deliveries.filter(
      ({ touchpoint }) => touchpoint === 'savings',
    );
    expect(savings).toMatchObject({
      kind: 'savings-reminder',
      category: 'marketing',
      status: 'held',
      rule: 'trouble',
      reason: 'a parcel is late',
      again: 'the parcel is delivered',
      dueAt: T0,
      dueLocal: '2026-11-02T10:00',
      summary:
        'Held since 2026-11-05 22:00 (trouble): a parcel is late. Goes on with: the parcel is delivered; given up on 2026-11-09 10:00.',
    });
    expect(savings?.verdicts.map(({ rule, pass }) => `${rule} ${pass ? 'yes' : 'no'}`)).toEqual([
      'ended yes',
      'expired yes',
      'unmet yes',
      'holdout yes',
      'condition yes',
      'channel yes',
      'consent yes',
      'trouble no',
      'quiet yes',
      'window yes',
      'cap yes',
      'retry yes',
    ]);
  });

  it('keeps what was decided for good', () => {
    const { state, instance } = decided(T0 + 9 * DAY, [...order, shipment, delivered]);
    const later = explain(firstOrder, instance, state, context, T0 + 20 * DAY);
    expect(
      later.deliveries.find(({ touchpoint, channel }) => touchpoint === 'rating' && channel === 'email'),
    ).toMatchObject({
      status: 'skipped',
      rule: 'consent',
      reason: 'consent not given',
      verdicts: [],
      summary: 'Skipped on 2026-11-11 10:00 (consent): consent not given.',
    });
  });

  it('says which parcel it is about', () => {
    const damaged = sampleScan('exception', { at: T0 + HOUR, reason: 'damaged' });
    const { state, instance } = decided(T0 + HOUR, [...order, shipment, damaged]);
    const problems = explain(firstOrder, instance, state, context, T0 + HOUR).deliveries.filter(
      ({ kind }) => kind === 'problem',
    );
    expect(problems.map(({ parcel, channel, summary }) => [parcel, channel, summary])).toEqual([
      [state.parcels[0]?.id, 'email', 'Queued since 2026-11-02 11:00, to be sent at once.'],
      [state.parcels[0]?.id, 'task', 'Put on the desk on 2026-11-02 11:00.'],
    ]);
  });

  it('says why an order is not on the journey', () => {
    const { state } = decided(T0, order);
    const explanation = explain(firstOrder, null, state, { ...context, activatedAt: T0 + 1 }, T0);
    expect(explanation).toMatchObject({
      enteredAt: null,
      endsAt: null,
      notEntered: 'placed before the journey was activated',
      deliveries: [],
      untriggered: [],
    });
  });
});

describe('visible', () => {
  const prefix = 'first-order:sample:1001';

  it('lists what is open and still passes every rule', () => {
    const { state, instance } = decided(T0, [...order, shipment]);
    const at = (now: number) => visible(firstOrder, instance, state, context, now);
    expect(at(T0)).toEqual([`${prefix}/thankYou/order/onsite`, `${prefix}/savings/order/onsite`]);
    expect(at(T0 + 3 * DAY + 12 * HOUR)).toEqual([`${prefix}/thankYou/order/onsite`]);
    expect(at(T0 + 7 * DAY - 1)).toEqual([`${prefix}/thankYou/order/onsite`]);
    expect(at(T0 + 7 * DAY)).toEqual([]);
  });

  it('does not list what no step has opened yet', () => {
    const { state, instance } = decided(T0 + DAY, [...order, shipment, delivered]);
    const keys = visible(firstOrder, instance, state, context, T0 + 8 * DAY);
    expect(keys).not.toContain(`${prefix}/rating/order/onsite`);
    const [stepped] = step({
      ref: SAMPLE_ORDER,
      state,
      facts: [],
      journeys: [{ journey: firstOrder, instance, activatedAt: null }],
      context,
      now: T0 + 8 * DAY,
    }).journeys;
    if (stepped === undefined || stepped.instance === null) throw new Error('an instance stays');
    expect(visible(firstOrder, stepped.instance, state, context, T0 + 8 * DAY)).toEqual([
      `${prefix}/rating/order/onsite`,
    ]);
  });
});
