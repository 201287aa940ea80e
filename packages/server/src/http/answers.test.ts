import { AnswerResponse, OrderResponse, StoredAnswer } from '@post-purchase/contract';
import { type OrderRef, sampleScan, sampleShipment } from '@post-purchase/core';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';

import { DAY, HOUR } from '../testing/backend.ts';
import { objectOf, openShop, problemOf, type TestShop } from './shop.testing.ts';

let shop: TestShop;
beforeAll(async () => {
  shop = await openShop();
});
afterAll(() => shop.pp.stop());

interface Asked {
  readonly ref: OrderRef;
  readonly token: string;
  /** Key of the rating that the page shows. */
  readonly key: string;
}

/** An order that was delivered a week ago, so that its page asks for a rating. */
async function askedOrder(): Promise<Asked> {
  const { ref, token } = await shop.order();
  const at = shop.clock.now() + HOUR;
  await shop.take(ref, sampleShipment({ at }), sampleScan('delivered', { at: at + HOUR }));
  shop.clock.advance(7 * DAY + 2 * HOUR);
  await shop.pp.ops.runDue();
  return { ref, token, key: await ratingKey(token) };
}

async function ratingKey(token: string): Promise<string> {
  const key = (await touchpoints(token)).find(({ kind }) => kind === 'rating')?.key;
  if (key === undefined) throw new Error('No rating is shown');
  return key;
}

async function touchpoints(token: string) {
  const body = OrderResponse.parse(await (await shop.call('/v1/order', { token })).json());
  return body.state === 'ready' ? body.touchpoints : [];
}

function give(
  token: string,
  key: string,
  more: { value?: unknown; comment?: unknown; question?: string; idempotency?: string } = {},
): Promise<Response> {
  const { value = 5, comment, question = 'satisfaction', idempotency = crypto.randomUUID() } = more;
  return shop.call('/v1/order/answers', {
    token,
    json: { key, question, value, comment },
    headers: { 'Idempotency-Key': `"${idempotency}"` },
  });
}

/** The answers that are stored, as facts. */
async function stored(ref: OrderRef): Promise<number> {
  const timeline = await shop.pp.api.orders.timeline(ref);
  return (timeline?.entries ?? []).filter(
    (entry) => entry.entry === 'fact' && entry.type === 'survey.answered',
  ).length;
}

describe('POST /v1/order/answers', () => {
  let asked: Asked;
  beforeEach(async () => {
    asked = await askedOrder();
  });

  it('stores an answer with its scale, and the question is gone from every channel', async () => {
    const response = await give(asked.token, asked.key, { value: 4, comment: '  Très bien 👍  ' });
    expect(response.status).toBe(201);
    const { answer } = AnswerResponse.parse(await response.json());
    expect(answer).toEqual({
      question: 'satisfaction',
      value: 4,
      scale: { min: 1, max: 5 },
      comment: 'Très bien 👍',
      answeredAt: new Date(shop.clock.now()).toISOString(),
    });
    expect(await stored(asked.ref)).toBe(1);
    expect((await touchpoints(asked.token)).map(({ kind }) => kind)).not.toContain('rating');
  });

  it('answers a repeated request from store, and takes the key back for another body', async () => {
    const first = await give(asked.token, asked.key, { idempotency: 'k' });
    const again = await give(asked.token, asked.key, { idempotency: 'k' });
    expect([first.status, again.status]).toEqual([201, 201]);
    expect(await again.text()).toBe(await first.text());
    expect(again.headers.get('content-type')).toBe('application/json');
    expect(await problemOf(await give(asked.token, asked.key, { idempotency: 'k', value: 1 }))).toEqual({
      status: 422,
      code: 'idempotency_key_reused',
    });
    const other = await askedOrder();
    expect((await give(other.token, other.key, { idempotency: 'k' })).status).toBe(201);
    expect(await stored(asked.ref)).toBe(1);
  });

  it('keeps the first of two tabs: the same again is fine, another is told which one stays', async () => {
    await give(asked.token, asked.key, { value: 5 });
    const same = await give(asked.token, asked.key, { value: 5 });
    expect(same.status).toBe(200);
    expect(AnswerResponse.parse(await same.json()).answer.value).toBe(5);
    for (const differs of [{ value: 1 }, { value: 5, comment: 'and more' }]) {
      const different = await give(asked.token, asked.key, differs);
      expect(different.status).toBe(409);
      expect(await different.json()).toMatchObject({
        code: 'already_answered',
        answer: { value: 5, question: 'satisfaction' },
      });
    }
    expect(await stored(asked.ref)).toBe(1);
  });

  it('stores one answer of twenty that come at once', async () => {
    const responses = await Promise.all(
      Array.from({ length: 20 }, (_, index) => give(asked.token, asked.key, { value: (index % 5) + 1 })),
    );
    const bodies = await Promise.all(responses.map(objectOf));
    const created = responses.filter(({ status }) => status === 201);
    expect(created).toHaveLength(1);
    expect(new Set(responses.map(({ status }) => status))).toEqual(new Set([200, 201, 409]));
    const answers = bodies.map(({ answer }) => StoredAnswer.parse(answer));
    expect(new Set(answers.map(({ value }) => value)).size).toBe(1);
    expect(await stored(asked.ref)).toBe(1);
  });

  it('stores one answer of Enter held down: one key, many requests', async () => {
    const responses = await Promise.all(
      Array.from({ length: 10 }, () => give(asked.token, asked.key, { idempotency: 'held' })),
    );
    const statuses = responses.map(({ status }) => status);
    expect(statuses.filter((status) => status === 201).length).toBeGreaterThanOrEqual(1);
    for (const response of responses.filter(({ status }) => status !== 201)) {
      expect(await problemOf(response)).toEqual({ status: 409, code: 'idempotency_in_flight' });
    }
    expect((await give(asked.token, asked.key, { idempotency: 'held' })).status).toBe(201);
    expect(await stored(asked.ref)).toBe(1);
  });

  it('takes no value off the scale, no other question, and says which field is wrong', async () => {
    for (const value of [0, 6, -1, -0, 4.5, '5', [5], true, null, Infinity]) {
      const response = await give(asked.token, asked.key, { value });
      expect(response.status, String(value)).toBe(422);
      expect(await response.json()).toMatchObject({ code: 'body_invalid', errors: [{ path: 'value' }] });
    }
    const response = await give(asked.token, asked.key, { question: 'nps' });
    expect(await response.json()).toMatchObject({
      status: 422,
      code: 'body_invalid',
      errors: [{ path: 'question' }],
    });
    expect(await stored(asked.ref)).toBe(0);
    expect((await give(asked.token, asked.key)).status).toBe(201);
  });

  it('wants an Idempotency-Key before anything else', async () => {
    const json = { key: asked.key, question: 'satisfaction', value: 5 };
    const call = (headers: Record<string, string>) =>
      shop.call('/v1/order/answers', { token: asked.token, json, headers });
    expect(await problemOf(await call({}))).toEqual({ status: 400, code: 'idempotency_key_missing' });
    expect(await problemOf(await call({ 'Idempotency-Key': '""' }))).toEqual({
      status: 400,
      code: 'idempotency_key_missing',
    });
    expect(await problemOf(await call({ 'Idempotency-Key': 'a, b' }))).toEqual({
      status: 400,
      code: 'request_malformed',
    });
    expect((await call({ 'Idempotency-Key': 'KG5LxwFBepaKHyUD' })).status).toBe(201);
    expect((await call({ 'Idempotency-Key': '"KG5LxwFBepaKHyUD"' })).status).toBe(201);
  });

  it('knows no keys of other orders, of other touchpoints only as what they are', async () => {
    const other = await askedOrder();
    expect(await problemOf(await give(asked.token, other.key))).toEqual({ status: 404, code: 'not_found' });
    expect(await problemOf(await give(asked.token, 'A'.repeat(22)))).toEqual({
      status: 404,
      code: 'not_found',
    });
    const fresh = await shop.order();
    const [thanks] = await touchpoints(fresh.token);
    expect(await problemOf(await give(fresh.token, thanks?.key ?? ''))).toEqual({
      status: 422,
      code: 'body_invalid',
    });
    expect(await stored(other.ref)).toBe(0);
  });

  it('does not know a question that was never shown', async () => {
    const { ref, token } = await shop.order();
    const at = shop.clock.now();
    await shop.take(ref, sampleShipment({ at }), sampleScan('delivered', { at }));
    const delivery = `first-order:sample:${ref.id}/rating/order/onsite`;
    expect(await problemOf(await give(token, shop.tokens.shopperKey(delivery)))).toEqual({
      status: 404,
      code: 'not_found',
    });
  });

  it('is too late once the use-by has passed, from that instant on', async () => {
    const explained = await shop.pp.api.orders.explain(asked.ref);
    const rating = explained?.touchpoints.find(
      ({ touchpoint, channel }) => touchpoint === 'rating' && channel === 'onsite',
    );
    shop.clock.advance(Date.parse(rating?.useBy ?? '') - shop.clock.now() - 1);
    const last = await shop.pp.orderToken(asked.ref);
    expect(await problemOf(await give(last, asked.key, { value: 6 }))).toEqual({
      status: 422,
      code: 'body_invalid',
    });
    shop.clock.advance(1);
    expect(await problemOf(await give(last, asked.key))).toMatchObject({
      status: 410,
      code: 'touchpoint_closed',
    });
    expect(await stored(asked.ref)).toBe(0);
  });

  it('still takes the answer of who saw the question before something went wrong', async () => {
    await shop.take(
      asked.ref,
      sampleScan('exception', { at: shop.clock.now(), reason: 'damaged', number: 'another-parcel' }),
    );
    expect((await touchpoints(asked.token)).map(({ kind }) => kind)).not.toContain('rating');
    expect((await give(asked.token, asked.key)).status).toBe(201);
  });

  it('takes the answer of who comes from the mail, though the question was put away on the page', async () => {
    const at = new Date(shop.clock.now()).toISOString();
    const interactions = [{ type: 'dismissed', id: crypto.randomUUID(), at, key: asked.key }];
    await shop.call('/v1/order/interactions', { token: asked.token, json: { interactions } });
    expect(await problemOf(await give(asked.token, asked.key))).toEqual({
      status: 410,
      code: 'touchpoint_closed',
    });
    expect(shop.outbox.sent.some(({ headers }) => 'List-Unsubscribe' in headers)).toBe(true);
    const session = await shop.call('/v1/sessions', { json: { token: await shop.tokens.link(asked.ref) } });
    const { token } = await objectOf(session);
    expect((await give(String(token), asked.key)).status).toBe(201);
    expect(await stored(asked.ref)).toBe(1);
  });

  it('shows the question again to who comes from the mail, for as long as it may be answered', async () => {
    const at = new Date(shop.clock.now()).toISOString();
    const interactions = [{ type: 'dismissed', id: crypto.randomUUID(), at, key: asked.key }];
    await shop.call('/v1/order/interactions', { token: asked.token, json: { interactions } });
    const explained = await shop.pp.api.orders.explain(asked.ref);
    const useBy = explained?.touchpoints.find(({ touchpoint }) => touchpoint === 'rating')?.useBy ?? '';
    const left = Date.parse(useBy) - shop.clock.now();
    shop.clock.advance(left - HOUR);
    const { token } = await shop.tokens.session(asked.ref, { tier: 'contact', via: 'email' });

    const read = await objectOf(await shop.call('/v1/order', { token }));
    expect(read).toMatchObject({ touchpoints: [{ kind: 'rating', key: asked.key }], refreshAfter: 3_600 });
    expect((await touchpoints(asked.token)).map(({ kind }) => kind)).not.toContain('rating');
    shop.clock.advance(HOUR);
    expect((await touchpoints(token)).map(({ kind }) => kind)).not.toContain('rating');
    shop.clock.advance(-HOUR);
    await give(token, asked.key);
    expect((await touchpoints(token)).map(({ kind }) => kind)).not.toContain('rating');
  });

  it('shows nothing again where no mail asked', async () => {
    const { ref, token } = await shop.order({ consent: { email: false } });
    const at = shop.clock.now() + HOUR;
    await shop.take(ref, sampleShipment({ at }), sampleScan('delivered', { at: at + HOUR }));
    shop.clock.advance(7 * DAY + 2 * HOUR);
    await shop.pp.ops.runDue();
    const key = await ratingKey(await shop.pp.orderToken(ref));
    const interactions = [
      { type: 'dismissed', id: crypto.randomUUID(), at: new Date(shop.clock.now()).toISOString(), key },
    ];
    await shop.call('/v1/order/interactions', { token, json: { interactions } });
    const { token: mailed } = await shop.tokens.session(ref, { tier: 'contact', via: 'email' });
    expect(await touchpoints(mailed)).toEqual([]);
    expect(await problemOf(await give(mailed, key))).toEqual({ status: 410, code: 'touchpoint_closed' });
  });

  it('changes nothing but the answer, whatever else a body says', async () => {
    const json = {
      key: asked.key,
      question: 'satisfaction',
      value: 5,
      status: 'sent',
      consent: true,
      orderId: '1',
      tenantId: 'x',
      delivery: 'y',
      via: 'z',
      scale: { min: 0, max: 5 },
    };
    const response = await shop.call('/v1/order/answers', {
      token: asked.token,
      json,
      headers: { 'Idempotency-Key': 'more' },
    });
    expect(AnswerResponse.parse(await response.json()).answer).toMatchObject({
      value: 5,
      scale: { min: 1, max: 5 },
    });
    const fresh = await shop.call('/v1/order', { token: asked.token });
    expect(await fresh.text()).not.toContain('tenant');
  });
});
