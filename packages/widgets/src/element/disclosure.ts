import { html, type TemplateResult } from 'lit';
import { chevronIcon } from '../theme/icons.ts';

/** What is there for those who want it, closed at first. By its `id` it is found again, and left open, when a new order is shown. */
export function disclosure(id: string, label: string, content: TemplateResult): TemplateResult {
  return html`<details id=${id} part="details">
    <summary><span>${label}</span>${chevronIcon()}</summary>
    ${content}
  </details>`;
}
