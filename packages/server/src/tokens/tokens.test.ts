import * as fc from 'fast-check';
import { SignJWT } from 'jose';
import { describe, expect, it } from 'vitest';

import { ConfigError } from '../errors/config-error.ts';
import { deriveKeys } from './keys.ts';
import { signToken } from './signed-token.ts';
import {
  assertGeneration,
  createTokens,
  LINK_LIFETIME_MS,
  type OrderGrant,
  SESSION_LIFETIME_MS,
} from './tokens.ts';

const SECRET = 'a secret of the shop with 32 bytes or more';
const START = Date.UTC(2026, 10, 21, 9, 30);
const ORDER = { source: 'shopify', id: '820982911946154508' };
const BASE64URL = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';

function at(now: number, secret = SECRET) {
  return createTokens({ secret, now: () => now });
}

const refused = (code: string): unknown => expect.objectContaining({ name: 'TokenError', code });

describe('a session token', () => {
  it('names its order with every digit, and says who holds it', async () => {
    const { token, expiresAt } = await at(START).session(ORDER);
    expect(await at(START).verifySession(token)).toEqual({
      ref: ORDER,
      role: 'buyer',
      tier: 'purchase',
      via: 'onsite',
      generation: 0,
      issuedAt: START,
      expiresAt: START + SESSION_LIFETIME_MS,
    } satisfies OrderGrant);
    expect(expiresAt).toBe(START + SESSION_LIFETIME_MS);
  });

  it('keeps source and id apart, whatever characters they have', async () => {
    const text = fc.string({ minLength: 1, maxLength: 40, unit: 'grapheme' });
    await fc.assert(
      fc.asyncProperty(text, text, async (source, id) => {
        const tokens = at(START);
        const { token } = await tokens.session({ source, id });
        expect((await tokens.verifySession(token)).ref).toEqual({ source, id });
      }),
      { numRuns: 300 },
    );
  });

  it('is good until the second before exp, and expired from exp on', async () => {
    const { token, expiresAt } = await at(START + 123).session(ORDER);
    await expect(at(expiresAt - 1).verifySession(token)).resolves.toMatchObject({ ref: ORDER });
    await expect(at(expiresAt).verifySession(token)).rejects.toEqual(refused('token_expired'));
    await expect(at(expiresAt + 1_000).verifySession(token)).rejects.toEqual(refused('token_expired'));
  });

  it('is refused when any one character is cut, doubled, added or changed', async () => {
    const tokens = at(START);
    const { token } = await tokens.session(ORDER);
    const position = fc.nat(token.length - 1);
    const mutation = fc.oneof(
      fc
        .tuple(position, fc.constantFrom(...BASE64URL.split(''), '.', '=', ' ', '%', '+', '/'))
        .map(([index, character]) => token.slice(0, index) + character + token.slice(index + 1)),
      position.map((index) => token.slice(0, index) + token.slice(index + 1)),
      position.map((index) => token.slice(0, index) + token.slice(index, index + 1) + token.slice(index)),
      position.map((index) => token.slice(0, index)),
      position.map((index) => token.slice(0, index) + encodeURIComponent('.') + token.slice(index)),
    );
    await fc.assert(
      fc.asyncProperty(mutation, async (mutated) => {
        fc.pre(mutated !== token);
        await expect(tokens.verifySession(mutated)).rejects.toEqual(refused('token_invalid'));
      }),
      { numRuns: 1_000 },
    );
  });

  it('has one spelling only: spare bits, padding, case and white space are refused', async () => {
    const tokens = at(START);
    const { token } = await tokens.session(ORDER);
    const [header = '', payload = '', signature = ''] = token.split('.');
    const last = BASE64URL.indexOf(signature.slice(-1));
    // 32 bytes fill 42 characters and four bits of the 43rd: the same bytes have four spellings.
    const spellings = [1, 2, 3].map(
      (spare) => signature.slice(0, -1) + (BASE64URL[(last & ~3) | spare] ?? ''),
    );
    const same = spellings.filter((text) => text !== signature);
    expect(
      same.every((text) => Buffer.from(text, 'base64url').equals(Buffer.from(signature, 'base64url'))),
    ).toBe(true);
    const variants = [
      ...same.map((text) => `${header}.${payload}.${text}`),
      `${token}=`,
      `${header}=.${payload}.${signature}`,
      ` ${token}`,
      `${token}\n`,
      token.replaceAll('-', '+').replaceAll('_', '/').concat('='),
      token.toUpperCase(),
      token.toLowerCase(),
      token.replace('.', '%2e'),
      `${token}.`,
      `.${token}`,
      `${token}.${signature}`,
    ];
    for (const variant of variants) {
      await expect(tokens.verifySession(variant), variant).rejects.toEqual(refused('token_invalid'));
    }
  });

  it('is good for its purpose, secret and algorithm only', async () => {
    const tokens = at(START);
    const { token: session } = await tokens.session(ORDER);
    const link = await tokens.link(ORDER);
    const unsubscribe = await tokens.unsubscribe({ customerKey: 'id:shopify:7', channel: 'email' });
    for (const other of [link, unsubscribe]) {
      await expect(tokens.verifySession(other)).rejects.toEqual(refused('token_invalid'));
    }
    for (const other of [session, unsubscribe]) {
      await expect(tokens.verifyLink(other)).rejects.toEqual(refused('token_invalid'));
    }
    for (const other of [session, link]) {
      await expect(tokens.verifyUnsubscribe(other)).rejects.toEqual(refused('token_invalid'));
    }
    await expect(at(START, `${SECRET}!`).verifySession(session)).rejects.toEqual(refused('token_invalid'));

    const encode = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
    const [, payload = ''] = session.split('.');
    await expect(tokens.verifySession(`${encode({ alg: 'none' })}.${payload}.`)).rejects.toEqual(
      refused('token_invalid'),
    );
    const key = deriveKeys(SECRET).session;
    const strong = await new SignJWT(decode(payload))
      .setProtectedHeader({ alg: 'HS512', typ: 'JWT' })
      .sign(new Uint8Array([...key, ...key]));
    await expect(tokens.verifySession(strong)).rejects.toEqual(refused('token_invalid'));
  });

  it('is refused when a claim is missing or not what we write', async () => {
    const tokens = at(START);
    const key = deriveKeys(SECRET).session;
    const claims = { role: 'buyer', tier: 'purchase', via: 'onsite', gen: 0 };
    const signed = { subject: 'shopify:1', issuedAt: START, expiresAt: START + 60_000, claims };
    await expect(tokens.verifySession(await signToken(key, 'session', signed))).resolves.toMatchObject({
      role: 'buyer',
    });
    const { expiresAt: _, ...endless } = signed;
    const broken = [
      endless,
      { ...signed, subject: 'shopify' },
      { ...signed, subject: 'shopify:1:2' },
      { ...signed, subject: ':1' },
      { ...signed, subject: 'shopify:%zz' },
      { ...signed, claims: { ...claims, role: 'admin' } },
      { ...signed, claims: { ...claims, gen: -1 } },
      { ...signed, claims: { role: 'buyer' } },
    ];
    for (const variant of broken) {
      const token = await signToken(key, 'session', variant);
      await expect(tokens.verifySession(token), JSON.stringify(variant)).rejects.toEqual(
        refused('token_invalid'),
      );
    }
    await expect(tokens.verifySession(await signToken(key, 'link', signed))).rejects.toEqual(
      refused('token_invalid'),
    );
  });

  it('ends when the generation of its order rises above its own', async () => {
    const tokens = at(START);
    const { token } = await tokens.session(ORDER, { generation: 3 });
    const grant = await tokens.verifySession(token);
    expect(() => assertGeneration(grant, 3)).not.toThrow();
    expect(() => assertGeneration(grant, 4)).toThrow(refused('token_revoked'));
  });
});

describe('a link token', () => {
  it('comes from the contact on file and carries the role over', async () => {
    const tokens = at(START);
    const grant = await tokens.verifyLink(await tokens.link(ORDER, { role: 'recipient', generation: 2 }));
    expect(grant).toMatchObject({
      ref: ORDER,
      role: 'recipient',
      tier: 'contact',
      via: 'email',
      generation: 2,
    });
    expect(grant.expiresAt).toBe(START + LINK_LIFETIME_MS);
  });
});

describe('an unsubscribe token', () => {
  it('still works years later', async () => {
    const token = await at(START).unsubscribe({ customerKey: 'email:abc', channel: 'email' });
    const years = at(START + 10 * 365 * 86_400_000);
    expect(await years.verifyUnsubscribe(token)).toEqual({ customerKey: 'email:abc', channel: 'email' });
  });
});

describe('the secret', () => {
  it.each(['', 'short', 'x'.repeat(31), 'ä'.repeat(15)])('is refused when it is too short: %j', (secret) => {
    expect(() => at(START, secret)).toThrow(ConfigError);
    expect(() => at(START, secret)).toThrow(/at least 32 bytes/);
  });

  it('may be any text of 32 bytes', () => {
    expect(() => at(START, 'ä'.repeat(16))).not.toThrow();
  });
});

describe('names made with the secret', () => {
  it('gives a delivery 22 base64url characters that differ between deliveries, purposes and secrets', () => {
    const tokens = at(START);
    const key = tokens.shopperKey('first-order:shopify:1/rating/order/onsite');
    expect(key).toMatch(/^[A-Za-z0-9_-]{22}$/);
    expect(tokens.shopperKey('first-order:shopify:1/rating/order/onsite')).toBe(key);
    expect(tokens.shopperKey('first-order:shopify:2/rating/order/onsite')).not.toBe(key);
    expect(at(START, `${SECRET}!`).shopperKey('first-order:shopify:1/rating/order/onsite')).not.toBe(key);
    const id = tokens.messageId('first-order:shopify:1/rating/order/onsite', 'shop.example');
    expect(id).toMatch(/^[A-Za-z0-9_-]{22}@shop\.example$/);
    expect(id.startsWith(key)).toBe(false);
  });

  it('names a customer by id, else by address, else by phone, else not at all', () => {
    const tokens = at(START);
    const name = (identity: { customer?: string; email?: string; phone?: string }) =>
      tokens.customerKey({ source: 'shopify', ...identity });
    expect(name({ customer: '115310627314723954', email: 'jane@example.com' })).toBe(
      'id:shopify:115310627314723954',
    );
    const jane = name({ email: 'jane@example.com', phone: '+49 30 1234' });
    expect(jane).toMatch(/^email:[\w-]{22}$/);
    expect(name({ email: ' Jane@EXAMPLE.com ' })).toBe(jane);
    expect(name({ email: 'jane+shop@example.com' })).not.toBe(jane);
    expect(name({ email: 'jane@müller.example' })).toBe(name({ email: 'jane@xn--mller-kva.example' }));
    const phone = name({ email: 'not an address', phone: '+49 (30) 12-34' });
    expect(phone).toMatch(/^phone:/);
    expect(name({ phone: '+49301234' })).toBe(phone);
    expect(name({})).toBeNull();
    expect(name({ customer: '', email: '', phone: ' ' })).toBeNull();
  });
});

function decode(part: string): Record<string, unknown> {
  const value: unknown = JSON.parse(Buffer.from(part, 'base64url').toString());
  return typeof value === 'object' && value !== null ? { ...value } : {};
}
