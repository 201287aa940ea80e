import type { Plugin } from 'vite';

const MASTHEAD = `
    <div class="ribbon">
      <div class="wrap">
        <span>A demo shop: nothing is sold, nothing is charged.</span>
        <a href="/backstage.html">Open the backstage</a>
      </div>
    </div>
    <header class="masthead">
      <div class="wrap">
        <a class="brand" href="/"><img src="/favicon.svg" alt="" width="32" height="32" />Kiln &amp; Clover</a>
        <nav aria-label="Main">
          <a href="/">Shop</a>
          <a href="/basket.html">Basket <span data-basket-count></span></a>
        </nav>
      </div>
    </header>`;

const FOOTER = `
    <footer class="footer">
      <div class="wrap">
        <span>Kiln &amp; Clover, things for a slow table</span>
        <span>Questions? <a href="mailto:help@kiln-and-clover.example.com">help@kiln-and-clover.example.com</a></span>
      </div>
    </footer>`;

/** Puts the shop's header and footer around every page that asks for them. */
export function layout(): Plugin {
  return {
    name: 'storefront-layout',
    transformIndexHtml: (html) =>
      html.replace('<!-- masthead -->', MASTHEAD).replace('<!-- footer -->', FOOTER),
  };
}
