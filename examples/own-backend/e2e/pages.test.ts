import { existsSync } from 'node:fs';
import type { Server } from 'node:http';

import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';

import { launchChromium } from '../../../scripts/browsers.ts';
import { createBackend } from '../src/backend.ts';

let browser: Browser;
let server: Server;
let origin: string;
let context: BrowserContext;
/** Errors and warnings of the console, violations of the policy among them, and uncaught exceptions. */
let complaints: string[];

beforeAll(async () => {
  if (!existsSync(new URL(import.meta.resolve('@post-purchase/widgets/cdn/post-purchase.js'))))
    throw new Error('The widgets are not built. Run `npm run build` first.');
  browser = await launchChromium();
});

afterAll(async () => {
  await browser.close();
});

beforeEach(async () => {
  server = createBackend();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The server has no port');
  origin = `http://127.0.0.1:${address.port}`;
  context = await browser.newContext({ locale: 'en-GB', timezoneId: 'Europe/Berlin' });
  context.setDefaultTimeout(15_000);
  complaints = [];
  context.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) complaints.push(message.text());
  });
  context.on('weberror', (error) => complaints.push(`uncaught: ${error.error().message}`));
});

afterEach(async () => {
  await context.close();
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

async function open(path: string, width = 1280): Promise<Page> {
  const page = await context.newPage();
  await page.setViewportSize({ width, height: 900 });
  await page.goto(origin + path);
  return page;
}

/** Waits until a widget shows these words; null: the widget takes no space, when everything has come that the page wanted. */
async function shows(page: Page, tag: string, words: readonly string[] | null): Promise<void> {
  const widget = page.locator(tag);
  if (words === null) {
    await page.waitForLoadState('networkidle');
    expect(await widget.boundingBox()).toBeNull();
  } else for (const part of words) await widget.getByText(part).first().waitFor();
}

/** How far the page can be scrolled sideways, in CSS pixels. */
const overflow = (page: Page) =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);

describe.each([1280, 320])('the thank-you page, %i pixels wide,', (width) => {
  const teapot = ['Harbor teapot', '€49.00'];
  it.each([
    {
      number: 'H-2003',
      thankYou: ['H-2003', 'Stoneware mug', ...teapot, '€78.00', 'help@example.com'],
      savings: ['You saved €7.00'],
      tracking: ['We are preparing your order'],
      rating: null,
    },
    {
      number: 'H-2002',
      thankYou: ['H-2002', ...teapot, '€53.90'],
      savings: null,
      tracking: ['On its way', 'Example Parcel', 'Hamburg'],
      rating: null,
    },
    {
      number: 'H-2001',
      thankYou: ['H-2001', 'Stoneware mug', '€33.90'],
      savings: ['You saved €7.00'],
      tracking: ['Delivered', 'Example Parcel'],
      rating: ['How satisfied are you with your order?', 'Send rating'],
    },
  ])('shows everything of $number', async ({ number, thankYou, savings, tracking, rating }) => {
    const page = await open(`/thank-you/${number}`, width);
    await shows(page, 'pp-thank-you', thankYou);
    await shows(page, 'pp-savings-reminder', savings);
    await shows(page, 'pp-tracking', tracking);
    await shows(page, 'pp-rating', rating);
    expect(await overflow(page)).toBe(0);
    expect(complaints).toEqual([]);
  });
});

describe('the link of a mail', () => {
  it('opens its order, leaves the address, and the page can be loaded anew', async () => {
    const page = await open('/');
    await page.getByRole('link', { name: 'the link in its mail' }).last().click();
    await shows(page, 'pp-thank-you', ['H-2001']);
    expect(page.url()).toBe(`${origin}/order`);
    await page.reload();
    await shows(page, 'pp-thank-you', ['H-2001']);
    await shows(page, 'pp-rating', ['Send rating']);
    expect(complaints).toEqual([]);
  });

  it('that was cut off says so', async () => {
    const page = await open('/order#pp=cut-off');
    for (const tag of ['pp-thank-you', 'pp-tracking'])
      await page.locator(tag).getByRole('heading', { name: 'This link does not work' }).waitFor();
    for (const tag of ['pp-savings-reminder', 'pp-rating'])
      expect(await page.locator(tag).boundingBox()).toBeNull();
    expect(page.url()).toBe(`${origin}/order`);
    // The browser notes the refused request, and nothing else happened.
    expect(complaints).toEqual([expect.stringContaining('401')]);
  });
});

it('a rating is stored, and asked for no longer', async () => {
  const page = await open('/thank-you/H-2001');
  const rating = page.locator('pp-rating');
  await rating.getByRole('radio', { name: '4 of 5' }).press(' ');
  await rating.getByLabel('What should we know?').fill('Lovely.');
  const stored = page.waitForResponse('**/v1/order/answers');
  await rating.getByRole('button', { name: 'Send rating' }).click();
  expect(await (await stored).json()).toMatchObject({ answer: { value: 4, comment: 'Lovely.' } });
  await rating.getByRole('heading', { name: 'Thank you for your rating' }).waitFor();

  const later = await open('/thank-you/H-2001');
  await shows(later, 'pp-tracking', ['Delivered']);
  await shows(later, 'pp-rating', null);
  expect(complaints).toEqual([]);
});
