import type { StandardSchemaV1 } from '@standard-schema/spec';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import * as z from 'zod';

import { addFacts } from '../order/add-facts.ts';
import { fold, HOUR, placed, REF, T0 } from '../order/facts.testing.ts';
import { FactError } from './fact-error.ts';
import { DERIVED_FACT_TYPES, FACT_TYPES } from './fact-types.ts';
import { parseFact, parseGivenFact } from './parse-fact.ts';
import { checkShopEventType, isShopEventType, ShopEventError } from './shop-events.ts';

const TYPE = 'warranty.registered';
const registered = {
  id: `${TYPE}/w1`,
  type: TYPE,
  occurredAt: T0 + HOUR,
  source: 'warranty-desk',
  data: { serial: 'A-1' },
};
const events = { [TYPE]: z.object({ serial: z.string(), years: z.number().default(2) }) };

/** A schema of no library: what the standard asks for, and nothing else. */
function schema(validate: StandardSchemaV1['~standard']['validate']): StandardSchemaV1 {
  return { '~standard': { version: 1, vendor: 'test', validate } };
}

describe('a declared event', () => {
  test('is read with the data that its schema puts out', () => {
    expect(parseGivenFact({ ...registered, parcel: '1', tenant: 'a' }, { events })).toEqual({
      ...registered,
      data: { serial: 'A-1', years: 2 },
    });
  });

  test('is read from storage without its schema', () => {
    const stored = parseGivenFact(registered, { events });
    expect(parseFact(JSON.parse(JSON.stringify(stored)))).toEqual(stored);
  });

  test('may be nothing but a word', () => {
    const any = { [TYPE]: schema((value) => ({ value })) };
    for (const data of ['yes', 0, null, [1, { a: true }]]) {
      expect(parseGivenFact({ ...registered, data }, { events: any }).data).toEqual(data);
    }
  });

  test('is among the facts and in the history, and changes nothing else', () => {
    const before = fold(placed);
    const fact = parseGivenFact(registered, { events });
    const after = addFacts(before, REF, [fact]);
    expect(after.facts[fact.id]?.fact).toEqual(fact);
    expect(after.history).toEqual([...before.history, { id: fact.id, type: TYPE, occurredAt: T0 + HOUR }]);
    expect({ ...after, facts: before.facts, history: before.history }).toEqual(before);
    expect(addFacts(null, REF, [fact, placed])).toEqual(after);
    expect(addFacts(after, REF, [parseFact(JSON.parse(JSON.stringify(fact)))])).toBe(after);
  });

  test.each<readonly [string, unknown, string]>([
    ['data that do not fit', { ...registered, data: { serial: 5 } }, 'data.serial'],
    ['no data', { ...registered, data: undefined }, 'data'],
    ['an id of another type', { ...registered, id: 'warranty.extended/w1' }, 'id'],
    ['no id', { ...registered, id: undefined }, 'id'],
    ['a time as text', { ...registered, occurredAt: '2026-11-24' }, 'occurredAt'],
    ['no source', { ...registered, source: '' }, 'source'],
  ])('is refused with %s', (_what, input, path) => {
    const parse = () => parseGivenFact(input, { events });
    expect(parse).toThrow(FactError);
    expect(parse).toThrow(expect.objectContaining({ code: 'fact_invalid', path }));
  });

  test('names the path that its schema names, whatever its parts are', () => {
    const strict = {
      [TYPE]: schema(() => ({ issues: [{ message: 'no such part', path: ['parts', { key: 0 }, 'id'] }] })),
    };
    expect(() => parseGivenFact(registered, { events: strict })).toThrow(
      'data.parts.0.id: no such part (a fact of type "warranty.registered").',
    );
  });
});

describe('an event that is not declared', () => {
  test('is refused with a word on how to declare it', () => {
    const parse = () => parseGivenFact(registered);
    expect(parse).toThrow(expect.objectContaining({ code: 'fact_type_unknown', path: 'type' }));
    expect(parse).toThrow(
      `type: There is no fact type "warranty.registered". If it is an event of your own, declare it with its schema: { events: { 'warranty.registered': schema } }.`,
    );
  });

  test('is not found among what every object has', () => {
    expect(() => parseGivenFact({ ...registered, type: 'constructor' }, { events })).toThrow(FactError);
  });
});

describe('a declaration that cannot be used', () => {
  const declared = (code: string): unknown =>
    expect.objectContaining({ name: 'ShopEventError', code, type: TYPE });

  test('validates asynchronously', () => {
    const late = { [TYPE]: z.object({ serial: z.string() }).refine(() => Promise.resolve(true)) };
    const parse = () => parseGivenFact(registered, { events: late });
    expect(parse).toThrow(ShopEventError);
    expect(parse).toThrow(declared('shop_event_schema_async'));
    // Its answer, when it comes, is nobody's.
    const failing = { [TYPE]: schema(() => Promise.reject(new Error('no answer'))) };
    expect(() => parseGivenFact(registered, { events: failing })).toThrow(
      declared('shop_event_schema_async'),
    );
  });

  test.each<readonly [string, unknown, string]>([
    ['a date', { at: new Date(0) }, 'an object of class Date at at'],
    ['a bigint', { serial: 5n }, 'a bigint at serial'],
    ['nothing', undefined, 'undefined,'],
    ['no number', [1, Number.NaN], 'NaN at [1]'],
  ])('puts out %s', (_what, value, found) => {
    const odd = { [TYPE]: schema(() => ({ value })) };
    const parse = () => parseGivenFact(registered, { events: odd });
    expect(parse).toThrow(declared('shop_event_not_json'));
    expect(parse).toThrow(found);
  });

  test('has a name that is ours: what it would hide is not read with it', () => {
    const hiding = { 'order.placed': schema((value) => ({ value })) };
    expect(() => parseGivenFact(placed, { events: hiding })).toThrow(
      expect.objectContaining({ code: 'shop_event_type_invalid', type: 'order.placed' }),
    );
  });
});

describe('the type of an event', () => {
  test.each(['warranty.registered', 'demo.booked_2', 'order.gift_wrapped', 'a.b'])('can be %s', (type) => {
    expect(isShopEventType(type)).toBe(true);
    expect(() => checkShopEventType(type)).not.toThrow();
  });

  test.each([
    ['', 'thing.happened'],
    ['warranty', 'thing.happened'],
    ['warranty.registered.twice', 'thing.happened'],
    ['Warranty.registered', 'thing.happened'],
    ['warranty registered', 'thing.happened'],
    ['2.registered', 'thing.happened'],
    ['warranty.', 'thing.happened'],
    ['__proto__', 'thing.happened'],
    ['shipment.weighed', 'the name is taken'],
    ['touchpoint.opened', 'the name is taken'],
    ['consent.changed', 'the name is taken'],
    ...[...FACT_TYPES, ...DERIVED_FACT_TYPES].map((type) => [type, 'the name is taken']),
  ])('cannot be "%s"', (type, reason) => {
    expect(isShopEventType(type)).toBe(false);
    expect(() => checkShopEventType(type)).toThrow(ShopEventError);
    expect(() => checkShopEventType(type)).toThrow(reason);
  });

  test('whatever it is, facts of it pass storage, unless it is none', () => {
    const word = fc.stringMatching(/^[a-z][a-z0-9_]{0,8}$/);
    fc.assert(
      fc.property(
        fc.tuple(word, word).map((words) => words.join('.')),
        fc.jsonValue(),
        (type, data) => {
          fc.pre(isShopEventType(type));
          const fact = { ...registered, id: `${type}/1`, type, data };
          expect(parseGivenFact(fact, { events: { [type]: schema((value) => ({ value })) } })).toEqual(fact);
          expect(parseFact(fact)).toEqual(fact);
        },
      ),
      { numRuns: 1_000 },
    );
  });
});
