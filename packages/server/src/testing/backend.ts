import { firstOrder, type OrderRef } from '@post-purchase/core';

import type { EmailChannel, MailMessage } from '../channels/channel.ts';
import type { PostPurchaseOptions } from '../config/options.ts';
import { resolveOptions } from '../config/resolve-options.ts';
import { createLog, type LogTarget } from '../logging/log.ts';
import type { MessageContext } from '../messages/message.ts';
import type { RunReport } from '../operations/engine.ts';
import { type Backend, type Internals, openBackend } from '../open-backend.ts';
import { runDue } from '../scheduler/run-due.ts';
import { createTokens, type Tokens } from '../tokens/tokens.ts';

/** 2026-11-23, a Monday, 10:00 in Berlin. */
export const START = Date.parse('2026-11-23T09:00:00Z');
export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

/** A clock that is moved by hand. */
export class HandClock {
  #now = START;
  now(): number {
    return this.#now;
  }
  advance(ms: number): void {
    this.#now += ms;
  }
}

/** Keeps what it is given. With `fail` it refuses instead. */
export class Outbox implements EmailChannel {
  readonly honorsKeys = false;
  readonly sent: MailMessage[] = [];
  /** Returns what the next send throws; undefined: it is taken. */
  fail: (message: MailMessage) => Error | undefined = () => undefined;

  send(message: MailMessage): Promise<Record<string, never>> {
    const error = this.fail(message);
    if (error !== undefined) return Promise.reject(error);
    this.sent.push(message);
    return Promise.resolve({});
  }

  close(): Promise<void> {
    return Promise.resolve();
  }
}

export const SHOP: PostPurchaseOptions['shop'] = {
  name: 'Sample Shop',
  url: 'https://shop.example',
  orderUrl: 'https://shop.example/order',
  help: { email: 'help@shop.example' },
  from: 'Sample Shop <hello@shop.example>',
  timeZone: 'Europe/Berlin',
  locale: 'en',
};

export const SECRET = 'a secret of at least thirty-two bytes';

const quiet = (): void => undefined;
/** Writes nothing. */
export const SILENT: LogTarget = { debug: quiet, info: quiet, warn: quiet, error: quiet };

/** Messages that say only what they are about. */
const MESSAGES: PostPurchaseOptions['messages'] = Object.fromEntries(
  ['thank-you', 'tracking-news', 'problem', 'delay', 'rating'].map((kind) => [
    kind,
    ({ order }: MessageContext) => ({
      subject: `${kind} ${order.number}`,
      text: kind,
      html: `<p>${kind}</p>`,
    }),
  ]),
);

/** Options of a shop on the ready-made journey. */
export function shopOptions(
  database: string,
  options: Partial<PostPurchaseOptions> = {},
): PostPurchaseOptions {
  return { database, secret: SECRET, shop: SHOP, journeys: [firstOrder], ...options };
}

/** A backend in which nothing works by itself, and what it works with. */
export interface TestBackend extends Backend {
  readonly clock: HandClock;
  readonly outbox: Outbox;
  readonly tokens: Tokens;
  /** Does all that is due, until nothing is. */
  runDue(): Promise<RunReport>;
}

/** Opens a backend on a hand clock with an outbox for mail. Whoever opens it closes it. */
export async function openForTest(
  database: string,
  options: Partial<PostPurchaseOptions> = {},
  internals: Partial<Internals> = {},
): Promise<TestBackend> {
  const clock = new HandClock();
  const outbox = new Outbox();
  const channels = { email: outbox, ...options.channels };
  const given = shopOptions(database, { clock, messages: MESSAGES, ...options, channels });
  const tokens = createTokens({ secret: given.secret, now: () => clock.now() });
  const backend = await openBackend(resolveOptions(given), tokens, createLog(given.logger ?? SILENT), {
    fault: () => undefined,
    pollMs: 20,
    sendLimit: 5_000,
    ...internals,
  });
  return { ...backend, clock, outbox, tokens, runDue: () => runDue(backend.tools, backend.worker) };
}

let orders = 0;

/** An order that no other test has, and an address of its own. */
export function nextOrder(): { readonly ref: OrderRef; readonly email: string } {
  orders += 1;
  return { ref: { source: 'sample', id: `order-${orders}` }, email: `shopper-${orders}@example.com` };
}
