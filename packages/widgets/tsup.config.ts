import { defineConfig } from 'tsup';
import { library, minifyStyles, outdent } from '../../scripts/tsup.ts';

const widgets = ['order', 'thank-you', 'tracking', 'savings-reminder', 'rating'];
const tags = widgets.map((widget) => `src/${widget}/pp-${widget}.ts`);
const classes = widgets.map((widget) => `src/${widget}/${widget}.ts`);

export default defineConfig([
  library(['src/index.ts', ...tags, ...classes], {
    // States are for tests, pictures and documentation.
    entry: ['src/**/*.ts', '!src/**/*.{test,testing,states}.ts', '!src/states/**'],
    platform: 'browser',
    esbuildPlugins: [minifyStyles, outdent],
  }),
  {
    // For pages without a bundler: everything included, one file per widget and one for all, what they share in chunks.
    entry: {
      'post-purchase': 'src/index.ts',
      ...Object.fromEntries(widgets.map((widget) => [`pp-${widget}`, `src/${widget}/pp-${widget}.ts`])),
    },
    outDir: 'cdn',
    format: 'esm',
    platform: 'browser',
    target: 'es2022',
    splitting: true,
    minify: true,
    sourcemap: true,
    clean: true,
    noExternal: [/.*/],
    esbuildPlugins: [minifyStyles, outdent],
    esbuildOptions(options) {
      options.conditions = ['@post-purchase/source', 'browser', 'import', 'default'];
      options.chunkNames = 'chunks/[name]-[hash]';
      options.legalComments = 'none';
    },
  },
]);
