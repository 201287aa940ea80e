import { existsSync, globSync, mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { cache, root, run, StepError } from './steps.mjs';
import { packages, type Workspace } from './workspaces.ts';

const bin = (name: string) => join(root, 'node_modules/.bin', name);
const packed = join(cache, 'packed');
const installed = (name: string) => join(packed, 'node_modules', name);

/** Packs a package as npm would publish it and returns the tarball's path. */
async function pack({ name, folder }: Workspace): Promise<string> {
  const npm = process.env.npm_execpath;
  const args = ['pack', '--pack-destination', packed, '--loglevel=error', '--ignore-scripts'];
  await (npm ? run(process.execPath, [npm, ...args], { cwd: folder }) : run('npm', args, { cwd: folder }));
  const [tarball] = globSync(`post-purchase-${name}-*.tgz`, { cwd: packed });
  if (tarball === undefined) throw new StepError(`npm packed nothing for ${name}.`);
  return join(packed, tarball);
}

/** The entries that are modules, as a user writes them. */
function modulesOf({ manifest }: Workspace): string[] {
  const subpaths = Object.keys(manifest.exports ?? {}).filter((path) => !/\.json$|\*/.test(path));
  return subpaths.map((path) => `${manifest.name}${path.slice(1)}`);
}

export interface PackageCheck {
  readonly title: string;
  readonly run: () => Promise<string>;
}

/**
 * Packs every package and returns the checks on what would be published: publint (the manifest says what is there), attw (the types resolve
 * for every user), that Node can import every entry as packed, and that no test is in it.
 */
export async function packageChecks(): Promise<readonly PackageCheck[]> {
  rmSync(packed, { recursive: true, force: true });
  mkdirSync(packed, { recursive: true });
  const checks: PackageCheck[] = [];
  for (const workspace of packages) {
    const { name, folder, manifest } = workspace;
    const tarball = await pack(workspace);
    const target = installed(manifest.name);
    mkdirSync(target, { recursive: true });
    await run('tar', ['-xzf', tarball, '-C', target, '--strip-components=1']);
    // What npm could not hoist to the root is found where it put it.
    const own = join(folder, 'node_modules');
    if (existsSync(own)) symlinkSync(own, join(target, 'node_modules'));

    checks.push(
      { title: `${name}: publint`, run: () => run(bin('publint'), ['run', tarball, '--strict']) },
      {
        title: `${name}: attw`,
        // Only modules have types to get wrong; `esm-only` because require() of ES modules is what Node itself does since 22.12.
        run: () =>
          run(bin('attw'), [
            tarball,
            '--profile',
            'esm-only',
            '--no-color',
            '--no-emoji',
            '--entrypoints',
            ...modulesOf(workspace).map((path) => `.${path.slice(manifest.name.length)}`),
          ]),
      },
      {
        title: `${name}: import`,
        run: () => {
          const script = join(packed, `import-${name}.mjs`);
          const lines = modulesOf(workspace).map((path) => `await import('${path}');`);
          writeFileSync(
            script,
            `${lines.join('\n')}\nconsole.log('${lines.length} entries');\nprocess.exit();\n`,
          );
          return run(process.execPath, [script], { minutes: 1 });
        },
      },
      {
        title: `${name}: contents`,
        run: () => {
          const tests = globSync(['**/*.{test,bench,testing}.*', '**/testing/**'], {
            cwd: target,
            exclude: ['node_modules/**'],
          });
          const lost = ['LICENSE', 'dist/index.js', 'dist/index.d.ts', 'dist/index.js.map'].filter(
            (file) => !existsSync(join(target, file)),
          );
          if (tests.length > 0) throw new StepError(`${name} would publish tests.`, tests.join('\n'));
          if (lost.length > 0) throw new StepError(`${name} would be published without ${lost.join(', ')}.`);
          return Promise.resolve('');
        },
      },
    );
  }
  return checks;
}
