import type { OrderView } from '@post-purchase/contract/view';
import { css, html, type TemplateResult } from 'lit';
import { OrderWidgetElement } from '../element/order-widget-element.ts';
import type { Kit } from '../locale/kit.ts';
import { baseStyles } from '../theme/base.styles.ts';
import { type ThankYouContent, thankYouLanguages, type ThankYouWords } from './thank-you.messages.ts';

/**
 * The confirmation of an order: its number, what happens next and when, items and totals, where the confirmation was sent (only when it was), how to
 * reach somebody, and a way to print it.
 *
 * @element pp-thank-you
 * @attr endpoint - Where the backend is mounted. Together with `token`; else the `<pp-order>` around is asked.
 * @attr token - A token that names the order.
 * @attr new-link-url - The page of the shop where a shopper gets a new link, offered when the old one no longer works.
 * @prop order - The order itself, in the contract's shape: shown without any request.
 * @slot - Shown until the element is defined, where scripts are off, and while nobody has named an order.
 * @csspart base - The frame around everything.
 * @csspart error - What is shown instead of the order when it cannot be loaded.
 * @csspart button - Each button.
 * @csspart details - Each part that can be opened.
 * @csspart help - How to reach somebody.
 * @cssprop --pp-thank-you-min-size - Height that is kept in every state, so that nothing below moves.
 */
export class ThankYouElement extends OrderWidgetElement<ThankYouWords, ThankYouContent> {
  static override styles = [
    baseStyles,
    css`
      .body {
        min-block-size: var(--pp-thank-you-min-size, calc(62em - 45cqi));
      }
      @container (min-width: 44em) {
        .body {
          min-block-size: var(--pp-thank-you-min-size, max(24em, 42em - 26cqi));
        }
      }
    `,
  ];

  protected override readonly kind = 'thank-you';

  constructor() {
    super(thankYouLanguages);
  }

  override connectedCallback(): void {
    super.connectedCallback();
    addEventListener('beforeprint', this.#openAll);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    removeEventListener('beforeprint', this.#openAll);
  }

  protected override renderOrder(
    order: OrderView,
    { words, content }: Kit<ThankYouWords, ThankYouContent>,
  ): TemplateResult {
    return content.thankYouContent(order, words, this.locale.lang, this.#print);
  }

  protected override renderSkeleton(): TemplateResult {
    return html`<div class="skeleton" aria-hidden="true">
        <i class="title"></i><i class="half"></i><i class="block"></i>
      </div>
      <div class="skeleton aside" aria-hidden="true">
        <i class="block"></i><i class="block"></i><i></i><i></i><i class="half"></i>
      </div>`;
  }

  readonly #print = (): void => {
    print();
  };

  /** What is closed on the screen is part of the record on paper. */
  readonly #openAll = (): void => {
    for (const details of this.renderRoot.querySelectorAll('details')) details.open = true;
  };
}

declare global {
  interface HTMLElementTagNameMap {
    'pp-thank-you': ThankYouElement;
  }
}
