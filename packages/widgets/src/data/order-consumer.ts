import type { OrderResponse } from '@post-purchase/contract/view';
import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { FixedOrder } from './fixed-order.ts';
import { ORDER_CONNECTED, type OrderContext, OrderRequestEvent } from './order-context.ts';
import type { OrderSource } from './order-source.ts';
import type { OrderState } from './order-state.ts';
import { sharedOrder } from './shared-order.ts';

/** What a widget's own attributes say about its order. */
export interface OwnOrder {
  readonly endpoint: string | null;
  readonly token: string | null;
  readonly order: OrderResponse | null;
}

/** The order that an element itself names: one given by the page, else one of a backend; null where it names none. */
export function ownSource({ endpoint, token, order }: OwnOrder): OrderSource | null {
  const remote = endpoint && token ? sharedOrder(endpoint, { token }) : null;
  return order ? new FixedOrder(order, remote) : remote;
}

/**
 * A widget's order: its own, else that of the nearest order element around it. Being moved on the page keeps the order; being taken off it lets
 * it go.
 */
export class OrderConsumer implements ReactiveController {
  readonly #host: ReactiveControllerHost & HTMLElement;
  #named: OwnOrder | null = null;
  #own: OrderSource | null = null;
  #context: OrderContext | null = null;
  #source: OrderSource | null = null;
  #unsubscribe: (() => void) | null = null;
  #request: AbortController | null = null;

  constructor(host: ReactiveControllerHost & HTMLElement) {
    this.#host = host;
    host.addController(this);
  }

  /** Null while nobody named an order. */
  get source(): OrderSource | null {
    return this.#source;
  }

  get state(): OrderState | null {
    return this.#source?.state ?? null;
  }

  /** Where the order element around sends a shopper for a new link. */
  get newLinkUrl(): string | null {
    return this.#context?.newLinkUrl ?? null;
  }

  /** Called with what the widget's attributes say, after they changed. */
  setOwn(named: OwnOrder): void {
    this.#named = named;
    this.#own = ownSource(named);
    this.#use();
  }

  hostConnected(): void {
    if (this.#named !== null) this.#own ??= ownSource(this.#named);
    document.addEventListener(ORDER_CONNECTED, this.#ask);
    this.#ask();
  }

  hostDisconnected(): void {
    document.removeEventListener(ORDER_CONNECTED, this.#ask);
    // It may only be on its way to another place on the page.
    queueMicrotask(() => {
      if (this.#host.isConnected) return;
      this.#request?.abort();
      this.#context = null;
      this.#own = null;
      this.#use();
    });
  }

  readonly #ask = (): void => {
    this.#request?.abort();
    const request = new AbortController();
    this.#request = request;
    this.#context = null;
    this.#host.dispatchEvent(
      new OrderRequestEvent((context) => {
        if (request.signal.aborted) return;
        this.#context = context;
        this.#use();
      }, request.signal),
    );
    this.#use();
  };

  #use(): void {
    const source = this.#host.isConnected ? (this.#own ?? this.#context?.source ?? null) : null;
    this.#host.requestUpdate();
    if (source === this.#source) return;
    this.#source = source;
    // Subscribing to the new one first lets a source that is shared stay awake.
    const unsubscribe = source?.subscribe(this.#onChange) ?? null;
    this.#unsubscribe?.();
    this.#unsubscribe = unsubscribe;
  }

  readonly #onChange = (): void => {
    this.#host.requestUpdate();
  };
}
