import { createHmac } from 'node:crypto';

import { describe, expect, it } from 'vitest';

import { hasHmac } from './signature.ts';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

describe('hasHmac', () => {
  it('agrees with the value published in shopify-app-js', () => {
    const body = bytes('{"foo": "bar"}');
    expect(hasHmac(body, 'B23tXN681gZ0qIWNRrgtzBE9XSDo5yaUu6wfmhu3a7g=', ['test_secret_key'])).toBe(true);
    expect(hasHmac(body, 'B23tXN681gZ0qIWNRrgtzBE9XSDo5yaUu6wfmhu3a7g=', ['other', 'test_secret_key'])).toBe(
      true,
    );
    expect(hasHmac(body, 'B23tXN681gZ0qIWNRrgtzBE9XSDo5yaUu6wfmhu3a7g=', ['other'])).toBe(false);
  });

  it.each([
    [
      '4a656665',
      'what do ya want for nothing?',
      '5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843',
    ],
    ['4a656665', '', null],
  ])('agrees with RFC 4231 (key %s, data %s)', (key, data, hex) => {
    const secret = Buffer.from(key, 'hex').toString('latin1');
    const digest = hex === null ? createHmac('sha256', secret).update('').digest() : Buffer.from(hex, 'hex');
    expect(hasHmac(bytes(data), digest.toString('base64'), [secret])).toBe(true);
  });

  it.each([
    ['missing', null],
    ['empty', ''],
    ['without padding', 'B23tXN681gZ0qIWNRrgtzBE9XSDo5yaUu6wfmhu3a7g'],
    ['one character off', 'B23tXN681gZ0qIWNRrgtzBE9XSDo5yaUu6wfmhu3a7h='],
    ['other spare bits', 'B23tXN681gZ0qIWNRrgtzBE9XSDo5yaUu6wfmhu3a7j='],
    ['case flipped', 'b23tXN681gZ0qIWNRrgtzBE9XSDo5yaUu6wfmhu3a7g='],
    [
      'sent twice',
      'B23tXN681gZ0qIWNRrgtzBE9XSDo5yaUu6wfmhu3a7g=, B23tXN681gZ0qIWNRrgtzBE9XSDo5yaUu6wfmhu3a7g=',
    ],
    ['very long', 'A'.repeat(1_000_000)],
    ['outside Latin-1', '…'.repeat(44)],
  ])('refuses a signature that is %s', (_, given) => {
    expect(hasHmac(bytes('{"foo": "bar"}'), given, ['test_secret_key'])).toBe(false);
  });

  it('is about the bytes: a body that reads the same but is written otherwise is refused', () => {
    const given = 'B23tXN681gZ0qIWNRrgtzBE9XSDo5yaUu6wfmhu3a7g=';
    for (const body of ['{"foo":"bar"}', '{"foo": "bar"}\n', '\uFEFF{"foo": "bar"}']) {
      expect(hasHmac(bytes(body), given, ['test_secret_key'])).toBe(false);
    }
  });
});
