import { readFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import * as z from 'zod/mini';
import type { Backend } from './backend.testing.ts';
import type { Violation } from './page/listen.ts';

/** The strictest policy under which the widgets have to work. */
const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'none'",
  "connect-src 'self'",
  "img-src 'self'",
  "require-trusted-types-for 'script'",
  "trusted-types lit-html 'allow-duplicates'",
].join('; ');

/** Scripts of the folder `page/` that a page can load before the widgets. */
export type Script = 'other-lit' | 'violate';

/** A page of the shop with all four widgets on it. */
export interface ShopPage {
  readonly url: string;
  /** What the browser reported to the server as violations of the policy, in order. */
  readonly reports: readonly Violation[];
}

export interface Shop {
  /** Adds a page, with a backend of its own. Loads the widgets from `cdn/`, as pages without a bundler do. */
  addPage(page: { lang?: string; scripts?: readonly Script[]; backend: Backend }): ShopPage;
  close(): Promise<void>;
}

/** Starts a shop with a strict policy on a free port of 127.0.0.1. @throws {Error} when the widgets are not built. */
export async function startShop(): Promise<Shop> {
  if ((await builtFile('/widgets/post-purchase.js')) === null)
    throw new Error('The widgets are not built. Run `npm run build` first.');
  const scripts = await bundleScripts();
  const pages: { readonly html: string; readonly backend: Backend; readonly reports: Violation[] }[] = [];

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { pathname } = new URL(request.url ?? '/', 'http://shop.example.com');
    const [, id = '', rest = ''] = /^\/pages\/(\d+)(\/.*)?$/.exec(pathname) ?? [];
    const page = pages[Number(id || NaN)];
    if (page === undefined) {
      const script = scripts.get(pathname) ?? (await builtFile(pathname));
      response.writeHead(script === null ? 404 : 200, { 'content-type': 'text/javascript' }).end(script);
    } else if (rest === '') {
      const policy = `${POLICY}; report-uri /pages/${id}/reports`;
      response
        .writeHead(200, { 'content-type': 'text/html; charset=utf-8', 'content-security-policy': policy })
        .end(page.html);
    } else if (rest === '/reports') {
      const { 'csp-report': report } = Report.parse(JSON.parse(await text(request)));
      page.reports.push({ directive: report['effective-directive'], blocked: report['blocked-uri'] });
      response.writeHead(204).end();
    } else {
      const route = `${request.method ?? ''} ${rest.replace(/^\/post-purchase/, '')}`;
      page.backend({ route, url: pathname, headers: request.headers, body: await text(request) }, response);
    }
  }

  const server = createServer((request, response) => {
    answer(request, response).catch((error: unknown) => {
      response.destroy(error instanceof Error ? error : undefined);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The shop has no port');

  return {
    addPage: ({ lang = 'en', scripts: wanted = [], backend }) => {
      const path = `/pages/${pages.length}`;
      const reports: Violation[] = [];
      pages.push({ html: pageHtml(lang, wanted, `${path}/post-purchase`), backend, reports });
      return { url: `http://127.0.0.1:${address.port}${path}`, reports };
    },
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

const Report = z.object({
  'csp-report': z.object({ 'effective-directive': z.string(), 'blocked-uri': z.string() }),
});

function pageHtml(lang: string, scripts: readonly Script[], endpoint: string): string {
  return `<!doctype html>
<html lang="${lang}">
  <meta charset="utf-8">
  <title>Larch &amp; Clay</title>
  <script src="/page/listen.js"></script>
  ${scripts.map((name) => `<script type="module" src="/page/${name}.js"></script>`).join('\n  ')}
  <script type="module" src="/widgets/post-purchase.js"></script>
  <pp-order endpoint="${endpoint}" token="token-of-the-order">
    <pp-thank-you></pp-thank-you>
    <pp-savings-reminder></pp-savings-reminder>
    <pp-tracking></pp-tracking>
    <pp-rating></pp-rating>
  </pp-order>
</html>`;
}

/** A file of the widgets as they are built; null where there is none. */
async function builtFile(pathname: string): Promise<string | null> {
  const name = /^\/widgets\/((?:chunks\/)?[\w.-]+\.js)$/.exec(pathname)?.[1];
  return name === undefined
    ? null
    : readFile(new URL(`../cdn/${name}`, import.meta.url), 'utf8').catch(() => null);
}

/** The scripts of `page/` by their paths, each with everything it imports: a copy of Lit of its own, too. */
async function bundleScripts(): Promise<ReadonlyMap<string, string>> {
  const { outputFiles } = await build({
    absWorkingDir: fileURLToPath(new URL('.', import.meta.url)),
    entryPoints: ['page/listen.ts', 'page/violate.ts', 'page/other-lit.ts'],
    outdir: '/page',
    bundle: true,
    format: 'esm',
    target: 'es2022',
    write: false,
  });
  return new Map(outputFiles.map(({ path, text: script }) => [path, script]));
}
