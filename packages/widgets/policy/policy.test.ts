import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as z from 'zod/mini';
import { createBackend } from './backend.testing.ts';
import { openTab, type Tab } from './engine.testing.ts';
import { type Shop, type ShopPage, startShop } from './shop.testing.ts';

let shop: Shop;

beforeAll(async () => {
  shop = await startShop();
});

afterAll(async () => {
  await shop.close();
});

describe.each(['chromium', 'firefox', 'webkit'] as const)('the strictest policy in %s', (name) => {
  let tab: Tab;

  beforeAll(async () => {
    tab = await openTab(name);
  });

  afterAll(async () => {
    await tab.close();
  });

  it('lets all four widgets be shown and used', async () => {
    const page = shop.addPage({ backend: createBackend() });
    await tab.open(page.url);
    await shows(tab, 'pp-thank-you', ['Thank you, your order is in', '#1001', 'Enamel coffee pot', '€85.50']);
    await shows(tab, 'pp-savings-reminder', ['You saved €24.50', '22%']);
    await shows(tab, 'pp-tracking', ['Delivered', '00340434292135100186']);
    await shows(tab, 'pp-rating', ['How satisfied are you with your order?', 'Send rating']);

    await tab.evaluate(openEverything);
    await shows(tab, 'pp-savings-reminder', ['list price €69.00']);
    await shows(tab, 'pp-tracking', ['Leipzig']);
    await tab.evaluate(rate);
    await shows(tab, 'pp-rating', ['Thank you for your rating']);
    expect(await violationsOf(page, tab)).toEqual({ heard: [], reported: [] });
  });

  it('lets them be shown in German beside another copy of Lit', async () => {
    const page = shop.addPage({ lang: 'de', scripts: ['other-lit'], backend: createBackend() });
    await tab.open(page.url);
    await shows(tab, 'other-lit', ['Another element']);
    await shows(tab, 'pp-thank-you', ['Vielen Dank für Ihre Bestellung', '85,50']);
    await shows(tab, 'pp-savings-reminder', ['24,50', 'gespart']);
    await shows(tab, 'pp-tracking', ['Zugestellt']);
    await shows(tab, 'pp-rating', ['Wie zufrieden sind Sie', 'Bewertung senden']);
    expect(await tab.evaluate(() => window.litElementVersions?.length)).toBe(2);
    expect(await violationsOf(page, tab)).toEqual({ heard: [], reported: [] });
  });

  it('would tell of a violation, on the page and to the server', async () => {
    const page = shop.addPage({ scripts: ['violate'], backend: createBackend() });
    await tab.open(page.url);
    const { heard, reported } = await violationsOf(page, tab);
    expect(heard).toContainEqual(expect.stringMatching(/^style-src/));
    expect(heard).toContain('require-trusted-types-for');
    expect(reported).toEqual(heard);
  });
});

/** What a tag shows: text that is laid out, and whether the widget's own styles are in force. */
const Shown = z.record(
  z.string(),
  z.object({ text: z.string(), height: z.number(), styled: z.boolean(), broken: z.boolean() }),
);

/** Waits until a tag shows these words. */
async function shows(tab: Tab, tag: string, words: readonly string[]): Promise<void> {
  const shown = async () => Shown.parse(await tab.evaluate(everythingShown))[tag];
  const parts = words.map((part): unknown => expect.stringContaining(part));
  for (const text of parts)
    await expect.poll(shown, { timeout: 20_000, message: tag }).toMatchObject({
      text,
      height: expect.toSatisfy((height: number) => height > 0),
      styled: true,
    });
}

/** Runs in the page. */
function everythingShown(): unknown {
  const elements = document.querySelectorAll('other-lit, pp-order > *');
  return Object.fromEntries(
    [...elements].map((element) => {
      const root = element.shadowRoot;
      const laidOut = [...(root?.children ?? [])].filter((child) => child instanceof HTMLElement);
      // Only the widget's own styles make what is for screen readers alone this small.
      const unseen = root?.querySelector('[role=status]');
      return [
        element.localName,
        {
          text: laidOut
            .map((child) => child.innerText)
            .join(' ')
            .replace(/\s+/g, ' '),
          height: element.getBoundingClientRect().height,
          styled: unseen == null || unseen.getBoundingClientRect().width <= 1,
        },
      ];
    }),
  );
}

/** Runs in the page. */
function openEverything(): void {
  for (const widget of document.querySelectorAll('pp-order > *'))
    for (const summary of widget.shadowRoot?.querySelectorAll('summary') ?? []) summary.click();
}

/** Runs in the page. */
function rate(): void {
  const root = document.querySelector('pp-rating')?.shadowRoot;
  root?.querySelector<HTMLInputElement>('input[value="4"]')?.click();
  root?.querySelector<HTMLButtonElement>('button[type=submit]')?.click();
}

/**
 * The directives that were violated, as the page heard of it and as the server was told. Both come a little late, so the page violates its
 * policy once more, by a picture from elsewhere, and all that came before that is counted.
 */
async function violationsOf(
  page: ShopPage,
  tab: Tab,
): Promise<{ heard: readonly string[]; reported: readonly string[] }> {
  const isLast = ({ blocked }: { blocked: string }) => blocked.startsWith('http://elsewhere.example.com');
  const heard = async () => Heard.parse(await tab.evaluate(() => window.violations));
  await tab.evaluate(() => {
    new Image().src = 'http://elsewhere.example.com/last.png';
  });
  await expect.poll(heard).toSatisfy((all: z.infer<typeof Heard>) => all.some(isLast));
  await expect.poll(() => page.reports).toSatisfy((all: typeof page.reports) => all.some(isLast));
  const directives = (all: typeof page.reports) =>
    all.filter((violation) => !isLast(violation)).map(({ directive }) => directive);
  return { heard: directives(await heard()), reported: directives(page.reports) };
}

const Heard = z.array(z.object({ directive: z.string(), blocked: z.string() }));
