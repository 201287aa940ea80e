import { svg, type SVGTemplateResult } from 'lit';

/**
 * Icons are 24 units wide, drawn as strokes in the text's color, and silent: words beside them say the same. They are functions, so that a bundle has only those it uses.
 */
const icon = (paths: SVGTemplateResult): SVGTemplateResult =>
  svg`<svg viewBox="0 0 24 24" aria-hidden="true">${paths}</svg>`;

export const checkIcon = (): SVGTemplateResult =>
  icon(svg`<circle cx="12" cy="12" r="9.25"/><path d="m8 12.5 2.75 2.75L16 9.5"/>`);
export const alertIcon = (): SVGTemplateResult =>
  icon(svg`<path d="M12 3.5 2.5 20h19z"/><path d="M12 10v4.5m0 2.75v.01"/>`);
export const clockIcon = (): SVGTemplateResult =>
  icon(svg`<circle cx="12" cy="12" r="9.25"/><path d="M12 7v5.25l3.25 2"/>`);
export const starIcon = (): SVGTemplateResult =>
  icon(
    svg`<path d="m12 3.25 2.7 5.47 6.05.88-4.38 4.26 1.04 6.02L12 17.04l-5.41 2.84 1.04-6.02L3.25 9.6l6.05-.88z"/>`,
  );
export const tagIcon = (): SVGTemplateResult =>
  icon(
    svg`<path d="M3.5 11.3V4.5a1 1 0 0 1 1-1h6.8l8.9 8.9a1.2 1.2 0 0 1 0 1.7l-6.1 6.1a1.2 1.2 0 0 1-1.7 0z"/><path d="M8 8v.01"/>`,
  );
export const chevronIcon = (): SVGTemplateResult => icon(svg`<path d="m7 10 5 5 5-5"/>`);
export const copyIcon = (): SVGTemplateResult =>
  icon(
    svg`<rect x="8.5" y="8.5" width="12" height="12" rx="2"/><path d="M15.5 5.5v-1a1 1 0 0 0-1-1h-10a1 1 0 0 0-1 1v10a1 1 0 0 0 1 1h1"/>`,
  );
export const outIcon = (): SVGTemplateResult => icon(svg`<path d="M8 16 17 7M9 6.5h8.5V15"/>`);
export const mailIcon = (): SVGTemplateResult =>
  icon(svg`<rect x="3" y="5" width="18" height="14" rx="2"/><path d="m3.5 7 8.5 6.5L20.5 7"/>`);
export const parcelIcon = (): SVGTemplateResult =>
  icon(
    svg`<path d="M12 3 3.5 7.5v9L12 21l8.5-4.5v-9z"/><path d="m3.5 7.5 8.5 4.5 8.5-4.5M12 12v9M8 5.25l8.5 4.5"/>`,
  );
export const retryIcon = (): SVGTemplateResult =>
  icon(svg`<path d="M4 12a8 8 0 1 0 2.5-5.8L4 8.5M4 4v4.5h4.5"/>`);
