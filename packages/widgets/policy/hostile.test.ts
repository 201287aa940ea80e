import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { launchChromium } from '../../../scripts/browsers.ts';
import { type Backend, createBackend, orderWithEverything, sendJson } from './backend.testing.ts';
import { type Shop, startShop } from './shop.testing.ts';

const ORDER_WIDGETS = ['pp-thank-you', 'pp-tracking'];
const TOUCHPOINT_WIDGETS = ['pp-savings-reminder', 'pp-rating'];
/** How much faster than elsewhere time-outs pass in the page. */
const HASTE = 20;

let shop: Shop;
let browser: Browser;

beforeAll(async () => {
  [shop, browser] = await Promise.all([startShop(), launchChromium()]);
});

afterAll(async () => {
  await Promise.all([shop.close(), browser.close()]);
});

/** What a broken backend does with a request, whatever it was. */
const broken: Readonly<Record<string, Backend>> = {
  'a web page': (_, response) =>
    response.writeHead(200, { 'content-type': 'text/html' }).end('<!doctype html><title>Log in</title>'),
  'an empty object': (_, response) => sendJson(response, 200, {}),
  'an empty list': (_, response) => sendJson(response, 200, []),
  null: (_, response) => sendJson(response, 200, null),
  'nothing at all': (_, response) => response.writeHead(204).end(),
  'an order without its lines': (_, response) =>
    sendJson(response, 200, { ...orderWithEverything, lines: undefined }),
  'half an order': (_, response) => {
    const body = JSON.stringify(orderWithEverything);
    response.writeHead(200, { 'content-length': body.length }).write(body.slice(0, body.length / 2), () => {
      response.destroy();
    });
  },
  'a 304 that nobody asked for': (_, response) => response.writeHead(304).end(),
  'a redirect to itself': ({ url }, response) => response.writeHead(302, { location: url }).end(),
  'an error 500': (_, response) => response.writeHead(500).end('<h1>Internal Server Error</h1>'),
  'a broken connection': (_, response) => response.destroy(),
  'no answer, ever': () => undefined,
};

describe('a backend that answers', () => {
  it.each(Object.entries(broken))('%s: the widgets say so, and work once it does', async (_, breakdown) => {
    let backend = breakdown;
    const { page, complaints } = await open((request, response) => backend(request, response));
    for (const tag of ORDER_WIDGETS) {
      const widget = page.locator(tag);
      await widget.getByRole('heading', { name: 'We could not load your order' }).waitFor();
      expect(await widget.getByRole('button', { name: 'Try again' }).isVisible()).toBe(true);
    }
    for (const tag of TOUCHPOINT_WIDGETS) expect(await page.locator(tag).boundingBox()).toBeNull();

    backend = createBackend();
    await page.locator('pp-tracking').getByRole('button', { name: 'Try again' }).click();
    await page.locator('pp-tracking').getByRole('heading', { name: 'Delivered' }).waitFor();
    await page.locator('pp-thank-you').getByRole('heading', { name: 'Thank you' }).waitFor();
    await page.locator('pp-savings-reminder').getByRole('heading', { name: 'You saved' }).waitFor();
    await page.locator('pp-rating').getByRole('group', { name: 'How satisfied' }).waitFor();
    expect(complaints).toEqual([]);
  });
});

it('markup in an order is text', async () => {
  const evil = `<img src=x onerror="document.title='taken over'"><script>document.title='taken over'</script>`;
  const [line] = orderWithEverything.lines;
  const order = { ...orderWithEverything, number: evil, lines: [{ ...line, title: evil, variant: evil }] };
  const { page, complaints } = await open((_, response) => sendJson(response, 200, order));
  await page.locator('pp-thank-you').getByText(evil).first().waitFor();
  expect(await page.locator('pp-thank-you img, pp-thank-you script').count()).toBe(0);
  expect(await page.title()).toBe('Larch & Clay');
  expect(complaints).toEqual([]);
});

it('a rating that could not be stored is kept, and sent again as the same one', async () => {
  const good = createBackend();
  const keys: unknown[] = [];
  let breakdown: Backend | undefined = broken['an error 500'];
  const { page, complaints } = await open((request, response) => {
    if (request.route === 'POST /v1/order/answers') {
      keys.push(request.headers['idempotency-key']);
      (breakdown ?? good)(request, response);
    } else good(request, response);
  });
  const rating = page.locator('pp-rating');
  await rating.getByRole('radio', { name: '2 of 5' }).press(' ');
  await rating.getByLabel('What should we know?').fill('The lid does not fit.');
  await rating.getByRole('button', { name: 'Send rating' }).click();
  await rating.getByRole('alert').getByText('It is still here').waitFor();
  expect(await rating.getByLabel('What should we know?').inputValue()).toBe('The lid does not fit.');

  breakdown = undefined;
  await rating.getByRole('button', { name: 'Send rating' }).click();
  await rating.getByRole('heading', { name: 'Thank you for your rating' }).waitFor();
  expect(keys.length).toBeGreaterThan(1);
  expect(new Set(keys).size).toBe(1);
  expect(complaints).toEqual([]);
});

/** Opens a page with all four widgets, whose time-outs pass quickly, and notes what must not happen on it. */
async function open(backend: Backend): Promise<{ page: Page; complaints: readonly string[] }> {
  const { url } = shop.addPage({ backend });
  const page = await browser.newPage();
  onTestFinished(() => page.close());
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(`uncaught: ${error.message}`));
  page.on('console', (message) => {
    // The browser itself notes every request that failed.
    if (message.type() === 'error' && !message.text().startsWith('Failed to load resource'))
      complaints.push(message.text());
  });
  await page.addInitScript((haste) => {
    const { timeout } = AbortSignal;
    AbortSignal.timeout = (milliseconds) => timeout.call(AbortSignal, milliseconds / haste);
    // The backend is what is broken here, also where the machine has no network but its own.
    Object.defineProperty(Navigator.prototype, 'onLine', { get: () => true });
  }, HASTE);
  await page.goto(url);
  return { page, complaints };
}
