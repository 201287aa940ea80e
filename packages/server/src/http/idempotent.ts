import { createHash } from 'node:crypto';

import { orderKey, type OrderRef } from '@post-purchase/core';

import type { Engine, IdempotentRequest } from '../operations/engine.ts';
import { idempotencyKey } from './idempotency-key.ts';
import { ProblemError } from './problem.ts';

/**
 * Runs a request once per `Idempotency-Key`, order and route: repeated within 24 hours with the same body it gets the stored response,
 * whatever has happened since. What fails on our side is not stored, so that the caller may repeat it.
 *
 * @throws {ProblemError} `idempotency_key_missing`, `idempotency_key_reused` (with another body), `idempotency_in_flight`.
 */
export async function idempotent(
  request: Request,
  { engine, order, route, bytes }: { engine: Engine; order: OrderRef; route: string; bytes: Uint8Array },
  work: (key: string) => Promise<Response>,
): Promise<Response> {
  const key = idempotencyKey(request.headers.get('idempotency-key'));
  const entry: IdempotentRequest = { scope: `${orderKey(order)} ${route}`, key, hash: sha256(bytes) };
  const begun = await engine.beginIdempotent(entry);
  if (begun.state === 'in_flight')
    throw new ProblemError('idempotency_in_flight', { headers: { 'Retry-After': '1' } });
  if (begun.state === 'reused') throw new ProblemError('idempotency_key_reused');
  if (begun.state === 'stored') {
    const { status, body } = begun.response;
    return new Response(body, { status, headers: { 'Content-Type': contentType(status) } });
  }
  try {
    const response = await work(key);
    const body = await response.text();
    const { status } = response;
    await engine.completeIdempotent(entry, { status, body });
    return new Response(body, { status, headers: { 'Content-Type': contentType(status) } });
  } catch (error) {
    // If this fails too, the key is free again after a minute.
    await engine.abandonIdempotent(entry).catch(() => undefined);
    throw error;
  }
}

function contentType(status: number): string {
  return status < 400 ? 'application/json' : 'application/problem+json';
}

function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}
