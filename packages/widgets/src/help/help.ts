import type { HelpLinks } from '@post-purchase/contract/view';
import { html, nothing, type TemplateResult } from 'lit';
import type { HelpWords } from './help.messages.ts';

/** All ways to reach a person of the shop. */
export function helpTemplate(help: HelpLinks, words: HelpWords): TemplateResult {
  return html`<div part="help">
    <p>${words.title}</p>
    <p class="links">
      ${linkTemplates(help, words)}
      ${help.hours === null ? nothing : html`<span class="muted">${help.hours}</span>`}
    </p>
  </div>`;
}

/** The first of them: for a place with little room. */
export function shortHelpTemplate(help: HelpLinks, words: HelpWords): TemplateResult {
  return html`<p part="help">${words.title} ${linkTemplates(help, words)[0]}</p>`;
}

function linkTemplates({ url, email, phone }: HelpLinks, words: HelpWords): TemplateResult[] {
  const links: [string, string][] = [];
  if (url !== null) links.push([url, words.page]);
  if (email !== null) links.push([`mailto:${email}`, email]);
  if (phone !== null) links.push([`tel:${phone.replace(/[^+\d]/g, '')}`, phone]);
  return links.map(([href, text]) => html`<a href=${href}>${text}</a>`);
}
