import { type Route, type RouteName, ROUTES } from '@post-purchase/contract';
import { type Context, Hono, type MiddlewareHandler } from 'hono';
import { cors } from 'hono/cors';
import { etag } from 'hono/etag';

import { TokenError } from '../tokens/token-error.ts';
import type { HttpDependencies } from './dependencies.ts';
import { getHealth } from './health.ts';
import { getOrder, postInteractions, postSession } from './order-routes.ts';
import { assertOrigin } from './origins.ts';
import { postAnswer } from './post-answer.ts';
import { postWebhook } from './post-webhook.ts';
import { ProblemError, problemResponse } from './problem.ts';
import {
  finishStaffTask,
  getStaffExplain,
  getStaffJourneys,
  getStaffSweeps,
  getStaffTasks,
  getStaffTimeline,
  previewStaffJourney,
  publishStaffJourney,
} from './staff-routes.ts';
import { isUnavailable } from '../errors/unavailable.ts';
import { getUnsubscribe, postUnsubscribe } from './unsubscribe.ts';

type RouteHandler = (c: Context, dependencies: HttpDependencies) => Promise<Response>;

/** Every route of the contract has one; the compiler sees to it. */
const HANDLERS: Readonly<Record<RouteName, RouteHandler>> = {
  getOrder,
  postAnswer,
  postInteractions,
  postSession,
  getUnsubscribe,
  postUnsubscribe,
  postWebhook,
  getStaffTasks,
  finishStaffTask,
  getStaffTimeline,
  getStaffExplain,
  getStaffJourneys,
  previewStaffJourney,
  publishStaffJourney,
  getStaffSweeps,
  getHealth,
};

/** On every response, whatever it is. A route may be stricter or, where something may be kept, say so itself. */
const HEADERS = {
  'Cache-Control': 'no-store',
  'Referrer-Policy': 'no-referrer',
  'X-Content-Type-Options': 'nosniff',
  'X-Robots-Tag': 'noindex',
};

/**
 * The whole API as one function, to be mounted anywhere: Hono, Next, Bun, Deno, `node:http` behind an adapter. Works whether or not the
 * host strips `basePath`. Never throws and never rejects: what fails on our side is logged and answered with a constant 500, or with a 503
 * where trying again helps.
 */
export function createHandler(dependencies: HttpDependencies): (request: Request) => Promise<Response> {
  const app = createApp(dependencies);
  return async (request) => app.fetch(request);
}

/** The names of the routes that are served: all of them, those for staff only where the shop says who its staff are. */
export function servedRoutes({ staff }: Pick<HttpDependencies, 'staff'>): RouteName[] {
  return routeNames().filter((name) => staff !== undefined || ROUTES[name].auth !== 'staff');
}

/** Which route a request went to, for the log. */
interface Env {
  Variables: { route?: RouteName };
}

function createApp(dependencies: HttpDependencies): Hono<Env> {
  const app = new Hono<Env>({
    getPath: (request) => withoutBase(new URL(request.url).pathname, dependencies.basePath),
  });
  const origins = new Set(dependencies.origins);
  const shareWithPages = cors({
    origin: (origin) => (origins.has(origin) ? origin : null),
    allowMethods: ['GET', 'POST'],
    allowHeaders: ['Authorization', 'Content-Type', 'Idempotency-Key', 'If-None-Match'],
    exposeHeaders: ['ETag', 'Retry-After'],
    maxAge: 600,
  });
  app.use(logged(dependencies), withHeaders);
  app.onError((error, c) => problemOf(error, c, dependencies));
  app.notFound(() => problemResponse('not_found'));

  const methods = new Map<string, string[]>();
  for (const name of servedRoutes(dependencies)) {
    const route: Route = ROUTES[name];
    methods.set(route.path, [...(methods.get(route.path) ?? []), route.method]);
    const steps: MiddlewareHandler<Env>[] = [];
    if (isForPages(name)) {
      app.options(route.path, preflight(shareWithPages));
      steps.push(shareWithPages);
    }
    if (name === 'getOrder') steps.push(etag());
    app.on(route.method, [route.path], ...steps, async (c) => {
      c.set('route', name);
      if (isForPages(name) || route.auth === 'staff') assertOrigin(c.req.raw, origins);
      return HANDLERS[name](c, dependencies);
    });
  }
  for (const [path, allowed] of methods) app.all(path, (c) => otherMethod(c, allowed));
  return app;
}

/**
 * Routes that widgets call: from the shop's own pages only, wherever the API lives. Staff routes are held to the same and are not shared
 * with pages of another origin, because they may rest on a cookie.
 */
function isForPages(name: RouteName): boolean {
  return ROUTES[name].auth === 'order' || name === 'postSession';
}

/** Only a browser's question before a request to another origin; any other OPTIONS is told the methods. */
function preflight(share: MiddlewareHandler): MiddlewareHandler<Env> {
  return (c, next) => (c.req.header('access-control-request-method') === undefined ? next() : share(c, next));
}

/** A path that is mounted at `basePath`, wherever the host has stripped it already. */
function withoutBase(path: string, basePath: string): string {
  return path.startsWith(`${basePath}/`) ? path.slice(basePath.length) : path;
}

function routeNames(): RouteName[] {
  const isRouteName = (name: string): name is RouteName => Object.hasOwn(ROUTES, name);
  return Object.keys(ROUTES).filter(isRouteName);
}

function otherMethod(c: Context, methods: readonly string[]): Response {
  const allow = [...methods, ...(methods.includes('GET') ? ['HEAD'] : []), 'OPTIONS'].join(', ');
  if (c.req.method === 'OPTIONS') return new Response(null, { status: 204, headers: { Allow: allow } });
  return problemResponse('method_not_allowed', { headers: { Allow: allow } });
}

function problemOf(error: unknown, c: Context<Env>, { log }: HttpDependencies): Response {
  if (error instanceof ProblemError) return problemResponse(error.code, error.details);
  if (error instanceof TokenError) return problemResponse(error.code);
  log.error('request failed', error, { route: c.get('route') });
  return isUnavailable(error)
    ? problemResponse('unavailable', { headers: { 'Retry-After': '5' } })
    : problemResponse('internal');
}

async function withHeaders(c: Context<Env>, next: () => Promise<void>): Promise<void> {
  await next();
  for (const [name, value] of Object.entries(HEADERS)) {
    if (!c.res.headers.has(name)) c.res.headers.set(name, value);
  }
}

const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'];

/** One line a request: which route, never the path, which may hold a token. */
function logged({ log }: HttpDependencies): MiddlewareHandler<Env> {
  return async (c, next) => {
    const start = performance.now();
    await next();
    const route = c.get('route');
    const method = METHODS.includes(c.req.method) ? c.req.method : 'other';
    const fields = { route, method, status: c.res.status, ms: Math.round(performance.now() - start) };
    if (route === 'getHealth') log.debug('request', fields);
    else log.info('request', fields);
  };
}
