import { createHash } from 'node:crypto';

import { AnswerRequest, type AnswerResponse, assertNever, ROUTES } from '@post-purchase/contract';
import type { Context } from 'hono';

import { type GivenAnswer, giveAnswer } from '../answers/give-answer.ts';
import { TokenError } from '../tokens/token-error.ts';
import { authenticate } from './authenticate.ts';
import type { HttpDependencies } from './dependencies.ts';
import { idempotent } from './idempotent.ts';
import { idempotencyKey } from './idempotency-key.ts';
import { problemResponse } from './problem.ts';
import { readJson } from './request-body.ts';

/** `POST /v1/order/answers`. */
export async function postAnswer(c: Context, { engine, tokens }: HttpDependencies): Promise<Response> {
  const request = c.req.raw;
  const grant = await authenticate(request, tokens);
  // Before the body: a caller that forgot it should hear of that first.
  idempotencyKey(request.headers.get('idempotency-key'));
  const { body, bytes } = await readJson(request, AnswerRequest);
  const { comment, ...answer } = body;
  const said = comment?.trim();
  const place = { engine, order: grant.ref, route: ROUTES.postAnswer.path, bytes };
  return idempotent(request, place, async (key) => {
    const id = createHash('sha256').update(key).digest('base64url').slice(0, 22);
    return respond(
      await giveAnswer(engine, tokens, grant, { ...answer, id, ...(said && { comment: said }) }),
    );
  });
}

function respond(result: GivenAnswer): Response {
  switch (result.outcome) {
    case 'given':
      return answered(result.answer, 201);
    case 'repeated':
      return answered(result.answer, 200);
    case 'answered':
      return problemResponse('already_answered', { answer: result.answer });
    case 'misfit':
      return problemResponse('body_invalid', { errors: [{ path: result.path, message: result.message }] });
    case 'closed':
      return problemResponse('touchpoint_closed');
    case 'unknown':
      return problemResponse('not_found');
    case 'revoked':
      throw new TokenError('token_revoked');
    default:
      return assertNever(result);
  }
}

function answered(answer: AnswerResponse['answer'], status: 200 | 201): Response {
  const response: AnswerResponse = { answer };
  return Response.json(response, { status });
}
