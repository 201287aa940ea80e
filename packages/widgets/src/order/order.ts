import type { OrderResponse } from '@post-purchase/contract/view';
import { type PropertyValues, ReactiveElement } from 'lit';
import { keptToken } from '../data/kept-session.ts';
import { takeLinkToken } from '../data/link-token.ts';
import { ownSource } from '../data/order-consumer.ts';
import { ORDER_CONNECTED, type OrderRequestEvent } from '../data/order-context.ts';
import type { OrderSource } from '../data/order-source.ts';
import { sharedOrder } from '../data/shared-order.ts';
import { VERSION } from '../element/version.ts';

/**
 * Gives one order to all widgets in it, however deep, through shadow roots too: they share one request. It shows nothing of its own and is styled by
 * the page like any element.
 *
 * On a page that a mail's link opens (`…#pp=<link token>`) it exchanges that token for a session, takes it out of the address bar, and keeps the
 * session with the tab, so that reloading works. Without such a link it uses `token`, else the session of the tab.
 *
 * @element pp-order
 * @attr endpoint - Where the backend is mounted, absolute or relative to the page.
 * @attr token - A token that names the order.
 * @attr new-link-url - The page of the shop where a shopper gets a new link, offered when the old one no longer works.
 * @prop order - The order itself, in the contract's shape: shown without any request.
 * @slot - Anything, with widgets anywhere in it.
 */
export class OrderElement extends ReactiveElement {
  /** The version of the package this class comes from. */
  static readonly version = VERSION;

  static override properties = {
    endpoint: {},
    token: {},
    order: { attribute: false },
    newLinkUrl: { attribute: 'new-link-url' },
  };

  declare endpoint: string | null;
  declare token: string | null;
  declare order: OrderResponse | null;
  declare newLinkUrl: string | null;

  readonly #requests = new Set<OrderRequestEvent>();
  #source: OrderSource | null = null;
  /** The link token that this element took out of the address, until the page gives another token. */
  #link: string | null = null;

  constructor() {
    super();
    this.endpoint = null;
    this.token = null;
    this.order = null;
    this.newLinkUrl = null;
    this.addEventListener('pp-order-request', this.#onRequest);
  }

  override connectedCallback(): void {
    super.connectedCallback();
    addEventListener('hashchange', this.#onHashChange);
    document.dispatchEvent(new Event(ORDER_CONNECTED));
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    removeEventListener('hashchange', this.#onHashChange);
  }

  /** It has no shadow: what is in it stays where it is. */
  protected override createRenderRoot(): this {
    return this;
  }

  protected override updated(changed: PropertyValues<this>): void {
    if (changed.has('endpoint') || changed.has('token') || changed.has('order')) {
      // Another token on the same page is another order than that of the link.
      if (typeof changed.get('token') === 'string') this.#link = null;
      this.#source = this.#find();
    }
    this.#offer();
  }

  readonly #onHashChange = (): void => {
    this.#source = this.#find();
    this.#offer();
  };

  readonly #onRequest = (event: OrderRequestEvent): void => {
    event.stopPropagation();
    this.#requests.add(event);
    event.signal.addEventListener('abort', () => this.#requests.delete(event));
    event.receive({ source: this.#source, newLinkUrl: this.newLinkUrl });
  };

  #find(): OrderSource | null {
    const { endpoint, token, order } = this;
    if (endpoint === null || order !== null) return ownSource(this);
    this.#link = takeLinkToken() ?? this.#link;
    latestLink = this.#link ?? latestLink;
    const link = token === null ? latestLink : this.#link;
    if (link !== null) return sharedOrder(endpoint, { link });
    return ownSource({ endpoint, token: token ?? keptToken(endpoint), order });
  }

  #offer(): void {
    for (const request of this.#requests)
      request.receive({ source: this.#source, newLinkUrl: this.newLinkUrl });
  }
}

/** The link token that was taken last: order elements without a token share it. */
let latestLink: string | null = null;

declare global {
  interface HTMLElementTagNameMap {
    'pp-order': OrderElement;
  }
}
