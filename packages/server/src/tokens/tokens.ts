import { orderKey, type OrderRef } from '@post-purchase/core';
import type { JWTPayload } from 'jose';
import * as z from 'zod/mini';

import { type CustomerIdentity, customerKey } from './customer-key.ts';
import { deriveKeys, keyedName } from './keys.ts';
import { seconds, signToken, verifyToken } from './signed-token.ts';
import { TokenError } from './token-error.ts';

/** How long an order's session token is good: the time a shopper waits for a parcel. */
export const SESSION_LIFETIME_MS = 30 * 24 * 3_600_000;
/** How long the link of a mail can be followed: until after the last touchpoint of an ordinary journey. */
export const LINK_LIFETIME_MS = 90 * 24 * 3_600_000;

/** A gift's recipient sees no money anywhere. */
export const ROLES = ['buyer', 'recipient'] as const;
export type Role = (typeof ROLES)[number];

/**
 * How the holder came to the token. `purchase`: the shop handed it out in its own checkout. `contact`: through a message to the contact on
 * file.
 */
export const TIERS = ['purchase', 'contact'] as const;
export type Tier = (typeof TIERS)[number];

/** Where the token is used: on the shop's own page, or coming from a mail. Stored with answers. */
export const VIAS = ['onsite', 'email'] as const;
export type Via = (typeof VIAS)[number];

/** What a token lets its holder do: see and answer for one order. */
export interface OrderGrant {
  readonly ref: OrderRef;
  readonly role: Role;
  readonly tier: Tier;
  readonly via: Via;
  /** The order's token generation when the token was made: raising the order's revokes all older tokens. */
  readonly generation: number;
  /** Epoch milliseconds, a full second. */
  readonly issuedAt: number;
  /** Epoch milliseconds, a full second. */
  readonly expiresAt: number;
}

/** What a new token says about its holder. */
export interface GrantOptions {
  /** Default `buyer`. */
  readonly role?: Role;
  /** Default 0: the generation of an order that never had tokens revoked. */
  readonly generation?: number;
  /** Milliseconds; default `SESSION_LIFETIME_MS`, for links `LINK_LIFETIME_MS`. */
  readonly lifetime?: number;
}

export interface SessionOptions extends GrantOptions {
  /** Default `purchase`. */
  readonly tier?: Tier;
  /** Default `onsite`. */
  readonly via?: Via;
}

/** Whom an unsubscribe token is about. */
export interface UnsubscribeGrant {
  readonly customerKey: string;
  readonly channel: 'email';
}

/** Makes and checks everything that is signed or named with the shop's secret. */
export interface Tokens {
  /** A token for the widgets of one order. The order need not have arrived yet. */
  session(ref: OrderRef, options?: SessionOptions): Promise<{ token: string; expiresAt: number }>;
  /** A token for the link of a mail: good only to be exchanged for a session token. */
  link(ref: OrderRef, options?: GrantOptions): Promise<string>;
  /** A token for the unsubscribe link of a marketing mail. It never expires: a link found in an old mail still works. */
  unsubscribe(grant: UnsubscribeGrant): Promise<string>;
  /** @throws {TokenError} unless it is a session token that is good now. Whether it was revoked is the order's to say: `assertGeneration`. */
  verifySession(token: string): Promise<OrderGrant>;
  /** @throws {TokenError} unless it is a link token that is good now. */
  verifyLink(token: string): Promise<OrderGrant>;
  /** @throws {TokenError} unless it is an unsubscribe token. */
  verifyUnsubscribe(token: string): Promise<UnsubscribeGrant>;
  /** How a delivery is named to shoppers: 22 base64url characters. */
  shopperKey(deliveryKey: string): string;
  /** Names the customer across orders, see `customerKey`. Null: nothing to name them by. */
  customerKey(customer: CustomerIdentity): string | null;
  /** The `Message-ID` of a delivery, without angle brackets: every attempt at one delivery has the same. `domain` is the sender's. */
  messageId(deliveryKey: string, domain: string): string;
  /** Names what was confirmed for publishing: nobody without the secret can make it, and anything else has another name. */
  publishConfirm(confirmed: string): string;
}

export interface TokensOptions {
  /** The shop's secret, at least `SECRET_MIN_BYTES` bytes. */
  readonly secret: string;
  /** Epoch milliseconds. */
  readonly now: () => number;
}

const OrderClaims = z.object({
  sub: z.string(),
  iat: z.int(),
  exp: z.int(),
  role: z.enum(ROLES),
  tier: z.enum(TIERS),
  via: z.enum(VIAS),
  gen: z.int().check(z.nonnegative()),
});

const UnsubscribeClaims = z.object({ sub: z.string().check(z.minLength(1)), channel: z.literal('email') });

/** @throws {ConfigError} when the secret is too short. */
export function createTokens({ secret, now }: TokensOptions): Tokens {
  const keys = deriveKeys(secret);

  async function issue(purpose: 'session' | 'link', ref: OrderRef, options: Required<SessionOptions>) {
    const issuedAt = now();
    const { role, tier, via, generation, lifetime } = options;
    const expiresAt = seconds(issuedAt + lifetime) * 1_000;
    const claims = { role, tier, via, gen: generation };
    const token = await signToken(keys[purpose], purpose, {
      subject: orderKey(ref),
      issuedAt,
      expiresAt,
      claims,
    });
    return { token, expiresAt };
  }

  async function verifyOrderToken(purpose: 'session' | 'link', token: string): Promise<OrderGrant> {
    const claims = await verifyToken(keys[purpose], purpose, token, now());
    const { sub, iat, exp, role, tier, via, gen } = parseClaims(OrderClaims, claims);
    return {
      ref: refOf(sub),
      role,
      tier,
      via,
      generation: gen,
      issuedAt: iat * 1_000,
      expiresAt: exp * 1_000,
    };
  }

  return {
    session: (
      ref,
      {
        role = 'buyer',
        tier = 'purchase',
        via = 'onsite',
        generation = 0,
        lifetime = SESSION_LIFETIME_MS,
      } = {},
    ) => issue('session', ref, { role, tier, via, generation, lifetime }),
    link: async (ref, { role = 'buyer', generation = 0, lifetime = LINK_LIFETIME_MS } = {}) => {
      const { token } = await issue('link', ref, {
        role,
        tier: 'contact',
        via: 'email',
        generation,
        lifetime,
      });
      return token;
    },
    unsubscribe: ({ customerKey: subject, channel }) =>
      signToken(keys.unsubscribe, 'unsubscribe', { subject, issuedAt: now(), claims: { channel } }),
    verifySession: (token) => verifyOrderToken('session', token),
    verifyLink: (token) => verifyOrderToken('link', token),
    verifyUnsubscribe: async (token) => {
      const { sub, channel } = parseClaims(
        UnsubscribeClaims,
        await verifyToken(keys.unsubscribe, 'unsubscribe', token, now()),
      );
      return { customerKey: sub, channel };
    },
    shopperKey: (deliveryKey) => keyedName(keys['shopper-key'], deliveryKey),
    customerKey: (customer) => customerKey(customer, (text) => keyedName(keys['customer-key'], text)),
    messageId: (deliveryKey, domain) => `${keyedName(keys['message-id'], deliveryKey)}@${domain}`,
    publishConfirm: (confirmed) => keyedName(keys['publish-confirm'], confirmed),
  };
}

/**
 * Refuses a token that is older than the order's token generation. An order that has not arrived yet has generation 0.
 *
 * @throws {TokenError} `token_revoked`.
 */
export function assertGeneration(grant: OrderGrant, generation: number): void {
  if (grant.generation < generation) throw new TokenError('token_revoked');
}

function refOf(subject: string): OrderRef {
  const [source, id, ...rest] = subject.split(':');
  if (!source || !id || rest.length > 0) throw new TokenError('token_invalid');
  try {
    return { source: decodeURIComponent(source), id: decodeURIComponent(id) };
  } catch {
    throw new TokenError('token_invalid');
  }
}

function parseClaims<Claims>(schema: z.ZodMiniType<Claims>, payload: JWTPayload): Claims {
  const { success, data } = z.safeParse(schema, payload);
  // Signed with our key, so it was made by another version of us.
  if (!success) throw new TokenError('token_invalid');
  return data;
}
