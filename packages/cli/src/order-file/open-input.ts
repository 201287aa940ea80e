import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { pipeline, Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';

import { missing } from '../journey-file/load-journey-file.ts';
import { InputError, reasonOf } from '../command/input-error.ts';

/** A file that is being read. */
export interface Input {
  /** As it was given; `standard input` for `-`. */
  readonly name: string;
  /** Bytes in all, as they lie on the disk; null where nobody knows. */
  readonly size: number | null;
  /** Bytes read so far, as they lie on the disk. */
  readonly bytesRead: () => number;
  /** Its text, unpacked, in pieces; can be read once. */
  readonly text: AsyncIterable<string>;
}

/** Stands for standard input. */
export const STANDARD_INPUT = '-';

/**
 * Opens a file of UTF-8 text, plain or gzip: its first bytes tell which, not its name.
 *
 * @throws {InputError} when it is not there or cannot be read; while its text is read, when it is damaged or no text
 */
export async function openInput(path: string): Promise<Input> {
  if (path === STANDARD_INPUT) return inputOf('standard input', null, process.stdin);
  const found = await stat(path).catch((error: unknown) => {
    throw new InputError('file_unreadable', missing(path, error));
  });
  if (found.isDirectory()) throw new InputError('file_unreadable', `${path} is not a file.`);
  return inputOf(path, found.size, createReadStream(path));
}

function inputOf(name: string, size: number | null, source: AsyncIterable<unknown>): Input {
  let bytesRead = 0;
  async function* counted(): AsyncGenerator<Buffer> {
    for await (const chunk of source) {
      if (!Buffer.isBuffer(chunk)) continue;
      bytesRead += chunk.length;
      yield chunk;
    }
  }
  return { name, size, bytesRead: () => bytesRead, text: textOf(name, counted()) };
}

async function* textOf(name: string, source: AsyncIterable<Buffer>): AsyncGenerator<string> {
  // Without `ignoreBOM: true` the decoder drops the mark that some programs put first.
  const decoder = new TextDecoder('utf-8', { fatal: true });
  try {
    for await (const chunk of unpacked(source)) yield decoder.decode(chunk, { stream: true });
    const rest = decoder.decode();
    if (rest !== '') yield rest;
  } catch (error) {
    throw new InputError('file_invalid', unreadable(name, error));
  }
}

async function* unpacked(source: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  const chunks = source[Symbol.asyncIterator]();
  const first = await chunks.next();
  if (first.done === true) return;
  async function* all(head: Buffer): AsyncGenerator<Buffer> {
    yield head;
    yield* { [Symbol.asyncIterator]: () => chunks };
  }
  const packed = first.value[0] === 0x1f && first.value[1] === 0x8b;
  if (!packed) {
    yield* all(first.value);
    return;
  }
  const gunzip = createGunzip();
  // What goes wrong on either side comes out of `gunzip`, where it is read.
  pipeline(Readable.from(all(first.value)), gunzip, () => undefined);
  for await (const chunk of gunzip) if (Buffer.isBuffer(chunk)) yield chunk;
}

function unreadable(name: string, error: unknown): string {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'ERR_ENCODING_INVALID_ENCODED_DATA') {
    return `${name} is neither UTF-8 text nor gzip: save it as UTF-8.`;
  }
  if (typeof code === 'string' && code.startsWith('Z_'))
    return `${name} is damaged gzip: ${reasonOf(error)}.`;
  return missing(name, error);
}
