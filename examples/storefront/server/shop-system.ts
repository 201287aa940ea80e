import { type ChildProcess, fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';

import * as z from 'zod/mini';

import type { Purchase } from '../shop-system/shopify-order.ts';
import type { WebhookTarget } from '../shop-system/webhook.ts';

/** How long the shop system waits before it tells of an order. */
export interface WebhookDelay {
  readonly shortest: number;
  readonly longest: number;
}

const PlacedAnswer = z.object({ id: z.string(), number: z.string() });

/** The other end of the shop system's process. */
export class ShopSystem {
  readonly #process: ChildProcess;
  readonly #url: string;
  readonly #clock: { now(): number };

  private constructor(process: ChildProcess, url: string, clock: { now(): number }) {
    this.#process = process;
    this.#url = url;
    this.#clock = clock;
  }

  static async start(
    target: WebhookTarget,
    delay: WebhookDelay,
    clock: { now(): number },
  ): Promise<ShopSystem> {
    const child = fork(fileURLToPath(new URL('../shop-system/main.ts', import.meta.url)), {
      execArgv: [],
      env: {
        ...process.env,
        WEBHOOK_URL: target.url,
        WEBHOOK_SECRET: target.secret,
        SHOP_SHORTEST_DELAY_MS: String(delay.shortest),
        SHOP_LONGEST_DELAY_MS: String(delay.longest),
      },
    });
    const url = await new Promise<string>((resolve, reject) => {
      child.once('message', (message: { url: string }) => resolve(message.url));
      child.once('exit', (code) => reject(new Error(`The shop system stopped with ${code}`)));
    });
    return new ShopSystem(child, url, clock);
  }

  async placeOrder(purchase: Purchase): Promise<{ id: string; number: string }> {
    return z.parse(PlacedAnswer, await this.#post('/orders', { purchase, now: this.#clock.now() }));
  }

  async fulfill(orderId: string, trackingNumber: string): Promise<void> {
    await this.#post(`/orders/${orderId}/fulfill`, { number: trackingNumber, now: this.#clock.now() });
  }

  stop(): void {
    this.#process.disconnect();
  }

  async #post(path: string, body: object): Promise<unknown> {
    const response = await fetch(`${this.#url}${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    if (!response.ok) throw new Error(`The shop system answered ${response.status}`);
    return response.json();
  }
}
