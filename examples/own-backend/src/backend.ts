import { createHmac, randomBytes } from 'node:crypto';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import { json } from 'node:stream/consumers';
import * as contract from '@post-purchase/contract';
import { DAY, type Order, orderView } from './order-view.ts';
import stored from './orders.json' with { type: 'json' };
import { shopPage } from './shop-page.ts';

export type Reply = { status: number; body?: object | string; headers?: Record<string, string> };

/** One of the contract's problems: thrown anywhere, answered as RFC 9457 has it. */
class Refusal extends Error {
  readonly reply: Reply;
  constructor(code: contract.ProblemCode, more: object = {}) {
    super(code);
    const { status, title } = contract.PROBLEMS[code];
    const body = { type: 'about:blank', title, status, code, ...more };
    this.reply = { status, body, headers: { 'content-type': 'application/problem+json' } };
  }
}

/** A backend for the widgets that follows the contract with nothing but `node:http`. It forgets everything when it ends. */
export function createBackend({ now = Date.now } = {}): Server {
  const orders = stored.map(({ daysOld, ...order }): Order => ({
    ...order,
    placed: now() - daysOld * DAY,
  }));
  const tokens = new Map<string, { purpose: 'link' | 'session'; order: Order; until: number }>();
  const answers = new Map<Order, contract.StoredAnswer>();
  const secret = randomBytes(32);
  const digest = (of: string) => createHmac('sha256', secret).update(of).digest('base64url');
  // A shopper knows a touchpoint by a name that tells nothing and cannot be guessed.
  const keyOf = (order: Order, kind: string) => digest(`${kind}/${order.number}`).slice(0, 22);

  function issueToken(purpose: 'link' | 'session', order: Order): string {
    const token = randomBytes(24).toString('base64url');
    tokens.set(token, { purpose, order, until: now() + (purpose === 'link' ? 90 : 1) * DAY });
    return token;
  }

  /** The order that a token names. A link token is good for a session token, and for nothing else. */
  function orderOf(token: string | undefined, purpose: 'link' | 'session'): Order {
    const known = tokens.get(token ?? '');
    if (known?.purpose !== purpose) throw new Refusal('token_invalid');
    if (known.until <= now()) throw new Refusal('token_expired');
    return known.order;
  }

  function getOrder(order: Order, tag?: string): Reply {
    const body = orderView(order, answers.has(order), (kind) => keyOf(order, kind));
    const headers = { etag: `"${digest(JSON.stringify(body))}"`, 'cache-control': 'private, no-cache' };
    return tag === headers.etag ? { status: 304, headers } : { status: 200, headers, body };
  }

  /** The first answer stays, whatever the idempotency key: the same one again is fine, another one is refused. */
  function storeAnswer(order: Order, { key, question, value, comment }: contract.AnswerRequest): Reply {
    const { id, scale } = contract.SATISFACTION;
    if (key !== keyOf(order, 'rating') || question !== id || !order.arrivedOn) throw new Refusal('not_found');
    if (value < scale.min || value > scale.max)
      throw new Refusal('body_invalid', { detail: 'Not on the scale' });
    const before = answers.get(order);
    if (before && (before.value !== value || before.comment !== comment))
      throw new Refusal('already_answered', { answer: before });
    const answer = before ?? { question, value, scale, comment, answeredAt: new Date(now()).toISOString() };
    answers.set(order, answer);
    return { status: before ? 200 : 201, body: { answer } };
  }

  async function handle(request: IncomingMessage): Promise<Reply> {
    const { url = '/', method = 'GET', headers } = request;
    const order = () => orderOf(/^Bearer (\S+)$/i.exec(headers.authorization ?? '')?.[1], 'session');
    switch (`${method} ${url}`) {
      case 'GET /post-purchase/v1/order':
        return getOrder(order(), headers['if-none-match']);
      case 'POST /post-purchase/v1/order/answers': {
        const named = order();
        if (!headers['idempotency-key']) throw new Refusal('idempotency_key_missing');
        return storeAnswer(named, await readBody(request, contract.AnswerRequest));
      }
      case 'POST /post-purchase/v1/order/interactions':
        order();
        await readBody(request, contract.InteractionsRequest); // A shop that counts what was seen keeps these.
        return { status: 204 };
      case 'POST /post-purchase/v1/sessions': {
        const { token } = await readBody(request, contract.SessionRequest);
        const session = issueToken('session', orderOf(token, 'link'));
        return { status: 201, body: { token: session, expiresAt: new Date(now() + DAY).toISOString() } };
      }
    }
    return (await shopPage(request, orders, issueToken)) ?? new Refusal('not_found').reply;
  }

  return createServer((request, response) => {
    void handle(request)
      .catch((error: unknown) => {
        if (!(error instanceof Refusal)) console.error(error);
        return (error instanceof Refusal ? error : new Refusal('internal')).reply;
      })
      .then(({ status, headers, body = '' }) => {
        const text = typeof body === 'string' ? body : JSON.stringify(body);
        response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(text);
      });
  });
}

/** A body of the shape that the contract gives it. */
async function readBody<Body>(
  request: IncomingMessage,
  schema: { safeParse(body: unknown): { data?: Body } },
) {
  const { 'content-type': type = '', 'content-length': length } = request.headers;
  if (!/^application\/json\b/i.test(type)) throw new Refusal('media_type_unsupported');
  if (!(Number(length) <= 65_536)) throw new Refusal('body_too_large');
  const { data } = schema.safeParse(await json(request).catch(() => null));
  if (data === undefined) throw new Refusal('body_invalid');
  return data;
}
