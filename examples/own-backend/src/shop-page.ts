import { readFile } from 'node:fs/promises';
import type { IncomingMessage } from 'node:http';
import type { Reply } from './backend.ts';
import type { Order } from './order-view.ts';

type Issue = (purpose: 'link' | 'session', order: Order) => string;

/**
 * The shop's own pages and the widgets as they are built; null for anything else. A real shop makes sure who is there before it puts a token
 * on a page, and sends links by mail only.
 */
export async function shopPage(request: IncomingMessage, orders: Order[], issueToken: Issue) {
  if (request.method !== 'GET') return null;
  const { pathname } = new URL(request.url ?? '/', 'http://shop.example.com');
  const order = orders.find(({ number }) => pathname === `/thank-you/${number}`);
  if (order) return page(widgets(` token="${issueToken('session', order)}"`));
  if (pathname === '/order') return page(widgets(''));
  if (pathname === '/') return page(orders.map((each) => orderLinks(each, issueToken)).join(''));
  if (pathname === '/shop.css') return file(new URL('shop.css', import.meta.url), 'text/css');
  const script = /^\/widgets\/((?:chunks\/)?[\w.-]+\.js)$/.exec(pathname)?.[1];
  return script ? file(import.meta.resolve(`@post-purchase/widgets/cdn/${script}`), 'text/javascript') : null;
}

function widgets(attributes: string): string {
  return `<pp-order endpoint="/post-purchase"${attributes}>
    <pp-thank-you></pp-thank-you>
    <pp-savings-reminder></pp-savings-reminder>
    <pp-tracking></pp-tracking>
    <pp-rating></pp-rating>
  </pp-order>`;
}

function orderLinks(order: Order, issueToken: Issue): string {
  const { number } = order;
  return `<p><a href="/thank-you/${number}">Thank-you page of ${number}</a> ·
    <a href="/order#pp=${issueToken('link', order)}">the link in its mail</a></p>`;
}

function page(main: string): Reply {
  const body = `<!doctype html>
<html lang="en">
  <meta charset="utf-8">
  <meta name="viewport" content="width=device-width">
  <meta name="color-scheme" content="light dark">
  <title>Harbor &amp; Kiln</title>
  <link rel="stylesheet" href="/shop.css">
  <script type="module" src="/widgets/post-purchase.js"></script>
  <header><a href="/">Harbor &amp; Kiln</a></header>
  <main>${main}</main>
</html>`;
  const policy = "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'";
  const headers = { 'content-type': 'text/html; charset=utf-8', 'content-security-policy': policy };
  return { status: 200, body, headers: { ...headers, 'cache-control': 'no-store' } };
}

/** A file of the shop or of the built widgets; null where there is none. */
async function file(url: string | URL, type: string): Promise<Reply | null> {
  const body = await readFile(new URL(url), 'utf8').catch(() => null);
  return body === null ? null : { status: 200, body, headers: { 'content-type': `${type}; charset=utf-8` } };
}
