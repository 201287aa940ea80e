import { build } from './build.ts';
import { checkSizes } from './size.ts';
import { step } from './steps.mjs';
import { checkTypes } from './types.ts';

// One step on its own: `npm run build`, `npm run types`, `npm run size` (with `-- --update` to pin the sizes anew).

const [name, ...flags] = process.argv.slice(2);
const tasks = new Map([
  ['build', build],
  ['types', checkTypes],
]);

async function size() {
  const update = flags.includes('--update');
  const output = await checkSizes({ update });
  process.stdout.write(output);
  return { note: update ? 'pinned anew' : 'as pinned', output };
}

if (name === 'size') {
  process.exitCode = (await step('build', build)) && (await step('size', size)) ? 0 : 1;
} else {
  const task = tasks.get(name ?? '');
  if (task === undefined)
    throw new Error(`There is no step "${name ?? ''}". There are: ${[...tasks.keys()].join(', ')}, size.`);
  if (!(await step(name ?? '', task))) process.exitCode = 1;
}
