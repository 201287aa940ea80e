import {
  type NextStep,
  type OrderView,
  sentence,
  type ThankYouItem,
  type ThankYouMessage,
  type ThankYouView,
  thankYouView,
} from '@post-purchase/contract/view';
import { html, nothing, type TemplateResult } from 'lit';
import { disclosure } from '../element/disclosure.ts';
import { helpTemplate } from '../help/help.ts';
import { Format } from '../locale/format.ts';
import { alertIcon, checkIcon, clockIcon, mailIcon } from '../theme/icons.ts';
import type { ThankYouWords } from './thank-you.messages.ts';
import { thankYouStyles } from './thank-you.styles.ts';
import { contentStyles } from '../theme/content.styles.ts';
import { thankYouEn } from './thank-you.messages.en.ts';

export { thankYouEn as english };

export { failedTemplate, pendingTemplate } from '../element/waiting.ts';

export const styles = [contentStyles, thankYouStyles];

/** Up to so many lines are all shown; of more, the first two. The rest is closed, so that the place kept for the widget is enough. */
const LINES_SHOWN = 3;

/** What each part of it is said with. */
interface Speech {
  readonly words: ThankYouWords;
  readonly format: Format;
  readonly say: (message: ThankYouMessage) => string;
}

/** An order that is there, as the thank-you shows it. */
export function thankYouContent(
  order: OrderView,
  words: ThankYouWords,
  lang: string,
  onPrint: () => void,
): TemplateResult {
  const now = Date.now();
  const view = thankYouView(order, now);
  const format = new Format(lang, order.timeZone, now);
  const say = (message: ThankYouMessage) => sentence(words.texts, message, format);
  const speech: Speech = { words, format, say };
  const stands = order.canceledAt === undefined;
  return html`<header class=${stands ? 'stack good' : 'stack'}>
      <span class="emblem">${stands ? checkIcon() : alertIcon()}</span>
      <h2 id="title">${say(view.headline)}</h2>
      <p class="muted">${say(view.number)} · ${say(view.placed)}</p>
    </header>
    <div class="next">
      <h3>${words.next}</h3>
      <ul>
        ${view.next.map((step) => nextTemplate(step, speech))}
      </ul>
    </div>
    <div class="order aside">${itemsTemplate(view, speech)} ${totalsTemplate(view, speech)}</div>
    <div class="keep small">
      ${
        view.confirmation === null
          ? nothing
          : html`<p class="line">${mailIcon()}<span>${say(view.confirmation)}</span></p>`
      }
      ${view.help === null ? nothing : helpTemplate(view.help, words.help)}
      <button class="quiet" part="button" type="button" @click=${onPrint}>${words.print}</button>
    </div>`;
}

function nextTemplate({ kind, what, when }: NextStep, { words, format, say }: Speech): TemplateResult {
  const tone = kind === 'attention' ? 'attention' : kind === 'delivered' ? 'good' : '';
  return html`<li class="line ${tone}">
    ${tone === 'attention' ? alertIcon() : tone === 'good' ? checkIcon() : clockIcon()}
    <div>
      <p class="strong">${say(what)}</p>
      ${when === null ? nothing : html`<p class="muted">${sentence(words.arrival, when, format)}</p>`}
    </div>
  </li>`;
}

function itemsTemplate({ items }: ThankYouView, speech: Speech): unknown {
  if (items.length === 0) return nothing;
  const shown = items.length > LINES_SHOWN ? LINES_SHOWN - 1 : LINES_SHOWN;
  const list = (part: readonly ThankYouItem[]) =>
    html`<ul>
      ${part.map((item) => itemTemplate(item, speech))}
    </ul>`;
  const rest = items.slice(shown);
  return html`<h3>${speech.words.items}</h3>
    ${list(items.slice(0, shown))}
    ${rest.length === 0 ? nothing : disclosure('items', speech.words.more(rest.length, speech.format), list(rest))}`;
}

function itemTemplate(item: ThankYouItem, { format, say }: Speech): TemplateResult {
  const title = html`<bdi>${item.title}</bdi>`;
  const gone = item.removed?.id === 'thank-you.item.removed_all';
  return html`<li class=${gone ? 'gone' : nothing}>
    ${
      item.image === null
        ? nothing
        : html`<img src=${item.image} alt="" width="56" height="56" loading="lazy" @error=${hide} />`
    }
    <div class="name">
      <p>${item.url === null ? title : html`<a href=${item.url}>${title}</a>`}</p>
      <p class="muted small">
        ${item.variant === null ? nothing : html`<bdi>${item.variant}</bdi>,`} ${say(item.quantity)}
      </p>
      ${item.removed === null ? nothing : html`<p class="small">${say(item.removed)}</p>`}
    </div>
    ${item.total === null ? nothing : html`<p class="price">${format.money(item.total)}</p>`}
  </li>`;
}

function totalsTemplate({ totals }: ThankYouView, { say }: Speech): unknown {
  if (totals.length === 0) return nothing;
  return html`<dl>
    ${totals.map(
      ({ kind, label, value }) =>
        html`<div class=${kind === 'total' ? 'total' : 'muted'}>
          <dt>${say(label)}</dt>
          <dd>${say(value)}</dd>
        </div>`,
    )}
  </dl>`;
}

/** A picture that does not load leaves its place, not a broken frame. */
function hide({ target }: Event): void {
  if (target instanceof HTMLImageElement) target.style.setProperty('visibility', 'hidden');
}
