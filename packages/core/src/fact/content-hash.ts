import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';

/** A value that JSON cannot hold without changing it. `path` leads to it (`data.lines[0].quantity`; empty: the value itself). */
export class CanonicalJsonError extends TypeError {
  override readonly name = 'CanonicalJsonError';
  readonly code = 'not_json';
  readonly path: string;
  /** What is there, in words: `a bigint`, `an object of class Date`. */
  readonly found: string;

  constructor(path: string, found: string) {
    super(`${path === '' ? 'The value' : path} is ${found}, which JSON cannot hold.`);
    this.path = path;
    this.found = found;
  }
}

/**
 * The one JSON text of a value: keys sorted by their UTF-16 code units (as in RFC 8785), no white space, members that are
 * `undefined` left out. Two values give the same text exactly if they mean the same JSON.
 *
 * @throws {CanonicalJsonError} for what `JSON.stringify` would silently change: NaN and infinities, `undefined` in an array or at
 * the top, bigints, functions, symbols, and objects of a class (a `Date`, a `Map`).
 */
export function canonicalJson(value: unknown): string {
  return write(value, null);
}

/** SHA-256 of the canonical JSON, as 64 lower-case hexadecimal digits. What it is taken of never depends on key order. */
export function contentHash(value: unknown): string {
  return bytesToHex(sha256(utf8ToBytes(canonicalJson(value))));
}

/** Where a value stands: in what, and under which key or index there. Put into words only when something is wrong. */
interface Place {
  readonly within: Place | null;
  readonly key: string | number;
}

function write(value: unknown, place: Place | null): string {
  switch (typeof value) {
    case 'string':
    case 'boolean':
      return JSON.stringify(value);
    case 'number':
      if (!Number.isFinite(value)) throw new CanonicalJsonError(pathTo(place), String(value));
      return JSON.stringify(value);
    case 'object':
      if (value === null) return 'null';
      if (Array.isArray(value)) return writeArray(value, place);
      return writeObject(value, place);
    case 'undefined':
      throw new CanonicalJsonError(pathTo(place), 'undefined');
    case 'bigint':
    case 'symbol':
    case 'function':
      throw new CanonicalJsonError(pathTo(place), `a ${typeof value}`);
  }
}

function writeArray(items: readonly unknown[], place: Place | null): string {
  let text = '';
  // By index, so that the holes of a sparse array are visited too.
  for (let index = 0; index < items.length; index += 1) {
    text += (index === 0 ? '' : ',') + write(items[index], { within: place, key: index });
  }
  return `[${text}]`;
}

function writeObject(value: object, place: Place | null): string {
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype !== Object.prototype && prototype !== null) {
    throw new CanonicalJsonError(pathTo(place), `an object of class ${value.constructor.name}`);
  }
  let text = '';
  for (const key of Object.keys(value).sort()) {
    const member: unknown = Reflect.get(value, key);
    if (member === undefined) continue;
    text += `${text === '' ? '' : ','}${JSON.stringify(key)}:${write(member, { within: place, key })}`;
  }
  return `{${text}}`;
}

function pathTo(place: Place | null): string {
  if (place === null) return '';
  const before = pathTo(place.within);
  if (typeof place.key === 'number') return `${before}[${place.key}]`;
  return before === '' ? place.key : `${before}.${place.key}`;
}
