import type { OrderView } from '@post-purchase/contract/view';
import { html, type PropertyValues, type TemplateResult } from 'lit';
import type { OrderState } from '../data/order-state.ts';
import type { Kit } from '../locale/kit.ts';
import type { OrderWidgetWords } from './order-widget.messages.ts';
import type { failedTemplate, pendingTemplate } from './waiting.ts';
import { type Content, WidgetElement } from './widget-element.ts';

type Failed = Extract<OrderState, { status: 'failed' }>;

/** What shows an order, and what is shown while there is none. */
export interface OrderContent<Words> extends Content<Words> {
  readonly pendingTemplate: typeof pendingTemplate;
  readonly failedTemplate: typeof failedTemplate;
}

/**
 * A widget that always shows: the order once it is there, and before that where it is. All states take the space that is kept for the widget, so
 * that what stands below does not move.
 */
export abstract class OrderWidgetElement<
  Words extends OrderWidgetWords,
  Shows extends OrderContent<Words>,
> extends WidgetElement<Words, Shows> {
  #subject: unknown;
  #even = false;

  /** The order, as this widget shows it. */
  protected abstract renderOrder(order: OrderView, kit: Kit<Words, Shows>): TemplateResult;

  /** The gray shapes that stand for the order while it is on its way. */
  protected abstract renderSkeleton(): TemplateResult;

  /** What a screen reader is told now, beside what it can read. */
  protected get announcement(): string {
    return '';
  }

  /** Parts that were open stay open when a new order is shown. */
  protected override update(changed: PropertyValues<this>): void {
    const open = [...(this.shadowRoot?.querySelectorAll('details[open]') ?? [])].map(({ id }) => id);
    super.update(changed);
    for (const details of this.shadowRoot?.querySelectorAll('details') ?? [])
      details.open ||= open.includes(details.id);
  }

  protected override render(): TemplateResult {
    const { state } = this.consumer;
    const { kit, failed } = this.locale;
    if (state === null || failed) {
      this.showState('idle');
      return this.#page(null, html`<slot></slot>`);
    }
    if (kit === null || state.status === 'loading') {
      this.showState('loading');
      const label = html`<h2 id="title" class="hidden">${kit?.words.loading}</h2>`;
      return this.#page('loading', [label, this.renderSkeleton()], '', true);
    }
    const { words, content } = kit;
    if (state.status === 'pending') {
      this.showState('pending');
      return this.#page(
        'pending',
        [content.pendingTemplate(words), this.renderSkeleton()],
        words.pending.title,
      );
    }
    if (state.status === 'ready') {
      const shown = this.attempt(state.order, (order) => this.renderOrder(order, kit));
      if (shown !== null) {
        this.showState('ready');
        return this.#page(state.order, shown, this.announcement);
      }
    }
    const { failure, retrying }: Pick<Failed, 'failure' | 'retrying'> =
      state.status === 'failed' ? state : { failure: 'error', retrying: false };
    this.showState(failure);
    return this.#page(
      failure,
      content.failedTemplate(failure, words, {
        retrying,
        retry: () => {
          if (!retrying) this.consumer.source?.retry();
        },
        newLinkUrl: this.newLinkUrl ?? this.consumer.newLinkUrl,
      }),
      retrying ? words.retrying : words.failed[failure].title,
    );
  }

  /**
   * What is shown of `subject`. Another subject is put into new elements: what has just come cannot have moved, so nothing counts as a layout shift,
   * neither for the browser nor for the eye. Two templates in turn make Lit do so; they differ, because a minifier makes one of two that do not.
   */
  #page(subject: unknown, content: unknown, announce = '', busy = false): TemplateResult {
    if (subject !== this.#subject) this.#even = !this.#even;
    this.#subject = subject;
    return this.frame(
      this.#even
        ? html`<div class="body even">${content}</div>`
        : html`<div class="body odd">${content}</div>`,
      { announce, busy },
    );
  }
}
