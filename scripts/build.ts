import { createHash } from 'node:crypto';
import { existsSync, globSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { inPairs } from './in-pairs.ts';
import { cache, root, run } from './steps.mjs';
import { packages, type Workspace } from './workspaces.ts';

const shared = ['package-lock.json', 'tsconfig.json'].map((file) => join(root, file));

/** What a package's build is made from, as one hash; `below` are the hashes of the packages it depends on. */
function inputsOf({ folder }: Workspace, below: readonly string[]): string {
  const own = globSync(['package.json', 'tsconfig.json', 'tsup.config.ts', 'src/**/*.*'], {
    cwd: folder,
    exclude: (path) => path.endsWith('.test.ts'),
  });
  const hash = createHash('sha256').update(below.join());
  for (const file of [...shared, ...own.sort().map((path) => join(folder, path))]) {
    hash.update(`\0${file.slice(root.length)}\0`).update(readFileSync(file));
  }
  return hash.digest('hex');
}

/** Builds the packages whose sources, or those of a package they depend on, changed since their last build. */
export async function build(): Promise<{ note: string; output: string }> {
  mkdirSync(cache, { recursive: true });
  const hashes = new Map<string, string>();
  const stale: { workspace: Workspace; stamp: string; hash: string }[] = [];
  for (const workspace of packages) {
    const { name, folder, manifest } = workspace;
    const below = Object.keys(manifest.dependencies ?? {}).flatMap(
      (dependency) => hashes.get(dependency) ?? [],
    );
    const hash = inputsOf(workspace, below);
    hashes.set(manifest.name, hash);
    const stamp = join(cache, `build-${name}`);
    const upToDate = existsSync(stamp) && readFileSync(stamp, 'utf8') === hash;
    if (!upToDate || !existsSync(join(folder, 'dist/index.js'))) stale.push({ workspace, stamp, hash });
  }
  // A build reads the sources of the packages below, not their builds, so two can run side by side.
  const outputs: string[] = [];
  await inPairs(stale, async ({ workspace, stamp, hash }) => {
    outputs.push(await run(join(root, 'node_modules/.bin/tsup'), [], { cwd: workspace.folder }));
    writeFileSync(stamp, hash);
  });
  const note =
    stale.length === 0 ? 'packages are up to date' : stale.map(({ workspace }) => workspace.name).join(', ');
  return { note, output: outputs.join('') };
}
