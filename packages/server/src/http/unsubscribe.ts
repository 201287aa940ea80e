import { ROUTES } from '@post-purchase/contract';
import type { Context } from 'hono';
import { accepts } from 'hono/accepts';
import { parseBody } from 'hono/utils/body';

import { TokenError } from '../tokens/token-error.ts';
import type { UnsubscribeGrant } from '../tokens/tokens.ts';
import type { HttpDependencies } from './dependencies.ts';
import { ProblemError } from './problem.ts';
import { mediaType, readBytes, SHOPPER_BODY_MAX } from './request-body.ts';
import { unsubscribePage, type UnsubscribePageState } from './unsubscribe-page.ts';

const FORM_TYPES: readonly string[] = ['application/x-www-form-urlencoded', 'multipart/form-data'];

/** `GET /v1/unsubscribe/:token`: asks. Mail scanners follow every link of a mail, so nothing may happen here. */
export async function getUnsubscribe(c: Context, dependencies: HttpDependencies): Promise<Response> {
  try {
    await grantOf(c, dependencies);
  } catch (error) {
    if (!(error instanceof TokenError) || !wantsPage(c)) throw error;
    return page(c, dependencies, 'broken', 401);
  }
  return page(c, dependencies, 'asking', 200);
}

/** `POST /v1/unsubscribe/:token`: from the page above, and from mail programs and providers (RFC 8058). Any number of times. */
export async function postUnsubscribe(c: Context, dependencies: HttpDependencies): Promise<Response> {
  const { customerKey, channel } = await grantOf(c, dependencies);
  if ((await oneClick(c.req.raw)) !== 'One-Click') {
    throw new ProblemError('request_malformed', {
      detail: 'The form has to say List-Unsubscribe=One-Click.',
    });
  }
  await dependencies.engine.changeConsent(customerKey, channel, false);
  return page(c, dependencies, 'done', 200);
}

async function grantOf(c: Context, { tokens }: HttpDependencies): Promise<UnsubscribeGrant> {
  // As it stands in the path: percent-encoding it would be a second spelling of the same token.
  const token = new URL(c.req.url).pathname.split('/').at(-1) ?? '';
  return tokens.verifyUnsubscribe(token);
}

async function oneClick(request: Request): Promise<unknown> {
  if (!FORM_TYPES.includes(mediaType(request))) {
    throw new ProblemError('request_malformed', { detail: `${ROUTES.postUnsubscribe.path} takes a form.` });
  }
  const bytes = await readBytes(request, SHOPPER_BODY_MAX);
  const headers = { 'Content-Type': request.headers.get('content-type') ?? '' };
  try {
    const form = await parseBody(new Request(request.url, { method: 'POST', headers, body: bytes }));
    return form['List-Unsubscribe'];
  } catch {
    throw new ProblemError('request_malformed', { detail: 'The form could not be read.' });
  }
}

function wantsPage(c: Context): boolean {
  return (
    accepts(c, {
      header: 'Accept',
      supports: ['text/html', 'application/json'],
      default: 'application/json',
    }) === 'text/html'
  );
}

function page(
  c: Context,
  { shop }: HttpDependencies,
  state: UnsubscribePageState,
  status: 200 | 401,
): Promise<Response> {
  return unsubscribePage({ state, status, shop, acceptLanguage: c.req.header('accept-language') });
}
