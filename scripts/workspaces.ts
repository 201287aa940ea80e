import { globSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import * as z from 'zod/mini';
import { root } from './steps.mjs';

const manifestSchema = z.looseObject({
  name: z.string(),
  version: z.string(),
  dependencies: z.optional(z.record(z.string(), z.string())),
  exports: z.optional(z.record(z.string(), z.unknown())),
});

/** One of our packages or examples. */
export interface Workspace {
  /** The folder's name, `server`. */
  readonly name: string;
  /** Absolute path of the folder. */
  readonly folder: string;
  readonly manifest: z.infer<typeof manifestSchema>;
}

function read(kind: 'packages' | 'examples'): Workspace[] {
  return globSync(`${kind}/*/package.json`, { cwd: root })
    .sort()
    .map((path) => {
      const folder = join(root, dirname(path));
      const manifest = manifestSchema.parse(JSON.parse(readFileSync(join(root, path), 'utf8')));
      return { name: basename(folder), folder, manifest };
    });
}

/** The examples, in order of name. */
export const examples: readonly Workspace[] = read('examples');

/** The published packages, each after the packages it depends on. */
export const packages: readonly Workspace[] = (() => {
  const found = read('packages');
  const ordered = new Set<Workspace>();
  const add = (workspace: Workspace) => {
    for (const dependency of Object.keys(workspace.manifest.dependencies ?? {})) {
      const ours = found.find(({ manifest }) => manifest.name === dependency);
      if (ours !== undefined && !ordered.has(ours)) add(ours);
    }
    ordered.add(workspace);
  };
  for (const workspace of found) add(workspace);
  return [...ordered];
})();
