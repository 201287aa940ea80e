import { firstOrder } from '@post-purchase/core';
import { aftership, createPostPurchase, type PostPurchase, shopify, smtp } from '@post-purchase/server';

/** What differs from one run of the demo to the next. */
export interface BackendOptions {
  readonly url: string;
  readonly database: string;
  readonly smtpUrl: string;
  readonly secrets: { readonly tokens: string; readonly shopify: string; readonly aftership: string };
  readonly clock: { now(): number };
}

/** The shop's backend: this is all a shop writes. */
export function createBackend({ url, database, smtpUrl, secrets, clock }: BackendOptions): PostPurchase {
  return createPostPurchase({
    database,
    secret: secrets.tokens,
    basePath: '/post-purchase',
    shop: {
      name: 'Kiln & Clover',
      url,
      orderUrl: `${url}/order.html`,
      help: { email: 'help@kiln-and-clover.example.com', phone: '+49 30 5550 1234', hours: 'Mon–Fri 9–17' },
      from: 'Kiln & Clover <hello@kiln-and-clover.example.com>',
      timeZone: 'Europe/Berlin',
      locale: 'en',
    },
    journeys: [firstOrder],
    sources: [
      shopify({
        secret: secrets.shopify,
        reference: { property: '_previous_price', kind: 'previous' },
        promise: { attribute: 'delivery' },
      }),
      aftership({ secret: secrets.aftership, ordersFrom: 'shopify' }),
    ],
    channels: { email: smtp({ url: smtpUrl }) },
    staff: (request) =>
      Promise.resolve(
        /(?:^|;\s*)backstage=open/.test(request.headers.get('cookie') ?? '')
          ? { id: 'you', roles: ['support'] }
          : null,
      ),
    clock,
  });
}
