import {
  InteractionsRequest,
  type OrderResponse,
  type SessionResponse,
  SessionRequest,
} from '@post-purchase/contract';
import type { Context } from 'hono';

import { takeInteractions } from '../interactions/take-interactions.ts';
import { instant } from '../order-view/instant.ts';
import { projectOrder } from '../order-view/project.ts';
import { pendingRefreshAfter } from '../order-view/refresh-after.ts';
import { assertGeneration } from '../tokens/tokens.ts';
import { authenticate } from './authenticate.ts';
import type { HttpDependencies } from './dependencies.ts';
import { readJson } from './request-body.ts';

/** `GET /v1/order`: one read, nothing is changed. */
export async function getOrder(c: Context, { engine, tokens, shop }: HttpDependencies): Promise<Response> {
  const grant = await authenticate(c.req.raw, tokens);
  const order = await engine.readOrder(grant.ref);
  assertGeneration(grant, order?.tokenGeneration ?? 0);
  const { role, via } = grant;
  const view = order && projectOrder(order, { shop, role, via, shopperKey: (key) => tokens.shopperKey(key) });
  const response: OrderResponse = view ?? {
    state: 'pending',
    refreshAfter: pendingRefreshAfter(engine.now() - grant.issuedAt),
  };
  return Response.json(response, {
    headers: { 'Cache-Control': 'private, no-cache', Vary: 'Authorization' },
  });
}

/** `POST /v1/order/interactions`. */
export async function postInteractions(c: Context, { engine, tokens }: HttpDependencies): Promise<Response> {
  const grant = await authenticate(c.req.raw, tokens);
  const { body } = await readJson(c.req.raw, InteractionsRequest);
  await takeInteractions(engine, tokens, grant, body.interactions);
  return new Response(null, { status: 204 });
}

/** `POST /v1/sessions`: the link's role and generation go over to the session. */
export async function postSession(c: Context, { engine, tokens }: HttpDependencies): Promise<Response> {
  const { body } = await readJson(c.req.raw, SessionRequest);
  const grant = await tokens.verifyLink(body.token);
  const order = await engine.readOrder(grant.ref);
  assertGeneration(grant, order?.tokenGeneration ?? 0);
  const { role, tier, via, generation } = grant;
  const { token, expiresAt } = await tokens.session(grant.ref, { role, tier, via, generation });
  const response: SessionResponse = { token, expiresAt: instant(expiresAt) };
  return Response.json(response, { status: 201 });
}
