import { FactError } from './fact-error.ts';

/**
 * Percent-encodes one part of an id, so that parts joined by `/` or `:` can never be mistaken for others.
 *
 * @throws {FactError} `fact_invalid` for text with half a surrogate pair, which has no encoding.
 */
export function encodePart(part: string): string {
  if (PLAIN.test(part)) return part;
  try {
    return encodeURIComponent(part);
  } catch {
    throw new FactError('fact_invalid', 'id', 'Part of an id is not well-formed Unicode text.');
  }
}

/** What percent-encoding leaves as it is: nearly every part there is, and found out sooner than encoded. */
const PLAIN = /^[\w.!~*'()-]*$/;
