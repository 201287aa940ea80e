/*
 * Writes what this release stores of some orders into `fixtures/schema-<n>`, see `fixtures/README.md`. What is there already is left alone:
 * a fixture is what a release stored, and not what this one would.
 */
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';

import {
  CHANNELS,
  DEFAULT_POLICY,
  defineJourney,
  type Effect,
  type Fact,
  firstOrder,
  GUEST,
  INSTANCE_SCHEMA,
  type Instance,
  type Journey,
  type LedgerEntry,
  migrate,
  openIssue,
  type OrderFacts,
  orderCanceledId,
  orderOpenedId,
  SAMPLE_ORDER,
  sampleOrder,
  sampleScan,
  sampleShipment,
  savedAtLeast,
  step,
  touchpointFactId,
} from '../src/index.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const T0 = Date.parse('2026-11-02T09:00:00Z');

/** An order on a journey, step by step, and what is to be stored of it. */
class Recording {
  readonly #facts: Fact[] = [];
  readonly #attempts: Record<string, number> = {};
  readonly #contacts: LedgerEntry[] = [];
  #journey: Journey;
  #state: OrderFacts | null = null;
  #instance: Instance | null = null;
  #now = T0;

  constructor(journey: Journey) {
    this.#journey = journey;
  }

  at(now: number, facts: readonly Fact[] = [], attempting?: string): readonly Effect[] {
    const { state, derived, journeys } = step({
      ref: SAMPLE_ORDER,
      state: this.#state,
      facts,
      journeys: [{ journey: this.#journey, instance: this.#instance, activatedAt: null }],
      context: {
        policy: DEFAULT_POLICY,
        ...this.#world(),
        ...(attempting === undefined ? {} : { attempting: this.key(attempting) }),
      },
      now,
    });
    const [decided] = journeys;
    this.#now = now;
    this.#state = state;
    this.#instance = decided?.instance ?? null;
    this.#facts.push(...facts, ...derived);
    for (const { key, channel, category, status } of decided?.effects ?? []) {
      if (status !== 'sending') continue;
      this.#attempts[key] = (this.#attempts[key] ?? 0) + 1;
      this.#contacts.push({ key, at: now, channel, category });
    }
    return decided?.effects ?? [];
  }

  /** Attempts a message that is queued; without an outcome it stays under way. */
  attempt(now: number, delivery: string, outcome?: 'sent' | 'failed' | 'failed for good'): void {
    const [begun] = this.at(now, [], delivery).filter(({ status }) => status === 'sending');
    if (begun === undefined) throw new Error(`${delivery} is not to be attempted at ${now}`);
    if (outcome === undefined) return;
    const { key, attempt } = begun;
    const told = { occurredAt: now + 1_000, source: 'worker' };
    const type = outcome === 'sent' ? 'touchpoint.sent' : 'touchpoint.failed';
    const id = touchpointFactId(type, key, attempt);
    this.at(now + 1_000, [
      type === 'touchpoint.sent'
        ? { id, type, ...told, data: { delivery: key, attempt } }
        : {
            id,
            type,
            ...told,
            data: { delivery: key, attempt, final: outcome !== 'failed', code: 'smtp_451' },
          },
    ]);
  }

  touch(now: number, type: 'seen' | 'acted' | 'dismissed', delivery: string): void {
    const data = { delivery: this.key(delivery) };
    const id = touchpointFactId(`touchpoint.${type}`, data.delivery, 'i1');
    this.at(now, [{ id, type: `touchpoint.${type}`, occurredAt: now, source: 'widget', data }]);
  }

  open(now: number, view: string): void {
    const id = orderOpenedId(SAMPLE_ORDER, view);
    this.at(now, [{ id, type: 'order.opened', occurredAt: now, source: 'widget', data: {} }]);
  }

  migrate(to: Journey): void {
    if (this.#instance === null) throw new Error('the order is not on the journey');
    this.#instance = migrate(this.#instance, this.#journey, to);
    this.#journey = to;
  }

  key(delivery: string): string {
    return `${this.#journey.id}:sample:1001/${delivery}`;
  }

  store(name: string, what: string): void {
    const folder = new URL(`../fixtures/schema-${INSTANCE_SCHEMA}/`, import.meta.url);
    mkdirSync(folder, { recursive: true });
    const file = new URL(`${name}.json`, folder);
    if (existsSync(file)) return;
    const stored = {
      what,
      now: this.#now,
      order: SAMPLE_ORDER,
      facts: this.#facts,
      context: this.#world(),
      definition: this.#journey,
      state: this.#state,
      instance: this.#instance,
      attempts: this.#attempts,
    };
    writeFileSync(file, `${JSON.stringify(stored, null, 2)}\n`);
  }

  #world() {
    const consent = { email: { granted: true, at: T0 - DAY } };
    const customer = { ...GUEST, key: 'c1', consent, contacts: this.#contacts };
    return { shopTimeZone: 'Europe/Berlin', channels: CHANNELS, customer };
  }
}

const placed = sampleOrder({ placedAt: T0, consent: true, timeZone: 'Europe/Berlin' });

const everyStatus = defineJourney({
  id: 'every-status',
  version: 1,
  entry: { on: 'order.placed', reentry: 'once', maxAge: { days: 30 } },
  exit: { on: ['order.canceled'] },
  goals: { arrived: { on: 'shipment.delivered' } },
  touchpoints: {
    thankYou: {
      kind: 'thank-you',
      on: 'order.placed',
      channels: ['onsite', 'email'],
      category: 'transactional',
    },
    confirmation: {
      kind: 'order-confirmation',
      on: 'order.placed',
      channels: ['email'],
      category: 'transactional',
    },
    savings: {
      kind: 'savings-reminder',
      on: 'order.placed',
      useBy: { days: 30 },
      channels: ['onsite'],
      category: 'marketing',
      holdout: 0.999_999,
    },
    reminder: { kind: 'savings-reminder', on: 'order.placed', channels: ['onsite'], category: 'marketing' },
    bigSavings: {
      kind: 'offer',
      on: 'order.placed',
      when: savedAtLeast(1_000_000),
      channels: ['email'],
      category: 'marketing',
    },
    onTheWay: {
      kind: 'tracking-news',
      on: 'shipment.in_transit',
      per: 'parcel',
      wait: { hours: 30 },
      cancelOn: ['shipment.delivered'],
      channels: ['email', 'webhook'],
      category: 'transactional',
    },
    arrived: {
      kind: 'tracking-news',
      on: 'shipment.delivered',
      per: 'parcel',
      channels: ['email'],
      category: 'transactional',
    },
    problem: {
      kind: 'problem',
      on: { fact: 'issue.opened', where: { kind: ['damaged', 'lost'] } },
      per: 'parcel',
      channels: ['email', 'task'],
      task: { type: 'todo', team: 'support' },
      category: 'transactional',
    },
    offer: {
      kind: 'offer',
      on: 'shipment.delivered',
      unless: openIssue(),
      hold: true,
      useBy: { days: 30 },
      channels: ['email'],
      category: 'marketing',
    },
    evening: {
      kind: 'problem',
      on: 'shipment.exception',
      window: { from: '20:15', to: '21:45' },
      channels: ['email'],
      category: 'transactional',
    },
    poll: {
      kind: 'survey',
      on: 'order.placed',
      every: { days: 1 },
      times: 5,
      channels: ['email'],
      category: 'marketing',
    },
    regards: {
      kind: 'check-in',
      after: { touchpoint: 'thankYou', outcome: 'seen' },
      wait: { businessDays: 9, at: '10:00' },
      channels: ['task'],
      task: { type: 'call', team: 'care' },
      category: 'transactional',
    },
    settled: {
      kind: 'issue-reply',
      on: 'issue.opened',
      waitUntil: { any: ['issue.resolved'], within: { days: 5 }, otherwise: 'continue' },
      channels: ['email'],
      category: 'transactional',
    },
    rating: {
      kind: 'rating',
      on: 'order.delivered',
      wait: { days: 7 },
      cancelOn: ['order.returned'],
      useBy: { days: 21 },
      channels: ['onsite', 'email'],
      category: 'marketing',
    },
  },
});

function recordEveryStatus(): void {
  const order = new Recording(everyStatus);
  const [one, two] = ['PARCEL1', 'PARCEL2'];
  order.at(T0, placed);
  order.attempt(T0, 'thankYou/order/email', 'sent');
  order.attempt(T0 + 2_000, 'confirmation/order/email', 'failed for good');
  order.open(T0 + MINUTE, 'v1');
  order.touch(T0 + 2 * MINUTE, 'seen', 'thankYou/order/onsite');
  order.touch(T0 + 3 * MINUTE, 'dismissed', 'reminder/order/onsite');
  const sent = T0 + 2 * HOUR;
  order.at(sent, [
    sampleShipment({ at: sent, number: one, lines: [{ id: 'mug', quantity: 1 }] }),
    sampleShipment({ at: sent, number: two, lines: [{ id: 'mug', quantity: 1 }] }),
  ]);
  order.at(sent + HOUR, [sampleScan('in_transit', { at: sent + HOUR, number: one })]);
  order.at(T0 + DAY);
  order.attempt(T0 + DAY, 'poll/order#1/email', 'failed');
  order.at(T0 + DAY + HOUR);
  order.attempt(T0 + DAY + HOUR, 'poll/order#1/email', 'sent');
  const arrival = T0 + DAY + 2 * HOUR;
  order.at(arrival, [sampleScan('delivered', { at: arrival, number: one })]);
  order.attempt(arrival + 1_000, 'arrived/parcel:fulfillment-PARCEL1/email', 'sent');
  const damage = arrival + HOUR;
  order.at(damage, [sampleScan('exception', { at: damage, number: two, reason: 'damaged' })]);
  order.at(damage + 40_000, [sampleScan('delivered', { at: damage + 40_000, number: two })]);
  order.attempt(damage + 41_000, 'problem/parcel:fulfillment-PARCEL2/email');
  order.store(
    'every-status',
    'Two parcels, one of them damaged; a mail is being attempted, another is queued.',
  );
}

function recordCanceled(): void {
  const order = new Recording(firstOrder);
  order.at(T0, placed);
  order.attempt(T0, 'thankYou/order/email', 'sent');
  const at = T0 + DAY;
  const told = { occurredAt: at, source: 'sample', data: {} };
  order.at(at, [{ id: orderCanceledId(SAMPLE_ORDER), type: 'order.canceled', ...told }]);
  order.store('canceled', 'Canceled after the confirmation: the journey is over.');
}

function recordMigrated(): void {
  const version = (number: number, id: string, formerly: readonly string[]): Journey => ({
    ...everyStatus,
    id: 'renamed',
    version: number,
    touchpoints: {
      [id]: { ...everyStatus.touchpoints.poll, every: { days: 2 }, formerly, holdout: 0.000_001 },
    },
  });
  const order = new Recording(version(1, 'poll', []));
  order.at(T0, placed);
  order.migrate(version(2, 'survey', ['poll']));
  order.at(T0 + 2 * DAY);
  order.attempt(T0 + 2 * DAY, 'poll/order#1/email', 'sent');
  order.at(T0 + 4 * DAY);
  order.attempt(T0 + 4 * DAY, 'survey/order#2/email', 'sent');
  order.migrate(version(3, 'poll', []));
  order.at(T0 + 4 * DAY + HOUR);
  order.store(
    'migrated',
    'A repeat that was renamed and named back: one of its mails was sent under each name.',
  );
}

recordEveryStatus();
recordCanceled();
recordMigrated();
