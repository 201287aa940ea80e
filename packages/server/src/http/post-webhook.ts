import { createHash } from 'node:crypto';

import type { WebhookResponse } from '@post-purchase/contract';
import { FactError } from '@post-purchase/core';
import type { Context } from 'hono';

import { isStorable } from '../ingest/storable.ts';
import type { IngestEvent } from '../operations/engine.ts';
import type { Mapped, Source, WebhookDelivery } from '../sources/source.ts';
import { UnusableDeliveryError } from '../sources/unusable-delivery-error.ts';
import type { HttpDependencies } from './dependencies.ts';
import { ProblemError } from './problem.ts';
import { readBytes, WEBHOOK_BODY_MAX } from './request-body.ts';

/** What is kept beside a quarantined body to read it again; credentials never are. */
const CREDENTIALS = new Set(['authorization', 'proxy-authorization', 'cookie']);

/**
 * `POST /v1/webhooks/:source`. Answers with 2xx only after everything the message said is stored: a vendor repeats what it got no answer
 * for, and never repeats what it got one for.
 */
export async function postWebhook(c: Context, dependencies: HttpDependencies): Promise<Response> {
  const { sources, log } = dependencies;
  const source = sources.find(({ name }) => name === c.req.param('source'));
  if (!source) throw new ProblemError('not_found');
  const { raw } = c.req;
  const body = await readBytes(raw, WEBHOOK_BODY_MAX);
  const delivery: WebhookDelivery = { headers: raw.headers, body, receivedAt: dependencies.engine.now() };
  if (!source.verify(delivery)) throw new ProblemError('signature_invalid');

  const id = source.deliveryId(delivery);
  if (id === '' || id.length > 255 || !isStorable(id)) {
    throw new ProblemError('request_malformed', { detail: 'The id of the delivery is unusable.' });
  }
  const response = await take(source, id, delivery, dependencies);
  log.info('webhook taken', { source: source.name, webhook: id, outcome: response.outcome });
  return Response.json(response);
}

async function take(
  source: Source,
  id: string,
  delivery: WebhookDelivery,
  { engine, shop }: HttpDependencies,
): Promise<WebhookResponse> {
  const hash = createHash('sha256').update(delivery.body).digest('hex');
  try {
    const mapped = source.map(delivery, { shopTimeZone: shop.timeZone });
    if (mapped.outcome === 'ignored') return { outcome: 'ignored', reason: mapped.reason };
    const { outcome } = await engine.ingest(eventOf(mapped, { source: source.name, id, hash }));
    return { outcome };
  } catch (error) {
    const reason = unusableBecause(error);
    if (reason === null) throw error;
    const headers = Object.fromEntries([...delivery.headers].filter(([name]) => !CREDENTIALS.has(name)));
    const fresh = await engine.quarantine({
      source: source.name,
      id,
      hash,
      reason,
      headers,
      body: delivery.body,
    });
    return { outcome: fresh ? 'quarantined' : 'duplicate', reason };
  }
}

function eventOf(mapped: Exclude<Mapped, { outcome: 'ignored' }>, inbox: IngestEvent['inbox']): IngestEvent {
  const { facts } = mapped;
  if (mapped.outcome === 'facts') return { order: mapped.order, facts, inbox };
  const { carrier, number } = mapped;
  return { parcel: { number, ...(carrier !== undefined && { carrier }) }, facts, inbox };
}

/** Why an authentic message cannot be used; null for every other error. Repeats no value of the message. */
function unusableBecause(error: unknown): string | null {
  if (error instanceof UnusableDeliveryError) return error.reason;
  if (error instanceof FactError)
    return `it maps to a fact that is refused (${error.code} at "${error.path}")`;
  return null;
}
