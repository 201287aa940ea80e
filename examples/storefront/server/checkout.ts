import type { PostPurchase } from '@post-purchase/server';
import { Hono } from 'hono';
import * as z from 'zod/mini';

import { findProduct } from '../catalog/catalog.ts';
import type { PlacedOrders } from './placed-orders.ts';
import type { ShopSystem } from './shop-system.ts';

const text = (most: number) => z.string().check(z.trim(), z.minLength(1), z.maxLength(most));

const Purchase = z.object({
  name: text(100),
  email: z.email(),
  phone: z.string().check(z.maxLength(30)),
  street: text(120),
  postalCode: text(12),
  city: text(80),
  country: z.string().check(z.length(2)),
  locale: z.enum(['en', 'de']),
  marketing: z.boolean(),
  lines: z
    .array(
      z.object({
        product: z.string().check(z.refine((id) => findProduct(id) !== undefined)),
        quantity: z.int().check(z.minimum(1), z.maximum(20)),
      }),
    )
    .check(z.minLength(1)),
});

/** Takes the order, hands it to the shop system, and answers with the token that the thank-you page needs. */
export function checkout(pp: PostPurchase, shopSystem: ShopSystem, orders: PlacedOrders): Hono {
  const app = new Hono();
  app.post('/', async (c) => {
    const purchase = z.safeParse(Purchase, await c.req.json().catch(() => null));
    if (!purchase.success) return c.json({ error: 'Please check what you entered' }, 422);
    const { id, number } = await shopSystem.placeOrder(purchase.data);
    orders.add({ source: 'shopify', id, number, name: purchase.data.name });
    return c.json({ token: await pp.orderToken({ source: 'shopify', id }) }, 201);
  });
  return app;
}
