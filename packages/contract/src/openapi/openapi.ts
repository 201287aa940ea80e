import * as z from 'zod/mini';

import { AnswerRequest, AnswerResponse, StoredAnswer } from '../answer/answer.schema.ts';
import { HealthResponse } from '../health/health.schema.ts';
import { Interaction, InteractionsRequest } from '../interaction/interaction.schema.ts';
import { Money } from '../money/money.schema.ts';
import { LineView, OrderResponse, OrderView, PendingOrderView } from '../order/order.schema.ts';
import { Question, Scale, TouchpointView } from '../order/touchpoint.schema.ts';
import { type ProblemCode, PROBLEMS } from '../problem/problem-codes.ts';
import { Problem } from '../problem/problem.schema.ts';
import { type Route, ROUTES } from '../routes/routes.ts';
import { LineSavings, Savings } from '../savings/savings.schema.ts';
import { SessionRequest, SessionResponse } from '../session/session.schema.ts';
import {
  JourneyList,
  JourneyPreviewView,
  PreviewRequest,
  PublishRequest,
  PublishResponse,
  SweepList,
  SweepView,
} from '../staff/journeys.schema.ts';
import {
  ExplainResponse,
  FinishTaskRequest,
  FinishTaskResponse,
  TaskList,
  TaskView,
  TimelineResponse,
} from '../staff/staff.schema.ts';
import { ParcelView } from '../tracking/parcel.schema.ts';
import { WebhookResponse } from '../webhook/webhook.schema.ts';
import { CalendarDay, EmailAddress, Instant, Link } from '../wire/wire.schema.ts';

/** Schemas with a name in the document; nested ones become `$ref`s. */
const NAMED = {
  AnswerRequest,
  AnswerResponse,
  ExplainResponse,
  FinishTaskRequest,
  FinishTaskResponse,
  HealthResponse,
  Interaction,
  InteractionsRequest,
  JourneyList,
  JourneyPreviewView,
  LineSavings,
  LineView,
  Money,
  OrderResponse,
  OrderView,
  ParcelView,
  PendingOrderView,
  PreviewRequest,
  Problem,
  PublishRequest,
  PublishResponse,
  Question,
  Savings,
  Scale,
  SessionRequest,
  SessionResponse,
  StoredAnswer,
  SweepList,
  SweepView,
  TaskList,
  TaskView,
  TimelineResponse,
  TouchpointView,
  WebhookResponse,
};

/** A part of a JSON document. */
type JsonObject = Record<string, unknown>;

const SECURITY: Readonly<Record<Route['auth'], readonly JsonObject[]>> = {
  order: [{ orderToken: [] }],
  staff: [{ staff: [] }],
  signature: [{ vendorSignature: [] }],
  link: [],
  none: [],
};

const REASONS: Readonly<Record<number, string>> = {
  200: 'Done',
  201: 'Created',
  204: 'Taken',
  304: 'Not modified since the given ETag',
};

/**
 * The OpenAPI 3.1 document of the API, made from the route table and the schemas. `version` is the contract package's.
 * The checked-in `openapi.json` is its output; a test fails when the two differ.
 */
export function openApiDocument(version: string): JsonObject {
  const paths: Record<string, JsonObject> = {};
  for (const [operationId, route] of Object.entries(ROUTES)) {
    const path = route.path.replaceAll(/:(\w+)/g, '{$1}');
    paths[path] = { ...paths[path], [route.method.toLowerCase()]: operation(operationId, route) };
  }
  return {
    openapi: '3.1.1',
    info: {
      title: 'Post-Purchase',
      version,
      description:
        "What a shop's backend offers to the widgets, to its staff, and to the vendors that call it.",
      license: { name: 'MIT', identifier: 'MIT' },
    },
    servers: [{ url: '/post-purchase', description: 'Wherever the shop mounts it' }],
    paths,
    components: {
      schemas: namedSchemas(),
      securitySchemes: {
        orderToken: { type: 'http', scheme: 'bearer', description: 'A token that names one order' },
        staff: {
          type: 'apiKey',
          in: 'cookie',
          name: 'session',
          description: "Whatever the shop's own staff session is",
        },
        vendorSignature: {
          type: 'apiKey',
          in: 'header',
          name: 'X-Signature',
          description: "Each vendor's own header",
        },
      },
    },
  };
}

function operation(operationId: string, route: Route): JsonObject {
  const parameters = [
    ...[...route.path.matchAll(/:(\w+)/g)].map(([, name]) => parameter('path', name ?? '', true)),
    ...(route.query ?? []).map(({ name, description }) => parameter('query', name, false, description)),
    ...(route.headers ?? []).map(({ name, required, description }) =>
      parameter('header', name, required, description),
    ),
  ];
  return {
    operationId,
    summary: route.summary,
    security: SECURITY[route.auth],
    ...(parameters.length > 0 && { parameters }),
    ...requestBody(route),
    responses: { ...successes(route), ...problems(route) },
  };
}

function parameter(
  place: 'path' | 'query' | 'header',
  name: string,
  required: boolean,
  description?: string,
): JsonObject {
  return {
    in: place,
    name,
    required,
    ...(description !== undefined && { description }),
    schema: { type: 'string' },
  };
}

function requestBody(route: Route): JsonObject {
  if (route.body)
    return {
      requestBody: { required: true, content: { 'application/json': { schema: reference(route.body) } } },
    };
  if (route.bodyType !== undefined)
    return { requestBody: { required: true, content: { [route.bodyType]: {} } } };
  return {};
}

function successes(route: Route): JsonObject {
  return Object.fromEntries(
    Object.entries(route.responses).map(([status, schema]) => [
      status,
      {
        description: REASONS[Number(status)] ?? 'Done',
        ...(schema && { content: { 'application/json': { schema: reference(schema) } } }),
        ...(route.responseType !== undefined && { content: { [route.responseType]: {} } }),
      },
    ]),
  );
}

/** One response a status: the codes that share a status share its description. */
function problems(route: Route): JsonObject {
  const byStatus = new Map<number, string[]>();
  for (const code of new Set<ProblemCode>([
    ...route.problems,
    'method_not_allowed',
    'internal',
    'unavailable',
  ])) {
    const { status } = PROBLEMS[code];
    byStatus.set(status, [...(byStatus.get(status) ?? []), code]);
  }
  return Object.fromEntries(
    [...byStatus].map(([status, codes]) => [
      status,
      {
        description: codes.map((code) => `\`${code}\``).join(', '),
        content: { 'application/problem+json': { schema: reference(Problem) } },
      },
    ]),
  );
}

/** What a shape is called in JSON Schema; the schemas check it by a function, which tells no name. */
const formats = new Map<unknown, string>([
  [Instant, 'date-time'],
  [CalendarDay, 'date'],
  [Link, 'uri'],
  [EmailAddress, 'email'],
]);

function namedSchemas(): JsonObject {
  const registry = z.registry<{ id: string }>();
  for (const [id, schema] of Object.entries(NAMED)) registry.add(schema, { id });
  const { schemas } = z.toJSONSchema(registry, {
    io: 'input',
    uri: (id) => `#/components/schemas/${id}`,
    override: ({ zodSchema, jsonSchema }) => {
      const format = formats.get(zodSchema);
      if (format !== undefined) jsonSchema.format = format;
    },
  });
  return Object.fromEntries(
    Object.entries(schemas)
      .map(([id, { $schema: _schema, $id: _id, ...schema }]) => [id, schema] as const)
      .toSorted(([a], [b]) => (a < b ? -1 : 1)),
  );
}

const names = new Map<z.ZodMiniType, string>(Object.entries(NAMED).map(([name, schema]) => [schema, name]));

function reference(schema: z.ZodMiniType): JsonObject {
  const name = names.get(schema);
  if (name === undefined)
    throw new TypeError('A schema of the route table has no name in the OpenAPI document');
  return { $ref: `#/components/schemas/${name}` };
}
