// Runs before `npm start` and `npm test`, under whatever Node the machine has (20 or newer), with nothing installed.
import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { isInstalled, markInstalled } from './installed.mjs';
import { root, run, step, StepError } from './steps.mjs';

const oldest = 20;

// npm puts node_modules/.bin first, so this is the Node that comes with the dependencies; Windows gets a .cmd shim there.
const bundledNode = `${root}/node_modules/node/bin/node${process.platform === 'win32' ? '.exe' : ''}`;

async function install() {
  const major = Number(process.versions.node.split('.')[0]);
  if (major < oldest)
    throw new StepError(`Node ${oldest} or newer is needed; this is ${process.versions.node}.`);
  if (isInstalled() && existsSync(bundledNode)) return { note: 'dependencies are up to date' };

  // npm ci deletes node_modules, and with it the Node that may be running this: npm has to run under the one that runs npm.
  const args = ['ci', '--loglevel=error'];
  const npm = process.env.npm_execpath;
  const output = npm
    ? await run(process.env.npm_node_execpath ?? process.execPath, [npm, ...args])
    : await run('npm', args);
  if (!existsSync(bundledNode)) {
    throw new StepError(
      'npm installed the packages but not Node 24, which the package "node" sets up in its install script. ' +
        'If npm is told to ignore install scripts, run `npm ci --ignore-scripts=false` once.',
      output,
    );
  }
  const version = execFileSync(bundledNode, ['--version'], { encoding: 'utf8' }).trim();
  markInstalled();
  return { note: `dependencies installed; everything below runs on Node ${version.slice(1)}`, output };
}

if (!(await step('set-up', install))) process.exitCode = 1;
