import { createHmac } from 'node:crypto';

import { OrderResponse } from '@post-purchase/contract';
import { type GivenFact, parseGivenFact, sampleOrder, sampleScan, sampleShipment } from '@post-purchase/core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as z from 'zod/mini';

import type { Source } from '../sources/source.ts';
import { UnusableDeliveryError } from '../sources/unusable-delivery-error.ts';
import { objectOf, openShop, problemOf, type TestShop } from './shop.testing.ts';

const SECRET = 'vendor secret';
const sign = (body: string | Uint8Array) => createHmac('sha256', SECRET).update(body).digest('hex');

const Message = z.object({
  topic: z.enum(['order', 'parcel', 'other', 'refused']),
  id: z.optional(z.string()),
  number: z.optional(z.string()),
  facts: z.optional(z.array(z.unknown())),
});

/** A vendor that sends our own facts. */
const vendor: Source = {
  name: 'vendor',
  verify: ({ headers, body }) => headers.get('x-signature') === sign(body),
  deliveryId: ({ headers }) => headers.get('x-delivery') ?? '',
  map({ body }) {
    const read = Message.safeParse(parse(body));
    if (!read.success) throw new UnusableDeliveryError('the message has no topic');
    const { topic, id = '', number = '', facts = [] } = read.data;
    if (topic === 'other') return { outcome: 'ignored', reason: 'topic "other" is not kept' };
    if (topic === 'refused')
      return {
        outcome: 'facts',
        order: { source: 'vendor', id },
        facts: [parseGivenFact({ type: 'order.paid' })],
      };
    const given = facts.map((fact): GivenFact => parseGivenFact(fact));
    return topic === 'order'
      ? { outcome: 'facts', order: { source: 'vendor', id }, facts: given }
      : { outcome: 'parcel', number, facts: given };
  },
};

function parse(body: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(body));
  } catch {
    return null;
  }
}

let shop: TestShop;
beforeAll(async () => {
  shop = await openShop({ sources: [vendor] });
});
afterAll(() => shop.pp.stop());

let deliveries = 0;
function send(
  body: string | Uint8Array<ArrayBuffer>,
  headers: Record<string, string> = {},
  source = 'vendor',
): Promise<Response> {
  deliveries += 1;
  return shop.call(`/v1/webhooks/${source}`, {
    body,
    headers: { 'X-Signature': sign(body), 'X-Delivery': `d-${deliveries}`, ...headers },
  });
}

const message = (topic: string, more: object = {}) => JSON.stringify({ topic, ...more });
const placed = (id: string) =>
  message('order', { id, facts: sampleOrder({ ref: { source: 'vendor', id }, placedAt: shop.clock.now() }) });

async function outcome(response: Response): Promise<Record<string, unknown>> {
  expect(response.status).toBe(200);
  return objectOf(response);
}

async function stateOf(id: string): Promise<string> {
  const token = await shop.pp.orderToken({ source: 'vendor', id });
  return OrderResponse.parse(await (await shop.call('/v1/order', { token })).json()).state;
}

describe('POST /v1/webhooks/:source', () => {
  it('stores what a vendor tells before it answers', async () => {
    expect(await outcome(await send(placed('1')))).toEqual({ outcome: 'accepted' });
    expect(await stateOf('1')).toBe('ready');
  });

  it('knows a delivery that comes again, even twenty times at once', async () => {
    const body = placed('2');
    const responses = await Promise.all(
      Array.from({ length: 20 }, () => send(body, { 'X-Delivery': 'same' })),
    );
    const outcomes = await Promise.all(responses.map(outcome));
    expect(outcomes.filter((it) => it.outcome === 'accepted')).toHaveLength(1);
    expect(outcomes.filter((it) => it.outcome === 'duplicate')).toHaveLength(19);
    const timeline = await shop.pp.api.orders.timeline({ source: 'vendor', id: '2' });
    expect(timeline?.entries.filter(({ entry }) => entry === 'fact')).toHaveLength(2);
  });

  it('holds what comes before its order, and what names a parcel that nobody knows yet', async () => {
    const at = shop.clock.now();
    const early = sampleShipment({ at, number: 'EARLY' });
    expect(await outcome(await send(message('order', { id: '3', facts: [early] })))).toEqual({
      outcome: 'held',
    });
    expect(await stateOf('3')).toBe('pending');
    const scan = sampleScan('in_transit', { at, number: 'LATER' });
    expect(await outcome(await send(message('parcel', { number: 'LATER', facts: [scan] })))).toEqual({
      outcome: 'held',
    });
    await send(placed('3'));
    await send(message('order', { id: '3', facts: [sampleShipment({ at, number: 'LATER' })] }));
    const timeline = await shop.pp.api.orders.timeline({ source: 'vendor', id: '3' });
    expect(timeline?.entries.map((entry) => (entry.entry === 'fact' ? entry.type : ''))).toContain(
      'shipment.in_transit',
    );
  });

  it('says what it does not keep, and why', async () => {
    expect(await outcome(await send(message('other')))).toEqual({
      outcome: 'ignored',
      reason: 'topic "other" is not kept',
    });
  });

  it('keeps what it cannot read for a person to look at, and knows it again', async () => {
    const body = new Uint8Array([0xff, 0xfe, 0x00, 0x7b]);
    const headers = {
      'X-Delivery': 'broken',
      Authorization: 'Bearer canary',
      Cookie: 'canary',
      'X-Topic': 'orders/create',
    };
    expect(await outcome(await send(body, headers))).toEqual({
      outcome: 'quarantined',
      reason: 'the message has no topic',
    });
    expect(await outcome(await send(body, headers))).toMatchObject({ outcome: 'duplicate' });
    const [kept] = await shop.pp.ops.quarantined();
    expect(kept).toMatchObject({
      source: 'vendor',
      id: 'broken',
      reason: 'the message has no topic',
      headers: { 'x-topic': 'orders/create' },
    });
    expect(Buffer.from(kept?.body ?? []).equals(Buffer.from(body))).toBe(true);
    expect(JSON.stringify(kept?.headers)).not.toContain('canary');
    const refused = await outcome(await send(message('refused', { id: '4' })));
    expect(refused.outcome).toBe('quarantined');
    expect(refused.reason).toContain('fact_invalid');
  });

  it('believes nobody without the signature over the very bytes', async () => {
    const body = placed('5');
    const forged = [
      send(body, { 'X-Signature': '' }),
      send(body, { 'X-Signature': sign(`${body} `) }),
      send(`${body}\n`, { 'X-Signature': sign(body) }),
      send(`\ufeff${body}`, { 'X-Signature': sign(body) }),
      send(body, { 'X-Signature': `${sign(body)}, ${sign(body)}` }),
    ];
    for (const response of await Promise.all(forged)) {
      expect(response.headers.get('www-authenticate')).toBe('Signature');
      expect(await problemOf(response)).toEqual({ status: 401, code: 'signature_invalid' });
    }
    const token = await shop.pp.orderToken({ source: 'vendor', id: '5' });
    expect(
      await problemOf(await send(body, { 'X-Signature': '', Authorization: `Bearer ${token}` })),
    ).toMatchObject({ status: 401 });
    expect(await problemOf(await shop.call('/v1/order', { token: sign(body) }))).toEqual({
      status: 401,
      code: 'token_invalid',
    });
    expect(await stateOf('5')).toBe('pending');
  });

  it('refuses a body of more than four megabytes, and takes one of three', async () => {
    const large = new Uint8Array(4 * 1024 * 1024 + 1);
    expect(await problemOf(await send(large))).toEqual({ status: 413, code: 'body_too_large' });
    const padded = message('other', { padding: 'x'.repeat(3 * 1024 * 1024) });
    expect(await outcome(await send(padded))).toMatchObject({ outcome: 'ignored' });
  });

  it.each(['', 'x'.repeat(256)])('refuses a delivery id that cannot be kept: %j', async (id) => {
    expect(await problemOf(await send(message('other'), { 'X-Delivery': id }))).toEqual({
      status: 400,
      code: 'request_malformed',
    });
  });

  it.each(['unknown', 'Vendor', 'constructor', '__proto__', '%00'])('knows no source %j', async (source) => {
    expect(await problemOf(await send(message('other'), {}, source))).toEqual({
      status: 404,
      code: 'not_found',
    });
  });
});
