import { type GivenFact, type OrderRef, type OrderSnapshot, sampleOrder } from '@post-purchase/core';
import { pino } from 'pino';
import * as z from 'zod/mini';

import { assemble } from '../assemble.ts';
import type { PostPurchaseOptions } from '../config/options.ts';
import type { PostPurchase } from '../post-purchase.ts';
import { HandClock, Outbox, SECRET, shopOptions } from '../testing/backend.ts';
import { freshPostgres } from '../testing/databases.ts';
import { createTokens, type Tokens } from '../tokens/tokens.ts';

/** Where the API is, seen from a browser on the shop's own site. */
export const API = 'https://shop.example/post-purchase';

export interface Call {
  readonly method?: string;
  readonly token?: string;
  /** Sent as JSON. */
  readonly json?: unknown;
  readonly body?: string | Uint8Array<ArrayBuffer>;
  readonly headers?: Readonly<Record<string, string>>;
}

/** A shop on a database of its own whose clock stands still, with everything that it wrote to its log. */
export interface TestShop {
  readonly pp: PostPurchase;
  readonly clock: HandClock;
  readonly outbox: Outbox;
  /** Made with the shop's secret and clock. */
  readonly tokens: Tokens;
  readonly log: readonly string[];
  /** Calls the API below its base path. */
  call(path: string, call?: Call): Promise<Response>;
  /** A new order that has arrived now; `email` says whether the box for marketing mail was ticked. */
  order(contents?: Partial<OrderSnapshot>): Promise<{ ref: OrderRef; token: string }>;
  take(ref: OrderRef, ...facts: GivenFact[]): Promise<void>;
}

export async function openShop(options: Partial<PostPurchaseOptions> = {}): Promise<TestShop> {
  const clock = new HandClock();
  const outbox = new Outbox();
  const log: string[] = [];
  const given = shopOptions(await freshPostgres(), {
    clock,
    channels: { email: outbox },
    logger: pino({ level: 'trace' }, { write: (line) => void log.push(line) }),
    ...options,
  });
  const pp = assemble(given, { fault: () => undefined, pollMs: 20, sendLimit: 5_000 });
  const tokens = createTokens({ secret: SECRET, now: () => clock.now() });
  let orders = 0;

  async function take(ref: OrderRef, ...facts: GivenFact[]): Promise<void> {
    await pp.ingest({ order: ref, facts });
  }
  return {
    pp,
    clock,
    outbox,
    tokens,
    log,
    take,
    call: (
      path,
      { method, token, json, body = json === undefined ? undefined : JSON.stringify(json), headers } = {},
    ) =>
      pp.handler(
        new Request(API + path, {
          method: method ?? (body === undefined ? 'GET' : 'POST'),
          headers: {
            ...(token !== undefined && { Authorization: `Bearer ${token}` }),
            ...(json !== undefined && { 'Content-Type': 'application/json' }),
            ...headers,
          },
          ...(body !== undefined && { body }),
        }),
      ),
    async order(contents) {
      orders += 1;
      const ref = { source: 'sample', id: `82098291194615${4_508 + orders}` };
      await take(
        ref,
        ...sampleOrder({ ref, placedAt: clock.now(), consent: true, ...(contents && { contents }) }),
      );
      return { ref, token: await pp.orderToken(ref) };
    },
  };
}

/** The JSON object that a response carries. */
export async function objectOf(response: Response): Promise<Record<string, unknown>> {
  return z.record(z.string(), z.unknown()).parse(await response.json());
}

/** The problem that a response carries. */
export async function problemOf(response: Response): Promise<{ status: number; code: unknown }> {
  const body = await objectOf(response);
  return { status: response.status, code: body.code ?? body };
}
