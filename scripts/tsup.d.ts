import type { Plugin } from 'esbuild';
import type { Options } from 'tsup';
/** Takes the blanks and comments out of the styles in css`…`, which no minifier of scripts can do. Templates stay as they were tested. */
export declare const minifyStyles: Plugin;
/**
 * How our packages are built: ES modules with types and source maps, **one file a module**. Bundlers drop what a page does not use file by
 * file (a schema is made by a call, a decorated class too), and `sideEffects` can name the few files that do something. Built as chunks,
 * a page would load much more of the contract than it needs.
 *
 * @param entries The modules that `exports` names; each gets a declaration file.
 */
export declare const library: (entries: readonly string[], options: Options) => Options;
