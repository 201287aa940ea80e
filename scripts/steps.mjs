import { spawn } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { delimiter } from 'node:path';
import { fileURLToPath } from 'node:url';
import { stripVTControlCharacters } from 'node:util';

// Plain JavaScript that Node 20 can run: set-up uses it before anything is installed.

/** The repository's root, without a trailing slash. */
export const root = fileURLToPath(new URL('..', import.meta.url)).replace(/[\\/]$/, '');

/** Where logs, stamps and results are kept; `npm ci` clears it. */
export const cache = `${root}/node_modules/.cache/post-purchase`;

// First in the PATH, as npm puts it: the Node in there is the one that our tools need.
const bin = `${root}/node_modules/.bin`;

const tailLines = 60;
const graceMs = 5_000;
const live = process.stdout.isTTY && process.env.CI === undefined;
const colored = process.stdout.isTTY && process.env.NO_COLOR === undefined;

/**
 * Colors a text for the terminal. Node's own `styleText` is missing in the first releases of Node 20 and colors files too in the later ones.
 *
 * @param {'red' | 'green' | 'dim' | 'bold'} style
 * @param {string} text
 */
export function paint(style, text) {
  const code = { red: 31, green: 32, dim: 2, bold: 1 }[style];
  return colored ? `\u001B[${code}m${text}\u001B[0m` : text;
}

/** A step that went wrong: `message` is the reason in one line, `output` what the tool printed. */
export class StepError extends Error {
  /**
   * @param {string} message
   * @param {string} [output]
   */
  constructor(message, output = '') {
    super(message);
    this.name = 'StepError';
    this.output = output;
  }
}

/**
 * Runs a program to its end and returns what it printed (both streams, in order of arrival). The program gets a process group of its own,
 * so that a time-out or Ctrl-C also ends what it started.
 *
 * @param {string} command
 * @param {string[]} args
 * @param {{ cwd?: string; env?: Record<string, string | undefined>; minutes?: number }} [options] `minutes`: time limit, 10 by default.
 * @returns {Promise<string>}
 * @throws {StepError} when it cannot be started, ends with another code than 0, or takes too long.
 */
export function run(command, args, { cwd = root, env = {}, minutes = 10 } = {}) {
  return new Promise((resolve, reject) => {
    const label = [command.replace(/^.*[\\/]/, ''), ...args].join(' ').replaceAll(`${root}/`, '');
    const grouped = process.platform !== 'win32';
    const child = spawn(command, args, {
      cwd,
      env: { ...process.env, PATH: [bin, process.env.PATH].join(delimiter), ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
      detached: grouped,
      shell: process.platform === 'win32',
    });
    /** @type {Buffer[]} */
    const chunks = [];
    const output = () => Buffer.concat(chunks).toString();
    const signal = (/** @type {NodeJS.Signals} */ name) => {
      try {
        if (grouped && child.pid !== undefined) process.kill(-child.pid, name);
        else child.kill(name);
      } catch {
        // It had ended already.
      }
    };
    // Asked first, so that a database started by a test can end in order and take its files along.
    const end = () => {
      signal('SIGTERM');
      setTimeout(signal, graceMs, 'SIGKILL').unref();
    };
    const interrupt = () => {
      child.once('close', () => process.exit(130));
      end();
    };
    let late = false;
    const timer = setTimeout(() => {
      late = true;
      end();
    }, minutes * 60_000);
    const settle = () => {
      clearTimeout(timer);
      process.off('SIGINT', interrupt).off('SIGTERM', interrupt);
    };
    process.on('SIGINT', interrupt).on('SIGTERM', interrupt);
    const collect = (/** @type {Buffer} */ chunk) => {
      chunks.push(chunk);
    };
    child.stdout.on('data', collect);
    child.stderr.on('data', collect);
    child.once('error', (error) => {
      settle();
      reject(new StepError(`\`${label}\` could not be started: ${error.message}`, output()));
    });
    child.once('close', (code, signalName) => {
      settle();
      if (late)
        reject(new StepError(`\`${label}\` took longer than ${minutes} minutes and was stopped.`, output()));
      else if (code === 0) resolve(output());
      else reject(new StepError(`\`${label}\` ended with ${signalName ?? `code ${code}`}.`, output()));
    });
  });
}

/**
 * @typedef {object} StepResult
 * @property {string} [note] Shown behind the title, a few words.
 * @property {string} [output] Goes to the log file.
 */

/**
 * Does one step of a list and prints one line for it: a mark, the title, a note, the duration. What the step's tools printed goes to
 * `node_modules/.cache/post-purchase/<title>.log`; the end of it is shown only when the step fails.
 *
 * @param {string} title
 * @param {() => Promise<StepResult | undefined>} work
 * @returns {Promise<boolean>} whether it went well.
 */
export async function step(title, work) {
  const started = performance.now();
  const log = `${cache}/${title.replaceAll(/[^\w-]+/g, '-')}.log`;
  if (live) process.stdout.write(`  ${title} …`);
  const line = (/** @type {string} */ mark, /** @type {string | undefined} */ note) => {
    const seconds = `${((performance.now() - started) / 1000).toFixed(1)} s`;
    const text = `${mark} ${title.padEnd(14)} ${seconds.padStart(8)}${note ? `   ${paint('dim', note)}` : ''}`;
    process.stdout.write(`${live ? '\r\u001B[2K' : ''}${text}\n`);
  };
  const keep = (/** @type {string} */ output) => {
    mkdirSync(cache, { recursive: true });
    writeFileSync(log, stripVTControlCharacters(output));
  };
  try {
    const result = await work();
    if (result?.output !== undefined) keep(result.output);
    line(paint('green', '✓'), result?.note);
    return true;
  } catch (error) {
    const output =
      error instanceof StepError ? error.output : String(error instanceof Error ? error.stack : error);
    line(paint('red', '✗'), undefined);
    process.stdout.write(`  ${error instanceof Error ? error.message : String(error)}\n`);
    if (output.trim() !== '') {
      keep(output);
      const lines = (colored ? output : stripVTControlCharacters(output)).trimEnd().split('\n');
      if (lines.length > tailLines)
        process.stdout.write(paint('dim', `  … ${lines.length - tailLines} lines before these\n`));
      process.stdout.write(
        `${lines
          .slice(-tailLines)
          .map((text) => `    ${text}`)
          .join('\n')}\n`,
      );
      process.stdout.write(paint('dim', `  Everything it printed: ${log.replace(`${root}/`, '')}\n`));
    }
    return false;
  }
}
