import { chromium, firefox, webkit } from 'playwright-core';
import puppeteer from 'puppeteer-core';
import * as z from 'zod/mini';
import {
  chromiumArgs,
  type Engine,
  type EngineName,
  findEngines,
  startWebKitDriver,
} from '../../../scripts/browsers.ts';

/** A browser with one tab. */
export interface Tab {
  open(url: string): Promise<void>;
  /** Runs a function in the page, which knows nothing of what is around it here, and returns what it returns, as JSON has it. */
  evaluate(run: () => unknown): Promise<unknown>;
  close(): Promise<void>;
}

/**
 * Starts an engine, by whatever drives it: Playwright, for the Firefox of the system Puppeteer, for WebKitGTK its own WebDriver.
 *
 * @throws {Error} when the machine has none; `npm test` installs what is missing.
 */
export async function openTab(name: EngineName): Promise<Tab> {
  const engine = findEngines()[name];
  if (engine === null) throw new Error(`No ${name} was found. \`npm test\` installs one.`);
  if (engine.from === 'webkitgtk') return openWebKitGtk(engine);
  if (name === 'firefox' && engine.from === 'system') return openFirefox(engine.path);
  const browser = await { chromium, firefox, webkit }[name].launch({
    executablePath: engine.path,
    args: name === 'chromium' ? chromiumArgs : [],
  });
  const page = await browser.newPage();
  return {
    open: async (url) => {
      await page.goto(url);
    },
    evaluate: (run) => page.evaluate(run),
    close: () => browser.close(),
  };
}

async function openFirefox(executablePath: string): Promise<Tab> {
  const browser = await puppeteer.launch({ browser: 'firefox', executablePath, headless: true });
  const page = await browser.newPage();
  return {
    open: async (url) => {
      await page.goto(url);
    },
    evaluate: (run) => page.evaluate(run),
    close: () => browser.close(),
  };
}

const Value = z.object({ value: z.unknown() });
const Session = z.object({ sessionId: z.string() });

async function openWebKitGtk(engine: Extract<Engine, { from: 'webkitgtk' }>): Promise<Tab> {
  const driver = new AbortController();
  const port = await startWebKitDriver(engine, driver.signal);
  const command = async (method: 'POST' | 'DELETE', path: string, body?: object): Promise<unknown> => {
    const response = await fetch(`http://127.0.0.1:${port}/session${path}`, {
      method,
      ...(body && { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
    });
    const { value } = Value.parse(await response.json());
    if (!response.ok) throw new Error(`WebKit: ${JSON.stringify(value)}`);
    return value;
  };
  const options = { binary: engine.path, args: ['--automation'] };
  const { sessionId } = Session.parse(
    await command('POST', '', {
      capabilities: {
        alwaysMatch: { browserName: 'MiniBrowser', 'webkitgtk:browserOptions': options },
      },
    }),
  );
  return {
    open: async (url) => {
      await command('POST', `/${sessionId}/url`, { url });
    },
    evaluate: (run) =>
      command('POST', `/${sessionId}/execute/sync`, { script: `return (${String(run)})()`, args: [] }),
    close: async () => {
      await command('DELETE', `/${sessionId}`).finally(() => {
        driver.abort();
      });
    },
  };
}
