import { describe, expect, it } from 'vitest';

import { idempotencyKey } from './idempotency-key.ts';

describe('the Idempotency-Key header', () => {
  it.each([
    ['"8e03978e-40d5-43e8-bc93-6894a57f9324"', '8e03978e-40d5-43e8-bc93-6894a57f9324'],
    ['8e03978e-40d5-43e8-bc93-6894a57f9324', '8e03978e-40d5-43e8-bc93-6894a57f9324'],
    ['KG5LxwFBepaKHyUD', 'KG5LxwFBepaKHyUD'],
    ['  "two words"  ', 'two words'],
    [String.raw`"a \"quoted\" \\ part"`, String.raw`a "quoted" \ part`],
  ])('reads %j', (header, key) => {
    expect(idempotencyKey(header)).toBe(key);
  });

  it.each([null, undefined, '', '   ', '""'])('misses %j', (header) => {
    expect(() => idempotencyKey(header)).toThrow(
      expect.objectContaining({ code: 'idempotency_key_missing' }),
    );
  });

  it.each(['"open', 'shut"', 'a, b', '"a", "b"', 'a b', '"ü"', 'ключ', '"a\tb"', '"a";p=1', 'x'.repeat(256)])(
    'refuses %j',
    (header) => {
      expect(() => idempotencyKey(header)).toThrow(expect.objectContaining({ code: 'request_malformed' }));
    },
  );
});
