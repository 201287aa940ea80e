import { createHmac, randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';

/** Where a vendor's webhooks go and what they are signed with. */
export interface WebhookTarget {
  readonly url: string;
  readonly secret: string;
}

const MOST_TRIES = 6;

/**
 * Posts a webhook the way vendors do: signed over the exact bytes, repeated with growing pauses until somebody answers 2xx.
 *
 * @throws {Error} when nobody did.
 */
export async function postWebhook(
  url: string,
  body: Uint8Array<ArrayBuffer>,
  headers: Record<string, string>,
): Promise<void> {
  let answer = 'nobody answered';
  for (let attempt = 0; attempt < MOST_TRIES; attempt += 1) {
    if (attempt > 0) await wait(250 * 2 ** attempt);
    try {
      const response = await fetch(url, {
        method: 'POST',
        body,
        headers: { 'content-type': 'application/json', ...headers },
      });
      if (response.ok) return;
      answer = `${response.status} ${await response.text()}`;
    } catch (error) {
      answer = String(error);
    }
  }
  throw new Error(`The webhook to ${url} was given up: ${answer}`);
}

/** Base64 HMAC-SHA-256 of a body: what Shopify and AfterShip sign with. */
export function sign(secret: string, body: Uint8Array): string {
  return createHmac('sha256', secret).update(body).digest('base64');
}

/** A Shopify webhook. */
export async function postShopify(target: WebhookTarget, topic: string, payload: object): Promise<void> {
  const body = new TextEncoder().encode(JSON.stringify(payload));
  await postWebhook(target.url, body, {
    'x-shopify-topic': topic,
    'x-shopify-webhook-id': randomUUID(),
    'x-shopify-api-version': '2026-07',
    'x-shopify-shop-domain': 'kiln-and-clover.example.com',
    'x-shopify-hmac-sha256': sign(target.secret, body),
  });
}
