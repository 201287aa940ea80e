import type { OrderResponse, OrderView } from '@post-purchase/contract/view';
import {
  type CSSResult,
  type CSSResultGroup,
  html,
  LitElement,
  type PropertyValues,
  type TemplateResult,
} from 'lit';
import { Exposure } from '../data/exposure.ts';
import { OrderConsumer } from '../data/order-consumer.ts';
import type { Kit } from '../locale/kit.ts';
import { type Languages, Locale } from '../locale/locale.ts';
import { baseStyles } from '../theme/base.styles.ts';
import { VERSION } from './version.ts';

/** What shows an order, with its styles and its English words. */
export interface Content<Words> {
  readonly styles: readonly CSSResult[];
  readonly english: Words;
}

/**
 * What every widget is: an element that shows one order, its own or that of the `<pp-order>` around it, in the language of the place it stands in.
 * It decides nothing; what it shows is a view of the contract.
 *
 * This is what paints first. What shows an order, and in which words, is fetched beside the data, when the widget comes onto the page.
 */
export abstract class WidgetElement<Words, Shows extends Content<Words>> extends LitElement {
  /** The version of the package this class comes from. */
  static readonly version = VERSION;

  static override styles: CSSResultGroup = baseStyles;

  static override properties = {
    endpoint: {},
    token: {},
    order: { attribute: false },
    newLinkUrl: { attribute: 'new-link-url' },
  };

  /** Where the backend is mounted, absolute or relative to the page. Together with `token`; else the `<pp-order>` around is asked. */
  declare endpoint: string | null;
  /** A token that names the order. */
  declare token: string | null;
  /** The order itself, in the contract's shape: shown without any request. */
  declare order: OrderResponse | null;
  /** The page of the shop where a shopper gets a new link, offered when the old one no longer works. */
  declare newLinkUrl: string | null;

  /** The kind of touchpoint that is counted as seen when this widget is. */
  protected abstract readonly kind: string;
  protected readonly consumer: OrderConsumer;
  protected readonly locale: Locale<Kit<Words, Shows>>;
  readonly #states = this.attachInternals().states;
  #hadFocus = false;
  #dressed = false;

  constructor(languages: Languages<Kit<Words, Shows>>) {
    super();
    this.endpoint = null;
    this.token = null;
    this.order = null;
    this.newLinkUrl = null;
    this.consumer = new OrderConsumer(this);
    this.locale = new Locale(this, languages);
    new Exposure(this, () => {
      this.#reportSeen();
    });
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('endpoint') || changed.has('token') || changed.has('order')) this.consumer.setOwn(this);
    this.#hadFocus = this.#focused() !== null;
    this.#dress();
  }

  protected override updated(): void {
    // What had the focus is gone: the keyboard and the screen reader stay in this widget.
    if (this.#hadFocus && this.#focused() === null)
      this.renderRoot.querySelector<HTMLElement>('.base')?.focus();
  }

  /** The name of the state, for the page's styles (`pp-rating:state(submitted)`) and for tests. */
  protected showState(name: string): void {
    this.#states.clear();
    this.#states.add(name);
  }

  /** The frame around everything a widget shows: around its one element with the class `body`. */
  protected frame(content: unknown, { busy = false, announce = '' } = {}): TemplateResult {
    return html`<section
      class="base"
      part="base"
      lang=${this.locale.lang}
      tabindex="-1"
      aria-labelledby="title"
      aria-busy=${busy}
    >
      <p class="hidden" role="status">${announce}</p>
      ${content}
    </section>`;
  }

  /** What `show` makes of an order; null where it cannot: a page may have set an order that is none. */
  protected attempt<Shown>(order: OrderView, show: (order: OrderView) => Shown): Shown | null {
    try {
      return show(order);
    } catch (error) {
      // eslint-disable-next-line no-console -- the page's developer has to hear of it
      console.error(`<${this.localName}> cannot show this order.`, error);
      return null;
    }
  }

  /** Puts on the styles of the content, once they have come. */
  #dress(): void {
    const styles = this.locale.kit?.content.styles;
    if (this.#dressed || styles === undefined || !(this.renderRoot instanceof ShadowRoot)) return;
    this.#dressed = true;
    for (const { styleSheet } of styles)
      if (styleSheet !== undefined) this.renderRoot.adoptedStyleSheets.push(styleSheet);
  }

  #focused(): Element | null {
    const focused = this.shadowRoot?.activeElement ?? null;
    return focused?.closest('[inert]') ? null : focused;
  }

  #reportSeen(): void {
    const { source } = this.consumer;
    if (source?.state.status !== 'ready' || this.locale.kit === null) return;
    for (const { kind, key } of source.state.order.touchpoints)
      if (kind === this.kind) source.report('seen', key);
  }
}
