import { spawn } from 'node:child_process';
import { accessSync, constants, existsSync, globSync, readFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { chromium, firefox, webkit, type Browser } from 'playwright-core';
import { freePort } from './free-port.ts';
import { root, run, StepError } from './steps.mjs';

/**
 * A browser engine the tests can use. `system` is a program the machine has, `playwright` a build that Playwright downloaded. WebKit from the
 * system (WebKitGTK) is driven through its own WebDriver and needs a display.
 */
export type Engine =
  | { readonly from: 'system'; readonly path: string }
  | {
      readonly from: 'webkitgtk';
      readonly path: string;
      readonly driver: string;
      readonly display: string | null;
    }
  | { readonly from: 'playwright'; readonly path: string };

export type EngineName = 'chromium' | 'firefox' | 'webkit';
export type Engines = Record<EngineName, Engine | null>;

const engineNames = ['chromium', 'firefox', 'webkit'] as const;
const debianPackages = ['chromium', 'firefox-esr', 'webkit2gtk-driver', 'xvfb'];
const players = { chromium, firefox, webkit };

/** Arguments for every Chromium we start. Its sandbox does not work for root, as which CI containers run. */
export const chromiumArgs = [
  '--disable-background-networking',
  ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
];

const programs = {
  chromium: [
    'chromium',
    'chromium-browser',
    'google-chrome-stable',
    'google-chrome',
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    '/Applications/Chromium.app/Contents/MacOS/Chromium',
  ],
  firefox: ['firefox-esr', 'firefox', '/Applications/Firefox.app/Contents/MacOS/firefox'],
};

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** The first of these programs that exists: absolute paths as they are, names by the PATH. */
function findProgram(names: readonly string[]): string | null {
  const folders = (process.env.PATH ?? '').split(delimiter);
  const candidates = names.flatMap((name) =>
    name.startsWith('/') ? [name] : folders.map((folder) => join(folder, name)),
  );
  return candidates.find(isExecutable) ?? null;
}

function findWebKitGtk(): Engine | null {
  const driver = findProgram(['WebKitWebDriver']);
  const [path] = globSync('/usr/{lib/*,lib,libexec,lib64}/webkit2gtk-4.*/MiniBrowser').sort().reverse();
  const display = process.env.DISPLAY ?? null;
  if (driver === null || path === undefined || (display === null && findProgram(['Xvfb']) === null))
    return null;
  return { from: 'webkitgtk', path, driver, display };
}

/** Looks for the three engines: on the machine first, then among Playwright's downloads. Starts and installs nothing. */
export function findEngines(): Engines {
  const system = (names: readonly string[]): Engine | null => {
    const path = findProgram(names);
    return path === null ? null : { from: 'system', path };
  };
  const downloaded = (name: EngineName): Engine | null => {
    const path = players[name].executablePath();
    return existsSync(path) ? { from: 'playwright', path } : null;
  };
  return {
    chromium: system(programs.chromium) ?? downloaded('chromium'),
    firefox: system(programs.firefox) ?? downloaded('firefox'),
    webkit: findWebKitGtk() ?? downloaded('webkit'),
  };
}

const missing = (engines: Engines): readonly EngineName[] =>
  engineNames.filter((name) => engines[name] === null);

/** Whether this is Debian itself: Ubuntu names the same browsers differently, or has them as snaps, which containers cannot run. */
function isDebian(): boolean {
  const about = '/etc/os-release';
  return existsSync(about) && /^ID="?debian"?$/m.test(readFileSync(about, 'utf8'));
}

/**
 * Makes sure that the tests find Chromium, Firefox and WebKit: looks for them, else installs Debian's packages where that is allowed (root on
 * Debian), else lets Playwright download its builds.
 *
 * @throws StepError saying what to install by hand.
 */
export async function setUpBrowsers(): Promise<{ note: string; output?: string }> {
  const before = missing(findEngines());
  if (before.length === 0) return { note: 'Chromium, Firefox and WebKit are there' };

  let output = '';
  const attempt = async (...[command, args, options]: Parameters<typeof run>) => {
    try {
      output += await run(command, args, options);
    } catch (error) {
      if (!(error instanceof StepError)) throw error;
      output += `${error.output}\n${error.message}\n`;
    }
  };
  const isRoot = process.getuid?.() === 0;
  if (isDebian() && isRoot) {
    const env = { DEBIAN_FRONTEND: 'noninteractive' };
    await attempt('apt-get', ['update'], { env });
    await attempt('apt-get', ['install', '--yes', '--no-install-recommends', ...debianPackages], { env });
  }
  const wanted = missing(findEngines());
  if (wanted.length > 0) {
    const libraries = isRoot && process.platform === 'linux' ? ['--with-deps'] : [];
    const cli = join(root, 'node_modules/playwright-core/cli.js');
    await attempt(process.execPath, [cli, 'install', ...libraries, ...wanted]);
  }
  const left = missing(findEngines());
  if (left.length > 0) {
    const command = isDebian()
      ? `sudo apt-get install ${debianPackages.join(' ')}`
      : `npx playwright-core install ${process.platform === 'linux' ? '--with-deps ' : ''}${left.join(' ')}`;
    throw new StepError(
      `The tests need ${left.join(', ')}, and setting them up did not work. Run \`${command}\`, then this again.`,
      output,
    );
  }
  return { note: `installed ${before.join(', ')}`, output };
}

/** Starts Chromium without a window. @throws StepError when there is none; `npm test` installs one. */
export async function launchChromium(): Promise<Browser> {
  const engine = findEngines().chromium;
  if (engine === null) throw new StepError('No Chromium was found. `npm test` installs one.');
  return chromium.launch({ executablePath: engine.path, args: chromiumArgs });
}

/**
 * Starts WebKitGTK's WebDriver on a free port of 127.0.0.1, with a display of its own where the machine has none, and returns the port. Both
 * programs end when `signal` is aborted, and with this process unless that is killed, as a test runner kills its workers.
 */
export async function startWebKitDriver(
  engine: Extract<Engine, { from: 'webkitgtk' }>,
  signal?: AbortSignal,
): Promise<number> {
  const started = new Set<ReturnType<typeof spawn>>();
  const stop = () => {
    for (const child of started) child.kill('SIGKILL');
  };
  process.once('exit', stop);
  signal?.addEventListener('abort', stop, { once: true });
  let { display } = engine;
  if (display === null) {
    const args = ['-displayfd', '3', '-screen', '0', '1280x1024x24', '-nolisten', 'tcp'];
    const server = spawn('Xvfb', args, { stdio: ['ignore', 'ignore', 'ignore', 'pipe'] });
    started.add(server);
    display = await new Promise<string>((resolve, reject) => {
      server.once('error', reject);
      server.once('exit', () => {
        reject(new StepError('Xvfb ended before it named its display.'));
      });
      server.stdio[3]?.once('data', (data) => {
        resolve(`:${String(data).trim()}`);
      });
    });
  }
  const port = await freePort();
  const env = { ...process.env, DISPLAY: display, WEBKIT_DISABLE_COMPOSITING_MODE: '1', GDK_BACKEND: 'x11' };
  started.add(spawn(engine.driver, [`--port=${port}`], { stdio: 'ignore', env }));
  const deadline = Date.now() + 15_000;
  while (
    !(await fetch(`http://127.0.0.1:${port}/status`).then(
      () => true,
      () => false,
    ))
  ) {
    if (Date.now() > deadline) throw new StepError('WebKitWebDriver did not answer within 15 seconds.');
    await delay(50);
  }
  return port;
}
