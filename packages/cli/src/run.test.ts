import { spawn } from 'node:child_process';
import { once } from 'node:events';

import { beforeAll, describe, expect, it } from 'vitest';

import { bin, fixtures, NODE_ARGS, type Ran, runAll, runCli } from './testing/run-cli.ts';
import { ownVersion } from './version.ts';

describe('the help texts', () => {
  const commands = ['validate', 'simulate', 'explain', 'diff', 'replay'];
  let told: readonly Ran[] = [];
  beforeAll(async () => {
    told = await runAll([['--help'], ...commands.map((command) => [command, '--help'])]);
  });

  it.each(['', ...commands].map((command, index) => [command, index] as const))(
    'say what there is: post-purchase %s',
    (_, index) => {
      const { code, stdout, stderr } = told[index]!;
      expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
      expect(stdout).toMatchSnapshot();
      expect(stdout).toContain('Examples:\n  $ post-purchase ');
      expect(stdout.split('\n').filter((line) => line.length > 120)).toEqual([]);
    },
  );
});

describe('what cannot be run', () => {
  const refused: readonly (readonly [readonly string[], RegExp])[] = [
    [[], /^Usage: post-purchase/],
    [['fly'], /^error: unknown command 'fly'\nAdd --help to see what there is\.\n$/],
    [['validat', 'journey.ts'], /Did you mean validate\?/],
    [['validate'], /^error: missing required argument 'file'/],
    [['validate', 'journey.ts', 'and', 'more'], /^error: too many arguments/],
    [['validate', 'journey.ts', '--colour'], /^error: unknown option '--colour'/],
    [['simulate', 'journey.ts', '--days', '0'], /It has to be a whole number from 1 to 3650\./],
    [['simulate', 'journey.ts', '--time-zone', 'Berlin'], /It has to be an IANA time zone, Europe\/Berlin\./],
    [['simulate', 'journey.ts', '--json', '--markdown'], /cannot be used with option/],
    [['simulate', 'journey.ts', '-s', 'lost', '-e', 'ada.jsonl'], /cannot be used with option/],
    [['explain', 'journey.ts'], /^error: required option '-e, --events <file>' not specified/],
    [['explain', 'journey.ts', '-e', 'ada.jsonl', '--at', '2026-11-20 10:00'], /instant with its zone/],
    [['diff', 'journey.ts'], /^error: missing required argument 'to'/],
    [['replay', 'journey.ts', '--orders', 'a', '--events', 'b'], /cannot be used with option/],
    [['replay', 'journey.ts', '--orders', 'a', '--currency', 'euro'], /currency of three letters/],
    [['replay', 'journey.ts', '--orders', 'a', '--since', 'May'], /It has to be a time:/],
    [['replay', 'journey.ts'], /^error: Which orders are to be replayed\?/],
  ];
  let told: readonly Ran[] = [];
  beforeAll(async () => {
    told = await runAll(refused.map(([args]) => args));
  });

  it.each(refused.map(([args, message], index) => [args.join(' '), index, message] as const))(
    'is refused with exit code 2 and nothing on the output: post-purchase %s',
    (_, index, message) => {
      const { code, stdout, stderr } = told[index]!;
      expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
      expect(stderr).toMatch(message);
    },
  );
});

describe('the process', () => {
  it('tells its version', async () => {
    expect(await runCli(['--version'])).toEqual({ code: 0, stdout: `${ownVersion()}\n`, stderr: '' });
  });

  it('ends with the exit code', async () => {
    expect(await runCli(['validate', 'gone.ts'])).toEqual({
      code: 2,
      stdout: '',
      stderr: 'error: There is no file gone.ts.\n',
    });
  });

  it('colors where it is told to, and never under NO_COLOR', async () => {
    const color = '\u001B[';
    const args = ['validate', 'journey.ts'];
    expect((await runCli(args)).stdout).not.toContain(color);
    expect((await runCli(args, { env: { FORCE_COLOR: '1' } })).stdout).toContain(color);
    expect((await runCli(args, { env: { NO_COLOR: '1' } })).stdout).not.toContain(color);
  });

  it('ends quietly when nobody reads on', async () => {
    const child = spawn(
      process.execPath,
      [...NODE_ARGS, bin, 'simulate', 'journey.ts', '-s', 'all', '--json'],
      {
        cwd: fixtures,
        stdio: ['ignore', 'pipe', 'pipe'],
      },
    );
    let stderr = '';
    child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
    child.stdout.destroy();
    expect(await once(child, 'close')).toEqual([0, null]);
    expect(stderr).toBe('');
  });
});
