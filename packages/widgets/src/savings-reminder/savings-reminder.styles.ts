import { css } from 'lit';

export const savingsStyles = css`
  .band {
    display: flex;
    align-items: start;
    gap: 0.875em;
    padding: 1.25em 1.375em;
    border-radius: var(--_pp-radius);
    background: var(--pp-savings-reminder-surface, var(--_pp-surface));
  }
  .stack {
    flex: 1;
    min-inline-size: 0;
  }
  .emblem {
    color: var(--_pp-good);
  }
  h2 {
    font-size: 1.25em;
  }
  .dismiss {
    margin: -0.25em 0;
    margin-inline-end: -0.5em;
    border-color: transparent;
  }
  details {
    inline-size: 100%;
  }
  .lines {
    display: grid;
    gap: 0.625em;
    padding-block-start: 0.5em;
  }
  .lines li {
    display: flex;
    justify-content: space-between;
    gap: 1em;
  }
  .lines .muted {
    display: block;
  }
  .saved {
    flex: none;
    font-weight: 550;
  }
`;
