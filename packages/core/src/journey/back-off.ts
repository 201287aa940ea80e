import { sha256 } from '@noble/hashes/sha2.js';
import { utf8ToBytes } from '@noble/hashes/utils.js';

const MINUTE = 60_000;
const LONGEST = 60 * MINUTE;

/**
 * How long to wait after a failed attempt, in milliseconds: 1 minute after the first, doubled each time, an
 * hour at most, plus up to a quarter of it.
 *
 * The extra quarter is drawn from the delivery key, so that mails which failed together do not come back
 * together, and yet the same failure always leads to the same instant.
 */
export function backOff(key: string, attempt: number): number {
  const base = Math.min(LONGEST, MINUTE * 2 ** Math.max(0, attempt - 1));
  const [draw = 0] = sha256(utf8ToBytes(`${key}/${attempt}`));
  return base + Math.floor((base / 4) * (draw / 256));
}
