import { type Interaction, InteractionsRequest, type OrderView } from '@post-purchase/contract';
import { describe, expect, it } from 'vitest';

import { empty, hang, html, json, problem, type Reaction, startBackend } from './backend.testing.ts';
import { createOrderClient, type OrderClientOptions } from './order-client.ts';

const order: OrderView = {
  state: 'ready',
  role: 'buyer',
  number: '#1001',
  placedAt: '2026-11-20T09:00:00Z',
  locale: 'en',
  timeZone: 'Europe/Berlin',
  lines: [],
  expectations: [],
  parcels: [],
  shop: { name: 'Example', help: {} },
  touchpoints: [],
  actions: [],
};
const stored = {
  question: 'satisfaction',
  value: 4,
  scale: { min: 1, max: 5 },
  answeredAt: '2026-11-27T10:00:00Z',
};
const answer = { key: 'AAAAAAAAAAAAAAAAAAAAAA', question: 'satisfaction', value: 4 };

async function withBackend(
  reactions: readonly [Reaction, ...Reaction[]],
  options: Partial<OrderClientOptions> = {},
) {
  const backend = await startBackend(...reactions);
  const client = createOrderClient({ endpoint: backend.endpoint, token: 'tok', timeout: 2_000, ...options });
  return { client, received: backend.received, [Symbol.asyncDispose]: backend[Symbol.asyncDispose] };
}

describe('order', () => {
  it('asks for the order that the token names', async () => {
    await using backend = await withBackend([json(200, { ...order, newField: 1 })]);
    expect(await backend.client.order()).toEqual(order);
    expect(backend.received).toMatchObject([
      { method: 'GET', path: '/post-purchase/v1/order', headers: { authorization: 'Bearer tok' } },
    ]);
    expect(backend.received[0]?.headers).not.toHaveProperty('if-none-match');
  });

  it('knows an order that is not there yet', async () => {
    await using backend = await withBackend([json(200, { state: 'pending', refreshAfter: 2 })]);
    expect(await backend.client.order()).toEqual({ state: 'pending', refreshAfter: 2 });
  });

  it('gives the same object again while the backend says that nothing changed', async () => {
    await using backend = await withBackend([
      json(200, order, { etag: '"one"' }),
      empty(304),
      json(200, { ...order, number: '#2' }, { etag: '"two"' }),
      empty(304),
    ]);
    const first = await backend.client.order();
    expect(await backend.client.order()).toBe(first);
    expect(await backend.client.order()).toMatchObject({ number: '#2' });
    expect(await backend.client.order()).toMatchObject({ number: '#2' });
    expect(backend.received.map(({ headers }) => headers['if-none-match'])).toEqual([
      undefined,
      '"one"',
      '"one"',
      '"two"',
    ]);
  });

  it('asks without a tag when the last answer had none', async () => {
    await using backend = await withBackend([json(200, order, { etag: '"one"' }), json(200, order)]);
    for (let times = 0; times < 3; times += 1) await backend.client.order();
    expect(backend.received.map(({ headers }) => headers['if-none-match'])).toEqual([
      undefined,
      '"one"',
      undefined,
    ]);
  });

  it.each<[string, Reaction, number, RegExp]>([
    ['a page of HTML', html(200), 200, /not JSON/],
    ['an empty object', json(200, {}), 200, /state/],
    ['a list', json(200, []), 200, /Invalid input/],
    ['null', json(200, null), 200, /Invalid input/],
    ['half an order', json(200, { ...order, lines: [{ id: 'x' }] }), 200, /lines\.0\.title/],
    ['no body', empty(200), 200, /no body/],
    ['204', empty(204), 204, /no body/],
    ['304 for nothing', empty(304), 304, /nothing was held/],
    ['a page that says 404', html(404), 404, /no problem document/],
    ['other JSON that says 400', json(400, { error: 'bad' }), 400, /no problem document/],
  ])('calls %s a broken contract', async (_name, reaction, status, message) => {
    await using backend = await withBackend([reaction]);
    const error = await backend.client.order().catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ name: 'ContractError', code: 'contract', status });
    expect(error).toHaveProperty('message', expect.stringMatching(message));
    expect(backend.received).toHaveLength(1);
  });

  it('keeps what it holds when an answer was broken', async () => {
    await using backend = await withBackend([json(200, order, { etag: '"one"' }), html(200), empty(304)]);
    await backend.client.order();
    await expect(backend.client.order()).rejects.toMatchObject({ name: 'ContractError' });
    expect(await backend.client.order()).toEqual(order);
  });
});

describe('a refusal', () => {
  it.each(['token_invalid', 'token_expired', 'token_revoked', 'of_a_newer_backend'])(
    'keeps its code %s and is not asked again',
    async (code) => {
      await using backend = await withBackend([problem(401, code, {}, { detail: 'Because.' })]);
      await expect(backend.client.order()).rejects.toMatchObject({
        name: 'ProblemError',
        code,
        status: 401,
        retryAfter: null,
        problem: { detail: 'Because.' },
        message: `The backend answered 401 ${code}: Because.`,
      });
      expect(backend.received).toHaveLength(1);
    },
  );

  it.each([500, 502, 503, 504, 408, 429])('that passes (%i) is asked again', async (status) => {
    await using backend = await withBackend([html(status), json(200, order)]);
    expect(await backend.client.order()).toEqual(order);
    expect(backend.received).toHaveLength(2);
  });

  it('that stays is told after three attempts', async () => {
    await using backend = await withBackend([problem(500, 'internal')]);
    await expect(backend.client.order()).rejects.toMatchObject({ name: 'ProblemError', code: 'internal' });
    expect(backend.received).toHaveLength(3);
  });

  it('that names a time is asked again after it, and not before', async () => {
    await using backend = await withBackend([
      problem(429, 'unavailable', { 'retry-after': '1' }),
      json(200, order),
    ]);
    const start = performance.now();
    expect(await backend.client.order()).toEqual(order);
    expect(performance.now() - start).toBeGreaterThan(990);
  });

  it.each([['3600'], [new Date(Date.now() + 3_600_000).toUTCString()]])(
    'that names a long time (%s) is told at once',
    async (wait) => {
      await using backend = await withBackend([problem(503, 'unavailable', { 'retry-after': wait })]);
      const error = await backend.client.order().catch((thrown: unknown) => thrown);
      expect(error).toMatchObject({ name: 'ProblemError', code: 'unavailable' });
      expect(error).toHaveProperty(
        'retryAfter',
        expect.toSatisfy((seconds: number) => seconds > 3_000 && seconds <= 3_600),
      );
      expect(backend.received).toHaveLength(1);
    },
  );
});

describe('a connection', () => {
  it('that hangs ends when the time is over, all attempts together', async () => {
    await using backend = await withBackend([hang], { timeout: 150, totalTimeout: 700 });
    const start = performance.now();
    await expect(backend.client.order()).rejects.toMatchObject({ name: 'TimeoutError', code: 'timeout' });
    expect(performance.now() - start).toBeLessThan(2_000);
    expect(backend.received.length).toBeGreaterThan(1);
  });

  it('that hangs in the middle of a body ends too', async () => {
    await using backend = await withBackend([(response) => response.writeHead(200).write('{"state":')], {
      timeout: 200,
    });
    await expect(backend.client.order()).rejects.toMatchObject({ name: 'TimeoutError' });
  });

  it('that breaks once is tried again', async () => {
    await using backend = await withBackend([(response) => response.socket?.destroy(), json(200, order)]);
    expect(await backend.client.order()).toEqual(order);
    expect(backend.received).toHaveLength(2);
  });

  it('that breaks in the middle of a body is a network error', async () => {
    await using backend = await withBackend([
      (response) => {
        response
          .writeHead(200, { 'content-length': '100' })
          .write('{"state":', () => response.socket?.destroy());
      },
    ]);
    await expect(backend.client.order()).rejects.toMatchObject({ name: 'NetworkError', code: 'network' });
  });

  it('that nobody takes is a network error, and an offline one where the device says so', async () => {
    const backend = await startBackend(hang);
    await backend[Symbol.asyncDispose]();
    const client = createOrderClient({ endpoint: backend.endpoint, token: 'tok' });
    await expect(client.order()).rejects.toMatchObject({ name: 'NetworkError', code: 'network' });
    Object.defineProperty(navigator, 'onLine', { value: false, configurable: true });
    try {
      await expect(client.order()).rejects.toMatchObject({ name: 'OfflineError', code: 'offline' });
    } finally {
      Reflect.deleteProperty(navigator, 'onLine');
    }
  });

  it('is given up when the caller aborts, with what it was aborted with', async () => {
    const aborting = new AbortController();
    await using backend = await withBackend([() => aborting.abort(new Error('left the page'))]);
    await expect(backend.client.order({ signal: aborting.signal })).rejects.toThrow('left the page');
    expect(backend.received).toHaveLength(1);
  });

  it('is not opened for a signal that is aborted already', async () => {
    await using backend = await withBackend([json(200, order)]);
    await expect(backend.client.order({ signal: AbortSignal.abort() })).rejects.toMatchObject({
      name: 'AbortError',
    });
    expect(backend.received).toHaveLength(0);
  });
});

describe('answer', () => {
  it('sends an answer and gives back the stored one', async () => {
    await using backend = await withBackend([json(201, { answer: stored })]);
    expect(await backend.client.answer(answer)).toEqual(stored);
    expect(backend.received).toMatchObject([{ method: 'POST', path: '/post-purchase/v1/order/answers' }]);
    expect(backend.received[0]?.headers['content-type']).toBe('application/json');
    expect(JSON.parse(backend.received[0]?.body ?? '')).toEqual(answer);
  });

  it('goes out with one key in every attempt, and with another one for another submit', async () => {
    await using backend = await withBackend([
      html(502),
      (response) => response.socket?.destroy(),
      json(201, { answer: stored }),
      json(200, { answer: stored }),
    ]);
    await backend.client.answer(answer);
    await backend.client.answer(answer);
    const keys = backend.received.map(({ headers }) => headers['idempotency-key']);
    expect(keys).toEqual([keys[0], keys[0], keys[0], keys[3]]);
    expect(keys[0]).toMatch(/^"[0-9a-f]{32}"$/);
    expect(keys[3]).not.toBe(keys[0]);
    expect(new Set(backend.received.map(({ body }) => body)).size).toBe(1);
  });

  it('takes the key of the caller, and refuses one that no header can carry', async () => {
    await using backend = await withBackend([json(201, { answer: stored })]);
    await backend.client.answer(answer, { idempotencyKey: 'a "quoted" \\ key' });
    expect(backend.received[0]?.headers['idempotency-key']).toBe(String.raw`"a \"quoted\" \\ key"`);
    for (const idempotencyKey of ['', 'ключ', 'a\nb', 'x'.repeat(256)])
      await expect(backend.client.answer(answer, { idempotencyKey })).rejects.toThrow(TypeError);
    expect(backend.received).toHaveLength(1);
  });

  it('waits while another attempt is outstanding', async () => {
    await using backend = await withBackend([
      problem(409, 'idempotency_in_flight', { 'retry-after': '0' }),
      json(201, { answer: stored }),
    ]);
    expect(await backend.client.answer(answer)).toEqual(stored);
    expect(backend.received).toHaveLength(2);
  });

  it('tells, without asking again, that another answer was stored before', async () => {
    await using backend = await withBackend([
      problem(409, 'already_answered', {}, { answer: { ...stored, value: 5 } }),
    ]);
    await expect(backend.client.answer(answer)).rejects.toMatchObject({
      name: 'ProblemError',
      code: 'already_answered',
      problem: { answer: { value: 5 } },
    });
    expect(backend.received).toHaveLength(1);
  });

  it('does not take a page for a stored answer', async () => {
    await using backend = await withBackend([html(200)]);
    await expect(backend.client.answer(answer)).rejects.toMatchObject({ name: 'ContractError' });
  });
});

describe('interactions', () => {
  const interaction = (): Interaction => ({
    type: 'opened',
    id: crypto.randomUUID(),
    at: '2026-11-27T10:00:00Z',
    timeZone: 'Europe/Berlin',
  });

  it('go out in batches that the contract allows, in order', async () => {
    await using backend = await withBackend([empty(204)]);
    const interactions = Array.from({ length: 120 }, interaction);
    await backend.client.interactions(interactions);
    const batches = backend.received.map(({ body }) => InteractionsRequest.parse(JSON.parse(body)));
    expect(batches.map((batch) => batch.interactions.length)).toEqual([50, 50, 20]);
    expect(batches.flatMap((batch) => batch.interactions)).toEqual(interactions);
    expect(backend.received[0]).toMatchObject({
      method: 'POST',
      path: '/post-purchase/v1/order/interactions',
    });
  });

  it('send nothing when there is nothing', async () => {
    await using backend = await withBackend([empty(204)]);
    await backend.client.interactions([]);
    expect(backend.received).toHaveLength(0);
  });

  it('stop with the first batch that fails', async () => {
    await using backend = await withBackend([empty(204), html(200)]);
    await expect(backend.client.interactions(Array.from({ length: 120 }, interaction))).rejects.toMatchObject(
      {
        name: 'ContractError',
      },
    );
    expect(backend.received).toHaveLength(2);
  });
});

describe('createOrderClient', () => {
  it('uses the given fetch', async () => {
    const urls: string[] = [];
    const client = createOrderClient({
      endpoint: 'https://shop.example.com/post-purchase/',
      token: 'tok',
      fetch: (input) => {
        urls.push(input instanceof Request ? input.url : input.toString());
        return Promise.resolve(Response.json({ state: 'pending', refreshAfter: 1 }));
      },
    });
    await client.order();
    expect(urls).toEqual(['https://shop.example.com/post-purchase/v1/order']);
  });

  it('refuses a token that no header can carry, in every method', async () => {
    const client = createOrderClient({ endpoint: 'https://example.com', token: 'a\nb' });
    await expect(client.order()).rejects.toThrow(TypeError);
    await expect(client.answer(answer)).rejects.toThrow(TypeError);
    await expect(client.interactions([])).rejects.toThrow(TypeError);
  });
});
