import { OrderResponse, type OrderView, SessionResponse } from '@post-purchase/contract';
import { sampleOrder, sampleScan, sampleShipment } from '@post-purchase/core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { DAY, MINUTE } from '../testing/backend.ts';
import { SESSION_LIFETIME_MS } from '../tokens/tokens.ts';
import { openShop, problemOf, type TestShop } from './shop.testing.ts';

let shop: TestShop;
beforeAll(async () => {
  shop = await openShop();
});
afterAll(() => shop.pp.stop());

async function view(token: string): Promise<OrderView> {
  const response = await shop.call('/v1/order', { token });
  expect(response.status).toBe(200);
  const body = OrderResponse.parse(await response.json());
  if (body.state === 'pending') throw new Error('The order is pending');
  return body;
}

describe('GET /v1/order', () => {
  it('is pending until the order has arrived, and says ever later when to ask again', async () => {
    const ref = { source: 'sample', id: 'not-here-yet' };
    const token = await shop.pp.orderToken(ref);
    const ask = async () => OrderResponse.parse(await (await shop.call('/v1/order', { token })).json());
    expect(await ask()).toEqual({ state: 'pending', refreshAfter: 2 });
    shop.clock.advance(MINUTE);
    expect(await ask()).toEqual({ state: 'pending', refreshAfter: 15 });
    shop.clock.advance(DAY);
    expect(await ask()).toEqual({ state: 'pending', refreshAfter: 60 });
    await shop.take(ref, ...sampleOrder({ ref, placedAt: shop.clock.now() }));
    expect(await ask()).toMatchObject({ state: 'ready', number: '#1001', role: 'buyer' });
  });

  it('is pending while only a parcel is known', async () => {
    const ref = { source: 'sample', id: 'parcel-first' };
    await shop.take(
      ref,
      sampleShipment({ at: shop.clock.now() }),
      sampleScan('in_transit', { at: shop.clock.now() }),
    );
    const response = await shop.call('/v1/order', { token: await shop.pp.orderToken(ref) });
    expect(await response.json()).toMatchObject({ state: 'pending' });
  });

  it('says where the confirmation went once the mail server has taken it', async () => {
    const { token } = await shop.order();
    expect(await view(token)).not.toHaveProperty('confirmation');
    await shop.pp.ops.runDue();
    expect(shop.outbox.sent.at(-1)?.to).toBe('shopper@example.com');
    expect((await view(token)).confirmation).toMatchObject({ to: 's•••@e•••.com' });
  });

  it('shows a recipient no money', async () => {
    const { ref } = await shop.order();
    const response = await shop.call('/v1/order', {
      token: await shop.pp.orderToken(ref, { role: 'recipient' }),
    });
    const text = await response.text();
    expect(JSON.parse(text)).toMatchObject({ state: 'ready', role: 'recipient' });
    expect(text).not.toMatch(/amount|EUR|savings|confirmation/);
  });

  it('may be kept by the browser alone, and is not sent again while nothing changed', async () => {
    const { ref, token } = await shop.order();
    await shop.pp.ops.runDue();
    const first = await shop.call('/v1/order', { token });
    expect(first.headers.get('cache-control')).toBe('private, no-cache');
    const tag = first.headers.get('etag') ?? '';
    expect(tag).toMatch(/^"[^"]+"$/);
    for (const held of [tag, `W/${tag}`, `"other", ${tag}`, '*']) {
      const again = await shop.call('/v1/order', { token, headers: { 'If-None-Match': held } });
      expect(again.status, held).toBe(304);
      expect(await again.text()).toBe('');
      expect(again.headers.get('etag')).toBe(tag);
      expect(again.headers.get('referrer-policy')).toBe('no-referrer');
    }
    const asked = (headers: Record<string, string>, holder = token) =>
      shop.call('/v1/order', { token: holder, headers });
    expect((await asked({ 'If-None-Match': '"other"' })).status).toBe(200);
    const recipient = await shop.pp.orderToken(ref, { role: 'recipient' });
    expect((await asked({ 'If-None-Match': tag }, recipient)).status).toBe(200);
    await shop.take(ref, sampleShipment({ at: shop.clock.now() }));
    const changed = await asked({ 'If-None-Match': tag });
    expect(changed.status).toBe(200);
    expect(changed.headers.get('etag')).not.toBe(tag);
  });

  it('has another tag once a touchpoint has gone by time alone', async () => {
    const { token } = await shop.order();
    await shop.pp.ops.runDue();
    const tag = (await shop.call('/v1/order', { token })).headers.get('etag') ?? '';
    shop.clock.advance(8 * DAY);
    const later = await shop.call('/v1/order', { token, headers: { 'If-None-Match': tag } });
    expect(later.status).toBe(200);
    expect(await later.json()).toMatchObject({ touchpoints: [] });
  });

  it('keeps every digit of every id', async () => {
    const ref = { source: 'sample', id: '820982911946154508' };
    const contents = { number: '#9007199254740993' };
    await shop.take(ref, ...sampleOrder({ ref, placedAt: shop.clock.now(), contents }));
    const token = await shop.pp.orderToken(ref);
    expect((await shop.tokens.verifySession(token)).ref.id).toBe('820982911946154508');
    expect((await view(token)).number).toBe('#9007199254740993');
  });
});

describe('who may see an order', () => {
  const TOKEN_INVALID =
    '{"type":"about:blank","title":"The token is not valid","status":401,"code":"token_invalid"}';

  it('is told by the bearer token alone, and what is none gets one constant answer', async () => {
    const { token, ref } = await shop.order();
    const link = await shop.tokens.link(ref);
    const unsubscribe = await shop.tokens.unsubscribe({ customerKey: 'id:sample:1', channel: 'email' });
    const attempts: Record<string, string>[] = [
      {},
      { Authorization: token },
      { Authorization: 'Bearer' },
      { Authorization: 'Bearer ' },
      { Authorization: `Basic ${token}` },
      { Authorization: `Bearer ${token} ${token}` },
      { Authorization: `Bearer ${token}, Bearer ${token}` },
      { Authorization: `Bearer ${token}x` },
      { Authorization: `Bearer ${token.slice(0, -1)}` },
      { Authorization: `Bearer "${token}"` },
      { Authorization: `Bearer ${link}` },
      { Authorization: `Bearer ${unsubscribe}` },
      { Cookie: `token=${token}; session=${token}` },
      { 'X-Authorization': `Bearer ${token}` },
    ];
    for (const headers of attempts) {
      const response = await shop.call(`/v1/order?token=${token}&t=${token}&access_token=${token}`, {
        headers,
      });
      expect(response.status, JSON.stringify(headers)).toBe(401);
      expect(await response.text()).toBe(TOKEN_INVALID);
      expect(response.headers.get('www-authenticate')).toBe('Bearer');
      expect(response.headers.get('content-type')).toBe('application/problem+json');
    }
  });

  it('is one order a token: nothing else in a request names one', async () => {
    const a = await shop.order({ number: '#A' });
    const b = await shop.order({ number: '#B' });
    const asks = [
      '/v1/order',
      `/v1/order?id=${b.ref.id}&source=sample&order=${b.ref.id}&number=%23B&t=${b.token}`,
    ];
    for (const path of asks) {
      const response = await shop.call(path, {
        token: a.token,
        headers: { 'X-Order': b.ref.id, Cookie: `order=${b.ref.id}` },
      });
      const text = await response.text();
      expect(text).toContain('"#A"');
      expect(text).not.toContain('#B');
    }
    for (const path of [
      `/v1/order/${b.ref.id}`,
      `/v1/orders/sample/${b.ref.id}`,
      '/v1/order/',
      '/v1//order',
      '/V1/order',
    ]) {
      expect(await problemOf(await shop.call(path, { token: a.token })), path).toEqual({
        status: 404,
        code: 'not_found',
      });
    }
  });

  it('ends with the second in exp', async () => {
    const { ref } = await shop.order();
    const { token } = await shop.tokens.session(ref, { lifetime: 60_000 });
    shop.clock.advance(59_999);
    expect((await shop.call('/v1/order', { token })).status).toBe(200);
    shop.clock.advance(1);
    expect(await problemOf(await shop.call('/v1/order', { token }))).toEqual({
      status: 401,
      code: 'token_expired',
    });
  });

  it('ends when the shop takes the tokens back, on every route, and of an order that has not arrived too', async () => {
    const { ref, token } = await shop.order();
    const link = await shop.tokens.link(ref);
    await shop.pp.ops.revokeTokens(ref);
    const body = {
      interactions: [{ type: 'opened', id: crypto.randomUUID(), at: new Date().toISOString() }],
    };
    const answer = { key: 'A'.repeat(22), question: 'satisfaction', value: 5 };
    const refused = { status: 401, code: 'token_revoked' };
    expect(await problemOf(await shop.call('/v1/order', { token }))).toEqual(refused);
    expect(await problemOf(await shop.call('/v1/order/interactions', { token, json: body }))).toEqual(
      refused,
    );
    expect(
      await problemOf(
        await shop.call('/v1/order/answers', { token, json: answer, headers: { 'Idempotency-Key': 'k' } }),
      ),
    ).toEqual(refused);
    expect(await problemOf(await shop.call('/v1/sessions', { json: { token: link } }))).toEqual(refused);
    expect((await shop.call('/v1/order', { token: await shop.pp.orderToken(ref) })).status).toBe(200);

    const absent = { source: 'sample', id: 'revoked-before-arrival' };
    const early = await shop.pp.orderToken(absent);
    await shop.pp.ops.revokeTokens(absent);
    expect(await problemOf(await shop.call('/v1/order', { token: early }))).toEqual(refused);
  });
});

describe('POST /v1/sessions', () => {
  it('exchanges the link of a mail for a session that knows where it comes from', async () => {
    const { ref } = await shop.order();
    const response = await shop.call('/v1/sessions', {
      json: { token: await shop.tokens.link(ref, { role: 'recipient' }) },
    });
    expect(response.status).toBe(201);
    const { token, expiresAt } = SessionResponse.parse(await response.json());
    expect(expiresAt).toBe(new Date(shop.clock.now() + SESSION_LIFETIME_MS).toISOString());
    expect(await shop.tokens.verifySession(token)).toMatchObject({
      ref,
      role: 'recipient',
      via: 'email',
      tier: 'contact',
    });
    expect((await shop.call('/v1/order', { token: token })).status).toBe(200);
  });

  it('takes nothing but a link token that is good', async () => {
    const { ref, token } = await shop.order();
    const old = await shop.tokens.link(ref, { lifetime: 1_000 });
    shop.clock.advance(1_000);
    expect(await problemOf(await shop.call('/v1/sessions', { json: { token: old } }))).toEqual({
      status: 401,
      code: 'token_expired',
    });
    expect(await problemOf(await shop.call('/v1/sessions', { json: { token } }))).toEqual({
      status: 401,
      code: 'token_invalid',
    });
    expect(await problemOf(await shop.call('/v1/sessions', { json: { token: '' } }))).toEqual({
      status: 422,
      code: 'body_invalid',
    });
  });
});

describe('what only reads', () => {
  it('stores nothing: GET, HEAD, a prefetch, a 304', async () => {
    const { ref, token } = await shop.order();
    await shop.pp.ops.runDue();
    const before = await shop.pp.api.orders.timeline(ref);
    const tag = (await shop.call('/v1/order', { token })).headers.get('etag') ?? '';
    const head = await shop.call('/v1/order', { token, method: 'HEAD' });
    expect(head.status).toBe(200);
    expect(head.headers.get('etag')).toBe(tag);
    expect(await head.text()).toBe('');
    const prefetches: Record<string, string>[] = [
      { Purpose: 'prefetch' },
      { 'Sec-Purpose': 'prefetch;prerender' },
      { 'If-None-Match': tag },
    ];
    for (const headers of prefetches) {
      await shop.call('/v1/order?score=1&rating=1&value=1', { token, headers });
    }
    for (const path of ['/v1/order/answers', '/v1/order/interactions', '/v1/sessions']) {
      for (const method of ['GET', 'HEAD'])
        expect((await shop.call(path, { token, method })).status).toBe(405);
    }
    expect(await shop.pp.api.orders.timeline(ref)).toEqual(before);
  });
});
