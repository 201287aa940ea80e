import { Problem } from '@post-purchase/contract';

import type { ClientError } from './client-error.ts';
import { ContractError } from './contract-error.ts';
import { absoluteEndpoint } from './endpoint.ts';
import { NetworkError } from './network-error.ts';
import { OfflineError } from './offline-error.ts';
import { ProblemError } from './problem-error.ts';
import { retryAfterSeconds } from './retry-after.ts';
import { TimeoutError } from './timeout-error.ts';

/** How to reach a backend, and how long to wait for it. */
export interface BackendOptions {
  /** Where the backend is mounted, such as `/post-purchase` or `https://shop.example.com/post-purchase`. */
  readonly endpoint: string;
  /** Instead of the platform's `fetch`. It has to heed the request's `signal`. */
  readonly fetch?: typeof globalThis.fetch;
  /** Most milliseconds for one attempt; 10,000 by default. */
  readonly timeout?: number;
  /** Most milliseconds for all attempts together, waits included; 30,000 by default. */
  readonly totalTimeout?: number;
}

/** One request below the endpoint: a POST where there is something to send, else a GET. */
export interface BackendRequest {
  readonly path: string;
  readonly headers: Headers;
  readonly json?: unknown;
  /** Lets the request outlive the page. */
  readonly keepalive?: boolean;
  readonly signal?: AbortSignal;
}

/** Sends a request and reads what comes back: an answer of the 200s, or 304. */
export type Ask = <Result>(
  request: BackendRequest,
  read: (response: Response) => Result | Promise<Result>,
) => Promise<Result>;

const ATTEMPTS = 3;
/** Before the second attempt, in milliseconds; twice as long before the third. */
const FIRST_WAIT = 300;
/** A longer wait is not worth a shopper's time: the refusal is told at once. */
const LONGEST_WAIT_SECONDS = 5;
/** Refusals that pass. A 409 is one only while another attempt with the same idempotency key is outstanding. */
const PASSING: ReadonlySet<number> = new Set([408, 409, 429, 500, 502, 503, 504]);

/**
 * A backend that is asked again, twice at most, where a repeat is harmless: after a broken connection or a passing refusal. Every
 * request of this package is harmless to repeat: a GET changes nothing, an answer carries its idempotency key, an interaction its id,
 * and a link may be exchanged again.
 *
 * The returned function throws `ProblemError`, `ContractError`, `TimeoutError`, `OfflineError`, `NetworkError`, and what the request's `signal` was
 * aborted with.
 *
 * @throws {TypeError} when the endpoint is none.
 */
export function openBackend({
  endpoint,
  fetch,
  timeout = 10_000,
  totalTimeout = 30_000,
}: BackendOptions): Ask {
  const base = absoluteEndpoint(endpoint);
  return async ({ path, headers, json, keepalive, signal }, read) => {
    const end = AbortSignal.timeout(totalTimeout);
    if (json !== undefined) headers.set('content-type', 'application/json');
    for (let attempt = 1; ; attempt += 1) {
      const over = AbortSignal.any([end, AbortSignal.timeout(timeout)]);
      let wait: number | null = FIRST_WAIT * attempt;
      let error: ClientError;
      try {
        const response = await (fetch ?? globalThis.fetch)(base + path, {
          method: json === undefined ? 'GET' : 'POST',
          headers,
          ...(json !== undefined && { body: JSON.stringify(json) }),
          keepalive,
          signal: signal ? AbortSignal.any([over, signal]) : over,
        });
        if (response.ok || response.status === 304) return await read(response);
        error = await refusal(response);
        wait = waitAfter(response, error, wait);
      } catch (cause) {
        signal?.throwIfAborted();
        // A TypeError is what fetch and the reading of a body end with when the connection breaks, in words of the platform's own.
        if (over.aborted) error = new TimeoutError({ cause });
        else if (cause instanceof TypeError) error = connectionError(cause);
        else throw cause;
        if (error instanceof OfflineError) throw error;
      }
      if (wait === null || attempt === ATTEMPTS || !(await pause(wait, end, signal))) throw error;
    }
  };
}

/** What a status other than those of success means. */
async function refusal(response: Response): Promise<ProblemError | ContractError> {
  const { status, headers } = response;
  const text = await response.text();
  const problem = Problem.safeParse(parseJson(text));
  return problem.success
    ? new ProblemError(problem.data, status, retryAfterSeconds(headers, Date.now()))
    : new ContractError(status, [{ path: '', message: 'no problem document' }]);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Milliseconds until a refusal may have passed: what the backend says, else `otherwise`. Null where asking again soon makes no sense. */
function waitAfter({ status, headers }: Response, { code }: ClientError, otherwise: number): number | null {
  if (!PASSING.has(status) || (status === 409 && code !== 'idempotency_in_flight')) return null;
  const seconds = retryAfterSeconds(headers, Date.now());
  if (seconds === null) return otherwise;
  return seconds > LONGEST_WAIT_SECONDS ? null : seconds * 1_000;
}

function connectionError(cause: unknown): ClientError {
  const isOffline = typeof navigator !== 'undefined' && 'onLine' in navigator && !navigator.onLine;
  return isOffline ? new OfflineError({ cause }) : new NetworkError({ cause });
}

/** Waits; false when all attempts together have taken too long. @throws what `signal` is aborted with. */
async function pause(
  milliseconds: number,
  end: AbortSignal,
  signal: AbortSignal | undefined,
): Promise<boolean> {
  await new Promise<void>((resolve) => {
    const done = () => {
      clearTimeout(timer);
      resolve();
    };
    const timer = setTimeout(done, milliseconds);
    for (const each of [end, signal]) each?.addEventListener('abort', done, { once: true });
  });
  signal?.throwIfAborted();
  return !end.aborted;
}
