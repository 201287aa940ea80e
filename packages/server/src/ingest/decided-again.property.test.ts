import {
  addFacts,
  advance,
  defineJourney,
  deliveryKey,
  type Effect,
  type GivenFact,
  type Instance,
  instanceId,
  migrate,
  type OrderFacts,
  orderKey,
  orderOpenedId,
  type OrderRef,
  parseFact,
  sampleOrder,
  sampleScan,
  sampleShipment,
  touchpointFactId,
  upcastDefinition,
} from '@post-purchase/core';
import * as fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';

import { OUTCOME_UNKNOWN } from '../channels/channel.ts';
import { RetryableError } from '../errors/retryable-error.ts';
import { TerminalError } from '../errors/terminal-error.ts';
import { HOUR, MINUTE, nextOrder, openForTest, type TestBackend } from '../testing/backend.ts';
import { freshPostgres } from '../testing/databases.ts';

/** Something of everything that reaches beyond the order. */
const study = defineJourney({
  id: 'study',
  version: 1,
  entry: { on: 'order.placed', reentry: 'always' },
  exit: { on: ['order.canceled'] },
  goals: { again: { on: 'customer.ordered_again' } },
  touchpoints: {
    thankYou: {
      kind: 'thank-you',
      on: 'order.placed',
      channels: ['onsite', 'email'],
      category: 'transactional',
    },
    savings: {
      kind: 'savings-reminder',
      on: 'order.placed',
      holdout: 0.5,
      useBy: { days: 20 },
      channels: ['onsite'],
      category: 'marketing',
    },
    offer: {
      kind: 'rating',
      on: 'order.placed',
      wait: { hours: 2 },
      useBy: { days: 20 },
      channels: ['email'],
      category: 'marketing',
    },
    nudge: {
      kind: 'rating',
      after: { touchpoint: 'offer', outcome: 'sent' },
      wait: { days: 2 },
      useBy: { days: 20 },
      channels: ['email'],
      category: 'marketing',
    },
    pulse: {
      kind: 'rating',
      on: 'order.delivered',
      every: { days: 4 },
      times: 3,
      channels: ['email'],
      category: 'marketing',
    },
    delay: {
      kind: 'delay',
      on: 'shipment.delayed',
      per: 'parcel',
      channels: ['email'],
      category: 'transactional',
    },
  },
});
const first = defineJourney({
  id: 'first',
  version: 1,
  entry: { on: 'order.placed', reentry: 'whenEnded' },
  exit: { on: ['order.canceled'] },
  touchpoints: {
    welcome: {
      kind: 'rating',
      on: 'order.placed',
      wait: { days: 1, at: '10:00' },
      channels: ['email'],
      category: 'marketing',
    },
  },
});

/** Each lives through up to fifty events, on a real database. */
const RUNS = 8;
const ORDERS = 4;
const which = fc.nat(ORDERS - 1);
const mostly = fc.constantFrom(true, true, true, false);
/** What may happen to a customer and their orders. */
const Event = fc.oneof(
  { weight: 4, arbitrary: fc.record({ type: fc.constant('time'), hours: fc.integer({ min: 1, max: 60 }) }) },
  { weight: 3, arbitrary: fc.record({ type: fc.constant('place'), which, consent: mostly }) },
  { weight: 1, arbitrary: fc.record({ type: fc.constant('ship'), which }) },
  { weight: 1, arbitrary: fc.record({ type: fc.constant('deliver'), which }) },
  { weight: 1, arbitrary: fc.record({ type: fc.constant('delay'), which }) },
  { weight: 1, arbitrary: fc.record({ type: fc.constant('open'), which }) },
  { weight: 1, arbitrary: fc.record({ type: fc.constant('see'), which }) },
  { weight: 1, arbitrary: fc.record({ type: fc.constant('cancel'), which }) },
  { weight: 1, arbitrary: fc.record({ type: fc.constant('rename'), which }) },
  { weight: 1, arbitrary: fc.record({ type: fc.constant('consent'), granted: mostly }) },
  { weight: 1, arbitrary: fc.record({ type: fc.constant('merge') }) },
  {
    weight: 2,
    arbitrary: fc.record({
      type: fc.constant('mail'),
      mode: fc.constantFrom('fine', 'fine', 'busy', 'refused', 'unknown'),
    }),
  },
);
type Event = typeof Event extends fc.Arbitrary<infer Value> ? Value : never;

let shop: TestBackend;
beforeAll(async () => {
  shop = await openForTest(await freshPostgres(), { journeys: [study, first] });
});
afterAll(() => shop.close());

const FAILURES: Readonly<Record<string, () => Error>> = {
  busy: () => new RetryableError('busy', { code: 'busy', retryAfter: 30 * MINUTE }),
  refused: () => new TerminalError('no', { code: 'refused' }),
  unknown: () => new RetryableError('cut off', { code: OUTCOME_UNKNOWN }),
};

async function live(events: readonly Event[]): Promise<OrderRef[]> {
  const refs = Array.from({ length: ORDERS }, () => nextOrder().ref);
  const { email } = nextOrder();
  const guest = shop.tokens.customerKey({ source: 'sample', email }) ?? '';
  const account = shop.tokens.customerKey({ source: 'sample', customer: `account of ${email}` }) ?? '';
  const happen = async (one: Exclude<Event, { readonly which: number }>) => {
    switch (one.type) {
      case 'time':
        shop.clock.advance(one.hours * HOUR);
        return;
      case 'consent':
        return shop.engine.changeConsent(guest, 'email', one.granted);
      case 'merge':
        return shop.engine.mergeCustomers({ from: guest, into: account });
      case 'mail':
        shop.outbox.fail = FAILURES[one.mode] ?? (() => undefined);
        return;
    }
  };
  for (const one of events) {
    if ('which' in one) {
      const order = refs[one.which] ?? expect.fail('there is no such order');
      await shop.engine.ingest({ order, facts: factsOf(one, order, email, shop.clock.now()) });
    } else {
      await happen(one);
    }
    await shop.runDue();
  }
  shop.outbox.fail = () => undefined;
  return refs;
}

function factsOf(
  one: Extract<Event, { readonly which: number }>,
  ref: OrderRef,
  email: string,
  at: number,
): readonly GivenFact[] {
  const number = `1Z${ref.id}`;
  const common = { occurredAt: at, source: 'sample' };
  switch (one.type) {
    case 'place':
      return sampleOrder({ placedAt: at, ref, email, consent: one.consent });
    case 'rename':
      // The source tells that somebody else placed it.
      return sampleOrder({ placedAt: at, ref, email: `not-${email}` }).slice(1);
    case 'ship':
      return [sampleShipment({ at, number, promised: { until: at + 5 * HOUR } })];
    case 'deliver':
      return [sampleScan('delivered', { at, number })];
    case 'delay':
      return [sampleScan('in_transit', { at, number, delayed: true })];
    case 'cancel':
      return [{ id: `order.canceled/${orderKey(ref)}`, type: 'order.canceled', ...common, data: {} }];
    case 'open':
      return [{ id: orderOpenedId(ref, String(at)), type: 'order.opened', ...common, data: {} }];
    case 'see': {
      const instance = instanceId('study', ref);
      const delivery = deliveryKey({
        instance,
        touchpoint: 'savings',
        occurrence: 'order',
        channel: 'onsite',
      });
      const id = touchpointFactId('touchpoint.seen', delivery, String(at));
      return [{ id, type: 'touchpoint.seen', ...common, data: { delivery } }];
    }
  }
}

/** Decides every step of an order again, from what the tables say. Returns what was decided. */
async function decideAgain(ref: OrderRef): Promise<Effect[]> {
  const { db } = shop.tools;
  const key = orderKey(ref);
  const rows = await db.selectFrom('facts').selectAll().where('order_key', '=', key).execute();
  const recorded = new Map(
    rows.map(({ id, hash, type, occurred_at, source, parcel, data }) => [
      `${id} ${hash}`,
      parseFact({
        id,
        type,
        occurredAt: occurred_at.getTime(),
        source,
        ...(parcel !== null && { parcel }),
        data,
      }),
    ]),
  );
  const definitions = await db.selectFrom('definitions').selectAll().execute();
  const definition = (journey: string, version: number) => {
    const found = definitions.find((one) => one.journey === journey && one.version === version);
    if (found === undefined) throw new Error(`${journey} ${version} is not stored.`);
    return upcastDefinition(found.schema, found.definition);
  };
  const steps = await db
    .selectFrom('decisions')
    .selectAll()
    .where('order_key', '=', key)
    .orderBy('seq')
    .execute();
  let facts: OrderFacts | null = null;
  let instances: Readonly<Record<string, Instance>> = {};
  for (const { at, context, versions, fact_ids, fact_hashes, effects } of steps) {
    const added = fact_ids.map((id, index) => recorded.get(`${id} ${fact_hashes[index]}`));
    const known: OrderFacts = addFacts(
      facts,
      ref,
      added.map((fact) => fact ?? expect.fail('a fact of the step is not stored')),
    );
    const next: Record<string, Instance> = {};
    for (const [journey, version] of Object.entries(versions)) {
      const held = instances[journey] ?? null;
      const target = definition(journey, version);
      const from =
        held === null || held.version === version
          ? held
          : migrate(held, definition(journey, held.version), target);
      const again = advance(target, from, known, context[journey]!, at.getTime());
      expect(again.effects).toEqual(
        effects.filter((one) => one.journey === journey).map(({ effect }) => effect),
      );
      if (again.instance !== null) next[journey] = again.instance;
    }
    facts = known;
    instances = next;
  }
  const stored = await db.selectFrom('orders').selectAll().where('key', '=', key).executeTakeFirst();
  expect(stored?.failed_reason ?? null).toBeNull();
  expect(facts).toEqual(stored?.facts ?? null);
  expect(instances).toEqual(stored?.instances ?? {});
  return steps.flatMap(({ effects }) => effects.map(({ effect }) => effect));
}

it(
  'the log of a customer’s orders holds all that it takes to decide every step again',
  { timeout: 300_000 },
  async () => {
    const reasons = new Map<string, number>();
    await fc.assert(
      fc.asyncProperty(fc.array(Event, { minLength: 30, maxLength: 50 }), async (events) => {
        const arrivals = Array.from({ length: ORDERS }, (_, order) => ({
          type: 'place' as const,
          which: order,
          consent: true,
        }));
        for (const ref of await live([...arrivals, ...events])) {
          for (const { status, rule = 'none' } of await decideAgain(ref)) {
            const reason = `${status} by ${rule}`;
            reasons.set(reason, (reasons.get(reason) ?? 0) + 1);
          }
        }
      }),
      { numRuns: RUNS, endOnFailure: true },
    );
    // What was decided by all that lies outside an order is among it.
    expect([...reasons.keys()]).toEqual(
      expect.arrayContaining([
        'held by cap',
        'held by quiet',
        'held by retry',
        'sending by none',
        'skipped by consent',
        'withheld by holdout',
      ]),
    );
  },
);
