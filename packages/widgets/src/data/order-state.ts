import type { OrderView } from '@post-purchase/contract/view';

/**
 * Why there is nothing to show: the browser is offline; the token's time is over; the token is none (any more); anything else, where trying again
 * may help.
 */
export type Failure = 'offline' | 'expired' | 'invalid' | 'error';

/** What is known of an order right now. */
export type OrderState =
  | { readonly status: 'loading' }
  /** Placed, and not arrived from the shop system yet: asked again by itself. */
  | { readonly status: 'pending' }
  | { readonly status: 'ready'; readonly order: OrderView }
  | { readonly status: 'failed'; readonly failure: Failure; readonly retrying: boolean };
