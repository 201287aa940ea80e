import { createHmac, timingSafeEqual } from 'node:crypto';

/** A base64 signature of SHA-256 has exactly this length; anything else is refused before any hashing. */
const SIGNATURE_LENGTH = 44;

/**
 * Whether `given` is the base64 HMAC-SHA-256 of the raw bytes under one of the secrets (several while a secret is being rotated). The
 * comparison takes the same time wherever the texts differ. Only the canonical spelling is accepted: one value, padded, no spaces.
 */
export function hasHmac(body: Uint8Array, given: string | null, secrets: readonly string[]): boolean {
  if (given?.length !== SIGNATURE_LENGTH) return false;
  const actual = Buffer.from(given, 'latin1');
  let matches = false;
  for (const secret of secrets) {
    const expected = Buffer.from(createHmac('sha256', secret).update(body).digest('base64'), 'latin1');
    // No early return: how long it takes tells nothing about which secret matched.
    matches = timingSafeEqual(expected, actual) || matches;
  }
  return matches;
}
