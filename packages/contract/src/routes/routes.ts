import type * as z from 'zod/mini';

import { AnswerRequest, AnswerResponse } from '../answer/answer.schema.ts';
import { InteractionsRequest } from '../interaction/interaction.schema.ts';
import { OrderResponse } from '../order/order.schema.ts';
import type { ProblemCode } from '../problem/problem-codes.ts';
import { SessionRequest, SessionResponse } from '../session/session.schema.ts';
import {
  JourneyList,
  JourneyPreviewView,
  PreviewRequest,
  PublishRequest,
  PublishResponse,
  SweepList,
} from '../staff/journeys.schema.ts';
import {
  ExplainResponse,
  FinishTaskRequest,
  FinishTaskResponse,
  TaskList,
  TimelineResponse,
} from '../staff/staff.schema.ts';
import { HealthResponse } from '../health/health.schema.ts';
import { WebhookResponse } from '../webhook/webhook.schema.ts';

/** Who may call a route: whoever holds an order's token, staff, a vendor with its own signature, the holder of a link, anybody. */
export type RouteAuth = 'order' | 'staff' | 'signature' | 'link' | 'none';

/** One route of the API: what goes in, what comes out, and every problem it may answer. */
export interface Route {
  readonly method: 'GET' | 'POST' | 'PUT';
  /** Below `basePath`, parameters as `:name`. */
  readonly path: string;
  readonly summary: string;
  readonly auth: RouteAuth;
  readonly headers?: readonly {
    readonly name: string;
    readonly required: boolean;
    readonly description: string;
  }[];
  readonly query?: readonly { readonly name: string; readonly description: string }[];
  /** JSON unless `bodyType` says otherwise; absent: no body is read. */
  readonly body?: z.ZodMiniType;
  readonly bodyType?: string;
  /** Of what people read in a browser: a page. */
  readonly responseType?: string;
  /** By status; null: no body that programs read. */
  readonly responses: Readonly<Record<number, z.ZodMiniType | null>>;
  readonly problems: readonly ProblemCode[];
}

const TOKEN_PROBLEMS = ['token_invalid', 'token_expired', 'token_revoked', 'origin_not_allowed'] as const;
const BODY_PROBLEMS = [
  'request_malformed',
  'body_too_large',
  'media_type_unsupported',
  'body_invalid',
] as const;
const STAFF_PROBLEMS = ['staff_required', 'origin_not_allowed', 'not_found'] as const;

/** The one list of routes: server, client and OpenAPI document are made from it. */
export const ROUTES = {
  getOrder: {
    method: 'GET',
    path: '/v1/order',
    summary: 'Everything the widgets on a page need, in one answer',
    auth: 'order',
    headers: [
      { name: 'If-None-Match', required: false, description: 'The ETag of the answer the caller holds' },
    ],
    responses: { 200: OrderResponse, 304: null },
    problems: [...TOKEN_PROBLEMS],
  },
  postAnswer: {
    method: 'POST',
    path: '/v1/order/answers',
    summary: 'Give an answer; the first one to a question stays',
    auth: 'order',
    headers: [
      { name: 'Idempotency-Key', required: true, description: 'Made by the caller; good for 24 hours' },
    ],
    body: AnswerRequest,
    responses: { 200: AnswerResponse, 201: AnswerResponse },
    problems: [
      ...TOKEN_PROBLEMS,
      ...BODY_PROBLEMS,
      'idempotency_key_missing',
      'idempotency_key_reused',
      'idempotency_in_flight',
      'already_answered',
      'touchpoint_closed',
      'not_found',
    ],
  },
  postInteractions: {
    method: 'POST',
    path: '/v1/order/interactions',
    summary: 'What the shopper saw, did or dismissed, in batches',
    auth: 'order',
    body: InteractionsRequest,
    responses: { 204: null },
    problems: [...TOKEN_PROBLEMS, ...BODY_PROBLEMS],
  },
  postSession: {
    method: 'POST',
    path: '/v1/sessions',
    summary: 'Exchange the link token of a mail for a session token',
    auth: 'none',
    body: SessionRequest,
    responses: { 201: SessionResponse },
    problems: [...TOKEN_PROBLEMS, ...BODY_PROBLEMS],
  },
  getUnsubscribe: {
    method: 'GET',
    path: '/v1/unsubscribe/:token',
    summary: 'A page that asks whether to unsubscribe; changes nothing',
    auth: 'link',
    responseType: 'text/html',
    responses: { 200: null },
    problems: ['token_invalid'],
  },
  postUnsubscribe: {
    method: 'POST',
    path: '/v1/unsubscribe/:token',
    summary: 'One-click unsubscribe from marketing mail (RFC 8058)',
    auth: 'link',
    bodyType: 'application/x-www-form-urlencoded',
    responseType: 'text/html',
    responses: { 200: null },
    problems: ['token_invalid', 'request_malformed', 'body_too_large'],
  },
  postWebhook: {
    method: 'POST',
    path: '/v1/webhooks/:source',
    summary: 'A delivery of a vendor, with the signature of that vendor',
    auth: 'signature',
    bodyType: 'application/json',
    responses: { 200: WebhookResponse },
    problems: ['signature_invalid', 'request_malformed', 'body_too_large', 'not_found'],
  },
  getStaffTasks: {
    method: 'GET',
    path: '/v1/staff/tasks',
    summary: 'Calls to make and issues to solve, the most urgent first',
    auth: 'staff',
    query: [
      { name: 'team', description: 'Only tasks of this team' },
      { name: 'state', description: '`open` (default), `done` or `all`' },
    ],
    responses: { 200: TaskList },
    problems: ['staff_required', 'origin_not_allowed', 'request_malformed'],
  },
  finishStaffTask: {
    method: 'POST',
    path: '/v1/staff/tasks/:task/finish',
    summary: 'A call was made, an issue solved',
    auth: 'staff',
    body: FinishTaskRequest,
    responses: { 200: FinishTaskResponse },
    problems: [...STAFF_PROBLEMS, ...BODY_PROBLEMS],
  },
  getStaffTimeline: {
    method: 'GET',
    path: '/v1/staff/orders/:source/:id/timeline',
    summary: 'What happened with an order, and what was decided',
    auth: 'staff',
    responses: { 200: TimelineResponse },
    problems: [...STAFF_PROBLEMS],
  },
  getStaffExplain: {
    method: 'GET',
    path: '/v1/staff/orders/:source/:id/explain',
    summary: 'Why each touchpoint of an order is where it is',
    auth: 'staff',
    responses: { 200: ExplainResponse },
    problems: [...STAFF_PROBLEMS],
  },
  getStaffJourneys: {
    method: 'GET',
    path: '/v1/staff/journeys',
    summary: 'Every stored journey with its versions, and how many running instances each has',
    auth: 'staff',
    responses: { 200: JourneyList },
    problems: ['staff_required', 'origin_not_allowed'],
  },
  previewStaffJourney: {
    method: 'POST',
    path: '/v1/staff/journeys/preview',
    summary: 'What publishing a draft would do; changes nothing',
    auth: 'staff',
    body: PreviewRequest,
    responses: { 200: JourneyPreviewView },
    problems: [...STAFF_PROBLEMS, ...BODY_PROBLEMS],
  },
  publishStaffJourney: {
    method: 'POST',
    path: '/v1/staff/journeys/publish',
    summary: 'Publish what was previewed, or a version of before',
    auth: 'staff',
    body: PublishRequest,
    responses: { 200: PublishResponse },
    problems: [...STAFF_PROBLEMS, ...BODY_PROBLEMS, 'journey_invalid', 'confirm_stale', 'definition_changed'],
  },
  getStaffSweeps: {
    method: 'GET',
    path: '/v1/staff/journeys/sweeps',
    summary: 'Running instances on their way to a published version, the newest sweep first',
    auth: 'staff',
    responses: { 200: SweepList },
    problems: ['staff_required', 'origin_not_allowed'],
  },
  getHealth: {
    method: 'GET',
    path: '/health',
    summary: 'The process answers and reaches its database',
    auth: 'none',
    responses: { 200: HealthResponse },
    problems: ['unavailable'],
  },
} as const satisfies Record<string, Route>;

/** The name of a route: the `operationId` of the OpenAPI document. */
export type RouteName = keyof typeof ROUTES;
