import { html, nothing, type TemplateResult } from 'lit';
import type { Failure } from '../data/order-state.ts';
import { alertIcon, checkIcon, retryIcon } from '../theme/icons.ts';
import type { Notice, OrderWidgetWords } from './order-widget.messages.ts';

/** Placed, and its details are still on their way. */
export function pendingTemplate({ pending }: OrderWidgetWords): TemplateResult {
  return html`<header class="stack good">${noticeTemplate(checkIcon(), pending)}</header>`;
}

/** What can be done where there is no order to show. */
export interface WayOut {
  readonly retrying: boolean;
  readonly retry: () => void;
  /** Where a new link is to be had; null: the page does not say. */
  readonly newLinkUrl: string | null;
}

/** Why there is no order to show, and the way out. */
export function failedTemplate(
  failure: Failure,
  words: OrderWidgetWords,
  { retrying, retry, newLinkUrl }: WayOut,
): TemplateResult {
  const link = safeHref(newLinkUrl);
  return html`<div class="stack attention" part="error">
    ${noticeTemplate(alertIcon(), words.failed[failure])}
    ${
      failure === 'error' || failure === 'offline'
        ? html`<button type="button" part="button" aria-disabled=${retrying} @click=${retry}>
            ${retryIcon()} ${words.retry}
          </button>`
        : link === null
          ? nothing
          : html`<a class="button" part="button" href=${link}>${words.newLink}</a>`
    }
  </div>`;
}

function noticeTemplate(icon: unknown, { title, text }: Notice): TemplateResult {
  return html`<span class="emblem">${icon}</span>
    <h2 id="title">${title}</h2>
    <p class="muted">${text}</p>`;
}

/** The address of a page that the host page's author names: any is fine but a script. */
function safeHref(url: string | null): string | null {
  if (url === null || !URL.canParse(url, document.baseURI)) return null;
  const { protocol, href } = new URL(url, document.baseURI);
  return /^(https?|mailto|tel):$/.test(protocol) ? href : null;
}
