import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, constants } from 'node:zlib';
import { build, type Metafile } from 'esbuild';
import * as z from 'zod/mini';
import { root, StepError } from './steps.mjs';

const folder = join(root, 'packages/widgets');
const pins = join(folder, 'sizes.json');
const widgets = ['order', 'thank-you', 'tracking', 'savings-reminder', 'rating'];

/** What a page may cost at most, in bytes after brotli 11. The exact pins in `sizes.json` stay below. */
const budgets = { firstPaint: 10_500, all: 36_000 };

const sizesSchema = z.object({
  firstPaint: z.record(z.string(), z.number()),
  all: z.number(),
  german: z.number(),
});
type Sizes = z.infer<typeof sizesSchema>;

const compressed = (bytes: Uint8Array) =>
  brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }).byteLength;

/** Bundles an entry as a shop's bundler would, everything included, and returns the files with esbuild's account of them. */
async function bundle(contents: string, splitting: boolean, external: readonly string[] = []) {
  const result = await build({
    stdin: { contents, resolveDir: folder, sourcefile: 'page.js' },
    outdir: join(folder, 'out'),
    bundle: true,
    external: [...external],
    format: 'esm',
    legalComments: 'none',
    metafile: true,
    minify: true,
    platform: 'browser',
    splitting,
    target: 'es2022',
    write: false,
    logLevel: 'silent',
  });
  return { files: result.outputFiles, metafile: result.metafile };
}

/** The output files that an entry loads before it runs: its static imports, not what it fetches with import(). */
function staticFiles({ outputs }: Metafile): Set<string> {
  const reached = new Set<string>();
  const visit = (path: string) => {
    if (reached.has(path)) return;
    reached.add(path);
    for (const { path: next, kind } of outputs[path]?.imports ?? [])
      if (kind === 'import-statement') visit(next);
  };
  for (const [path, { entryPoint }] of Object.entries(outputs))
    if (entryPoint?.endsWith('page.js')) visit(path);
  return reached;
}

async function firstPaint(widget: string): Promise<number> {
  const { files, metafile } = await bundle(`import '@post-purchase/widgets/pp-${widget}';`, true);
  const first = staticFiles(metafile);
  const inputs = [...first].flatMap((path) => Object.keys(metafile.outputs[path]?.inputs ?? {}));
  const late = inputs.find((path) => path.includes('node_modules/zod/'));
  if (late !== undefined) throw new StepError(`pp-${widget} loads ${late} before it paints.`);
  const chunks = files.filter(({ path }) =>
    [...first].some((name) => path.endsWith(`/${name.replace(/^.*\//, '')}`)),
  );
  return chunks.reduce((sum, { contents }) => sum + compressed(contents), 0);
}

/**
 * Everything that a page with all widgets ever loads in one language, in one file: the elements, Lit, the content with its words, the data client with
 * the schemas. The words of another language are files of their own, of which a page loads one; they are pinned as what they add.
 */
async function everything(external: readonly string[]): Promise<number> {
  const imports = widgets.map((widget) => `import '@post-purchase/widgets/pp-${widget}';`).join('');
  const { files } = await bundle(imports, false, external);
  return files.reduce((sum, { contents }) => sum + compressed(contents), 0);
}

async function measure(): Promise<Sizes> {
  const rows = await Promise.all(
    widgets.map(async (widget) => [`pp-${widget}`, await firstPaint(widget)] as const),
  );
  const all = await everything(['*.messages.de.js']);
  return { firstPaint: Object.fromEntries(rows), all, german: (await everything([])) - all };
}

/**
 * Measures the built widgets and compares them with the pins in `packages/widgets/sizes.json`.
 *
 * @param update Writes the pins anew instead of comparing.
 * @throws StepError when a size is over its budget, or is not exactly its pin: growing is noticed, and so is shrinking.
 */
export async function checkSizes({ update = false } = {}): Promise<string> {
  const sizes = await measure();
  const over = Object.entries(sizes.firstPaint).filter(([, size]) => size > budgets.firstPaint);
  if (over.length > 0 || sizes.all > budgets.all) {
    throw new StepError(
      `Over budget (${budgets.firstPaint} bytes for a first paint, ${budgets.all} for everything).`,
      JSON.stringify(sizes, null, 2),
    );
  }
  const text = `${JSON.stringify(sizes, null, 2)}\n`;
  if (update) {
    writeFileSync(pins, text);
    return text;
  }
  const pinned = sizesSchema.parse(JSON.parse(readFileSync(pins, 'utf8')));
  const rows = [
    ...Object.keys({ ...pinned.firstPaint, ...sizes.firstPaint }).map(
      (name) => [name, pinned.firstPaint[name], sizes.firstPaint[name]] as const,
    ),
    ['everything', pinned.all, sizes.all] as const,
    ['German', pinned.german, sizes.german] as const,
  ];
  const changed = rows.filter(([, before, now]) => before !== now);
  if (changed.length > 0) {
    throw new StepError(
      'Sizes differ from packages/widgets/sizes.json. If that is meant, run `npm run size -- --update`.',
      changed
        .map(([name, before, now]) => `${name}: pinned ${before ?? 'nothing'}, now ${now ?? 'nothing'} bytes`)
        .join('\n'),
    );
  }
  return text;
}
