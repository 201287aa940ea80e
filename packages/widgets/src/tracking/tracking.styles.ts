import { css } from 'lit';

export const trackingStyles = css`
  .body > .stack {
    justify-items: stretch;
  }
  h2.small {
    font-size: 0.875em;
    font-weight: 550;
    line-height: 1.5;
    letter-spacing: 0;
  }
  h3 {
    font-size: 1.5em;
    line-height: 1.2;
    letter-spacing: -0.015em;
    text-wrap: balance;
  }
  .parcel {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 1.25em;
  }
  .actions {
    display: flex;
    flex-wrap: wrap;
    gap: 0.5em;
  }

  /* One column a step; the line runs from each dot to the next. */
  .way {
    --_pp-track: var(--pp-tracking-line, var(--_pp-accent));
    display: grid;
    grid-auto-flow: column;
    grid-auto-columns: minmax(0, 1fr);
  }
  .way li {
    position: relative;
    padding: 1.75em 0.25em 0;
    text-align: center;
    font-size: 0.8125em;
    line-height: 1.35;
    color: var(--_pp-muted);
    hyphens: auto;
  }
  .way li::before,
  .way li + li::after {
    content: '';
    position: absolute;
    background: var(--_pp-line);
  }
  .way li::before {
    inset-block-start: 0.25em;
    inset-inline-start: calc(50% - 0.4375em);
    inline-size: 0.875em;
    block-size: 0.875em;
    border-radius: 50%;
  }
  .way li + li::after {
    inset-block-start: 0.625em;
    inset-inline: calc(0.6875em - 50%) calc(50% + 0.6875em);
    block-size: 0.125em;
  }
  .way :is(.done, .current)::before,
  .way .done + :is(.done, .current)::after {
    background: var(--_pp-track);
  }
  .way .current {
    color: inherit;
    font-weight: 650;
  }
  .way .current::before {
    box-shadow: 0 0 0 0.25em color-mix(in srgb, var(--_pp-track) 20%, transparent);
  }
  .way time {
    display: block;
    font-weight: 400;
    color: var(--_pp-muted);
  }

  .carrier,
  .follow {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0.25em 0.75em;
  }
  .number {
    user-select: all;
    font-weight: 550;
  }
  .follow {
    gap: 0.25em;
    min-block-size: 2em;
  }
  .carrier svg {
    inline-size: 1em;
    block-size: 1em;
  }
  .follow svg:dir(rtl) {
    scale: -1 1;
  }
  .about,
  .more {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    align-items: start;
    gap: 1.25em;
  }
  .more {
    gap: 0.5em;
  }
  .list {
    display: grid;
    gap: 0.875em;
    padding-block: 0.75em 0.25em;
  }
  .event {
    display: grid;
    grid-template-columns: minmax(10.5em, max-content) minmax(0, 1fr);
    gap: 0 1em;
  }
  .others {
    padding-block-start: 1em;
    margin-block-start: 0.75em;
    border-block-start: 1px solid var(--_pp-line);
  }
  .others .parcel {
    padding-block: 1em;
  }
  @container (min-width: 42em) {
    .notice + .more {
      grid-column: 2;
    }
    .about:has(.notice) {
      grid-template-columns: repeat(2, minmax(0, 1fr));
      gap: 2.5em;
    }
  }
  @container (max-width: 30em) {
    .way li {
      padding-block-start: 1.5em;
    }
    /* There the headline says it; for a screen reader the words stay. */
    .way .label {
      position: absolute;
      inline-size: 1px;
      block-size: 1px;
      overflow: hidden;
      clip-path: inset(50%);
      white-space: nowrap;
    }
    .event {
      grid-template-columns: minmax(0, 1fr);
    }
  }
  @media (forced-colors: active) {
    .way li::before,
    .way li + li::after {
      forced-color-adjust: none;
      background: GrayText;
    }
    .way :is(.done, .current)::before,
    .way .done + :is(.done, .current)::after {
      background: CanvasText;
    }
  }
`;
