import { type RatingMessage, ratingView, sentence } from '@post-purchase/contract/view';
import { html, nothing, type TemplateResult } from 'lit';
import { Format } from '../locale/format.ts';
import { alertIcon, checkIcon, starIcon } from '../theme/icons.ts';
import type { Asked } from './asked.ts';
import type { RatingWords } from './rating.messages.ts';
import { ratingStyles } from './rating.styles.ts';
import { contentStyles } from '../theme/content.styles.ts';
import { ratingEn } from './rating.messages.en.ts';

export { ratingEn as english };

export const styles = [contentStyles, ratingStyles];

export { ratingView };

/** Longest comment, in UTF-16 code units, as the contract has it (whose schemas come with the data client). */
const COMMENT_MAX_LENGTH = 2_000;

/** What the shopper can do. */
export interface RatingHandlers {
  readonly choose: (value: number) => void;
  readonly write: (comment: string) => void;
  readonly dismiss: () => void;
  readonly submit: () => void;
}

/** The question, and once it has ended the thanks in the same place: the form keeps its room, so that nothing below moves. */
export function ratingContent(
  asked: Asked,
  words: RatingWords,
  lang: string,
  handlers: RatingHandlers,
): TemplateResult {
  return html`<div class="place">
    ${formTemplate(asked, words, new Format(lang, 'UTC', 0), handlers)}
    ${asked.end === null ? nothing : endTemplate(asked.end, words)}
  </div>`;
}

function formTemplate(
  { view, chosen, comment, sending, problem, end }: Asked,
  words: RatingWords,
  format: Format,
  handlers: RatingHandlers,
): TemplateResult {
  const say = (message: RatingMessage) => sentence(words.texts, message, format);
  const stars = view.scale.min === 1 && view.scale.max === 5;
  const chosenLabel = view.options.find(({ value }) => value === chosen)?.label;
  return html`<form novalidate ?inert=${end !== null} @submit=${onSubmit} @keydown=${onKeydown}>
    <fieldset aria-describedby="scale problem">
      <legend><h2 id=${end === null ? 'title' : nothing}>${say(view.heading)}</h2></legend>
      <div class=${stars ? 'options stars' : 'options'}>
        ${view.options.map(
          ({ value, label }) =>
            html`<label class="option">
              <input
                type="radio"
                name="value"
                value=${value}
                aria-label=${say(label)}
                .checked=${value === chosen}
                @change=${() => {
                  handlers.choose(value);
                }}
              />
              ${stars ? starIcon() : format.number(value)}
            </label>`,
        )}
      </div>
      <p id="scale" class="small muted">
        ${chosenLabel ? say(chosenLabel) : `${say(view.low)} · ${say(view.high)}`}
      </p>
    </fieldset>
    <div>
      <label for="comment">${words.comment} <span class="muted small">(${words.optional})</span></label>
      <textarea
        id="comment"
        rows="3"
        maxlength=${COMMENT_MAX_LENGTH}
        .value=${comment}
        @input=${onInput}
      ></textarea>
    </div>
    <div class="send">
      <button class="primary" part="button" type="submit" aria-disabled=${sending}>
        ${sending ? words.submitting : words.submit}
      </button>
      <button part="button" type="button" @click=${handlers.dismiss}>${words.dismiss}</button>
    </div>
    <p id="problem" class="line small attention" role="alert">
      ${
        problem === null
          ? nothing
          : html`${alertIcon()}<span>${problem === 'choose' ? words.choose : words.failed[problem]}</span>`
      }
    </p>
  </form>`;

  function onSubmit(event: Event): void {
    event.preventDefault();
    handlers.submit();
  }

  function onInput({ target }: Event): void {
    if (target instanceof HTMLTextAreaElement) handlers.write(target.value);
  }
}

/** A key that is held down repeats itself; one press is one try. */
function onKeydown(event: KeyboardEvent): void {
  if (event.repeat && event.key === 'Enter' && event.target instanceof HTMLInputElement)
    event.preventDefault();
}

function endTemplate(end: NonNullable<Asked['end']>, words: RatingWords): TemplateResult {
  const closed = end === 'closed';
  const text =
    end === 'answered_before' ? words.answeredBefore : closed ? words.closedText : words.thanksText;
  return html`<div class="thanks good">
    <span class="emblem">${checkIcon()}</span>
    <h2 id="title">${closed ? words.closed : words.thanks}</h2>
    <p class="muted">${text}</p>
  </div>`;
}
