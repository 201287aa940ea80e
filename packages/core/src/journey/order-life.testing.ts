import { expect } from 'vitest';

import type { Fact, GivenFact } from '../fact/fact.ts';
import { answerId, issueResolvedId, touchpointFactId } from '../fact/fact-id.ts';
import type { OrderFacts } from '../order/order-facts.ts';
import { DEFAULT_POLICY } from '../policy/policy.ts';
import { firstOrder } from '../recipes/first-order.ts';
import { advance } from './advance.ts';
import { lateParcel, parcelOnTheWay } from './condition.ts';
import { type Context, GUEST, type LedgerEntry } from './context.ts';
import { defineJourney } from './define-journey.ts';
import { type DeliveryStatus, type Effect, type Instance, isFinal } from './instance.ts';
import { CHANNELS, type Journey } from './journey.ts';
import type { Arrival } from './order-story.testing.ts';
import { SAMPLE_ORDER } from './sample-order.ts';
import { step } from './step.ts';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

/** The ready-made journey, and touchpoints that use the rest of the grammar. */
export const everything = defineJourney({
  ...firstOrder,
  id: 'everything',
  touchpoints: {
    ...firstOrder.touchpoints,
    widget: {
      kind: 'tracking',
      on: 'shipment.in_transit',
      per: 'parcel',
      wait: { hours: 3 },
      unless: lateParcel(),
      hold: true,
      useBy: { days: 5 },
      channels: ['onsite', 'email'],
      category: 'marketing',
    },
    amends: {
      kind: 'delay',
      on: 'order.placed',
      wait: { days: 0, at: '18:00' },
      when: lateParcel(),
      unless: parcelOnTheWay(),
      hold: true,
      cancelOn: ['payment.refunded'],
      useBy: { days: 12 },
      channels: ['email', 'task'],
      task: { type: 'todo', team: 'care' },
      category: 'transactional',
    },
    thanks: {
      kind: 'thank-you',
      after: { touchpoint: 'rating', outcome: 'acted' },
      channels: ['onsite', 'email'],
      category: 'transactional',
    },
    consolation: {
      kind: 'check-in',
      after: { touchpoint: 'widget', outcome: 'skipped' },
      per: 'parcel',
      wait: { businessDays: 1, at: '11:00' },
      channels: ['task'],
      task: { type: 'call', team: 'care' },
      window: { from: '10:00', to: '16:00', weekdays: ['tuesday', 'wednesday'] },
      useBy: { days: 9 },
      category: 'transactional',
    },
    poll: {
      kind: 'survey',
      on: 'order.delivered',
      every: { days: 2 },
      times: 4,
      until: ['order.returned'],
      useBy: { days: 4 },
      channels: ['email'],
      category: 'marketing',
    },
    refund: {
      kind: 'refund',
      on: 'order.placed',
      waitUntil: { any: ['payment.refunded', 'order.returned'], within: { days: 4 } },
      wait: { hours: 2 },
      channels: ['onsite', 'webhook'],
      category: 'transactional',
    },
    damage: {
      kind: 'problem',
      on: { fact: 'issue.opened', where: { kind: ['damaged', 'lost'] } },
      channels: ['webhook'],
      category: 'transactional',
    },
    control: {
      kind: 'rating',
      on: 'order.placed',
      wait: { days: 0, at: '19:30' },
      useBy: { days: 6 },
      channels: ['onsite', 'email'],
      category: 'marketing',
      holdout: 1,
    },
  },
  goals: { back: { on: 'order.returned' } },
});

/** Touchpoints that hang on what was decided, not on the facts alone. */
export const DEPENDENT: readonly string[] = ['thanks', 'consolation'];

/** What of the world does not change in the life of an order. */
export const context: Context = {
  policy: DEFAULT_POLICY,
  activatedAt: null,
  shopTimeZone: 'Europe/Berlin',
  channels: CHANNELS,
  predicates: {},
  customer: { ...GUEST, key: 'c' },
};

/** One order, decided whenever something becomes known or due, with attempts, answers and staff at work. */
export class Life {
  state: OrderFacts | null = null;
  instance: Instance | null = null;
  now = 0;
  /** Everything that became known, derived facts and outcomes included. */
  readonly facts: Fact[] = [];
  readonly effects: Effect[] = [];
  nextAt: number | null = null;
  readonly #contacts = new Map<string, LedgerEntry>();
  readonly #unheard: Fact[] = [];
  readonly #draws: readonly number[];
  readonly #journey: Journey;
  readonly #checked: boolean;
  #drawn = 0;

  constructor(
    draws: readonly number[],
    known: readonly Arrival[],
    until: number,
    journey: Journey = everything,
    /** Whether each step is checked; it costs three more evaluations. */
    checked = true,
  ) {
    this.#draws = draws;
    this.#journey = journey;
    this.#checked = checked;
    this.#live(known, until);
  }

  /** The world as it is now: nobody else writes to this customer. */
  get context(): Context {
    return { ...context, customer: { ...context.customer, contacts: [...this.#contacts.values()] } };
  }

  #live(known: readonly Arrival[], until: number): void {
    const coming = known
      .flatMap(({ fact, at }) => at.map((when) => ({ fact, when })))
      .sort((a, b) => a.when - b.when);
    for (;;) {
      const next = Math.min(coming[0]?.when ?? Infinity, this.nextAt ?? Infinity);
      if (next > until) break;
      const facts: Fact[] = [];
      while (coming[0] !== undefined && coming[0].when <= next)
        facts.push(...coming.splice(0, 1).map(({ fact }) => fact));
      this.#step(next, facts);
      this.#react(next);
    }
    // Nothing is left in the middle of an attempt: that is told apart from everything else by its history.
    this.#step(until, []);
    if (this.#statuses().some(({ status }) => status === 'sending')) this.#step(until + MINUTE, []);
  }

  #step(now: number, facts: readonly Fact[], attempting?: string): readonly Effect[] {
    const before = this.instance;
    const journey = this.#journey;
    const asked = attempting === undefined ? this.context : { ...this.context, attempting };
    const { state, derived, journeys, nextAt } = step({
      ref: SAMPLE_ORDER,
      state: this.state,
      facts,
      journeys: [{ journey, instance: before, activatedAt: null }],
      context: asked,
      now,
    });
    const [decided] = journeys;
    if (decided === undefined) throw new Error('a step advances the journey it was given');
    const { instance, effects } = decided;
    this.now = now;
    this.facts.push(...facts, ...derived);
    this.effects.push(...effects);
    this.state = state;
    this.instance = instance;
    this.nextAt = nextAt;

    if (!this.#checked) return this.#account(effects, now);
    // On its own result it has nothing to do: neither now nor until the instant it named.
    const again = advance(journey, instance, state, asked, now);
    expect(again.effects).toEqual([]);
    expect(again.instance).toEqual(instance);
    const until = decided.nextAt ?? now + 400 * DAY;
    expect(until).toBeGreaterThan(now);
    expect(advance(journey, instance, state, this.context, until - 1).effects).toEqual([]);
    const stored: unknown = JSON.parse(JSON.stringify(instance));
    expect(stored).toEqual(instance);
    const after = new Map(statusesOf(instance).map(({ key, status }) => [key, status]));
    for (const { key, status } of statusesOf(before)) {
      if (isFinal(status)) expect([key, after.get(key)]).toEqual([key, status]);
    }
    if (state.history.some(({ type }) => type === 'order.canceled')) {
      expect(effects.filter(({ status }) => ['open', 'queued', 'sending'].includes(status))).toEqual([]);
    }
    return this.#account(effects, now);
  }

  /** Writes the ledger, and looks whether a cap or the quiet hours were broken. */
  #account(effects: readonly Effect[], now: number): readonly Effect[] {
    for (const { key, channel, category, status } of effects) {
      if (status === 'failed' || status === 'held') this.#contacts.delete(key);
      if (status !== 'sending' || channel === 'webhook') continue;
      this.#contacts.set(key, { key, at: now, channel, category });
      if (category !== 'marketing') continue;
      const counted = [...this.#contacts.values()].filter((one) => one.category === 'marketing');
      for (const { max, days } of context.policy.caps)
        expect(counted.filter(({ at }) => at > now - days * DAY).length).toBeLessThanOrEqual(max);
    }
    return effects;
  }

  #react(now: number): void {
    for (const { key, status } of this.#statuses()) {
      const draw = this.#draw();
      if (status === 'queued' && draw < 80) this.#attempt(key, now, this.#draw());
      if (status === 'open' && draw < 30) this.#step(now, [interaction(key, now, draw)]);
    }
    const open = this.state?.issues.filter(({ resolvedAt }) => resolvedAt === undefined) ?? [];
    for (const { id } of open) {
      if (this.#draw() < 10) {
        this.#step(now, [
          {
            id: issueResolvedId(id),
            type: 'issue.resolved',
            occurredAt: now,
            source: 'staff',
            data: { issue: id },
          },
        ]);
      }
    }
  }

  #attempt(delivery: string, now: number, draw: number): void {
    const begun = this.#step(now, [], delivery).find(
      ({ key, status }) => key === delivery && status === 'sending',
    );
    if (begun === undefined) return;
    // What an attempt came to and nobody heard of in time is told while the next one is under way.
    if (this.#unheard.length > 0) this.#step(now, this.#unheard.splice(0));
    if (draw >= 10) this.#step(now, [outcome(begun, now, draw)]);
    else if (draw < 5) this.#unheard.push(outcome(begun, now, 70));
  }

  #statuses() {
    return statusesOf(this.instance);
  }

  #draw(): number {
    this.#drawn += 1;
    // Chance gets tired, or a trigger would be lost again every minute for weeks.
    if (this.#drawn > 200) return 50;
    return this.#draws[this.#drawn % this.#draws.length] ?? 0;
  }
}

function outcome({ key: delivery, attempt }: Effect, now: number, draw: number): GivenFact {
  const told = { occurredAt: now, source: 'worker' };
  return draw < 70
    ? {
        id: touchpointFactId('touchpoint.sent', delivery, attempt),
        type: 'touchpoint.sent',
        ...told,
        data: { delivery, attempt },
      }
    : {
        id: touchpointFactId('touchpoint.failed', delivery, attempt),
        type: 'touchpoint.failed',
        ...told,
        data: {
          delivery,
          attempt,
          final: draw < 75,
          code: 'smtp_451',
          ...(draw < 90 ? {} : { retryAfter: now + DAY }),
        },
      };
}

function interaction(delivery: string, now: number, draw: number): GivenFact {
  const told = { occurredAt: now, source: 'widget' };
  if (draw < 5) {
    return {
      id: answerId(delivery, 'rating', 'a'),
      type: 'survey.answered',
      ...told,
      data: { delivery, question: 'rating', value: 4, scale: { min: 1, max: 5 }, via: 'onsite' },
    };
  }
  const type = draw < 10 ? 'touchpoint.dismissed' : 'touchpoint.seen';
  return { id: touchpointFactId(type, delivery, 'i'), type, ...told, data: { delivery } };
}

/** Status of every delivery by key. */
export function statusesOf(instance: Instance | null): readonly { key: string; status: DeliveryStatus }[] {
  return Object.entries(instance?.occurrences ?? {}).flatMap(([occurrence, { channels }]) =>
    Object.entries(channels).map(([channel, { status }]) => ({
      key: `${instance?.id ?? ''}/${occurrence}/${channel}`,
      status,
    })),
  );
}
