import { createHmac, hkdfSync } from 'node:crypto';

import { ConfigError } from '../errors/config-error.ts';

/** Least length of the shop's secret: what HMAC-SHA-256 needs to be as strong as it can be. */
export const SECRET_MIN_BYTES = 32;

/**
 * What a derived key is for. One key per purpose: what is signed for one purpose cannot be passed off as another, whatever it says about
 * itself. The names are part of the derivation; changing one invalidates everything made with it.
 */
export type KeyPurpose =
  'session' | 'link' | 'unsubscribe' | 'shopper-key' | 'customer-key' | 'message-id' | 'publish-confirm';

export type Keys = Readonly<Record<KeyPurpose, Uint8Array>>;

/**
 * Derives the keys from the shop's secret (HKDF-SHA-256, RFC 5869).
 *
 * @throws {ConfigError} when the secret is shorter than `SECRET_MIN_BYTES` bytes of UTF-8.
 */
export function deriveKeys(secret: string): Keys {
  const material = Buffer.from(secret, 'utf8');
  if (material.length < SECRET_MIN_BYTES) {
    throw new ConfigError(
      'secret',
      `has to be at least ${SECRET_MIN_BYTES} bytes long and is ${material.length}; make one with: openssl rand -base64 32`,
    );
  }
  const key = (purpose: KeyPurpose): Uint8Array =>
    new Uint8Array(hkdfSync('sha256', material, 'post-purchase', purpose, 32));
  return {
    session: key('session'),
    link: key('link'),
    unsubscribe: key('unsubscribe'),
    'shopper-key': key('shopper-key'),
    'customer-key': key('customer-key'),
    'message-id': key('message-id'),
    'publish-confirm': key('publish-confirm'),
  };
}

/** The first 128 bits of HMAC-SHA-256 as 22 base64url characters: a name that tells nothing and cannot be guessed. */
export function keyedName(key: Uint8Array, text: string): string {
  return createHmac('sha256', key).update(text, 'utf8').digest().subarray(0, 16).toString('base64url');
}
