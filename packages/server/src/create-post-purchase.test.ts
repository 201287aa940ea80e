import { createHmac } from 'node:crypto';
import { readFileSync } from 'node:fs';

import {
  AnswerResponse,
  OrderResponse,
  SessionResponse,
  TaskList,
  WebhookResponse,
} from '@post-purchase/contract';
import { FactError } from '@post-purchase/core';
import { describe, expect, it, vi } from 'vitest';
import * as z from 'zod/mini';

import { smtp } from './channels/email/smtp.ts';
import { createPostPurchase } from './create-post-purchase.ts';
import { StoppedError } from './errors/stopped-error.ts';
import type { PostPurchase } from './post-purchase.ts';
import { aftership } from './sources/aftership/aftership.ts';
import { shopify } from './sources/shopify/shopify.ts';
import { DAY, shopOptions, SILENT } from './testing/backend.ts';
import { DATABASES, freshPostgres } from './testing/databases.ts';
import { startSmtpInbox } from './testing/smtp-inbox.ts';

const API = 'https://shop.example/post-purchase';
const REF = { source: 'shopify', id: '820982911946154508' };
const SHOPIFY_SECRET = 'the secret that Shopify signs with';
const AFTERSHIP_SECRET = 'the secret that AfterShip signs with';

const fixture = (path: string) => readFileSync(new URL(`sources/${path}.json`, import.meta.url), 'utf8');
const sign = (secret: string, body: string) => createHmac('sha256', secret).update(body).digest('base64');

/** What AfterShip tells when the parcel of the fixture was handed over. */
function delivered(): string {
  const { msg, ...update } = z
    .looseObject({ msg: z.looseObject({ checkpoints: z.array(z.looseObject({})) }) })
    .parse(JSON.parse(fixture('aftership/fixtures/tracking-update')));
  const meaning = { tag: 'Delivered', subtag: 'Delivered_001', subtag_message: 'Delivered' };
  const scan = {
    ...msg.checkpoints[0],
    ...meaning,
    checkpoint_time: '2026-11-24T14:10:00+01:00',
    message: 'Delivered',
  };
  const event_id = '6a5d2f0e-8f0b-4d0a-9c35-2f6f0a7b1c12';
  return JSON.stringify({
    ...update,
    event_id,
    msg: { ...msg, ...meaning, checkpoints: [...msg.checkpoints, scan] },
  });
}

/** Calls the API as the shopper's browser, the vendors and the staff do. */
function caller({ handler }: PostPurchase) {
  const call = async (path: string, init: RequestInit = {}) => handler(new Request(API + path, init));
  const withToken = (token: string) => ({ Authorization: `Bearer ${token}` });
  const json = (token: string, body: unknown, headers: Record<string, string> = {}): RequestInit => ({
    method: 'POST',
    headers: { ...withToken(token), 'Content-Type': 'application/json', ...headers },
    body: JSON.stringify(body),
  });
  const webhook = async (source: string, body: string, headers: Record<string, string>) => {
    const response = await call(`/v1/webhooks/${source}`, {
      method: 'POST',
      body,
      headers: { 'Content-Type': 'application/json', ...headers },
    });
    expect(response.status).toBe(200);
    return WebhookResponse.parse(await response.json()).outcome;
  };
  return {
    call,
    order: async (token: string) =>
      OrderResponse.parse(await (await call('/v1/order', { headers: withToken(token) })).json()),
    shopify: (topic: string, body: string, id = topic) =>
      webhook('shopify', body, {
        'x-shopify-topic': topic,
        'x-shopify-webhook-id': id,
        'x-shopify-hmac-sha256': sign(SHOPIFY_SECRET, body),
      }),
    aftership: (body: string) =>
      webhook('aftership', body, { 'aftership-hmac-sha256': sign(AFTERSHIP_SECRET, body) }),
    session: async (link: string) =>
      SessionResponse.parse(await (await call('/v1/sessions', json('', { token: link }))).json()).token,
    answer: async (token: string, idempotencyKey: string, body: unknown) =>
      call('/v1/order/answers', json(token, body, { 'Idempotency-Key': idempotencyKey })),
  };
}

describe.each(DATABASES)('a shop on $name', ({ makeDatabase }) => {
  it('goes the whole way, from the signed webhook to the answer', { timeout: 120_000 }, async () => {
    const inbox = await startSmtpInbox();
    let now = Date.parse('2026-11-20T17:04:00Z');
    const pp = createPostPurchase({
      ...shopOptions(await makeDatabase()),
      clock: { now: () => now },
      sources: [
        shopify({ secret: SHOPIFY_SECRET }),
        aftership({ secret: AFTERSHIP_SECRET, ordersFrom: 'shopify' }),
      ],
      channels: { email: smtp({ url: inbox.url }) },
      staff: (request) =>
        Promise.resolve(request.headers.get('x-staff') === 'sam' ? { id: 'sam', roles: ['care'] } : null),
      logger: SILENT,
    });
    const shop = caller(pp);
    const mailed = async (count: number) => {
      await vi.waitFor(() => expect(inbox.mails).toHaveLength(count), { timeout: 20_000, interval: 20 });
      return inbox.mails[count - 1]!;
    };
    await pp.start();

    // The thank-you page is there before the shop's webhook.
    const token = await pp.orderToken(REF);
    expect(await shop.order(token)).toMatchObject({ state: 'pending' });
    now += 30_000;
    expect(await shop.shopify('orders/create', fixture('shopify/fixtures/orders-create'))).toBe('accepted');
    expect(await shop.shopify('orders/create', fixture('shopify/fixtures/orders-create'))).toBe('duplicate');
    const ready = await shop.order(token);
    expect(ready).toMatchObject({
      state: 'ready',
      number: '#1042',
      totals: { total: { amount: 13_810, currency: 'EUR' } },
    });

    // The confirmation leaves by itself, and the view says where it went.
    const confirmation = await mailed(1);
    expect(
      [confirmation.to]
        .flat()
        .map((to) => to?.text)
        .join(),
    ).toContain('zoe.mueller@example.com');
    await vi.waitFor(async () =>
      expect(await shop.order(token)).toHaveProperty('confirmation.to', 'z•••@e•••.com'),
    );

    now = Date.parse('2026-11-21T08:15:00Z');
    expect(await shop.shopify('fulfillments/create', fixture('shopify/fixtures/fulfillments-create'))).toBe(
      'accepted',
    );
    now = Date.parse('2026-11-24T07:40:00Z');
    expect(await shop.aftership(fixture('aftership/fixtures/tracking-update'))).toBe('accepted');
    await mailed(2);
    expect(await shop.order(token)).toMatchObject({
      parcels: [{ status: 'out_for_delivery', number: '00340434161094000001' }],
    });
    now = Date.parse('2026-11-24T13:15:00Z');
    // The gift card is delivered with its fulfillment, the parcel with its last scan.
    expect(await shop.shopify('orders/fulfilled', fixture('shopify/fixtures/orders-fulfilled'))).toBe(
      'accepted',
    );
    expect(await shop.aftership(delivered())).toBe('accepted');
    expect(await shop.order(token)).toMatchObject({ parcels: [{ status: 'delivered' }] });

    // The next day at ten the call is on the desk, for staff alone.
    now = Date.parse('2026-11-25T09:00:00Z');
    await pp.ops.runDue();
    expect((await shop.call('/v1/staff/tasks')).status).toBe(403);
    const { tasks } = TaskList.parse(
      await (await shop.call('/v1/staff/tasks', { headers: { 'x-staff': 'sam' } })).json(),
    );
    expect(tasks).toMatchObject([
      { type: 'call', team: 'care', notBefore: '2026-11-25T09:00:00.000Z', orderNumber: '#1042' },
    ]);
    await pp.api.tasks.finish(tasks[0]!.id, { by: 'sam' });
    expect(await pp.api.tasks.list()).toEqual({ tasks: [] });

    // A week after the delivery the question comes by mail; its link leads to the page and to one answer.
    now = Date.parse('2026-12-01T13:11:00Z');
    const question = await mailed(3);
    expect(question.headers.get('list')).toHaveProperty('unsubscribe.url');
    const [, link] = /#pp=([\w.-]+)/.exec(question.text ?? '') ?? [];
    const visitor = await shop.session(link ?? '');
    const view = await shop.order(visitor);
    const rating =
      view.state === 'ready' ? view.touchpoints.find(({ kind }) => kind === 'rating') : undefined;
    const body = { key: rating?.key, question: rating?.question?.id, value: 5 };
    const answers = await Promise.all(['"first"', '"second"'].map((key) => shop.answer(visitor, key, body)));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 201]);
    for (const answer of answers) expect(AnswerResponse.parse(await answer.json()).answer.value).toBe(5);
    expect((await shop.answer(visitor, '"third"', { ...body, value: 1 })).status).toBe(409);

    // The story can be told from storage, with every digit of the order.
    const timeline = await pp.api.orders.timeline(REF);
    expect(timeline?.order.id).toBe('820982911946154508');
    const told = timeline?.entries.flatMap((entry) => (entry.entry === 'fact' ? [entry.type] : [])) ?? [];
    expect(told.filter((type) => type === 'survey.answered')).toHaveLength(1);
    expect(told.filter((type) => type === 'touchpoint.sent')).toHaveLength(3);

    now += 200 * DAY;
    await pp.ops.runDue();
    expect(inbox.mails).toHaveLength(3);
    expect(await pp.ops.nextDueAt()).toBeNull();

    // Stopping waits for whoever is being answered, and answers nobody after.
    const fresh = await pp.orderToken(REF);
    const answering = shop.order(fresh);
    await pp.stop();
    expect(await answering).toMatchObject({ state: 'ready' });
    await pp.stop();
    expect((await shop.call('/v1/order', { headers: { Authorization: `Bearer ${token}` } })).status).toBe(
      503,
    );
    expect((await shop.call('/health')).status).toBe(503);
    await expect(pp.orderToken(REF)).rejects.toThrow(StoppedError);
    await inbox.close();
  });
});

it('opens by the first request, and tries again when that failed', async () => {
  const pp = createPostPurchase({ ...shopOptions('postgres://nobody@127.0.0.1:1/none'), logger: SILENT });
  const health = () => pp.handler(new Request(`${API}/health`));
  expect((await health()).status).toBe(503);
  expect((await health()).status).toBe(503);
  await expect(pp.start()).rejects.toThrow(/ECONNREFUSED/);
  await pp.stop();
});

it('stops once, after everything that is under way, whoever asks for it and how often', async () => {
  const pp = createPostPurchase({ ...shopOptions(await freshPostgres()), logger: SILENT });
  await pp.start();
  const working = Promise.all([pp.api.tasks.list(), pp.ops.parked(), pp.api.orders.explain(REF)]);
  let isOver = false;
  const stopping = pp.stop().then(() => {
    isOver = true;
  });
  await pp.stop();
  expect(isOver).toBe(true);
  expect(await working).toEqual([{ tasks: [] }, [], null]);
  await stopping;
  await expect(pp.api.tasks.list()).rejects.toThrow(StoppedError);
  await expect(pp.ops.parked()).rejects.toThrow(StoppedError);
});

it.each([{ id: '' }, { id: 1042 }, { id: undefined }, { id: '1', source: '\0' }])(
  'gives no token for what names no order: %j',
  async (ref) => {
    const pp = createPostPurchase({ ...shopOptions('pglite:memory'), logger: SILENT });
    const given: unknown = { source: 'shopify', ...ref };
    // @ts-expect-error -- plain JavaScript
    await expect(pp.orderToken(given)).rejects.toThrow(FactError);
    // @ts-expect-error -- plain JavaScript
    await expect(pp.ops.revokeTokens(given)).rejects.toThrow(FactError);
  },
);
