import { Problem } from '@post-purchase/contract';
import ky, {
  HTTPError,
  type KyInstance,
  NetworkError as KyNetworkError,
  TimeoutError as KyTimeoutError,
} from 'ky';

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

/** A longer wait is not worth a shopper's time: the refusal is told at once. */
const LONGEST_WAIT_SECONDS = 5;

/** A backend and its address. */
export interface Backend {
  readonly endpoint: string;
  readonly http: KyInstance;
}

/**
 * A backend that is asked again, twice at most, where a repeat is harmless: after a broken connection or a passing refusal. Every
 * request of this package is harmless to repeat: a GET changes nothing, an answer carries its idempotency key, an interaction its id,
 * and a link may be exchanged again.
 *
 * @throws {TypeError} when the endpoint is none.
 */
export function openBackend({
  endpoint,
  fetch,
  timeout = 10_000,
  totalTimeout = 30_000,
}: BackendOptions): Backend {
  return {
    endpoint: absoluteEndpoint(endpoint),
    http: ky.create({
      ...(fetch && { fetch }),
      timeout,
      totalTimeout,
      throwHttpErrors: (status) => status !== 304,
      retry: {
        limit: 2,
        methods: ['get', 'post'],
        statusCodes: [408, 409, 429, 500, 502, 503, 504],
        afterStatusCodes: [409, 429, 503],
        retryOnTimeout: true,
        shouldRetry: ({ error }) => (isLasting(error) ? false : undefined),
      },
    }),
  };
}

/** Whether asking again soon makes no sense. */
function isLasting(error: Error): boolean {
  if (!(error instanceof HTTPError)) return false;
  const { response } = error;
  const data: unknown = error.data;
  if ((retryAfterSeconds(response.headers, Date.now()) ?? 0) > LONGEST_WAIT_SECONDS) return true;
  return response.status === 409 && Problem.safeParse(data).data?.code !== 'idempotency_in_flight';
}

/**
 * Runs one request and makes what it throws one of this package's errors. What `signal` was aborted with passes unchanged.
 *
 * @throws {ProblemError | ContractError | TimeoutError | OfflineError | NetworkError}
 */
export async function ask<Result>(
  signal: AbortSignal | undefined,
  request: () => Promise<Result>,
): Promise<Result> {
  try {
    return await request();
  } catch (error) {
    signal?.throwIfAborted();
    throw clientError(error);
  }
}

function clientError(error: unknown): unknown {
  if (error instanceof HTTPError) return refusal(error);
  if (error instanceof KyTimeoutError) return new TimeoutError({ cause: error });
  // A TypeError is what fetch and the reading of a body end with when the connection breaks, in words of the platform's own.
  if (error instanceof KyNetworkError || error instanceof TypeError) {
    const isOffline = typeof navigator !== 'undefined' && 'onLine' in navigator && !navigator.onLine;
    return isOffline ? new OfflineError({ cause: error }) : new NetworkError({ cause: error });
  }
  return error;
}

function refusal(error: HTTPError): Error {
  const { status, headers } = error.response;
  const problem = Problem.safeParse(error.data);
  return problem.success
    ? new ProblemError(problem.data, status, retryAfterSeconds(headers, Date.now()), { cause: error })
    : new ContractError(status, [{ path: '', message: 'no problem document' }], { cause: error });
}
