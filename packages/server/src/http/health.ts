import type { HealthResponse } from '@post-purchase/contract';
import type { Context } from 'hono';

import type { HttpDependencies } from './dependencies.ts';
import { ProblemError } from './problem.ts';

/** `GET /health`: the process answers and reaches its database. */
export async function getHealth(_: Context, { engine, log }: HttpDependencies): Promise<Response> {
  try {
    await engine.ping();
  } catch (error) {
    log.error('database unreachable', error);
    throw new ProblemError('unavailable');
  }
  const response: HealthResponse = { status: 'ok' };
  return Response.json(response);
}
