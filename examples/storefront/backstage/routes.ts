import type { PostPurchase } from '@post-purchase/server';
import { Hono } from 'hono';
import { setCookie } from 'hono/cookie';

import type { PlacedOrders } from '../server/placed-orders.ts';
import type { ShopSystem } from '../server/shop-system.ts';
import { type Carrier, isScanName } from './carrier.ts';
import type { DemoClock } from './clock.ts';
import type { Mailbox, ReceivedMail } from './mailbox.ts';

/** What the backstage pulls the strings of. */
export interface BackstageParts {
  readonly pp: PostPurchase;
  readonly clock: DemoClock;
  readonly mailbox: Mailbox;
  readonly carrier: Carrier;
  readonly shopSystem: ShopSystem;
  readonly orders: PlacedOrders;
}

const HOUR = 3_600_000;
const STEPS: ReadonlySet<unknown> = new Set([1, 24, 7 * 24]);

/** The demo's controls: the clock, the carrier, the mailbox. Staff matters go through the product's own staff API. */
export function backstageRoutes({ pp, clock, mailbox, carrier, shopSystem, orders }: BackstageParts): Hono {
  const app = new Hono();

  app.get('/state', async (c) => {
    setCookie(c, 'backstage', 'open', {
      httpOnly: true,
      sameSite: 'Strict',
      path: '/post-purchase/v1/staff',
    });
    return c.json({
      now: new Date(clock.now()).toISOString(),
      orders: await Promise.all(
        orders
          .list()
          .toReversed()
          .map(async (order) => ({ ...order, arrived: (await pp.api.orders.timeline(order)) !== null })),
      ),
      mails: mailbox.mails.map(summary).toReversed(),
    });
  });

  app.post('/time', async (c) => {
    const { hours } = await c.req.json<{ hours: unknown }>();
    if (typeof hours !== 'number' || !STEPS.has(hours))
      return c.json({ error: 'Steps are 1, 24 or 168 hours' }, 422);
    clock.advance(hours * HOUR);
    await pp.ops.runDue();
    return c.json({ now: new Date(clock.now()).toISOString() });
  });

  app.post('/scans', async (c) => {
    const { order: id, scan } = await c.req.json<{ order: unknown; scan: unknown }>();
    const order = orders.list().find((candidate) => candidate.id === id);
    if (!order || !isScanName(scan)) return c.json({ error: 'There is no such order or scan' }, 422);
    // Whatever the carrier says first, it says of a parcel that the shop has handed over.
    if (!carrier.has(order.id)) await shopSystem.fulfill(order.id, carrier.numberOf(order.id));
    await carrier.scan(order.id, scan, clock.now());
    await pp.ops.runDue();
    return c.json({ scanned: scan });
  });

  app.get('/mails/:id', (c) => {
    const received = mailbox.find(c.req.param('id'));
    if (!received) return c.notFound();
    // Shown in a sandboxed frame: links open in a tab of their own, nothing runs.
    c.header(
      'content-security-policy',
      "default-src 'none'; style-src 'unsafe-inline'; img-src 'self' data:; frame-ancestors 'self'",
    );
    const html =
      received.mail.html === false ? `<pre>${escape(received.mail.text ?? '')}</pre>` : received.mail.html;
    return c.html(html.replace('<head>', '<head><base target="_blank">'));
  });

  return app;
}

function summary({ id, receivedAt, mail }: ReceivedMail): object {
  const to = Array.isArray(mail.to) ? mail.to[0] : mail.to;
  return { id, at: new Date(receivedAt).toISOString(), subject: mail.subject ?? '', to: to?.text ?? '' };
}

function escape(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
}
