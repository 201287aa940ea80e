import { readFile } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';

import {
  AnswerResponse,
  OrderResponse,
  type OrderView,
  Problem,
  SATISFACTION,
  SessionResponse,
} from '@post-purchase/contract';
import { ratingView, savingsView, thankYouView, trackingView } from '@post-purchase/contract/view';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { createBackend } from './backend.ts';

const DAY = 86_400_000;
let now = Date.parse('2026-11-24T10:00:00Z');
let server: ReturnType<typeof createBackend>;
let origin: string;

beforeEach(async () => {
  now = Date.parse('2026-11-24T10:00:00Z');
  server = createBackend({ now: () => now });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address: AddressInfo | string | null = server.address();
  if (address === null || typeof address === 'string') throw new Error('The server has no port');
  origin = `http://127.0.0.1:${address.port}`;
});

afterEach(async () => {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

/** The token that the shop puts on the thank-you page of an order. */
async function tokenOf(number: string): Promise<string> {
  const page = await (await fetch(`${origin}/thank-you/${number}`)).text();
  return /token="([\w-]{32})"/.exec(page)?.[1] ?? '';
}

async function linkTokenOf(number: string): Promise<string> {
  const page = await (await fetch(origin)).text();
  return new RegExp(`${number}.*?#pp=([\\w-]{32})`, 's').exec(page)?.[1] ?? '';
}

function getOrder(token: string, headers: Record<string, string> = {}): Promise<Response> {
  return fetch(`${origin}/post-purchase/v1/order`, {
    headers: { authorization: `Bearer ${token}`, ...headers },
  });
}

async function orderOf(number: string): Promise<OrderView> {
  const order = OrderResponse.parse(await (await getOrder(await tokenOf(number))).json());
  if (order.state === 'pending') throw new Error('The order is pending');
  return order;
}

function post(path: string, body: unknown, headers: Record<string, string> = {}): Promise<Response> {
  return fetch(`${origin}/post-purchase/v1${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });
}

async function codeOf(response: Response): Promise<string> {
  expect(response.headers.get('content-type')).toBe('application/problem+json');
  const problem = Problem.parse(await response.json());
  expect(problem.status).toBe(response.status);
  return problem.code;
}

describe('an order', () => {
  it.each(['H-2003', 'H-2002', 'H-2001'])(
    '%s is one of the contract, and every view has something to show',
    async (number) => {
      const order = await orderOf(number);
      expect(order.number).toBe(number);
      expect(thankYouView(order, now).next.length).toBeGreaterThan(0);
      expect(trackingView(order, now).state).toBe(number === 'H-2003' ? 'no_parcel' : 'parcels');
      expect(savingsView(order) !== null).toBe(number !== 'H-2002');
      expect(ratingView(order) !== null).toBe(number === 'H-2001');
    },
  );

  it('has sums that add up, and is promised within days of its recipient', async () => {
    const order = await orderOf('H-2003');
    expect(order.lines.map(({ total }) => total?.amount)).toEqual([2_900, 4_900]);
    expect(order.totals).toMatchObject({ subtotal: { amount: 7_800 }, total: { amount: 7_800 } });
    expect(order.savings).toMatchObject({
      reference: { amount: 3_600 },
      paid: { amount: 2_900 },
      saved: { amount: 700 },
    });
    expect(order.expectations[0]?.window).toEqual({ until: '2026-11-28' });
  });

  it('is sent once while nothing changes', async () => {
    const token = await tokenOf('H-2001');
    const first = await getOrder(token);
    const etag = first.headers.get('etag') ?? '';
    expect((await getOrder(token, { 'if-none-match': etag })).status).toBe(304);
    expect((await getOrder(token, { 'if-none-match': '"other"' })).status).toBe(200);
  });

  it('is shown to nobody without its token', async () => {
    for (const authorization of ['', 'Bearer ', 'Bearer x', `Basic ${await tokenOf('H-2001')}`])
      expect(
        await codeOf(await fetch(`${origin}/post-purchase/v1/order`, { headers: { authorization } })),
      ).toBe('token_invalid');
    expect(await codeOf(await getOrder(await linkTokenOf('H-2001')))).toBe('token_invalid');
  });

  it('is shown no longer when the time of its token is over', async () => {
    const token = await tokenOf('H-2001');
    now += DAY;
    expect(await codeOf(await getOrder(token))).toBe('token_expired');
  });
});

describe('a rating', () => {
  const headersOf = async (number = 'H-2001', key = 'k1') => ({
    authorization: `Bearer ${await tokenOf(number)}`,
    'idempotency-key': `"${key}"`,
  });
  const answerOf = async (value: number, comment?: string) => ({
    key: (await orderOf('H-2001')).touchpoints.find(({ kind }) => kind === 'rating')?.key,
    question: SATISFACTION.id,
    value,
    comment,
  });

  it('is stored once, whatever is repeated, and not asked for again', async () => {
    const answer = await answerOf(4, 'Lovely.');
    const first = await post('/order/answers', answer, await headersOf());
    expect(first.status).toBe(201);
    const { answer: stored } = AnswerResponse.parse(await first.json());
    expect(stored).toMatchObject({ value: 4, comment: 'Lovely.', scale: { min: 1, max: 5 } });
    now += 60_000;
    for (const key of ['k1', 'k2']) {
      const again = await post('/order/answers', answer, await headersOf('H-2001', key));
      expect(again.status).toBe(200);
      expect(AnswerResponse.parse(await again.json()).answer).toEqual(stored);
    }
    const other = await post('/order/answers', { ...answer, value: 1 }, await headersOf('H-2001', 'k3'));
    expect(Problem.parse(await other.json())).toMatchObject({
      status: 409,
      code: 'already_answered',
      answer: stored,
    });
    expect(ratingView(await orderOf('H-2001'))).toBeNull();
  });

  it('is refused with a reason, and nothing is stored', async () => {
    const answer = await answerOf(4);
    const { authorization } = await headersOf();
    const refused = async (body: unknown, headers: Record<string, string>) =>
      codeOf(await post('/order/answers', body, headers));
    expect(await refused(answer, { authorization })).toBe('idempotency_key_missing');
    expect(await refused(answer, { 'idempotency-key': 'k' })).toBe('token_invalid');
    expect(await refused({ ...answer, value: 6 }, await headersOf())).toBe('body_invalid');
    expect(await refused({ ...answer, value: 0 }, await headersOf())).toBe('body_invalid');
    expect(await refused({ ...answer, value: 'four' }, await headersOf())).toBe('body_invalid');
    expect(await refused('{"key":', await headersOf())).toBe('body_invalid');
    expect(await refused({ ...answer, key: 'A'.repeat(22) }, await headersOf())).toBe('not_found');
    expect(await refused({ ...answer, question: 'other' }, await headersOf())).toBe('not_found');
    expect(await refused(answer, await headersOf('H-2002'))).toBe('not_found');
    expect(await refused({ ...answer, comment: 'x'.repeat(70_000) }, await headersOf())).toBe(
      'body_too_large',
    );
    expect(await refused(answer, { ...(await headersOf()), 'content-type': 'text/plain' })).toBe(
      'media_type_unsupported',
    );
    expect(ratingView(await orderOf('H-2001'))).not.toBeNull();
  });
});

describe('interactions', () => {
  it('are taken from whoever has a token', async () => {
    const interactions = [{ type: 'opened', id: crypto.randomUUID(), at: '2026-11-24T10:00:00Z' }];
    const authorization = `Bearer ${await tokenOf('H-2001')}`;
    expect((await post('/order/interactions', { interactions }, { authorization })).status).toBe(204);
    expect(await codeOf(await post('/order/interactions', { interactions: [] }, { authorization }))).toBe(
      'body_invalid',
    );
    expect(await codeOf(await post('/order/interactions', { interactions }))).toBe('token_invalid');
  });
});

describe('a link of a mail', () => {
  it('is exchanged for a session, and again', async () => {
    const token = await linkTokenOf('H-2002');
    for (let times = 0; times < 2; times += 1) {
      const response = await post('/sessions', { token });
      expect(response.status).toBe(201);
      const session = SessionResponse.parse(await response.json());
      expect(OrderResponse.parse(await (await getOrder(session.token)).json())).toMatchObject({
        number: 'H-2002',
      });
    }
  });

  it('is refused when its time is over, and when it is none', async () => {
    const token = await linkTokenOf('H-2002');
    expect(await codeOf(await post('/sessions', { token: await tokenOf('H-2002') }))).toBe('token_invalid');
    now += 90 * DAY;
    expect(await codeOf(await post('/sessions', { token }))).toBe('token_expired');
  });
});

describe('the rest of the shop', () => {
  it('has pages for the widgets, with a strict policy', async () => {
    for (const path of ['/', '/order', '/thank-you/H-2001', '/shop.css']) {
      const response = await fetch(origin + path);
      expect(response.status).toBe(200);
      if (path !== '/shop.css')
        expect(response.headers.get('content-security-policy')).toContain("default-src 'none'");
    }
    expect(await (await fetch(`${origin}/order`)).text()).toContain('<pp-rating>');
  });

  it.each([
    '/nothing',
    '/widgets/../package.json',
    '/widgets/%2e%2e/package.json',
    '/widgets/none.js',
    '/thank-you/x',
  ])('has nothing at %s', async (path) => {
    expect(await codeOf(await fetch(origin + path))).toBe('not_found');
  });
});

it('takes fewer than 200 lines', async () => {
  const files = ['backend.ts', 'order-view.ts'].map((name) =>
    readFile(new URL(name, import.meta.url), 'utf8'),
  );
  const lines = (await Promise.all(files)).map((text) => text.split('\n').length - 1);
  expect(lines.reduce((sum, count) => sum + count)).toBeLessThan(200);
});
