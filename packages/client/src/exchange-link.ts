import { type ROUTES, SessionResponse } from '@post-purchase/contract';

import { readBody } from './answer-body.ts';
import { type BackendOptions, openBackend } from './backend.ts';
import type { RequestOptions } from './order-client.ts';

const SESSIONS: (typeof ROUTES)['postSession']['path'] = '/v1/sessions';

/**
 * Exchanges the link token of a mail (what stands behind `#pp=` in the address) for a session token of the order the mail was about.
 *
 * @throws {TypeError} when the endpoint is none; and what the methods of `OrderClient` throw: a link whose time is over ends in a `ProblemError` with
 * the code `token_expired`.
 */
export async function exchangeLink(
  backend: BackendOptions,
  linkToken: string,
  { signal }: RequestOptions = {},
): Promise<SessionResponse> {
  const ask = openBackend(backend);
  const headers = new Headers({ accept: 'application/json' });
  return ask({ path: SESSIONS, headers, json: { token: linkToken }, signal }, (response) =>
    readBody(response, SessionResponse),
  );
}
