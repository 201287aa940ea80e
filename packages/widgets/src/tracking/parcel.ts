import {
  type HelpLinks,
  type ParcelTracking,
  sentence,
  type TrackingAction,
  type TrackingEvent,
  type TrackingItem,
  type TrackingStep,
} from '@post-purchase/contract/view';
import { html, nothing, type TemplateResult } from 'lit';
import { disclosure } from '../element/disclosure.ts';
import { shortHelpTemplate } from '../help/help.ts';
import type { Format } from '../locale/format.ts';
import { alertIcon, checkIcon, clockIcon, copyIcon, outIcon } from '../theme/icons.ts';
import type { Copying } from './copying.ts';
import type { TrackingWords } from './tracking.messages.ts';

/** What each part of it is said with, and what can be done. */
export interface Speech {
  readonly words: TrackingWords;
  readonly format: Format;
  readonly copying: Copying;
  readonly help: HelpLinks | null;
}

/** One parcel in full. */
export function parcelTemplate(parcel: ParcelTracking, speech: Speech): TemplateResult {
  const { words, format } = speech;
  const { title, headline, arrival, promised, count } = parcel;
  return html`<div class="parcel" part="parcel">
    <div class="stack">
      ${count === 1 ? nothing : html`<p class="small muted">${sentence(words.texts, title, format)}</p>`}
      <h3>${sentence(words.texts, headline, format)}</h3>
      ${arrival === null ? nothing : html`<p>${sentence(words.arrival, arrival, format)}</p>`}
      ${
        promised === null
          ? nothing
          : html`<p class="small muted">${sentence(words.texts, promised, format)}</p>`
      }
    </div>
    ${wayTemplate(parcel.steps, speech)}
    <div class="about">
      ${noticeTemplate(parcel, speech)}
      <div class="more">
        ${carrierTemplate(parcel, speech)} ${itemsTemplate(parcel.id, parcel.items, speech)}
        ${historyTemplate(parcel, speech)}
      </div>
    </div>
  </div>`;
}

/** What the shopper has to do; what has no link is said. */
export function actionsTemplate(actions: readonly TrackingAction[], { words, format }: Speech): unknown {
  if (actions.length === 0) return nothing;
  return html`<p class="actions">
    ${actions.map(({ message, url }) => {
      const label = sentence(words.texts, message, format);
      return url === null
        ? html`<span>${label}</span>`
        : html`<a class="button primary" part="button" href=${url}>${label}</a>`;
    })}
  </p>`;
}

/** What is in a parcel, or waits for one; nothing where nobody said so. */
export function itemsTemplate(
  of: string,
  items: readonly TrackingItem[],
  { words, format }: Speech,
): unknown {
  if (items.length === 0) return nothing;
  return disclosure(
    `items ${of}`,
    words.items(items.length, format),
    html`<ul class="list small">
      ${items.map(
        ({ title, variant, quantity }) =>
          html`<li>
            ${sentence(words.texts, quantity, format)} <bdi>${title}</bdi>
            ${variant === null ? nothing : html`<bdi class="muted">${variant}</bdi>`}
          </li>`,
      )}
    </ul>`,
  );
}

/** Why it is not simply on its way, and what to do about it; else the latest news. Either way it takes about the same place. */
function noticeTemplate(parcel: ParcelTracking, speech: Speech): unknown {
  const { tone, reason, delay, actions, history } = parcel;
  const { words, format, help } = speech;
  const [latest] = history;
  const news = [reason, delay].flatMap((message) => (message === null ? [] : [message]));
  if (tone !== 'attention' && news.length === 0 && actions.length === 0)
    return latest === undefined
      ? nothing
      : html`<div class="notice small">${eventTemplate(latest, speech)}</div>`;
  return html`<div class="notice line ${tone}">
    ${tone === 'attention' ? alertIcon() : tone === 'good' ? checkIcon() : clockIcon()}
    <div class="stack">
      ${news.map((message) => html`<p>${sentence(words.texts, message, format)}</p>`)}
      ${actionsTemplate(actions, speech)}
      ${tone === 'attention' && actions.length === 0 && help !== null ? shortHelpTemplate(help, words.help) : nothing}
    </div>
  </div>`;
}

/** The steps of a way, one of them the current one. */
export function wayTemplate(steps: readonly TrackingStep[], { words, format }: Speech): unknown {
  if (steps.length === 0) return nothing;
  return html`<ol class="way" aria-label=${words.way}>
    ${steps.map(
      ({ state, label, stateLabel, at }) =>
        html`<li class=${state} aria-current=${state === 'current' ? 'step' : nothing}>
          <span class="label">
            ${sentence(words.texts, label, format)}<span class="hidden"
              >, ${sentence(words.texts, stateLabel, format)}</span
            >
            ${at === null ? nothing : html`<time datetime=${at}>${format.dayOf(at, 'short')}</time>`}
          </span>
        </li>`,
    )}
  </ol>`;
}

function carrierTemplate({ carrier, number, url }: ParcelTracking, { words, copying }: Speech): unknown {
  if (carrier === null && number === null && url === null) return nothing;
  const canCopy = number !== null && 'clipboard' in navigator;
  return html`<div class="carrier">
    ${carrier === null ? nothing : html`<bdi>${carrier}</bdi>`}
    ${
      number === null
        ? nothing
        : html`<span><span class="hidden">${words.number}</span> <bdi class="number">${number}</bdi></span>`
    }
    ${
      canCopy
        ? html`<button
            class="quiet"
            part="button"
            type="button"
            aria-label=${`${words.copy}: ${words.number}`}
            @click=${() => copying.copy(number)}
          >
            ${copying.copied === number ? checkIcon() : copyIcon()}
            ${copying.copied === number ? words.copied : words.copy}
          </button>`
        : nothing
    }
    ${
      url === null
        ? nothing
        : html`<a class="follow" href=${url} target="_blank" rel="noopener noreferrer"
            >${words.follow(carrier)}${outIcon()}</a
          >`
    }
  </div>`;
}

function historyTemplate({ id, history }: ParcelTracking, speech: Speech): unknown {
  if (history.length === 0) return nothing;
  return disclosure(
    `history ${id}`,
    speech.words.history(history.length, speech.format),
    html`<ol class="list small">
      ${history.map((event) => html`<li>${eventTemplate(event, speech)}</li>`)}
    </ol>`,
  );
}

function eventTemplate(
  { at, approximate, label, reason, place }: TrackingEvent,
  { words, format }: Speech,
): TemplateResult {
  return html`<div class="event">
    <time class="muted" datetime=${at}
      >${format.dayOf(at, 'short')}${approximate ? nothing : `, ${format.timeOf(at)}`}</time
    >
    <p>
      ${sentence(words.texts, label, format)}${place === null ? nothing : html`, <bdi>${place}</bdi>`}
      ${reason === null ? nothing : html`<span class="muted">${sentence(words.texts, reason, format)}</span>`}
    </p>
  </div>`;
}
