import type { OrderView } from '@post-purchase/contract/view';
import { html, type TemplateResult } from 'lit';
import type { Kit } from '../locale/kit.ts';
import { type Content, WidgetElement } from './widget-element.ts';

/** What a touchpoint widget shows, under the name of its state. */
export interface Shown {
  readonly state: string;
  readonly content: TemplateResult;
}

/** A widget that shows only while the backend lists a touchpoint of its kind, and takes no space otherwise. */
export abstract class TouchpointElement<Words, Shows extends Content<Words>> extends WidgetElement<
  Words,
  Shows
> {
  /** What is to be shown of the order; null: nothing. */
  protected abstract renderTouchpoint(order: OrderView, kit: Kit<Words, Shows>): Shown | null;

  protected override render(): TemplateResult {
    const { state } = this.consumer;
    const { kit } = this.locale;
    const shown =
      kit !== null && state?.status === 'ready'
        ? this.attempt(state.order, (order) => this.renderTouchpoint(order, kit))
        : null;
    this.showState(shown?.state ?? 'empty');
    return shown === null ? html`` : this.frame(html`<div class="body">${shown.content}</div>`);
  }
}
