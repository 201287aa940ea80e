import { describe, expect, it } from 'vitest';

import { parseJson } from './json.ts';
import { UnusableDeliveryError } from './unusable-delivery-error.ts';

const parse = (text: string): unknown => parseJson(new TextEncoder().encode(text));

describe('parseJson', () => {
  it('keeps every digit of an integer beyond 2^53', () => {
    expect(parse('{"id":820982911946154508,"negative":-9007199254740993,"small":42}')).toEqual({
      id: '820982911946154508',
      negative: '-9007199254740993',
      small: 42,
    });
  });

  it('leaves decimals and texts alone', () => {
    expect(parse('{"a":89.99,"b":"820982911946154508","c":null,"d":[1.5,true]}')).toEqual({
      a: 89.99,
      b: '820982911946154508',
      c: null,
      d: [1.5, true],
    });
  });

  it('takes out what PostgreSQL cannot store', () => {
    expect(parse('{"a":"x\\u0000y","b":"\\ud800","c":"\\ud83d\\ude00"}')).toEqual({
      a: 'xy',
      b: '\uFFFD',
      c: '😀',
    });
  });

  it('gives an own property for __proto__ and changes no prototype', () => {
    const value = parse('{"__proto__":{"polluted":true}}');
    expect(Object.getPrototypeOf(value)).toBe(Object.prototype);
    expect('polluted' in Object.prototype).toBe(false);
  });

  it('counts brackets only outside strings', () => {
    const text = JSON.stringify({ title: '['.repeat(200) + '\\"' + '{'.repeat(200) });
    expect(parse(text)).toEqual({ title: '['.repeat(200) + '\\"' + '{'.repeat(200) });
  });

  it.each([
    ['too deep', '['.repeat(20_000) + ']'.repeat(20_000), /nested/],
    ['not JSON', '{"email":"jane@example.com"', /not valid JSON/],
    ['empty', '', /not valid JSON/],
    ['with a byte order mark', '\uFEFF{}', /not valid JSON/],
  ])('refuses a body that is %s and repeats nothing of it', (_, text, reason) => {
    const attempt = (): unknown => parse(text);
    expect(attempt).toThrow(UnusableDeliveryError);
    expect(attempt).toThrow(reason);
    expect(attempt).not.toThrow(/jane/);
  });

  it('refuses bytes that are not UTF-8', () => {
    expect(() => parseJson(new Uint8Array([0x7b, 0xff, 0x7d]))).toThrow(/UTF-8/);
  });
});
