import { errors, type JWTPayload, jwtVerify, SignJWT } from 'jose';

import { TokenError } from './token-error.ts';

/** Longest token that is looked at; ours have about 300 characters. */
const TOKEN_MAX_LENGTH = 4_096;

/** What a token says, beside what it is for and when it was made. */
export interface SignedClaims {
  readonly subject: string;
  /** Epoch milliseconds; rounded down to the second. */
  readonly issuedAt: number;
  /** Epoch milliseconds; rounded down to the second. Absent: good for ever. */
  readonly expiresAt?: number;
  readonly claims: Readonly<Record<string, string | number>>;
}

/** A JSON Web Token (RFC 7519) signed with HMAC-SHA-256. `audience` is its purpose. */
export async function signToken(key: Uint8Array, audience: string, signed: SignedClaims): Promise<string> {
  const token = new SignJWT({ ...signed.claims })
    .setProtectedHeader({ alg: 'HS256', typ: 'JWT' })
    .setAudience(audience)
    .setSubject(signed.subject)
    .setIssuedAt(seconds(signed.issuedAt));
  if (signed.expiresAt !== undefined) token.setExpirationTime(seconds(signed.expiresAt));
  return token.sign(key);
}

/**
 * The claims of a token made by `signToken` with the same key and audience. A token is refused from the very second in `exp`.
 *
 * A token has one spelling: base64url leaves spare bits in the last character, and decoders accept padding and other alphabets, so each
 * part has to equal its own re-encoding. Otherwise one token has several texts, and a block list or a log search finds only one of them.
 *
 * @throws {TokenError} `token_expired` only when everything else is right; else `token_invalid`.
 */
export async function verifyToken(
  key: Uint8Array,
  audience: string,
  token: string,
  now: number,
): Promise<JWTPayload> {
  if (!isCanonical(token)) throw new TokenError('token_invalid');
  try {
    const { payload } = await jwtVerify(token, key, {
      algorithms: ['HS256'],
      typ: 'JWT',
      audience,
      requiredClaims: ['sub', 'iat'],
      currentDate: new Date(now),
    });
    return payload;
  } catch (error) {
    if (error instanceof errors.JWTExpired) throw new TokenError('token_expired');
    if (error instanceof errors.JOSEError) throw new TokenError('token_invalid');
    throw error;
  }
}

function isCanonical(token: string): boolean {
  if (token.length > TOKEN_MAX_LENGTH) return false;
  const parts = token.split('.');
  return (
    parts.length === 3 && parts.every((part) => part === Buffer.from(part, 'base64url').toString('base64url'))
  );
}

/** Epoch seconds, as JSON Web Tokens count. */
export function seconds(epochMs: number): number {
  return Math.floor(epochMs / 1_000);
}
