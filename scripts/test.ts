import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod/mini';
import { setUpBrowsers } from './browsers.ts';
import { build } from './build.ts';
import { packageChecks } from './packages.ts';
import { checkSizes } from './size.ts';
import { cache, paint, root, run, step, StepError } from './steps.mjs';
import { checkTypes } from './types.ts';
import { packages } from './workspaces.ts';

// `npm test` and `npm run test:deep`: every check, one line each. Set-up has run before (pretest).

const deep = process.argv.includes('--deep');
const depth = { TEST_DEPTH: deep ? 'deep' : 'sampled' };
const minutes = deep ? 40 : 12;
const bin = (name: string) => join(root, 'node_modules/.bin', name);

interface Count {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}
interface Suite extends Count {
  readonly output: string;
}

const total = { passed: 0, failed: 0, skipped: 0 };
const failures = new Set<string>();

function add({ passed, failed, skipped }: Count) {
  total.passed += passed;
  total.failed += failed;
  total.skipped += skipped;
}

/** Does a step unless one that it builds on failed; what is not run counts as a failure. */
async function attempt(title: string, needs: readonly string[], work: Parameters<typeof step>[1]) {
  const lacking = needs.find((need) => failures.has(need));
  const went = await step(title, () => {
    if (lacking === undefined) return work();
    add({ passed: 0, failed: 1, skipped: 0 });
    throw new StepError(`Not run, because ${lacking} failed.`);
  });
  if (!went) failures.add(title);
}

/** A step that is one check: it passes or fails as a whole. */
async function check(title: string, work: () => Promise<{ note?: string; output?: string }>) {
  await attempt(title, [], async () => {
    try {
      const result = await work();
      add({ passed: 1, failed: 0, skipped: 0 });
      return result;
    } catch (error) {
      add({ passed: 0, failed: 1, skipped: 0 });
      throw error;
    }
  });
}

/** A step that runs many tests and counts them. A run without any test is a failure. */
async function suite(title: string, needs: readonly string[], work: () => Promise<Suite>) {
  await attempt(title, needs, async () => {
    let result: Suite;
    try {
      result = await work();
    } catch (error) {
      add({ passed: 0, failed: 1, skipped: 0 });
      throw error;
    }
    const { passed, failed, skipped, output } = result;
    if (passed + failed === 0) {
      add({ passed: 0, failed: 1, skipped });
      throw new StepError('No test was run.', output);
    }
    add(result);
    const note = `${passed} passed${skipped > 0 ? `, ${skipped} skipped` : ''}`;
    if (failed > 0) throw new StepError(`${failed} failed, ${note}.`, output);
    return { note, output };
  });
}

/**
 * Runs a test runner that writes its results to `file`, and counts them with `read`. A runner that fails although no test did (an error outside
 * of any test, a crash) adds one failure.
 */
async function runner(
  file: string,
  start: () => Promise<string>,
  read: (json: unknown) => Count,
): Promise<Suite> {
  mkdirSync(cache, { recursive: true });
  rmSync(file, { force: true });
  let output: string;
  let ended: StepError | undefined;
  try {
    output = await start();
  } catch (error) {
    if (!(error instanceof StepError)) throw error;
    ended = error;
    output = `${error.output}\n${error.message}`;
  }
  if (!existsSync(file)) throw new StepError(ended?.message ?? 'The test runner wrote no results.', output);
  const count = read(JSON.parse(readFileSync(file, 'utf8')));
  const failed = ended !== undefined && count.failed === 0 ? 1 : count.failed;
  return { ...count, failed, output };
}

const vitestResults = z.object({
  numPassedTests: z.number(),
  numFailedTests: z.number(),
  numPendingTests: z.number(),
  numTodoTests: z.number(),
  testResults: z.array(
    z.object({ name: z.string(), status: z.string(), assertionResults: z.array(z.unknown()) }),
  ),
});

async function vitest(
  name: string,
  projects: readonly string[],
  folders: readonly string[] = [],
): Promise<Suite> {
  const file = join(cache, `${name}.json`);
  const args = projects.flatMap((project) => ['--project', project]);
  return runner(
    file,
    () =>
      run(
        bin('vitest'),
        [
          'run',
          '--config',
          'vitest.workspace.ts',
          ...args,
          '--reporter=default',
          '--reporter=json',
          `--outputFile.json=${file}`,
        ],
        { env: depth, minutes },
      ),
    (json) => {
      const results = vitestResults.parse(json);
      const empty = folders.filter(
        (folder) => !results.testResults.some((test) => test.name.startsWith(`${folder}/`)),
      );
      if (empty.length > 0) throw new StepError(`No test was run in ${empty.join(', ')}.`);
      // A file that could not be loaded has no tests in it, and is one failure.
      const broken = results.testResults.filter(
        (test) => test.status === 'failed' && test.assertionResults.length === 0,
      );
      return {
        passed: results.numPassedTests,
        failed: results.numFailedTests + broken.length,
        skipped: results.numPendingTests + results.numTodoTests,
      };
    },
  );
}

const counts = z.object({ passed: z.number(), failed: z.number(), skipped: z.number() });

async function webTestRunner(): Promise<Suite> {
  const file = join(cache, 'browser.json');
  const start = () =>
    run(bin('wtr'), ['--config', 'web-test-runner.config.mjs'], {
      cwd: join(root, 'packages/widgets'),
      env: { ...depth, TEST_COUNT_FILE: file },
      minutes,
    });
  return runner(file, start, (json) => counts.parse(json));
}

async function checkPackages(): Promise<Suite> {
  const checks = [...(await packageChecks()), { title: 'widgets: size', run: () => checkSizes() }];
  let output = '';
  let failed = 0;
  for (const { title, run: runCheck } of checks) {
    try {
      output += `✓ ${title}\n${await runCheck()}\n`;
    } catch (error) {
      if (!(error instanceof StepError)) throw error;
      failed += 1;
      output += `✗ ${title}: ${error.message}\n${error.output}\n`;
    }
  }
  return { passed: checks.length - failed, failed, skipped: 0, output };
}

/** Runs a tool that checks files; `cure` says what to do when it complains. */
async function tool(name: string, args: readonly string[], cure: string) {
  try {
    return { output: await run(bin(name), [...args]) };
  } catch (error) {
    throw error instanceof StepError ? new StepError(`${error.message} ${cure}`, error.output) : error;
  }
}

await attempt('browsers', [], setUpBrowsers);
await check('format', () => tool('prettier', ['--check', '.'], 'Run `npm run format`.'));
await check('lint', () => tool('eslint', ['.', '--max-warnings=0'], 'Run `npm run lint`.'));
await check('types', checkTypes);
await check('architecture', () =>
  tool('node', ['scripts/architecture.ts'], 'Each rule and its reason stand in scripts/architecture.ts.'),
);
await check('build', build);
const inNode = packages.filter(({ name }) => name !== 'widgets').map(({ folder }) => folder);
await suite('unit', [], () => vitest('unit', ['!e2e', '!policy'], inNode));
await suite('browser', ['browsers'], webTestRunner);
await suite('end-to-end', ['browsers', 'build'], () => vitest('end-to-end', ['e2e', 'policy']));
await suite('packages', ['build'], checkPackages);

if (failures.size > 0) {
  process.stdout.write(`\n${paint('red', `Failed: ${[...failures].join(', ')}`)}\n`);
  process.exitCode = 1;
}
const skipped = total.skipped > 0 ? `, ${total.skipped} skipped` : '';
process.stdout.write(`\n${total.passed} passed, ${total.failed} failed${skipped}\n`);
if (total.failed > 0) process.exitCode = 1;
