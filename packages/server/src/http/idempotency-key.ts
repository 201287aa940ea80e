import { ProblemError } from './problem.ts';

/** Printable ASCII of an RFC 8941 string, with `"` and `\` escaped; or the bare form many clients send. */
const QUOTED = /^"((?:[\x20\x21\x23-\x5b\x5d-\x7e]|\\["\\])+)"$/;
const BARE = /^[\x21\x23-\x2b\x2d-\x3a\x3c-\x5b\x5d-\x7e]+$/;
const KEY_MAX_LENGTH = 255;

/**
 * The value of `Idempotency-Key`: `"8e03978e-…"` as the IETF draft has it, or without quotes. Both spellings of a value are one key.
 *
 * @throws {ProblemError} `idempotency_key_missing` (absent, empty), `request_malformed` (anything else that is no key).
 */
export function idempotencyKey(header: string | null | undefined): string {
  const text = header?.trim() ?? '';
  if (text === '' || text === '""') throw new ProblemError('idempotency_key_missing');
  const quoted = QUOTED.exec(text)?.[1]?.replaceAll(/\\(["\\])/g, '$1');
  const key = quoted ?? (BARE.test(text) ? text : undefined);
  if (key === undefined || key.length > KEY_MAX_LENGTH) {
    throw new ProblemError('request_malformed', {
      detail: `Idempotency-Key has to be one string of at most ${KEY_MAX_LENGTH} printable ASCII characters.`,
    });
  }
  return key;
}
