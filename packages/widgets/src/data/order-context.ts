import type { OrderSource } from './order-source.ts';

/** What `<pp-order>` gives to the widgets in it. */
export interface OrderContext {
  /** Null while the element has neither an order nor a token. */
  readonly source: OrderSource | null;
  /** Where a shopper gets a new link. */
  readonly newLinkUrl: string | null;
}

/**
 * Asks the elements around a widget for their order, through shadow hosts. Whoever has one answers by `receive`, at once and again after each
 * change, until `signal` is aborted, and stops the event.
 */
export class OrderRequestEvent extends Event {
  readonly receive: (context: OrderContext) => void;
  readonly signal: AbortSignal;

  constructor(receive: (context: OrderContext) => void, signal: AbortSignal) {
    super('pp-order-request', { bubbles: true, composed: true });
    this.receive = receive;
    this.signal = signal;
  }
}

/** Told on the document when an order element comes up, which may be after the widgets in it: they ask again. */
export const ORDER_CONNECTED = 'pp-order-connected';

declare global {
  interface HTMLElementEventMap {
    'pp-order-request': OrderRequestEvent;
  }
}
