import {
  FinishTaskRequest,
  type FinishTaskResponse,
  PreviewRequest,
  PublishRequest,
} from '@post-purchase/contract';
import { JourneyError, type OrderRef } from '@post-purchase/core';
import type { Context } from 'hono';

import type { Staff } from '../config/options.ts';
import { ConfirmStaleError } from '../errors/confirm-stale-error.ts';
import { DefinitionChangedError } from '../errors/definition-changed-error.ts';
import { isStorable } from '../ingest/storable.ts';
import type { TaskFilter } from '../operations/engine.ts';
import type { HttpDependencies } from './dependencies.ts';
import { ProblemError } from './problem.ts';
import { DRAFT_BODY_MAX, readJson } from './request-body.ts';

const STATES = ['open', 'done', 'all'] as const;

/** `GET /v1/staff/tasks`. */
export async function getStaffTasks(c: Context, dependencies: HttpDependencies): Promise<Response> {
  await askWho(c, dependencies);
  const team = c.req.query('team');
  if (team !== undefined && !isStorable(team))
    throw new ProblemError('request_malformed', { detail: 'No team has such a name.' });
  const filter: TaskFilter = {
    state: stateOf(c.req.query('state')),
    ...(team !== undefined && team !== '' && { team }),
  };
  return Response.json(await dependencies.staffApi.tasks.list(filter));
}

/** `POST /v1/staff/tasks/:task/finish`. */
export async function finishStaffTask(c: Context, dependencies: HttpDependencies): Promise<Response> {
  const { id: by } = await askWho(c, dependencies);
  const { body } = await readJson(c.req.raw, FinishTaskRequest);
  const task = await dependencies.staffApi.tasks.finish(param(c, 'task'), { by, ...body });
  if (!task) throw new ProblemError('not_found');
  const response: FinishTaskResponse = { task };
  return Response.json(response);
}

/** `GET /v1/staff/orders/:source/:id/timeline`. */
export async function getStaffTimeline(c: Context, dependencies: HttpDependencies): Promise<Response> {
  await askWho(c, dependencies);
  return found(await dependencies.staffApi.orders.timeline(orderRef(c)));
}

/** `GET /v1/staff/orders/:source/:id/explain`. */
export async function getStaffExplain(c: Context, dependencies: HttpDependencies): Promise<Response> {
  await askWho(c, dependencies);
  return found(await dependencies.staffApi.orders.explain(orderRef(c)));
}

/** `GET /v1/staff/journeys`. */
export async function getStaffJourneys(c: Context, dependencies: HttpDependencies): Promise<Response> {
  await askWho(c, dependencies);
  return Response.json(await dependencies.staffApi.journeys.list());
}

/** `POST /v1/staff/journeys/preview`. */
export async function previewStaffJourney(c: Context, dependencies: HttpDependencies): Promise<Response> {
  await askWho(c, dependencies);
  const { body } = await readJson(c.req.raw, PreviewRequest, DRAFT_BODY_MAX);
  const { draft, running } = body;
  return found(await dependencies.staffApi.journeys.preview(draft, { running }));
}

/** `POST /v1/staff/journeys/publish`. */
export async function publishStaffJourney(c: Context, dependencies: HttpDependencies): Promise<Response> {
  await askWho(c, dependencies);
  const { body } = await readJson(c.req.raw, PublishRequest, DRAFT_BODY_MAX);
  const { draft, ...options } = body;
  try {
    return found(await dependencies.staffApi.journeys.publish(draft, options));
  } catch (error) {
    throw publishProblem(error);
  }
}

function publishProblem(error: unknown): unknown {
  if (error instanceof JourneyError)
    return new ProblemError('journey_invalid', { errors: [...error.findings] });
  if (error instanceof DefinitionChangedError || error instanceof ConfirmStaleError)
    return new ProblemError(error.code, { detail: error.message });
  return error;
}

/** `GET /v1/staff/journeys/sweeps`. */
export async function getStaffSweeps(c: Context, dependencies: HttpDependencies): Promise<Response> {
  await askWho(c, dependencies);
  return Response.json(await dependencies.staffApi.journeys.sweeps());
}

async function askWho(c: Context, { staff }: HttpDependencies): Promise<Staff> {
  const who = await staff?.(c.req.raw);
  if (!who) throw new ProblemError('staff_required');
  return who;
}

function stateOf(text: string | undefined): TaskFilter['state'] {
  if (text === undefined) return 'open';
  const state = STATES.find((known) => known === text);
  if (!state)
    throw new ProblemError('request_malformed', { detail: `state has to be one of ${STATES.join(', ')}.` });
  return state;
}

function orderRef(c: Context): OrderRef {
  return { source: param(c, 'source'), id: param(c, 'id') };
}

function param(c: Context, name: string): string {
  const value = c.req.param(name) ?? '';
  // PostgreSQL cannot even compare with such a text.
  if (!isStorable(value)) throw new ProblemError('not_found');
  return value;
}

function found(body: object | null): Response {
  if (!body) throw new ProblemError('not_found');
  return Response.json(body);
}
