import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

import * as z from 'zod/mini';

const source = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** The program, as it is run in the workspace. */
export const bin = source('../post-purchase.ts');

/** Where the files of the examples lie; commands run there. */
export const fixtures = source('../../fixtures/');

/** What Node needs to run our sources. */
export const NODE_ARGS = ['--conditions=@post-purchase/source'] as const;

/** What a run came to. */
const Ran = z.object({ code: z.nullable(z.int()), stdout: z.string(), stderr: z.string() });
export type Ran = z.infer<typeof Ran>;

export interface RunOptions {
  readonly env?: NodeJS.ProcessEnv;
  /** Default: where the fixtures are. */
  readonly cwd?: string;
  /** What it reads from its standard input. */
  readonly input?: string | Buffer;
}

/** Runs `post-purchase` as a process of its own. */
export function runCli(args: readonly string[], options: RunOptions = {}): Promise<Ran> {
  return runNode([bin, ...args], options);
}

/** Runs several command lines, one after the other, in one process: quicker where it is not the process that is tested. */
export async function runAll(lines: readonly (readonly string[])[]): Promise<readonly Ran[]> {
  const { code, stdout, stderr } = await runNode([
    source('run-all.ts'),
    ...lines.map((line) => JSON.stringify(line)),
  ]);
  if (code !== 0) throw new Error(stderr);
  return z.array(Ran).parse(JSON.parse(stdout));
}

function runNode(
  args: readonly string[],
  { env = {}, cwd = fixtures, input }: RunOptions = {},
): Promise<Ran> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [...NODE_ARGS, ...args], {
      cwd,
      env: { ...process.env, NO_COLOR: undefined, FORCE_COLOR: undefined, ...env },
      stdio: ['pipe', 'pipe', 'pipe'],
    });
    let stdout = '';
    let stderr = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text));
    child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
    // Whoever does not read it has ended already.
    child.stdin.on('error', () => undefined).end(input);
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, stdout, stderr }));
  });
}
