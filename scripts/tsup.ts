import { readFile } from 'node:fs/promises';
import type { Plugin } from 'esbuild';
import { minifyHTMLLiterals } from 'minify-literals';
import type { Options } from 'tsup';

/** Leaves the package's own imports as they are, but for the ending, so that every module becomes a file of its own. */
const modulesStayApart: Plugin = {
  name: 'modules-stay-apart',
  setup(build) {
    build.onResolve({ filter: /^\.\.?\/.*\.ts$/ }, ({ path, kind }) =>
      kind === 'entry-point' ? null : { path: path.replace(/\.ts$/, '.js'), external: true },
    );
  },
};

/** Takes the blanks and comments out of the styles in css`…`, which no minifier of scripts can do. Templates stay as they were tested. */
export const minifyStyles: Plugin = {
  name: 'minify-styles',
  setup(build) {
    build.onLoad({ filter: /\.styles\.ts$/ }, async ({ path }) => {
      const source = await readFile(path, 'utf8');
      const { code } = (await minifyHTMLLiterals(source, { fileName: path, html: false })) ?? {
        code: source,
      };
      return { contents: code, loader: 'ts' };
    });
  },
};

/**
 * Takes the indentation out of sources, which matters inside html`…`: a template is shipped as it was written. Any run of blanks between elements means
 * the same to a browser as one, so what is shipped renders as what was tested.
 */
export const outdent: Plugin = {
  name: 'outdent',
  setup(build) {
    build.onLoad({ filter: /\/widgets\/src\/.*\.ts$/ }, async ({ path }) => ({
      contents: (await readFile(path, 'utf8')).replaceAll(/\n\s+/g, '\n'),
      loader: 'ts',
    }));
  },
};

/**
 * How our packages are built: ES modules with types and source maps, **one file a module**. Bundlers drop what a page does not use file by
 * file (a schema is made by a call, a decorated class too), and `sideEffects` can name the few files that do something. Built as chunks,
 * a page would load much more of the contract than it needs.
 *
 * @param entries The modules that `exports` names; each gets a declaration file.
 */
export const library = (entries: readonly string[], options: Options): Options => ({
  entry: ['src/**/*.ts', '!src/**/*.{test,testing}.ts', '!src/**/testing/**'],
  format: 'esm',
  target: 'es2022',
  dts: { entry: [...entries] },
  sourcemap: true,
  clean: true,
  splitting: false,
  ...options,
  esbuildPlugins: [modulesStayApart, ...(options.esbuildPlugins ?? [])],
});
