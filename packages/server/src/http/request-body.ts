import type * as z from 'zod/mini';

import { ProblemError } from './problem.ts';
import { checkShape } from './shape.ts';

/** Most bytes of a body from a shopper or from staff. */
export const SHOPPER_BODY_MAX = 64 * 1024;
/** Most bytes of a journey that staff publish: far beyond a hundred touchpoints with texts of their own. */
export const DRAFT_BODY_MAX = 512 * 1024;
/**
 * Most bytes of a vendor's webhook. An order of several hundred lines with taxes and discounts is more than a megabyte, and a delivery that
 * is refused for its size is refused for ever.
 */
export const WEBHOOK_BODY_MAX = 4 * 1024 * 1024;

/**
 * The bytes of the body. Counted while they arrive, so that neither a false `Content-Length` nor a body without end is kept in memory (the
 * framework's own limit believes the header).
 *
 * @throws {ProblemError} `body_too_large`; `request_malformed` when the sender breaks off.
 */
export async function readBytes(request: Request, max: number): Promise<Uint8Array<ArrayBuffer>> {
  if (Number(request.headers.get('content-length')) > max) throw new ProblemError('body_too_large');
  if (!request.body) return new Uint8Array();
  const reader = request.body.getReader();
  const chunks: Uint8Array[] = [];
  let length = 0;
  for (;;) {
    const { done, value } = await read(reader);
    if (done) return concatenate(chunks, length);
    length += value.byteLength;
    if (length > max) {
      // Not awaited: the sender may never take notice.
      reader.cancel().catch(() => undefined);
      throw new ProblemError('body_too_large');
    }
    chunks.push(value);
  }
}

/**
 * The JSON body in the shape of `schema`; fields the schema does not name are dropped.
 *
 * @throws {ProblemError} `media_type_unsupported`, `body_too_large`, `request_malformed` (not UTF-8, not JSON), `body_invalid`.
 */
export async function readJson<Body>(
  request: Request,
  schema: z.ZodMiniType<Body>,
  max = SHOPPER_BODY_MAX,
): Promise<{ body: Body; bytes: Uint8Array<ArrayBuffer> }> {
  if (mediaType(request) !== 'application/json') throw new ProblemError('media_type_unsupported');
  const bytes = await readBytes(request, max);
  return { body: checkShape(schema, parseJson(bytes)), bytes };
}

/** The media type of the body without parameters, in lower case; empty when there is none. */
export function mediaType(request: Request): string {
  return (request.headers.get('content-type') ?? '').split(';', 1).join('').trim().toLowerCase();
}

function parseJson(bytes: Uint8Array): unknown {
  try {
    // `ignoreBOM` keeps a byte order mark in the text, where JSON does not allow it.
    return JSON.parse(new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes));
  } catch {
    throw new ProblemError('request_malformed', { detail: 'The body is not JSON in UTF-8.' });
  }
}

async function read(reader: ReadableStreamDefaultReader<Uint8Array>) {
  try {
    return await reader.read();
  } catch {
    throw new ProblemError('request_malformed', { detail: 'The body ended before it was complete.' });
  }
}

function concatenate(chunks: readonly Uint8Array[], length: number): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(length);
  let offset = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, offset);
    offset += chunk.byteLength;
  }
  return bytes;
}
