import { globSync } from 'node:fs';
import { join } from 'node:path';
import { spawnSync } from 'node:child_process';
import { root } from './steps.mjs';

// `npm run bench [words]`: runs packages/*/bench/*.bench.ts one after the other, or those whose path contains one of the words.

const words = process.argv.slice(2);
const files = globSync('packages/*/bench/*.bench.ts', { cwd: root })
  .sort()
  .filter((file) => words.length === 0 || words.some((word) => file.includes(word)));
if (files.length === 0) {
  console.error('No benchmark matches.');
  process.exitCode = 1;
}
for (const file of files) {
  console.log(`\n${file}`);
  const { status } = spawnSync(process.execPath, ['--conditions=@post-purchase/source', join(root, file)], {
    stdio: 'inherit',
  });
  if (status !== 0) process.exitCode = 1;
}
