// Runs the widgets' tests in real browsers: every test in Chromium; the smoke tests (`*.smoke.test.ts`) in Firefox and WebKit too.
// With TEST_DEPTH=deep every test runs in all three.
// While working: ENGINES=chromium FILES='src/rating/*.test.ts' runs those files in that engine only.
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { esbuildPlugin } from '@web/dev-server-esbuild';
import { defaultReporter } from '@web/test-runner';
import { playwrightLauncher } from '@web/test-runner-playwright';
import { puppeteerLauncher } from '@web/test-runner-puppeteer';
import { webdriverLauncher } from '@web/test-runner-webdriver';
import { chromiumArgs, findEngines, startWebKitDriver } from '../../scripts/browsers.ts';

const all = 'src/**/*.test.ts';
const smoke = 'src/**/*.smoke.test.ts';
const deep = process.env.TEST_DEPTH === 'deep';
const only = process.env.ENGINES?.split(',');
const files = process.env.FILES;

/** @param {'chromium' | 'firefox' | 'webkit'} product */
async function launcher(product) {
  const engine = findEngines()[product];
  if (engine === null) throw new Error(`No ${product} was found; \`npm test\` sets it up.`);
  const { path: executablePath } = engine;
  if (engine.from === 'webkitgtk') {
    return webdriverLauncher({
      automationProtocol: 'webdriver',
      hostname: '127.0.0.1',
      port: await startWebKitDriver(engine),
      path: '/',
      logLevel: 'error',
      capabilities: {
        browserName: 'MiniBrowser',
        'wdio:enforceWebDriverClassic': true,
        'webkitgtk:browserOptions': { binary: executablePath, args: ['--automation'] },
      },
    });
  }
  if (product === 'firefox' && engine.from === 'system') {
    // Playwright drives only its own Firefox; Puppeteer drives any by WebDriver BiDi.
    return puppeteerLauncher({
      concurrency: 2,
      launchOptions: { browser: 'firefox', executablePath, headless: true },
    });
  }
  const args = product === 'chromium' ? chromiumArgs : [];
  return playwrightLauncher({ product, concurrency: 2, launchOptions: { executablePath, args } });
}

/** Counts tests for `npm test`: each test in each browser is one, a file that could not run is one failure. */
function countingReporter(/** @type {string} */ path) {
  return {
    /** @param {{ sessions: import('@web/test-runner').TestSession[] }} run */
    onTestRunFinished({ sessions }) {
      const count = { passed: 0, failed: 0, skipped: 0 };
      for (const session of sessions) {
        const before = count.failed;
        const suites = session.testResults ? [session.testResults] : [];
        for (const suite of suites) {
          suites.push(...suite.suites);
          for (const test of suite.tests) {
            if (test.skipped) count.skipped += 1;
            else if (test.passed) count.passed += 1;
            else count.failed += 1;
          }
        }
        if (!session.passed && count.failed === before) count.failed += 1;
      }
      writeFileSync(path, JSON.stringify(count));
    },
  };
}

const wanted = /** @type {const} */ (['chromium', 'firefox', 'webkit']).filter(
  (name) => only?.includes(name) ?? true,
);
const groups = await Promise.all(
  wanted.map(async (name) => ({
    name,
    files: files ?? (name === 'chromium' || deep ? all : smoke),
    browsers: [await launcher(name)],
  })),
);

/** @type {import('@web/test-runner').TestRunnerConfig} */
export default {
  rootDir: fileURLToPath(new URL('../..', import.meta.url)),
  nodeResolve: { exportConditions: ['@post-purchase/source', 'development', 'browser'] },
  groups,
  // WebKit: with more, tests run in frames, and WebKitWebDriver does not find its way back into one to press a key.
  concurrency: 1,
  concurrentBrowsers: 3,
  browserStartTimeout: 60_000,
  testsStartTimeout: 60_000,
  testsFinishTimeout: 300_000,
  plugins: [
    esbuildPlugin({
      ts: true,
      target: 'es2022',
      tsconfig: fileURLToPath(new URL('tsconfig.json', import.meta.url)),
    }),
  ],
  // Lit says in every page that it is a development build, which is what tests want.
  filterBrowserLogs: ({ args }) => !args.some((arg) => String(arg).startsWith('Lit is in dev mode')),
  testFramework: { config: { timeout: '20000' } },
  reporters: [
    defaultReporter({ reportTestProgress: false }),
    ...(process.env.TEST_COUNT_FILE ? [countingReporter(process.env.TEST_COUNT_FILE)] : []),
  ],
};
