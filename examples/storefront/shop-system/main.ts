import { randomInt } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';

import { serve } from '@hono/node-server';
import { Hono } from 'hono';

import {
  digitalFulfillment,
  parcelFulfillment,
  type Purchase,
  shopifyOrder,
  type ShopOrder,
} from './shopify-order.ts';
import { postShopify, type WebhookTarget } from './webhook.ts';

/**
 * The shop system: a process of its own, as in real life. It takes orders, and tells of them by signed webhooks some seconds later, so
 * that the shopper's thank-you page is there first. Its address goes to the parent process as a message.
 */
const target: WebhookTarget = { url: required('WEBHOOK_URL'), secret: required('WEBHOOK_SECRET') };
const longestDelay = Number(process.env.SHOP_LONGEST_DELAY_MS ?? 5_000);
const shortestDelay = Number(process.env.SHOP_SHORTEST_DELAY_MS ?? 0);

const orders = new Map<string, ShopOrder>();
let nextNumber = 1001;

const app = new Hono();

app.post('/orders', async (c) => {
  const { purchase, now } = await c.req.json<{ purchase: Purchase; now: number }>();
  const number = nextNumber;
  nextNumber += 1;
  const order: ShopOrder = { id: newOrderId(), number, purchase, placedAt: now };
  orders.set(order.id, order);
  void tellOfOrder(order);
  return c.json({ id: order.id, number: `#${number}` });
});

app.post('/orders/:id/fulfill', async (c) => {
  const order = orders.get(c.req.param('id'));
  if (!order) return c.json({ error: 'There is no such order' }, 404);
  const { number, now } = await c.req.json<{ number: string; now: number }>();
  await tell('fulfillments/create', parcelFulfillment(order, { number, at: now }));
  return c.json({ fulfilled: true });
});

const server = serve({ fetch: app.fetch, hostname: '127.0.0.1', port: 0 }, ({ port }) => {
  process.send?.({ url: `http://127.0.0.1:${port}` });
});
process.once('disconnect', () => {
  server.close();
  process.exit(0);
});

async function tellOfOrder(order: ShopOrder): Promise<void> {
  await wait(randomInt(shortestDelay, longestDelay + 1));
  await tell('orders/create', shopifyOrder(order));
  const digital = digitalFulfillment(order);
  if (digital) await tell('fulfillments/create', digital);
}

async function tell(topic: string, payload: object): Promise<void> {
  try {
    await postShopify(target, topic, payload);
  } catch (error) {
    console.error(String(error));
  }
}

/** Eighteen digits: what Shopify's ids may grow to, and more than a JavaScript number keeps. */
function newOrderId(): string {
  return `82${String(randomInt(10 ** 8)).padStart(8, '0')}${String(randomInt(10 ** 8)).padStart(8, '0')}`;
}

function required(name: string): string {
  const value = process.env[name];
  if (value === undefined || value === '') throw new Error(`The shop system needs ${name}`);
  return value;
}
