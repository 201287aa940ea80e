import { describe, expect, it } from 'vitest';

import type { Fact } from '../fact/fact.ts';
import { addFacts } from '../order/add-facts.ts';
import type { OrderFacts } from '../order/order-facts.ts';
import { DEFAULT_POLICY } from '../policy/policy.ts';
import { sent } from './advance.testing.ts';
import { GUEST } from './context.ts';
import { type Effect, type Instance, isFinal } from './instance.ts';
import { step, type StepContext } from './step.ts';
import { storedOrders, type StoredOrder, storedSchemas } from './stored-order.testing.ts';
import {
  DEFINITION_SCHEMA,
  INSTANCE_SCHEMA,
  SchemaError,
  upcastDefinition,
  upcastInstance,
} from './upcast.ts';
import { validateJourney } from './validate.ts';

const DAY = 86_400_000;

describe.each(storedSchemas())('what was stored with schema %i', (schema) => {
  const stored = storedOrders(schema);

  it('is there in every status that a delivery can have', () => {
    const seen = new Set(
      stored.flatMap(([, { instance }]) =>
        deliveriesOf(upcastInstance(instance)).map(({ status }) => status),
      ),
    );
    expect([...seen].toSorted()).toEqual(
      expect.arrayContaining([
        ...['canceled', 'closed', 'failed', 'held', 'open'],
        ...['queued', 'sending', 'sent', 'skipped', 'waiting'],
      ]),
    );
  });

  it.each(stored)('is read as it was: %s', (_name, { instance, definition, state, facts, order }) => {
    const read = upcastInstance(instance);
    expect(read).toEqual({ draws: {}, ...Object(instance), schema: INSTANCE_SCHEMA });
    expect(upcastInstance(JSON.parse(JSON.stringify(read)))).toEqual(read);
    const journey = upcastDefinition(schema, definition);
    expect(journey).toEqual(definition);
    expect(validateJourney(journey)).toEqual([]);
    expect(addFacts(state, order, [])).toEqual(addFacts(null, order, facts));
  });

  it.each(stored)('goes on from where it was: %s', (_name, order) => {
    const before = upcastInstance(order.instance);
    const { instance, attempts, atOnce } = goOn(order, before);
    expect(atOnce).toEqual([]);
    const after = new Map(deliveriesOf(instance).map((delivery) => [delivery.key, delivery]));
    for (const { key, status } of deliveriesOf(before)) {
      // Nothing that was decided is lost, and nothing final is decided or sent again.
      expect(after.has(key)).toBe(true);
      if (!isFinal(status)) continue;
      expect([key, after.get(key)?.status]).toEqual([key, status]);
      expect([key, attempts.get(key)]).toEqual([key, order.attempts[key]]);
    }
    for (const [key, { status }] of after) {
      expect([key, isFinal(status)]).toEqual([key, true]);
      if (status === 'sent' && key.endsWith('/email')) expect(attempts.get(key)).toBeGreaterThan(0);
    }
  });
});

describe('the fixtures', () => {
  it('are of every schema number there was', () => {
    expect(storedSchemas()).toEqual(Array.from({ length: INSTANCE_SCHEMA }, (_, index) => index + 1));
    expect(DEFINITION_SCHEMA).toBe(INSTANCE_SCHEMA);
  });
});

describe('upcastInstance', () => {
  it('refuses what a newer release wrote', () => {
    expect(() => upcastInstance({ schema: 3, id: 'x' })).toThrow(SchemaError);
    expect(() => upcastInstance({ schema: 3 })).toThrow(
      'This instance has schema 3: a newer release wrote it, and this one reads up to 2.',
    );
  });

  it.each([null, undefined, 1, 'x', [], {}, { schema: '2' }, { schema: 0 }, { schema: 1.5 }])(
    'refuses %j',
    (json) => {
      expect(() => upcastInstance(json)).toThrow(
        'What is stored is no instance with a schema number from 1 to 2.',
      );
    },
  );
});

describe('upcastDefinition', () => {
  it('refuses what a newer release wrote, and what is none', () => {
    const definition = { id: 'a', version: 1, touchpoints: {} };
    expect(upcastDefinition(1, definition)).toBe(definition);
    expect(upcastDefinition(2, definition)).toBe(definition);
    expect(() => upcastDefinition(3, definition)).toThrow(
      'This definition has schema 3: a newer release wrote it',
    );
    for (const [schema, json] of [
      [0, definition],
      [NaN, definition],
      [1, null],
      [1, 'x'],
      [1, {}],
    ] as const)
      expect(() => upcastDefinition(schema, json)).toThrow('no definition with a schema number from 1 to 2');
  });
});

function deliveriesOf({ id, occurrences }: Instance) {
  return Object.entries(occurrences).flatMap(([name, { channels }]) =>
    Object.entries(channels).map(([channel, { status }]) => ({ key: `${id}/${name}/${channel}`, status })),
  );
}

/** A year passes; every mail is attempted at once and sent. Counts the attempts of each delivery, those of the old release included. */
function goOn(
  { order, state, context, definition, now: since, attempts: begun }: StoredOrder,
  from: Instance,
) {
  const journey = upcastDefinition(DEFINITION_SCHEMA, definition);
  const world: StepContext = {
    policy: DEFAULT_POLICY,
    shopTimeZone: context.shopTimeZone,
    channels: context.channels,
    customer: { ...GUEST, ...context.customer },
  };
  const attempts = new Map(Object.entries(begun));
  let last: { state: OrderFacts; instance: Instance; nextAt: number | null } = {
    state,
    instance: from,
    nextAt: null,
  };
  const go = (now: number, facts: readonly Fact[], attempting?: string): readonly Effect[] => {
    const input = { ref: order, state: last.state, facts, now };
    const asked = attempting === undefined ? world : { ...world, attempting };
    const done = step({
      ...input,
      journeys: [{ journey, instance: last.instance, activatedAt: null }],
      context: asked,
    });
    const [decided] = done.journeys;
    if (decided === undefined || decided.instance === null)
      throw new Error('an order that is on a journey stays on it');
    last = { state: done.state, instance: decided.instance, nextAt: done.nextAt };
    for (const { key, status } of decided.effects)
      if (status === 'sending') attempts.set(key, (attempts.get(key) ?? 0) + 1);
    return decided.effects;
  };
  const atOnce = go(since, []);
  for (let now: number | null = since; now !== null && now <= since + 365 * DAY; now = last.nextAt) {
    if (now > since) go(now, []);
    const waiting = deliveriesOf(last.instance).filter(({ status }) => status === 'queued');
    for (const { key } of waiting) {
      const begin = go(now, [], key).find((effect) => effect.key === key && effect.status === 'sending');
      if (begin !== undefined) go(now, [sent(key, begin.attempt, now)]);
    }
  }
  return { instance: last.instance, attempts, atOnce };
}
