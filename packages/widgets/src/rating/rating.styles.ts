import { css } from 'lit';

export const ratingStyles = css`
  .base {
    --_pp-star: var(--pp-rating-star, var(--_pp-accent));
  }
  /* Form and thanks share one place, so that sending moves nothing below. */
  .place {
    display: grid;
  }
  .place > * {
    grid-area: 1 / 1;
  }
  form,
  .thanks {
    display: grid;
    gap: 1.25em;
    max-inline-size: 36em;
  }
  form[inert] {
    visibility: hidden;
  }
  .thanks {
    align-content: start;
    gap: 0.5em;
    animation: arrive 0.25s ease-out;
  }
  fieldset {
    min-inline-size: 0;
  }
  legend {
    margin-block-end: 0.75em;
  }
  .options {
    display: flex;
    flex-wrap: wrap;
    gap: 0.25em;
  }
  .stars {
    margin-inline-start: -0.375em;
  }
  .option {
    position: relative;
    display: grid;
    place-items: center;
    min-inline-size: 2.75em;
    min-block-size: 2.75em;
    border-radius: var(--_pp-radius);
    cursor: pointer;
  }
  .option input {
    position: absolute;
    inset: 0;
    inline-size: 100%;
    block-size: 100%;
    margin: 0;
    opacity: 0;
    cursor: inherit;
  }
  .option:has(:focus-visible) {
    outline: 0.1875em solid var(--_pp-focus);
    outline-offset: 0.0625em;
  }
  .stars svg {
    inline-size: 2.125em;
    block-size: 2.125em;
    stroke: var(--_pp-muted);
    stroke-width: 1.25;
    transition:
      fill 0.15s,
      transform 0.15s;
  }
  .stars .option:has(:checked) svg,
  .stars .option:has(~ .option :checked) svg {
    fill: var(--_pp-star);
    stroke: var(--_pp-star);
  }
  .stars .option:active svg {
    transform: scale(0.9);
  }
  @media (hover: hover) {
    .stars .option:hover svg,
    .stars .option:has(~ .option:hover) svg {
      stroke: var(--_pp-star);
      fill: color-mix(in srgb, var(--_pp-star) 22%, transparent);
    }
    .stars .option:has(:checked):hover svg,
    .stars .option:has(~ .option :checked) svg {
      fill: var(--_pp-star);
    }
  }
  .options:not(.stars) .option {
    border: 1px solid var(--_pp-line);
  }
  .options:not(.stars) .option:has(:checked) {
    background: var(--_pp-accent);
    color: var(--_pp-on-accent);
  }
  #scale {
    min-block-size: 1.5em;
    margin-block-start: 0.5em;
  }
  textarea {
    display: block;
    inline-size: 100%;
    min-block-size: 5.5em;
    margin-block-start: 0.5em;
    padding: 0.75em 0.875em;
    border: 1px solid var(--_pp-muted);
    border-radius: var(--_pp-radius);
    background: none;
    color: inherit;
    font: inherit;
    resize: vertical;
  }
  .send {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0.75em;
  }
  /* Room for a line of news is kept. */
  .line {
    gap: 0.5em;
    min-block-size: 1.5em;
  }
  @keyframes arrive {
    from {
      opacity: 0;
    }
  }
  @media (forced-colors: active) {
    .stars .option:has(:checked) svg,
    .stars .option:has(~ .option :checked) svg {
      fill: Highlight;
      stroke: Highlight;
    }
    .options:not(.stars) .option:has(:checked) {
      outline: 2px solid Highlight;
    }
  }
`;
