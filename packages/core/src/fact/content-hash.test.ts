import { createHash } from 'node:crypto';

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { canonicalJson, CanonicalJsonError, contentHash } from './content-hash.ts';

describe('canonicalJson', () => {
  test('sorts keys by their code units, at every depth', () => {
    expect(canonicalJson({ b: [{ d: 1, c: 2 }], a: null, '10': 1, '9': 2, é: 3, Z: 4 })).toBe(
      '{"10":1,"9":2,"Z":4,"a":null,"b":[{"c":2,"d":1}],"é":3}',
    );
  });

  test('leaves out members that are undefined', () => {
    expect(canonicalJson({ a: undefined, b: 1 })).toBe('{"b":1}');
  });

  test('keeps a member named __proto__', () => {
    const value: unknown = JSON.parse('{"__proto__":{"role":"admin"},"a":1}');
    expect(canonicalJson(value)).toBe('{"__proto__":{"role":"admin"},"a":1}');
  });

  test.each([
    [{ a: { b: [1, NaN] } }, 'a.b[1]', 'NaN'],
    [[Infinity], '[0]', 'Infinity'],
    [{ a: [undefined] }, 'a[0]', 'undefined'],
    // eslint-disable-next-line no-sparse-arrays -- a hole is what is tested
    [{ a: [1, , 2] }, 'a[1]', 'undefined'],
    [{ a: 1n }, 'a', 'a bigint'],
    [{ a: () => 1 }, 'a', 'a function'],
    [{ a: Symbol('a') }, 'a', 'a symbol'],
    [{ at: new Date(0) }, 'at', 'an object of class Date'],
    [{ all: new Map([[1, 2]]) }, 'all', 'an object of class Map'],
    [undefined, '', 'undefined'],
  ])('refuses %s and says where', (value, path, found) => {
    const write = () => canonicalJson(value);
    expect(write).toThrow(CanonicalJsonError);
    expect(write).toThrow(expect.objectContaining({ name: 'CanonicalJsonError', code: 'not_json', path }));
    expect(write).toThrow(found);
  });

  test('is JSON that means the same', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        // -0 is 0 in JSON.
        expect(JSON.parse(canonicalJson(value))).toEqual(JSON.parse(JSON.stringify(value)));
      }),
      { numRuns: 1_000 },
    );
  });
});

describe('contentHash', () => {
  test('is the SHA-256 of the canonical JSON', () => {
    const value = { text: 'Grüße 👋', amount: 1_999 };
    const expected = createHash('sha256').update('{"amount":1999,"text":"Grüße 👋"}').digest('hex');
    expect(contentHash(value)).toBe(expected);
  });

  test('does not depend on the order of keys', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (value) => {
        const turned = Object.fromEntries(Object.entries(value).reverse());
        expect(contentHash(turned)).toBe(contentHash(value));
      }),
      { numRuns: 1_000 },
    );
  });
});
