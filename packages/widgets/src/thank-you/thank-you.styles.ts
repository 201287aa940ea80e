import { css } from 'lit';

export const thankYouStyles = css`
  .next,
  .order,
  .order ul,
  .next ul {
    display: grid;
    align-content: start;
    gap: 1em;
  }
  .keep {
    display: grid;
    gap: 1em;
    align-content: start;
    justify-items: start;
  }
  .order details ul {
    padding-block-start: 1em;
  }
  .order li {
    display: flex;
    gap: 1em;
  }
  .name {
    flex: 1;
    min-inline-size: 0;
  }
  .price {
    flex: none;
    max-inline-size: 50%;
  }
  .gone :is(bdi, .price) {
    text-decoration: line-through;
  }
  img {
    flex: none;
    inline-size: 3.5em;
    block-size: 3.5em;
    border-radius: calc(var(--_pp-radius) * 0.75);
    background: var(--_pp-surface);
    object-fit: cover;
  }
  dl {
    display: grid;
    gap: 0.375em;
    padding-block-start: 1em;
    border-block-start: 1px solid var(--_pp-line);
  }
  dl div {
    display: flex;
    justify-content: space-between;
    gap: 1em;
  }
  dd {
    text-align: right;
  }
  dd:dir(rtl) {
    text-align: left;
  }
  .total {
    padding-block-start: 0.25em;
    font-size: 1.125em;
    font-weight: 650;
  }
  /* Beside each other where there is room: what happens, and what it is about. */
  @container (min-width: 44em) {
    .body {
      grid-template: auto auto 1fr / minmax(0, 1fr) minmax(0, 1fr);
      gap: var(--_pp-gap) 4em;
    }
    .aside {
      grid-column: 2;
      grid-row: 1 / span 3;
    }
  }
`;
