import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';

/** A value that JSON cannot hold without changing it. `path` leads to it (`data.lines[0].quantity`; empty: the value itself). */
export class CanonicalJsonError extends TypeError {
  override readonly name = 'CanonicalJsonError';
  readonly code = 'not_json';
  readonly path: string;

  constructor(path: string, found: string) {
    super(`${path === '' ? 'The value' : path} is ${found}, which JSON cannot hold.`);
    this.path = path;
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
  return write(value, '');
}

/** SHA-256 of the canonical JSON, as 64 lower-case hexadecimal digits. What it is taken of never depends on key order. */
export function contentHash(value: unknown): string {
  return bytesToHex(sha256(utf8ToBytes(canonicalJson(value))));
}

function write(value: unknown, path: string): string {
  switch (typeof value) {
    case 'string':
    case 'boolean':
      return JSON.stringify(value);
    case 'number':
      if (!Number.isFinite(value)) throw new CanonicalJsonError(path, String(value));
      return JSON.stringify(value);
    case 'object':
      if (value === null) return 'null';
      if (Array.isArray(value)) return writeArray(value, path);
      return writeObject(value, path);
    case 'undefined':
      throw new CanonicalJsonError(path, 'undefined');
    case 'bigint':
    case 'symbol':
    case 'function':
      throw new CanonicalJsonError(path, `a ${typeof value}`);
  }
}

function writeArray(items: readonly unknown[], path: string): string {
  // Array.from visits the holes of a sparse array, which map would skip.
  return `[${Array.from(items, (item, index) => write(item, `${path}[${index}]`)).join(',')}]`;
}

function writeObject(value: object, path: string): string {
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype !== Object.prototype && prototype !== null) {
    throw new CanonicalJsonError(path, `an object of class ${value.constructor.name}`);
  }
  const members: [string, unknown][] = Object.entries(value);
  return `{${members
    .filter(([, member]) => member !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, member]) => `${JSON.stringify(key)}:${write(member, path === '' ? key : `${path}.${key}`)}`)
    .join(',')}}`;
}
