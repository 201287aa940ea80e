import type { PostPurchaseOptions } from './config/options.ts';
import { resolveOptions } from './config/resolve-options.ts';
import { StoppedError } from './errors/stopped-error.ts';
import { createHandler } from './http/handler.ts';
import { problemResponse } from './http/problem.ts';
import { assertOrderRef } from './ingest/order-ref.ts';
import { createLog } from './logging/log.ts';
import { lazyJourneys } from './journeys/create-journeys.ts';
import { lazyEngine } from './operations/lazy-engine.ts';
import { type Backend, type Internals, openBackend } from './open-backend.ts';
import type { PostPurchase } from './post-purchase.ts';
import { runDue } from './scheduler/run-due.ts';
import { createStaffApi } from './staff/staff-api.ts';
import { nextDueAt } from './storage/order-row.ts';
import { parkedOrders } from './storage/parked.ts';
import { quarantined } from './storage/quarantine.ts';
import { createTokens } from './tokens/tokens.ts';

/** Puts a backend together. `createPostPurchase` with the seams that tests use. */
export function assemble(given: PostPurchaseOptions, internals: Internals): PostPurchase {
  const options = resolveOptions(given);
  const { clock = 'database', shop, sources = [], staff, basePath, origins } = options;
  const log = createLog(options.logger);
  const wallClock = clock === 'database' ? Date.now : () => clock.now();
  const tokens = createTokens({ secret: options.secret, now: wallClock });

  let backend: Promise<Backend> | null = null;
  let started: Promise<void> | null = null;
  let isStopping = false;
  let isStopped = false;
  let stopped: Promise<void> | null = null;
  const underWay = new Set<Promise<unknown>>();
  /** Lets work begin unless the backend is stopping, and lets stopping wait for it. */
  const guarded = <Result>(work: () => Promise<Result>): Promise<Result> => {
    if (isStopping) return Promise.reject(new StoppedError());
    const working = work();
    const settled: Promise<unknown> = working.then(
      () => underWay.delete(settled),
      () => underWay.delete(settled),
    );
    underWay.add(settled);
    return working;
  };
  const guard =
    <Given extends readonly unknown[], Result>(work: (...given: Given) => Promise<Result>) =>
    (...given: Given) =>
      guarded(() => work(...given));
  /** Opens on first use. What failed to open is tried again by the next one who asks. */
  const opened = (): Promise<Backend> => {
    if (isStopped) return Promise.reject(new StoppedError());
    backend ??= openBackend(options, tokens, log, internals).catch((error: unknown) => {
      backend = null;
      throw error;
    });
    return backend;
  };
  const engine = lazyEngine(async () => (await opened()).engine, wallClock);
  const journeys = lazyJourneys(async () => (await opened()).journeys);
  const api = createStaffApi(engine, journeys, shop.timeZone, tokens);

  const serve = createHandler({
    engine,
    tokens,
    shop,
    sources,
    staffApi: api,
    ...(staff && { staff }),
    log,
    basePath,
    origins,
  });

  return {
    handler: async (request) =>
      isStopping
        ? problemResponse('unavailable', { headers: { 'Retry-After': '5', 'Cache-Control': 'no-store' } })
        : guarded(() => serve(request)),
    start: guard(
      () =>
        (started ??= start().catch((error: unknown) => {
          started = null;
          throw error;
        })),
    ),
    stop: () => (stopped ??= stop()),
    orderToken: guard(async (ref, { role = 'buyer' } = {}) => {
      const generation = (await engine.readOrder(assertOrderRef(ref)))?.tokenGeneration ?? 0;
      return (await tokens.session(ref, { role, generation })).token;
    }),
    ingest: guard((event) => engine.ingest(event)),
    api: {
      tasks: {
        list: guard((filter) => api.tasks.list(filter)),
        finish: guard((id, by) => api.tasks.finish(id, by)),
      },
      orders: {
        timeline: guard((ref) => api.orders.timeline(ref)),
        explain: guard((ref) => api.orders.explain(ref)),
      },
      journeys: {
        list: guard(() => api.journeys.list()),
        preview: guard((draft, options) => api.journeys.preview(draft, options)),
        publish: guard((draft, options) => api.journeys.publish(draft, options)),
        sweeps: guard(() => api.journeys.sweeps()),
      },
      customers: { merge: guard((customers) => api.customers.merge(customers)) },
    },
    ops: {
      runDue: guard(async () => {
        const { tools, worker } = await opened();
        return runDue(tools, worker);
      }),
      nextDueAt: guard(async () => nextDueAt((await opened()).tools.db)),
      parked: guard(async () => parkedOrders((await opened()).tools.db)),
      retry: guard((ref) => engine.advanceOrder(ref)),
      quarantined: guard(async () => quarantined((await opened()).tools.db)),
      revokeTokens: guard(async (ref) => {
        await engine.revokeTokens(assertOrderRef(ref));
      }),
    },
  };

  async function start(): Promise<void> {
    const { queue, worker, scheduler, sweeper } = await opened();
    await queue.work(async (delivery) => {
      await worker.attempt(delivery);
    });
    scheduler.start();
    sweeper.start();
  }

  async function stop(): Promise<void> {
    isStopping = true;
    await Promise.all(underWay);
    isStopped = true;
    const closing = backend;
    backend = null;
    await (await closing?.catch(() => null))?.close();
  }
}
