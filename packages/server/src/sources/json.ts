import { UnusableDeliveryError } from './unusable-delivery-error.ts';

/** Deeper than any vendor nests; far below what PostgreSQL and recursive code can take. */
const MAX_DEPTH = 64;

const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/**
 * Reads a vendor's JSON so that nothing is lost and nothing breaks further on: an integer beyond 2^53 becomes a string with every digit;
 * U+0000 is taken out and lone surrogates are replaced, since PostgreSQL stores neither.
 *
 * @throws {UnusableDeliveryError} when the bytes are not UTF-8, not JSON, or nested too deeply.
 */
export function parseJson(body: Uint8Array): unknown {
  let text: string;
  try {
    text = decoder.decode(body);
  } catch {
    throw new UnusableDeliveryError('The body is not valid UTF-8.');
  }
  if (depthOf(text) > MAX_DEPTH) {
    throw new UnusableDeliveryError(`The body is nested more than ${MAX_DEPTH} levels deep.`);
  }
  try {
    const value: unknown = JSON.parse(text, keepDigits);
    return value;
  } catch {
    // The parser's own message quotes the body, which may be personal.
    throw new UnusableDeliveryError('The body is not valid JSON.');
  }
}

function keepDigits(_key: string, value: unknown, context?: { readonly source?: string }): unknown {
  if (typeof value === 'string') return value.replaceAll('\u0000', '').replace(/\p{Surrogate}/gu, '\uFFFD');
  if (typeof value !== 'number' || Number.isSafeInteger(value)) return value;
  const source = context?.source;
  return source !== undefined && /^-?\d+$/.test(source) ? source : value;
}

/** Counted on the text, because the parser calls a reviver recursively. */
function depthOf(text: string): number {
  let depth = 0;
  let deepest = 0;
  let inString = false;
  for (let index = 0; index < text.length; index += 1) {
    const character = text[index];
    if (inString) {
      if (character === '\\') index += 1;
      else if (character === '"') inString = false;
    } else if (character === '"') inString = true;
    else if (character === '{' || character === '[') deepest = Math.max(deepest, (depth += 1));
    else if (character === '}' || character === ']') depth -= 1;
  }
  return deepest;
}
