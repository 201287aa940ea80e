import { fileURLToPath } from 'node:url';

import { defineConfig } from 'vite';

import { layout } from './layout.ts';

const PAGES = ['index', 'product', 'basket', 'checkout', 'thank-you', 'order', 'backstage'];

/** Every page is an entry of its own; the packages are taken from their sources. */
export default defineConfig({
  root: fileURLToPath(new URL('.', import.meta.url)),
  plugins: [layout()],
  resolve: { conditions: ['@post-purchase/source', 'module', 'browser', 'production'] },
  build: {
    outDir: 'dist',
    target: 'es2022',
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rollupOptions: { input: PAGES.map((page) => fileURLToPath(new URL(`${page}.html`, import.meta.url))) },
  },
});
