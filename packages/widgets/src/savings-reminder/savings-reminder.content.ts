import {
  type OrderView,
  type SavingsMessage,
  savingsView,
  sentence,
  touchpointOf,
} from '@post-purchase/contract/view';
import { html, type TemplateResult } from 'lit';
import { disclosure } from '../element/disclosure.ts';
import { Format } from '../locale/format.ts';
import { tagIcon } from '../theme/icons.ts';
import type { SavingsWords } from './savings-reminder.messages.ts';
import { savingsStyles } from './savings-reminder.styles.ts';
import { contentStyles } from '../theme/content.styles.ts';
import { savingsEn } from './savings-reminder.messages.en.ts';

export { savingsEn as english };

export const styles = [contentStyles, savingsStyles];

/** What the reminder says of an order, and to which touchpoint it belongs; null while there is nothing to say. */
export function savingsContent(
  order: OrderView,
  words: SavingsWords,
  lang: string,
  onDismiss: () => void,
): { readonly key: string; readonly content: TemplateResult } | null {
  const touchpoint = touchpointOf(order, 'savings-reminder');
  const view = savingsView(order);
  if (touchpoint === null || view === null) return null;
  const format = new Format(lang, order.timeZone, Date.now());
  const say = (message: SavingsMessage) => sentence(words.texts, message, format);
  const content = html`<div class="band" part="band">
    <span class="emblem good">${tagIcon()}</span>
    <div class="stack">
      <h2 id="title">${say(view.headline)}</h2>
      <p class="muted">${say(view.compared)}</p>
      ${disclosure(
        'lines',
        words.details,
        html`<ul class="lines small">
          ${view.lines.map(
            ({ title, variant, saved, message }) =>
              html`<li>
                <span>
                  <bdi>${title}</bdi> <bdi>${variant}</bdi>
                  <span class="muted">${say(message)}</span>
                </span>
                <span class="saved">−${format.money(saved)}</span>
              </li>`,
          )}
        </ul>`,
      )}
    </div>
    <button class="quiet dismiss" part="button" type="button" @click=${onDismiss}>${words.dismiss}</button>
  </div>`;
  return { key: touchpoint.key, content };
}
