import { describe, expect, it } from 'vitest';

import { type ConsentRule, DEFAULT_POLICY } from '../../policy/policy.ts';
import type { ConsentDecision } from '../context.ts';
import { defineJourney } from '../define-journey.ts';
import { sampleOrder } from '../sample-order.ts';
import { simulate } from '../simulate.ts';

const T0 = Date.parse('2026-11-02T09:00:00Z');
const [BEFORE, AFTER] = [T0 - 1, T0 + 1];

const offer = defineJourney({
  id: 'offer',
  version: 1,
  entry: { on: 'order.placed', reentry: 'always' },
  touchpoints: {
    marketing: {
      kind: 'rating',
      on: 'order.placed',
      wait: { hours: 1 },
      channels: ['onsite', 'email'],
      category: 'marketing',
    },
    service: { kind: 'thank-you', on: 'order.placed', channels: ['email'], category: 'transactional' },
  },
});

function play(policy: ConsentRule, order: boolean | undefined, customer: ConsentDecision | undefined) {
  const { entries } = simulate(offer, {
    facts: sampleOrder({ placedAt: T0, ...(order === undefined ? {} : { consent: order }) }),
    until: T0 + 2 * 3_600_000,
    policy: { consent: { ...DEFAULT_POLICY.consent, email: policy } },
    customer: { consent: customer === undefined ? {} : { email: customer } },
  });
  const last = (touchpoint: string, channel: string) =>
    entries.filter((entry) => entry.touchpoint === touchpoint && entry.channel === channel).at(-1);
  return {
    mail: last('marketing', 'email'),
    widget: last('marketing', 'onsite'),
    service: last('service', 'email'),
  };
}

describe('the rule of consent', () => {
  it.each<[ConsentRule, boolean | undefined, ConsentDecision | undefined, string]>([
    ['required', undefined, undefined, 'consent missing'],
    ['required', true, undefined, 'sent'],
    ['required', false, undefined, 'consent not given'],
    ['required', undefined, { granted: true, at: BEFORE }, 'sent'],
    ['required', undefined, { granted: false, at: BEFORE }, 'consent withdrawn'],
    ['required', true, { granted: false, at: AFTER }, 'consent withdrawn'],
    ['required', true, { granted: false, at: BEFORE }, 'sent'],
    ['required', true, { granted: false, at: T0 }, 'consent withdrawn'],
    ['required', false, { granted: true, at: AFTER }, 'sent'],
    ['required', false, { granted: true, at: BEFORE }, 'consent not given'],
    ['assumed', undefined, undefined, 'sent'],
    ['assumed', true, undefined, 'sent'],
    ['assumed', false, undefined, 'consent not given'],
    ['assumed', undefined, { granted: false, at: AFTER }, 'consent withdrawn'],
    ['assumed', false, { granted: true, at: AFTER }, 'sent'],
  ])('%s, order says %s, customer says %j: %s', (policy, order, customer, outcome) => {
    const { mail, widget, service } = play(policy, order, customer);
    expect(mail).toMatchObject(
      outcome === 'sent' ? { status: 'sent' } : { status: 'skipped', rule: 'consent', reason: outcome },
    );
    expect(widget).toMatchObject({ status: 'open' });
    expect(service).toMatchObject({ status: 'sent' });
  });
});
