import { createHash } from 'node:crypto';

import { html, raw } from 'hono/html';
import { parseAccept } from 'hono/utils/accept';

import type { ShopFacts } from '../order-view/project.ts';

/** `asking`: whether to unsubscribe. `done`: it was done. `broken`: the link is not one of ours. */
export type UnsubscribePageState = 'asking' | 'done' | 'broken';

interface Texts {
  readonly title: string;
  readonly text: (shop: string) => string;
}

interface Catalog {
  readonly states: Readonly<Record<UnsubscribePageState, Texts>>;
  readonly button: string;
  readonly back: (shop: string) => string;
}

const CATALOGS = {
  en: {
    states: {
      asking: {
        title: 'Unsubscribe?',
        text: (shop) =>
          `${shop} will stop sending you news and questions by e-mail. You will still hear about your orders.`,
      },
      done: {
        title: 'You are unsubscribed',
        text: (shop) =>
          `${shop} no longer sends you news and questions by e-mail. You will still hear about your orders.`,
      },
      broken: {
        title: 'This link does not work',
        text: (shop) =>
          `The address may have been cut off. Please open the link in the e-mail again, or write to ${shop} and ask to be unsubscribed.`,
      },
    },
    button: 'Unsubscribe',
    back: (shop) => `Go to ${shop}`,
  },
  de: {
    states: {
      asking: {
        title: 'Abmelden?',
        text: (shop) =>
          `${shop} schickt Ihnen dann keine Neuigkeiten und Fragen mehr per E-Mail. Nachrichten zu Ihren Bestellungen erhalten Sie weiterhin.`,
      },
      done: {
        title: 'Sie sind abgemeldet',
        text: (shop) =>
          `${shop} schickt Ihnen keine Neuigkeiten und Fragen mehr per E-Mail. Nachrichten zu Ihren Bestellungen erhalten Sie weiterhin.`,
      },
      broken: {
        title: 'Dieser Link funktioniert nicht',
        text: (shop) =>
          `Vielleicht wurde die Adresse abgeschnitten. Bitte öffnen Sie den Link in der E-Mail noch einmal, oder schreiben Sie ${shop}, dass Sie sich abmelden möchten.`,
      },
    },
    button: 'Abmelden',
    back: (shop) => `Zu ${shop}`,
  },
} as const satisfies Record<string, Catalog>;
type Language = keyof typeof CATALOGS;

const STYLE = `
:root { color-scheme: light dark; --ink: #1d2127; --soft: #59616c; --ground: #f5f4f1; --card: #fff; --line: #e2dfd9; --act: #1f5f4a; --on-act: #fff }
@media (prefers-color-scheme: dark) { :root { --ink: #eceae6; --soft: #aeb4bd; --ground: #16181b; --card: #1f2226; --line: #33373d; --act: #8fd3b8; --on-act: #10241c } }
* { box-sizing: border-box }
body { margin: 0; min-height: 100vh; display: grid; place-items: center; padding: 24px; background: var(--ground); color: var(--ink); font: 17px/1.55 system-ui, sans-serif }
main { width: 100%; max-width: 30rem; padding: clamp(24px, 6vw, 44px); background: var(--card); border: 1px solid var(--line); border-radius: 16px }
.shop { margin: 0 0 20px; color: var(--soft); font-size: 15px; font-weight: 600; letter-spacing: .01em }
h1 { margin: 0 0 12px; font-size: 1.6rem; line-height: 1.25; text-wrap: balance }
p { margin: 0; text-wrap: pretty; overflow-wrap: anywhere }
form, .back { margin: 28px 0 0 }
button { font: inherit; font-weight: 600; padding: 12px 22px; min-height: 48px; border: 0; border-radius: 10px; background: var(--act); color: var(--on-act); cursor: pointer }
button:hover { filter: brightness(1.08) }
button:focus-visible, a:focus-visible { outline: 3px solid var(--act); outline-offset: 3px }
a { color: var(--act); display: inline-block; padding: 6px 0 }
@media (forced-colors: active) { button { border: 1px solid ButtonText } }
`;

const styleElement = raw(`<style>${STYLE}</style>`);

/** The one style is allowed by its hash; no script, no picture, no frame. The form goes back to the address it came from. */
const POLICY = [
  "default-src 'none'",
  `style-src 'sha256-${createHash('sha256').update(STYLE).digest('base64')}'`,
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** The page behind the unsubscribe link of a mail. Needs no script and no cookie. */
export async function unsubscribePage(options: {
  readonly state: UnsubscribePageState;
  readonly status: 200 | 401;
  readonly shop: ShopFacts;
  readonly acceptLanguage?: string;
}): Promise<Response> {
  const { state, status, shop, acceptLanguage = '' } = options;
  const language = preferredLanguage(acceptLanguage, shop.locale);
  const { states, button, back }: Catalog = CATALOGS[language];
  const { title, text } = states[state];
  const form = html`<form method="post">
    <input type="hidden" name="List-Unsubscribe" value="One-Click" />
    <button>${button}</button>
  </form>`;
  const link =
    shop.url === undefined ? '' : html`<p class="back"><a href="${shop.url}">${back(shop.name)}</a></p>`;
  const document = await html`<!doctype html>
    <html lang="${language}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${title} · ${shop.name}</title>
        ${styleElement}
      </head>
      <body>
        <main>
          <p class="shop">${shop.name}</p>
          <h1>${title}</h1>
          <p>${text(shop.name)}</p>
          ${state === 'asking' ? form : link}
        </main>
      </body>
    </html>`;
  return new Response(document.toString(), {
    status,
    headers: {
      'Content-Type': 'text/html; charset=utf-8',
      'Content-Language': language,
      'Content-Security-Policy': POLICY,
      Vary: 'Accept-Language',
      ...(status === 401 && { 'WWW-Authenticate': 'Bearer' }),
    },
  });
}

/** The reader's first language that there is a catalog for, else the shop's, else English. */
function preferredLanguage(acceptLanguage: string, shopLocale: string): Language {
  const wanted = parseAccept(acceptLanguage)
    .filter(({ q }) => q > 0)
    .map(({ type }) => type);
  for (const locale of [...wanted, shopLocale]) {
    const [base] = locale.toLowerCase().split('-');
    if (base === 'en' || base === 'de') return base;
  }
  return 'en';
}
