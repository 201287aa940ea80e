import { randomBytes } from 'node:crypto';
import { fileURLToPath } from 'node:url';

import { createAdaptorServer } from '@hono/node-server';
import { serveStatic } from '@hono/node-server/serve-static';
import type { PostPurchase } from '@post-purchase/server';
import { Hono } from 'hono';

import { Carrier } from '../backstage/carrier.ts';
import { DemoClock } from '../backstage/clock.ts';
import { Mailbox } from '../backstage/mailbox.ts';
import { backstageRoutes } from '../backstage/routes.ts';
import { createBackend } from './backend.ts';
import { checkout } from './checkout.ts';
import { PlacedOrders } from './placed-orders.ts';
import { ShopSystem, type WebhookDelay } from './shop-system.ts';

export interface DemoOptions {
  /** 0: any free port. */
  readonly port: number;
  /** `pglite:memory`, or the address of a PostgreSQL. */
  readonly database: string;
  readonly webhookDelay: WebhookDelay;
  /** What the demo's clock shows at first, epoch milliseconds; default: the real time. */
  readonly startsAt?: number;
}

/** A running demo. */
export interface Demo {
  readonly url: string;
  readonly pp: PostPurchase;
  readonly mailbox: Mailbox;
  readonly clock: DemoClock;
  stop(): Promise<void>;
}

/** Scripts, styles and pictures of the shop's own, nothing else: the widgets need no exception. */
const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self'",
  "connect-src 'self'",
  "frame-src 'self'",
  "frame-ancestors 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "require-trusted-types-for 'script'",
  "trusted-types lit-html 'allow-duplicates'",
].join('; ');

/** Starts shop, shop system, mailbox and backstage on this machine; nothing is reachable from outside. */
export async function startDemo(options: DemoOptions): Promise<Demo> {
  const clock = new DemoClock(options.startsAt);
  const mailbox = new Mailbox(clock);
  const smtpUrl = await mailbox.listen();
  const app = new Hono();
  const server = createAdaptorServer({ fetch: app.fetch });
  const url = await listen(server, options.port);
  const secrets = { tokens: newSecret(), shopify: newSecret(), aftership: newSecret() };
  const webhook = (source: 'shopify' | 'aftership') => ({
    url: `${url}/post-purchase/v1/webhooks/${source}`,
    secret: secrets[source],
  });

  const pp = createBackend({ url, database: options.database, smtpUrl, secrets, clock });
  const shopSystem = await ShopSystem.start(webhook('shopify'), options.webhookDelay, clock);
  const carrier = new Carrier(webhook('aftership'));
  const orders = new PlacedOrders();

  app.all('/post-purchase/*', (c) => pp.handler(c.req.raw));
  app.route('/checkout', checkout(pp, shopSystem, orders));
  app.route('/backstage', backstageRoutes({ pp, clock, mailbox, carrier, shopSystem, orders }));
  app.use(async (c, next) => {
    await next();
    c.header('content-security-policy', POLICY);
    c.header('referrer-policy', 'no-referrer');
    c.header('x-content-type-options', 'nosniff');
  });
  app.use(serveStatic({ root: fileURLToPath(new URL('../dist', import.meta.url)) }));

  await pp.start();
  return {
    url,
    pp,
    mailbox,
    clock,
    async stop() {
      shopSystem.stop();
      await new Promise<void>((resolve) => {
        server.close(() => resolve());
      });
      await pp.stop();
      await mailbox.close();
    },
  };
}

const newSecret = (): string => randomBytes(32).toString('base64url');

async function listen(server: ReturnType<typeof createAdaptorServer>, port: number): Promise<string> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The demo has no port');
  return `http://localhost:${address.port}`;
}
