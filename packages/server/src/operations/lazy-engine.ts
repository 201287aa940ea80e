import type { Engine } from './engine.ts';

/** The engine before its database is open: each operation waits for that. */
export function lazyEngine(open: () => Promise<Engine>, now: () => number): Engine {
  return {
    ingest: async (event) => (await open()).ingest(event),
    changeOrder: async (ref, decide) => (await open()).changeOrder(ref, decide),
    readOrder: async (ref) => (await open()).readOrder(ref),
    advanceOrder: async (ref) => (await open()).advanceOrder(ref),
    revokeTokens: async (ref) => (await open()).revokeTokens(ref),
    tasks: async (filter) => (await open()).tasks(filter),
    finishTask: async (id, by, note) => (await open()).finishTask(id, by, note),
    timeline: async (ref) => (await open()).timeline(ref),
    changeConsent: async (customerKey, channel, granted, at) =>
      (await open()).changeConsent(customerKey, channel, granted, at),
    mergeCustomers: async (customers) => (await open()).mergeCustomers(customers),
    quarantine: async (delivery) => (await open()).quarantine(delivery),
    beginIdempotent: async (request) => (await open()).beginIdempotent(request),
    completeIdempotent: async (request, response) => (await open()).completeIdempotent(request, response),
    abandonIdempotent: async (request) => (await open()).abandonIdempotent(request),
    ping: async () => (await open()).ping(),
    now,
  };
}
