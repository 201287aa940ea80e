import type { OrderView } from '@post-purchase/contract/view';
import { css, html, type TemplateResult } from 'lit';
import { OrderWidgetElement } from '../element/order-widget-element.ts';
import type { Kit } from '../locale/kit.ts';
import { baseStyles } from '../theme/base.styles.ts';
import type { Copying } from './copying.ts';
import { type TrackingContent, trackingLanguages, type TrackingWords } from './tracking.messages.ts';

/**
 * Shows where everything of an order is: for each parcel its status and who has to act in words, the date promised and the one expected now,
 * the steps of its way, the carrier with number and link, what is in it and its history. The parcel that matters most stands first, the others are
 * closed below it.
 *
 * @element pp-tracking
 * @attr endpoint - Where the backend is mounted. Together with `token`; else the `<pp-order>` around is asked.
 * @attr token - A token that names the order.
 * @attr new-link-url - The page of the shop where a shopper gets a new link, offered when the old one no longer works.
 * @prop order - The order itself, in the contract's shape: shown without any request.
 * @slot - Shown until the element is defined, where scripts are off, and while nobody has named an order.
 * @csspart base - The frame around everything.
 * @csspart parcel - One parcel.
 * @csspart error - What is shown instead of the order when it cannot be loaded.
 * @csspart button - Each button.
 * @csspart details - Each part that can be opened.
 * @csspart help - How to reach somebody.
 * @cssprop --pp-tracking-min-size - Height that is kept in every state, so that nothing below moves.
 * @cssprop --pp-tracking-line - Color of the way that is done; the accent color by default.
 */
export class TrackingElement extends OrderWidgetElement<TrackingWords, TrackingContent> {
  static override styles = [
    baseStyles,
    css`
      .body {
        min-block-size: var(--pp-tracking-min-size, calc(37em - 25cqi));
      }
      @container (min-width: 42em) {
        .body {
          min-block-size: var(--pp-tracking-min-size, max(24.8em, 32em - 12cqi));
        }
      }
    `,
  ];

  protected override readonly kind = 'tracking';
  #copying: Copying | null = null;

  constructor() {
    super(trackingLanguages);
  }

  protected override renderOrder(
    order: OrderView,
    { words, content }: Kit<TrackingWords, TrackingContent>,
  ): TemplateResult {
    this.#copying ??= new content.Copying(this);
    return content.trackingContent(order, words, this.locale.lang, this.#copying);
  }

  protected override renderSkeleton(): TemplateResult {
    return html`<div class="skeleton" aria-hidden="true">
      <i class="half"></i><i class="title"></i><i class="half"></i><i class="block"></i><i></i
      ><i class="half"></i>
    </div>`;
  }

  protected override get announcement(): string {
    return this.#copying?.copied ? (this.locale.kit?.words.copied ?? '') : '';
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'pp-tracking': TrackingElement;
  }
}
