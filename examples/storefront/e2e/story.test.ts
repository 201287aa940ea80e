import { fileURLToPath } from 'node:url';

import pg from 'pg';
import type { Browser, BrowserContext, Locator, Page } from 'playwright-core';
import { build } from 'vite';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';

import { launchChromium } from '../../../scripts/browsers.ts';
import type {} from '../../../scripts/postgres.ts';
import { type Demo, startDemo } from '../server/demo.ts';
import { newShopper, type Shopper, shiftsOfOrderWidgets } from './browser.ts';

/** Long enough for the thank-you page to be there first. */
const webhookDelay = { shortest: 2_500, longest: 2_500 };
/** Noon in the shop: "the next day at 10:00" is then less than a day away, whenever the test runs. */
const startsAt = new Date().setUTCHours(11, 0, 0, 0);

let browser: Browser;
let demo: Demo;
let database: pg.Pool;

beforeAll(async () => {
  await build({ configFile: fileURLToPath(new URL('../vite.config.ts', import.meta.url)), logLevel: 'warn' });
  const name = `story_${process.pid}`;
  const admin = new pg.Client({ connectionString: `${inject('postgresUrl')}postgres` });
  await admin.connect();
  await admin.query(`create database ${name}`);
  await admin.end();
  const url = `${inject('postgresUrl')}${name}`;
  database = new pg.Pool({ connectionString: url, max: 1 });
  demo = await startDemo({ port: 0, database: url, webhookDelay, startsAt });
  browser = await launchChromium();
});

afterAll(async () => {
  await browser.close();
  await demo.stop();
  await database.end();
});

/** Puts a mug into the basket, checks out, and stands on the thank-you page. */
async function buy(
  context: BrowserContext,
  { name, marketing }: { name: string; marketing: boolean },
): Promise<Page> {
  const page = await context.newPage();
  await page.goto(demo.url);
  await page.getByRole('link', { name: 'Morning mug' }).click();
  await page.getByRole('button', { name: 'Add to basket' }).click();
  await page.getByRole('link', { name: 'See the basket' }).click();
  await page.getByRole('link', { name: 'To the checkout' }).click();
  await page.getByLabel('Full name').fill(name);
  await page.getByLabel('E-mail').fill(`${name.split(' ')[0]?.toLowerCase()}@example.com`);
  const box = page.getByRole('checkbox', { name: /write to me/ });
  expect(await box.isChecked()).toBe(false);
  if (marketing) await box.check();
  await page.getByRole('button', { name: 'Buy now' }).click();
  await page.waitForURL('**/thank-you.html');
  return page;
}

const mailsTo = (address: string) =>
  demo.mailbox.mails.filter(({ mail }) => {
    const to = Array.isArray(mail.to) ? mail.to[0] : mail.to;
    return to?.value.some((recipient) => recipient.address === address);
  });

async function mailWith(address: string, words: RegExp): Promise<string> {
  await expect
    .poll(() => mailsTo(address).map(({ mail }) => mail.subject ?? ''), { timeout: 15_000 })
    .toContainEqual(expect.stringMatching(words));
  const found = mailsTo(address).find(({ mail }) => words.test(mail.subject ?? ''));
  return found?.mail.text ?? '';
}

/** What a person at the backstage does and sees. */
class Backstage {
  readonly #page: Page;

  private constructor(page: Page) {
    this.#page = page;
  }

  static async open(context: BrowserContext): Promise<Backstage> {
    const page = await context.newPage();
    await page.goto(`${demo.url}/backstage.html`);
    return new Backstage(page);
  }

  async choose(order: string): Promise<void> {
    await this.#page.getByLabel('Order', { exact: true }).selectOption({ label: order });
  }

  async scan(name: string): Promise<void> {
    await this.#page.getByRole('button', { name, exact: true }).click();
    await this.#page.getByRole('status').getByText(`The carrier reported: ${name}.`).waitFor();
  }

  async wait(name: string): Promise<void> {
    await this.#page.getByRole('button', { name, exact: true }).click();
    await this.#page.getByRole('status').getByText(`The clock went forward: ${name}.`).waitFor();
  }

  /** A task on the desk. */
  task(words: string): Locator {
    return this.#page.locator('[data-desk] li').filter({ hasText: words });
  }

  async finish(words: string): Promise<void> {
    await this.task(words).getByRole('button').click();
    await this.task(words).waitFor({ state: 'detached' });
  }

  /** Waits until the table of touchpoints shows this state. */
  async sees(touchpoint: string, channel: string, state: string): Promise<void> {
    const cells = this.#page.locator(`td:text-is("${touchpoint}") + td:text-is("${channel}")`);
    await this.#page
      .locator('[data-explain] tr')
      .filter({ has: cells })
      .locator('.chip', { hasText: state })
      .waitFor();
  }

  async readsInTimeline(words: string): Promise<void> {
    await this.#page.getByText('Everything that happened').click();
    await this.#page.locator('[data-timeline]').getByText(words).waitFor();
  }
}

const DAMAGED = 'A parcel was damaged or lost';
const CARE_CALL = 'Ask whether everything is fine';
const five = (page: Page) => page.locator('pp-rating').getByRole('radio', { name: /^5/ });

describe('the story of an order', () => {
  let shopper: Shopper;
  let backstage: Backstage;
  let page: Page;

  beforeAll(async () => {
    shopper = await newShopper(browser);
    backstage = await Backstage.open(shopper.context);
    page = await buy(shopper.context, { name: 'Ada Winter', marketing: true });
  });

  afterAll(async () => {
    await shopper.context.close();
  });

  it('shows the order as pending, then whole, when the webhook has arrived', async () => {
    const thankYou = page.locator('pp-thank-you');
    await thankYou.getByText('We are preparing its details').waitFor();
    await thankYou.getByText('Order #1001').waitFor();
    await thankYou.getByText('Morning mug').waitFor();
    await thankYou.getByText('€22.90').first().waitFor();
    await page.locator('pp-savings-reminder').getByText('€6.00').first().waitFor();
    await page.locator('pp-tracking').getByRole('heading').first().waitFor();
    expect(await page.locator('pp-rating').isVisible()).toBe(false);
  });

  it('sends the order confirmation, and says where only then', async () => {
    const text = await mailWith('ada@example.com', /1001/);
    expect(text).toContain('Morning mug');
    await page.locator('pp-thank-you').getByText('a•••@e•••.com').waitFor();
  });

  it('keeps order widgets where they are', async () => {
    expect(await shiftsOfOrderWidgets(page)).toEqual([]);
  });

  it('follows the parcel', async () => {
    await backstage.choose('#1001, Ada Winter');
    await backstage.scan('Label');
    await backstage.scan('In transit');
    await backstage.scan('Out for delivery');
    await page.reload();
    await page.locator('pp-tracking').getByRole('heading', { name: 'Out for delivery' }).waitFor();
    await mailWith('ada@example.com', /out for delivery|on its way|today/i);
  });

  it('puts a damaged parcel on the desk, and neither sells nor asks meanwhile', async () => {
    await backstage.scan('Damaged');
    await backstage.task(DAMAGED).waitFor();
    await backstage.sees('savings', 'onsite', 'held');
    await page.reload();
    await page.locator('pp-tracking').getByText('It was damaged on the way.').first().waitFor();
    expect(await page.locator('pp-savings-reminder').isVisible()).toBe(false);
    await backstage.finish(DAMAGED);
    await backstage.sees('savings', 'onsite', 'open');
  });

  it('asks staff for the call the day after the delivery', async () => {
    await backstage.scan('Delivered');
    expect(await backstage.task(CARE_CALL).count()).toBe(0);
    await backstage.wait('+1 day');
    await backstage.task(CARE_CALL).waitFor();
    await backstage.finish(CARE_CALL);
  });

  it('asks the shopper a week after the delivery, and takes one answer, however often it is given', async () => {
    await backstage.wait('+7 days');
    await backstage.sees('rating', 'email', 'sent');
    const link = /https?:\/\/\S+#pp=\S+/.exec(await mailWith('ada@example.com', /how was/i))?.[0] ?? '';
    const tabs = [await shopper.context.newPage(), await shopper.context.newPage()];
    const keys = new Set<string>();
    for (const tab of tabs) {
      tab.on('request', (request) => {
        if (request.url().endsWith('/v1/order/answers')) keys.add(request.headers()['idempotency-key'] ?? '');
      });
      await tab.goto(link);
      await five(tab).check({ force: true });
      expect(tab.url()).not.toContain('#pp=');
    }
    for (const tab of tabs) {
      await five(tab).focus();
      // A key that is held down repeats: each `down` after the first is a repeat.
      for (let repeat = 0; repeat < 8; repeat += 1) await tab.keyboard.down('Enter');
      await tab.keyboard.up('Enter');
    }
    for (const tab of tabs) {
      await tab.locator('pp-rating').getByRole('heading', { name: 'Thank you for your rating' }).waitFor();
      await tab.close();
    }
    expect(keys.size).toBe(2);
    const { rows } = await database.query(
      `select data->>'value' as value from post_purchase.facts where type = 'survey.answered'`,
    );
    expect(rows).toEqual([{ value: '5' }]);
  });

  it('complains of nothing', () => {
    expect(shopper.complaints).toEqual([]);
  });
});

describe('a shopper who did not tick the box', () => {
  it('gets no marketing mail, and is asked on the page once the problem is solved', async () => {
    const shopper = await newShopper(browser);
    const page = await buy(shopper.context, { name: 'Ben Sommer', marketing: false });
    await page.locator('pp-thank-you').getByText('Order #1002').waitFor();
    const backstage = await Backstage.open(shopper.context);
    await backstage.choose('#1002, Ben Sommer');
    await backstage.scan('Damaged');
    await backstage.scan('Delivered');
    await backstage.wait('+7 days');
    await backstage.sees('rating', 'onsite', 'held');
    await backstage.finish(DAMAGED);
    await backstage.sees('rating', 'onsite', 'open');
    await backstage.sees('rating', 'email', 'skipped');
    await backstage.readsInTimeline('rating on email: skipped: consent');
    await page.reload();
    await five(page).waitFor();
    expect(mailsTo('ben@example.com').filter(({ mail }) => mail.headers.has('list'))).toEqual([]);
    expect(mailsTo('ben@example.com').filter(({ mail }) => /how was/i.test(mail.subject ?? ''))).toEqual([]);
    expect(shopper.complaints).toEqual([]);
    await shopper.context.close();
  });
});
