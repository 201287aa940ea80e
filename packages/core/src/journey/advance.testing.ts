import type { Fact, GivenFact } from '../fact/fact.ts';
import { answerId, orderCanceledId, orderReturnedId, touchpointFactId } from '../fact/fact-id.ts';
import { DEFAULT_POLICY } from '../policy/policy.ts';
import type { Advance } from './advance.ts';
import { GUEST } from './context.ts';
import type { DeliveryState, Instance } from './instance.ts';
import { type Channel, CHANNELS, type Journey, type Touchpoint } from './journey.ts';
import { SAMPLE_ORDER, sampleOrder } from './sample-order.ts';
import { type Step, step, type StepContext } from './step.ts';

export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;
export const T0 = Date.parse('2026-11-02T09:00:00Z');
export const PLACED = sampleOrder({ placedAt: T0, consent: true, timeZone: 'Europe/Berlin' });
export const PREFIX = 'j:sample:1001';

export const thankYou = {
  kind: 'thank-you',
  on: 'order.placed',
  channels: ['onsite', 'email'],
  category: 'transactional',
} satisfies Touchpoint;
export const rating = {
  kind: 'rating',
  on: 'order.delivered',
  wait: { days: 7 },
  useBy: { days: 21 },
  channels: ['onsite', 'email'],
  category: 'marketing',
} satisfies Touchpoint;

export function journeyOf(touchpoints: Record<string, Touchpoint>, more: Partial<Journey> = {}): Journey {
  return {
    id: 'j',
    version: 1,
    entry: { on: 'order.placed', reentry: 'always' },
    exit: { on: ['order.canceled'] },
    touchpoints,
    ...more,
  };
}

/**
 * Runs a journey step by step. State and instance are copies each time, as they are when they come from a
 * database.
 */
export function runner(
  journey: Journey,
  overrides: Partial<StepContext> = {},
  activatedAt: number | null = null,
) {
  const context: StepContext = {
    policy: DEFAULT_POLICY,
    shopTimeZone: 'UTC',
    channels: CHANNELS,
    customer: { ...GUEST, key: 'c' },
    ...overrides,
  };
  let last: Step | null = null;
  let instance: Instance | null = null;
  return (now: number, facts: readonly Fact[] = [], attempting?: string): Advance => {
    const { state } = last ?? { state: null };
    last = step({
      ref: SAMPLE_ORDER,
      state: state === null ? null : structuredClone(state),
      facts,
      journeys: [{ journey, instance: instance === null ? null : structuredClone(instance), activatedAt }],
      context: attempting === undefined ? context : { ...context, attempting },
      now,
    });
    const [decided] = last.journeys;
    if (decided === undefined) throw new Error('a step advances the journey it was given');
    instance = decided.instance;
    return decided;
  };
}

export function stateOf(
  { instance }: Advance,
  occurrence: string,
  channel: Channel,
): DeliveryState | undefined {
  return instance?.occurrences[occurrence]?.channels[channel];
}

export const statusOf = (advance: Advance, occurrence: string, channel: Channel) =>
  stateOf(advance, occurrence, channel)?.status;

export function touched(type: 'seen' | 'acted' | 'dismissed', delivery: string, at: number): GivenFact {
  return {
    id: touchpointFactId(`touchpoint.${type}`, delivery, 'i1'),
    type: `touchpoint.${type}`,
    occurredAt: at,
    source: 'widget',
    data: { delivery },
  };
}

export function sent(delivery: string, attempt: number, at: number): GivenFact {
  return {
    id: touchpointFactId('touchpoint.sent', delivery, attempt),
    type: 'touchpoint.sent',
    occurredAt: at,
    source: 'worker',
    data: { delivery, attempt },
  };
}

export function failed(
  delivery: string,
  attempt: number,
  at: number,
  more: { final?: boolean; retryAfter?: number } = {},
): GivenFact {
  return {
    id: touchpointFactId('touchpoint.failed', delivery, attempt),
    type: 'touchpoint.failed',
    occurredAt: at,
    source: 'worker',
    data: { delivery, attempt, final: false, code: 'smtp_451', ...more },
  };
}

export function answered(delivery: string, at: number): GivenFact {
  return {
    id: answerId(delivery, 'rating', 'a1'),
    type: 'survey.answered',
    occurredAt: at,
    source: 'widget',
    data: { delivery, question: 'rating', value: 5, scale: { min: 1, max: 5 }, via: 'onsite' },
  };
}

export const canceled = (at: number): GivenFact => ({
  id: orderCanceledId(SAMPLE_ORDER),
  type: 'order.canceled',
  occurredAt: at,
  source: 'sample',
  data: {},
});

export const returned = (at: number): GivenFact => ({
  id: orderReturnedId(SAMPLE_ORDER),
  type: 'order.returned',
  occurredAt: at,
  source: 'sample',
  data: {},
});
