import {
  type OrderView,
  sentence,
  type TrackingOfParcels,
  trackingView,
  type TrackingWithoutParcel,
} from '@post-purchase/contract/view';
import { html, nothing, type TemplateResult } from 'lit';
import { disclosure } from '../element/disclosure.ts';
import { shortHelpTemplate } from '../help/help.ts';
import { Format } from '../locale/format.ts';
import { Copying } from './copying.ts';
import { actionsTemplate, itemsTemplate, parcelTemplate, type Speech, wayTemplate } from './parcel.ts';
import type { TrackingWords } from './tracking.messages.ts';
import { trackingStyles } from './tracking.styles.ts';
import { contentStyles } from '../theme/content.styles.ts';
import { trackingEn } from './tracking.messages.en.ts';

export { Copying, trackingEn as english };

export { failedTemplate, pendingTemplate } from '../element/waiting.ts';

export const styles = [contentStyles, trackingStyles];

/** An order that is there, as tracking shows it. */
export function trackingContent(
  order: OrderView,
  words: TrackingWords,
  lang: string,
  copying: Copying,
): TemplateResult {
  const now = Date.now();
  const view = trackingView(order, now);
  const format = new Format(lang, order.timeZone, now);
  const speech: Speech = { words, format, copying, help: view.help };
  return html`<div class="stack">
      <h2 id="title" class="small muted">${words.title}</h2>
      ${view.state === 'parcels' ? parcelsTemplate(view, speech) : withoutParcelTemplate(view, speech)}
    </div>
    ${actionsTemplate(view.actions, speech)}`;
}

function parcelsTemplate({ parcels, rest }: TrackingOfParcels, speech: Speech): unknown {
  const { words, format } = speech;
  const [first, ...others] = parcels;
  if (first === undefined) return nothing;
  const further = html`${others.map((parcel) =>
    disclosure(
      `parcel ${parcel.id}`,
      `${sentence(words.texts, parcel.title, format)}: ${sentence(words.texts, parcel.headline, format)}`,
      parcelTemplate(parcel, speech),
    ),
  )}
  ${rest.map(
    ({ headline, arrival, items }, index) =>
      html`<div>
        <p class="strong">${sentence(words.texts, headline, format)}</p>
        <p class="muted small">${sentence(words.arrival, arrival, format)}</p>
        ${itemsTemplate(`rest ${index}`, items, speech)}
      </div>`,
  )}`;
  const count = others.length + rest.length;
  return html`${parcelTemplate(first, speech)}
  ${
    count === 0
      ? nothing
      : html`<div class="others">
          ${count === 1 ? further : disclosure('others', words.others(count, format), html`<div class="list">${further}</div>`)}
        </div>`
  }`;
}

function withoutParcelTemplate(
  { headline, arrival, steps, items, help }: TrackingWithoutParcel,
  speech: Speech,
): TemplateResult {
  const { words, format } = speech;
  return html`<div class="parcel" part="parcel">
    <div class="stack">
      <h3>${sentence(words.texts, headline, format)}</h3>
      ${arrival === null ? nothing : html`<p>${sentence(words.arrival, arrival, format)}</p>`}
    </div>
    ${wayTemplate(steps, speech)} ${itemsTemplate('waiting', items, speech)}
    ${help === null ? nothing : html`<div class="small">${shortHelpTemplate(help, words.help)}</div>`}
  </div>`;
}
