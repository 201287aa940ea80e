import { spawn } from 'node:child_process';
import { build } from './build.ts';
import { root, step } from './steps.mjs';

// `npm start`: the demo shop on the embedded database. Set-up has run before (prestart).
if (await step('build', build)) {
  const [npm = 'npm', ...args] = process.env.npm_execpath ? [process.execPath, process.env.npm_execpath] : [];
  const shop = spawn(npm, [...args, 'run', 'start', '--silent', '--workspace', 'examples/storefront'], {
    cwd: root,
    stdio: 'inherit',
  });
  // Ctrl-C reaches the shop by itself; it decides when it is done.
  process.on('SIGINT', () => undefined);
  process.on('SIGTERM', () => shop.kill('SIGTERM'));
  shop.once('exit', (code) => {
    process.exitCode = code ?? 1;
  });
} else {
  process.exitCode = 1;
}
