/**
 * A key for one submit: 128 random bits in hexadecimal digits. It goes out with every attempt of that submit, and never with another
 * one. Also on pages without HTTPS, where the platform makes no UUIDs.
 */
export function newIdempotencyKey(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) =>
    byte.toString(16).padStart(2, '0'),
  ).join('');
}

/**
 * A key as the header `Idempotency-Key` carries it: a string of RFC 8941.
 *
 * @throws {TypeError} when the key is empty, longer than 255 characters, or has others than the printable ones of ASCII.
 */
export function idempotencyHeader(key: string): string {
  if (!/^[\x20-\x7e]{1,255}$/.test(key))
    throw new TypeError('An idempotency key has 1 to 255 printable ASCII characters');
  return `"${key.replaceAll(/["\\]/g, String.raw`\$&`)}"`;
}
