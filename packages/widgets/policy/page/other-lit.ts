import { css, html, LitElement } from 'lit';

/** An element of somebody else, who brings a copy of Lit along. */
class OtherLit extends LitElement {
  static override styles = css`
    p {
      margin: 0;
    }
  `;

  protected override render() {
    return html`<p>Another element</p>`;
  }
}
customElements.define('other-lit', OtherLit);
document.documentElement.append(document.createElement('other-lit'));
