import {
  type AnswerRequest,
  AnswerResponse,
  type Interaction,
  INTERACTIONS_MAX,
  type OrderResponse,
  OrderView,
  PendingOrderView,
  type ROUTES,
  type StoredAnswer,
} from '@post-purchase/contract';

import { readBody, type Shape } from './answer-body.ts';
import { type BackendOptions, openBackend } from './backend.ts';
import { ContractError } from './contract-error.ts';
import { idempotencyHeader, newIdempotencyKey } from './idempotency-key.ts';

/** How to reach one order. */
export interface OrderClientOptions extends BackendOptions {
  /** The token that names the order: an order token of the shop, or a session token. */
  readonly token: string;
}

/** What every request can be given. */
export interface RequestOptions {
  /** Aborts the request; what it was aborted with is thrown. */
  readonly signal?: AbortSignal;
}

/** What an answer can be given. */
export interface AnswerOptions extends RequestOptions {
  /**
   * Made once per submit by `newIdempotencyKey`, which is also the default. Give the same one to send the same answer again after an
   * error: the backend then stores it once, whatever became of the first attempt.
   */
  readonly idempotencyKey?: string;
}

/**
 * One order over HTTP. Every method asks again, twice at most, after a broken connection or a passing refusal, within `totalTimeout`;
 * a refusal that lasts longer than five seconds (`Retry-After`) is told at once. Every method may throw `ProblemError` (the backend refused),
 * `ContractError` (it answered something else than agreed), `TimeoutError`, `OfflineError`, `NetworkError`, what its `signal` was
 * aborted with, and a `TypeError` when the token cannot be sent in a header.
 */
export interface OrderClient {
  /**
   * What is known of the order, or that it is pending. The last answer is held and asked for by its `ETag`, so that an unchanged order
   * comes back as the same object. Across origins this needs `Access-Control-Expose-Headers: ETag`.
   */
  order(options?: RequestOptions): Promise<OrderResponse>;
  /**
   * Gives an answer and returns the stored one. The problem `already_answered` carries the other answer that was stored before.
   *
   * @throws {TypeError} when the idempotency key is empty, too long, or not printable ASCII.
   */
  answer(answer: AnswerRequest, options?: AnswerOptions): Promise<StoredAnswer>;
  /**
   * Tells what the shopper saw, did or dismissed, in as many requests as the contract's limit needs. Nothing is sent for an empty list. The
   * requests outlive the page. When one fails, what came after it was not sent.
   */
  interactions(interactions: readonly Interaction[], options?: RequestOptions): Promise<void>;
}

type Path<Name extends keyof typeof ROUTES> = (typeof ROUTES)[Name]['path'];

// Written out and checked by type: importing the route table would bring every schema into the browser.
const ORDER: Path<'getOrder'> = '/v1/order';
const ANSWERS: Path<'postAnswer'> = '/v1/order/answers';
const INTERACTIONS: Path<'postInteractions'> = '/v1/order/interactions';

/**
 * A client for the order that `token` names, at the backend mounted at `endpoint`.
 *
 * @throws {TypeError} when the endpoint is no `http(s):` URL, has a query or a fragment, or is relative where there is no document.
 */
export function createOrderClient(options: OrderClientOptions): OrderClient {
  const { token } = options;
  const ask = openBackend(options);
  let held: { readonly etag: string; readonly order: OrderResponse } | null = null;

  return {
    order: async ({ signal } = {}) => {
      const known = held;
      const headers = requestHeaders(token, { 'if-none-match': known?.etag });
      return ask({ path: ORDER, headers, signal }, async (response) => {
        if (response.status === 304) {
          if (known) return known.order;
          throw new ContractError(304, [{ path: '', message: 'unchanged, but nothing was held' }]);
        }
        const order = await readBody(response, orderShape);
        const etag = response.headers.get('etag');
        held = etag === null ? null : { etag, order };
        return order;
      });
    },

    answer: async (answer, { signal, idempotencyKey = newIdempotencyKey() } = {}) => {
      const headers = requestHeaders(token, { 'idempotency-key': idempotencyHeader(idempotencyKey) });
      const stored = await ask({ path: ANSWERS, headers, json: answer, signal }, (response) =>
        readBody(response, AnswerResponse),
      );
      return stored.answer;
    },

    interactions: async (interactions, { signal } = {}) => {
      const headers = requestHeaders(token);
      for (let start = 0; start < interactions.length; start += INTERACTIONS_MAX) {
        const batch = interactions.slice(start, start + INTERACTIONS_MAX);
        await ask(
          { path: INTERACTIONS, headers, json: { interactions: batch }, keepalive: true, signal },
          ({ status }) => {
            if (status !== 204) throw new ContractError(status, [{ path: '', message: 'expected 204' }]);
          },
        );
      }
    },
  };
}

/** The two shapes of an order's answer, told apart by hand: a union of schemas weighs more than that in the browser. */
const orderShape: Shape<OrderResponse> = {
  safeParse: (value) => (isPending(value) ? PendingOrderView : OrderView).safeParse(value),
};

function isPending(value: unknown): boolean {
  return typeof value === 'object' && value !== null && 'state' in value && value.state === 'pending';
}

/** Outside of `ask`: a token that no header can carry is the caller's mistake and no broken connection. */
function requestHeaders(token: string, more: Readonly<Record<string, string | undefined>> = {}): Headers {
  const headers = new Headers({ accept: 'application/json', authorization: `Bearer ${token}` });
  for (const [name, value] of Object.entries(more)) if (value !== undefined) headers.set(name, value);
  return headers;
}
