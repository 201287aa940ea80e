import type { PostPurchaseOptions } from './config/options.ts';
import { resolveOptions } from './config/resolve-options.ts';
import { StoppedError } from './errors/stopped-error.ts';
import { createHandler } from './http/handler.ts';
import { problemResponse } from './http/problem.ts';
import { createLog } from './logging/log.ts';
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
  let isStarted = false;
  let isStopping = false;
  let isStopped = false;
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
  const api = createStaffApi(engine, shop.timeZone);

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
    start: () =>
      guarded(async () => {
        const { queue, worker, scheduler } = await opened();
        if (isStarted) return;
        isStarted = true;
        await queue.work(async (delivery) => {
          await worker.attempt(delivery);
        });
        scheduler.start();
      }),
    async stop() {
      isStopping = true;
      await Promise.all(underWay);
      isStopped = true;
      const closing = backend;
      backend = null;
      await (await closing?.catch(() => null))?.close();
    },
    orderToken: (ref, { role = 'buyer' } = {}) =>
      guarded(async () => {
        const generation = (await engine.readOrder(ref))?.tokenGeneration ?? 0;
        return (await tokens.session(ref, { role, generation })).token;
      }),
    ingest: (event) => guarded(() => engine.ingest(event)),
    api,
    ops: {
      runDue: () =>
        guarded(async () => {
          const { tools, worker } = await opened();
          return runDue(tools, worker);
        }),
      nextDueAt: async () => nextDueAt((await opened()).tools.db),
      parked: async () => parkedOrders((await opened()).tools.db),
      retry: (ref) => engine.advanceOrder(ref),
      quarantined: async () => quarantined((await opened()).tools.db),
      revokeTokens: async (ref) => {
        await engine.revokeTokens(ref);
      },
    },
  };
}
