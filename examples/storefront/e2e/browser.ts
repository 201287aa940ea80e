import type { Browser, BrowserContext, Page } from 'playwright-core';

/** One shopper's browser, with everything noted that must not happen. */
export interface Shopper {
  readonly context: BrowserContext;
  /** Errors of the console, uncaught exceptions and policy violations, of every page. */
  readonly complaints: readonly string[];
}

/** A move of something on the page without the shopper's doing. */
interface Shift {
  readonly value: number;
  readonly nodes: readonly string[];
}

declare global {
  interface Window {
    shifts: Shift[];
  }
}

export async function newShopper(browser: Browser): Promise<Shopper> {
  const context = await browser.newContext({
    viewport: { width: 1280, height: 900 },
    locale: 'en-GB',
    timezoneId: 'Europe/Berlin',
  });
  const complaints: string[] = [];
  context.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning')
      complaints.push(`${message.type()}: ${message.text()}`);
  });
  context.on('weberror', (error) => complaints.push(`uncaught: ${error.error().message}`));
  await context.addInitScript(() => {
    window.shifts = [];
    type LayoutShift = PerformanceEntry & {
      value: number;
      hadRecentInput: boolean;
      sources: { node: Node | null }[];
    };
    const isShift = (entry: PerformanceEntry): entry is LayoutShift => entry.entryType === 'layout-shift';
    new PerformanceObserver((list) => {
      for (const { value, hadRecentInput, sources } of list.getEntries().filter(isShift)) {
        const nodes = sources.map(({ node }) => node?.nodeName.toLowerCase() ?? 'inside a widget');
        if (!hadRecentInput) window.shifts.push({ value, nodes });
      }
    }).observe({ type: 'layout-shift', buffered: true });
  });
  return { context, complaints };
}

/** Moves in which an order widget, or something inside one, took part. */
export async function shiftsOfOrderWidgets(page: Page): Promise<readonly Shift[]> {
  const shifts = await page.evaluate(() => window.shifts);
  return shifts.filter(({ nodes }) => nodes.some((node) => !['footer', '#text'].includes(node)));
}
