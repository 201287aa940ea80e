import { existsSync, globSync } from 'node:fs';
import { join } from 'node:path';
import { inPairs } from './in-pairs.ts';
import { root, run, StepError } from './steps.mjs';
import { examples, packages } from './workspaces.ts';

/** Type-checks every project: the root's scripts, each package and example, and what lies in them with a tsconfig.json of its own. */
export async function checkTypes(): Promise<{ note: string; output: string }> {
  const lacking = [...packages, ...examples].filter(
    ({ folder }) => !existsSync(join(folder, 'tsconfig.json')),
  );
  if (lacking.length > 0) {
    throw new StepError(
      `Without a tsconfig.json nothing checks ${lacking.map(({ name }) => name).join(', ')}.`,
    );
  }
  const projects = globSync('{.,docs,packages/*,packages/*/*,examples/*,examples/*/*}/tsconfig.json', {
    cwd: root,
    exclude: (path) => path.includes('node_modules'),
  });
  const errors: string[] = [];
  await inPairs(projects, async (project) => {
    try {
      await run(join(root, 'node_modules/.bin/tsc'), ['--project', project, '--noEmit', '--pretty', 'false']);
    } catch (error) {
      if (!(error instanceof StepError)) throw error;
      errors.push(error.output);
    }
  });
  const output = errors.join('');
  if (errors.length > 0)
    throw new StepError(`Type errors in ${errors.length} of ${projects.length} projects.`, output);
  return { note: `${projects.length} projects`, output };
}
