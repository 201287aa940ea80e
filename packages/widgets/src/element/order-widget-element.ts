import type { OrderView } from '@post-purchase/contract/view';
import { html, nothing, type TemplateResult } from 'lit';
import type { OrderState } from '../data/order-state.ts';
import type { Kit } from '../locale/kit.ts';
import { alertIcon, checkIcon } from '../theme/icons.ts';
import type { Notice, OrderWidgetWords } from './order-widget.messages.ts';
import { type Content, WidgetElement } from './widget-element.ts';

type Failed = Extract<OrderState, { status: 'failed' }>;

/**
 * A widget that always shows: the order once it is there, and before that where it is. All states take the space that is kept for the widget, so
 * that what stands below does not move.
 */
export abstract class OrderWidgetElement<
  Words extends OrderWidgetWords,
  Shows extends Content<Words>,
> extends WidgetElement<Words, Shows> {
  /** The order, as this widget shows it. */
  protected abstract renderOrder(order: OrderView, kit: Kit<Words, Shows>): TemplateResult;

  /** The gray shapes that stand for the order while it is on its way. */
  protected abstract renderSkeleton(): TemplateResult;

  /** What a screen reader is told now, beside what it can read. */
  protected get announcement(): string {
    return '';
  }

  protected override render(): TemplateResult {
    const { state } = this.consumer;
    const { kit, failed } = this.locale;
    if (state === null || failed) {
      this.showState('idle');
      return this.frame(html`<slot></slot>`);
    }
    if (kit === null || state.status === 'loading') {
      this.showState('loading');
      return this.frame(
        html`<h2 id="title" class="hidden">${kit?.words.loading}</h2>
          ${this.renderSkeleton()}`,
        { busy: true },
      );
    }
    if (state.status === 'pending') {
      const { pending } = kit.words;
      this.showState('pending');
      return this.frame(
        html`<header class="stack good">${noticeTemplate(checkIcon(), pending)}</header>
          ${this.renderSkeleton()}`,
        { announce: pending.title },
      );
    }
    const content =
      state.status === 'ready' ? this.attempt(state.order, (order) => this.renderOrder(order, kit)) : null;
    if (content !== null) {
      this.showState('ready');
      return this.frame(content, { announce: this.announcement });
    }
    const { failure, retrying }: Pick<Failed, 'failure' | 'retrying'> =
      state.status === 'failed' ? state : { failure: 'error', retrying: false };
    this.showState(failure);
    const notice = kit.words.failed[failure];
    return this.frame(
      html`<div class="stack attention" part="error">
        ${noticeTemplate(alertIcon(), notice)}
        ${
          failure === 'error' || failure === 'offline'
            ? html`<button type="button" part="button" aria-disabled=${retrying} @click=${this.#retry}>
                ${retrying ? kit.words.retrying : kit.words.retry}
              </button>`
            : this.#newLink(kit.words.newLink)
        }
      </div>`,
      { announce: notice.title },
    );
  }

  /** The shop's own page for a new link. It is written by the page's author, so any address is fine but a script. */
  #newLink(label: string): unknown {
    const link = this.newLinkUrl ?? this.consumer.newLinkUrl;
    if (link === null || !URL.canParse(link, document.baseURI)) return nothing;
    const { protocol, href } = new URL(link, document.baseURI);
    if (!/^(https?|mailto|tel):$/.test(protocol)) return nothing;
    return html`<a class="button" part="button" href=${href}>${label}</a>`;
  }

  readonly #retry = (): void => {
    const { state, source } = this.consumer;
    if (!(state?.status === 'failed' && state.retrying)) source?.retry();
  };
}

function noticeTemplate(icon: unknown, { title, text }: Notice): TemplateResult {
  return html`<span class="emblem">${icon}</span>
    <h2 id="title">${title}</h2>
    <p class="muted">${text}</p>`;
}
