import { css } from 'lit';

/** What all widgets look like once there is an order; it comes with the first content. */
export const contentStyles = css`
  h3 {
    font-size: 1em;
    font-weight: 650;
    line-height: 1.4;
  }
  .small {
    font-size: 0.875em;
  }
  .strong {
    font-weight: 550;
  }
  a {
    color: inherit;
    text-decoration-thickness: 0.0625em;
    text-underline-offset: 0.2em;
  }
  .links {
    display: flex;
    flex-wrap: wrap;
    gap: 0.125em 1.25em;
  }
  .links > * {
    padding-block: 0.125em;
  }
  .primary.primary {
    background: var(--_pp-accent);
    border-color: var(--_pp-accent);
    color: var(--_pp-on-accent);
  }
  .primary.primary:hover {
    background: color-mix(in srgb, var(--_pp-accent) 88%, var(--_pp-on-accent));
  }
  .quiet {
    min-block-size: 2em;
    padding: 0.25em 0.625em;
    font-size: 0.875em;
  }
  .notice {
    padding: 0.875em 1em;
    border-radius: var(--_pp-radius);
    background: var(--_pp-surface);
  }
  .line {
    display: flex;
    gap: 0.75em;
  }
  .line > svg {
    margin-block-start: 0.125em;
  }
  [aria-disabled='true'] {
    cursor: progress;
    opacity: 0.75;
  }
  [aria-disabled='true'] svg {
    animation: turn 1s linear infinite;
  }
  @keyframes turn {
    to {
      rotate: -1turn;
    }
  }
  summary {
    display: inline-flex;
    align-items: center;
    gap: 0.25em;
    min-block-size: 1.75em;
    font-weight: 550;
    font-size: 0.9375em;
    cursor: pointer;
  }
  summary::-webkit-details-marker {
    display: none;
  }
  summary span {
    text-decoration: underline 0.0625em var(--_pp-muted);
    text-underline-offset: 0.25em;
  }
  summary:hover span {
    text-decoration-color: currentColor;
  }
  summary svg {
    inline-size: 1em;
    block-size: 1em;
    transition: rotate 0.2s;
  }
  [open] > summary svg {
    rotate: 180deg;
  }
  @media (forced-colors: active) {
    .notice {
      border: 1px solid;
    }
  }
`;
