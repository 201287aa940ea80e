import { css } from 'lit';

/**
 * What all widgets look like before there is an order. They have no card of their own: font, size and text color are the page's. Everything else
 * comes from the theme (`--pp-…`, set by the page on any element around) or the default beside it; grays are mixed from the text color, so they fit
 * any background. `light-dark()` follows the page's `color-scheme`.
 */
export const baseStyles = css`
  :host {
    display: block;
  }
  :host([hidden]),
  :host(:state(empty)) {
    display: none;
  }
  * {
    box-sizing: border-box;
    margin: 0;
    padding: 0;
    border: 0;
    list-style: none;
    /* Each text runs in its own direction, at the side where the page's begins. */
    unicode-bidi: plaintext;
  }
  .base {
    --_pp-accent: var(--pp-accent, light-dark(#18181b, #fafafa));
    --_pp-on-accent: var(--pp-on-accent, light-dark(#fff, #18181b));
    --_pp-good: var(--pp-good, light-dark(#0f7a4d, #4ade9b));
    --_pp-attention: var(--pp-attention, light-dark(#b54708, #fdb022));
    --_pp-muted: var(--pp-muted, color-mix(in srgb, currentColor 74%, transparent));
    --_pp-line: var(--pp-line, color-mix(in srgb, currentColor 16%, transparent));
    --_pp-surface: var(--pp-surface, color-mix(in srgb, currentColor 5%, transparent));
    --_pp-radius: var(--pp-radius, 0.75em);
    --_pp-gap: var(--pp-gap, 1.5em);
    --_pp-focus: var(--pp-focus, currentColor);
    container-type: inline-size;
    line-height: 1.5;
    text-align: left;
    overflow-wrap: anywhere;
    font-variant-numeric: tabular-nums;
  }
  :host(:dir(rtl)) .base {
    text-align: right;
  }
  .base:focus {
    outline: 0;
  }
  .body {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    align-content: start;
    gap: var(--_pp-gap);
  }
  .stack {
    display: grid;
    gap: 0.375em;
    justify-items: start;
  }
  h2 {
    font-size: 1.5em;
    font-weight: 650;
    line-height: 1.2;
    letter-spacing: -0.015em;
    text-wrap: balance;
  }
  .muted {
    color: var(--_pp-muted);
  }
  svg {
    inline-size: 1.25em;
    block-size: 1.25em;
    flex: none;
    fill: none;
    stroke: currentColor;
    stroke-width: 1.75;
    stroke-linecap: round;
    stroke-linejoin: round;
  }
  .emblem {
    font-size: 1.5em;
    line-height: 0;
  }
  .good > :is(svg, .emblem) {
    color: var(--_pp-good);
  }
  .attention > :is(svg, .emblem) {
    color: var(--_pp-attention);
  }
  button,
  .button {
    display: inline-flex;
    align-items: center;
    justify-content: center;
    gap: 0.5em;
    min-block-size: 2.75em;
    padding: 0.5em 1.125em;
    border: 1px solid var(--_pp-line);
    border-radius: var(--_pp-radius);
    background: none;
    color: inherit;
    font: inherit;
    font-weight: 550;
    line-height: 1.25;
    text-align: center;
    text-decoration: none;
    cursor: pointer;
    transition:
      background-color 0.15s,
      border-color 0.15s;
  }
  :is(button, .button):hover {
    background: var(--_pp-surface);
    border-color: var(--_pp-muted);
  }
  :focus-visible {
    outline: 0.1875em solid var(--_pp-focus);
    outline-offset: 0.125em;
  }
  .hidden {
    position: absolute;
    inline-size: 1px;
    block-size: 1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }
  .skeleton {
    display: grid;
    align-content: start;
    gap: 0.875em;
  }
  i {
    block-size: 1em;
    border-radius: 0.375em;
    background: var(--_pp-line);
    animation: breathe 1.6s ease-in-out infinite alternate;
  }
  .title {
    inline-size: min(60%, 18em);
    block-size: 1.75em;
  }
  .half {
    inline-size: min(45%, 12em);
  }
  .block {
    block-size: 5em;
  }
  @keyframes breathe {
    to {
      opacity: 0.45;
    }
  }
  @media (prefers-reduced-motion: reduce) {
    *,
    ::before,
    ::after {
      animation: none !important;
      transition: none !important;
    }
  }
  @media (forced-colors: active) {
    i {
      border: 1px solid;
    }
  }
  @media print {
    button,
    .button {
      display: none;
    }
    .body.body {
      min-block-size: 0;
    }
  }
`;
