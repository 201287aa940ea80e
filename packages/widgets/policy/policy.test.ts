import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as z from 'zod/mini';
import { createBackend } from './backend.testing.ts';
import { openTab, type Tab } from './engine.testing.ts';
import type { Violation } from './page/listen.ts';
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
    await shows(tab, 'pp-thank-you', ['Vielen Dank für Ihre Bestellung', '85,50']);
    await shows(tab, 'pp-savings-reminder', ['24,50', 'gespart']);
    await shows(tab, 'pp-tracking', ['Zugestellt']);
    await shows(tab, 'pp-rating', ['Wie zufrieden sind Sie', 'Bewertung senden']);
    expect(await tab.evaluate(() => window.litElementVersions?.length)).toBe(2);
    expect(await tab.evaluate(otherText)).toBe('Another element');
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

/** What each widget shows: text that is laid out, and whether its own styles are in force. */
const Shown = z.record(z.string(), z.object({ text: z.string(), height: z.number(), styled: z.boolean() }));

/** Waits until a widget shows these words, in its own styles. */
async function shows(tab: Tab, tag: string, words: readonly string[]): Promise<void> {
  const lacks = async () => {
    const shown = Shown.parse(await tab.evaluate(everythingShown))[tag];
    if (shown === undefined || !shown.styled || shown.height === 0) return `all of ${tag}`;
    return words.filter((part) => !shown.text.includes(part));
  };
  await expect.poll(lacks, { timeout: 20_000, message: `What ${tag} lacks` }).toEqual([]);
}

/** Runs in the page. */
function everythingShown(): unknown {
  const widgets = document.querySelectorAll('pp-order > *');
  return Object.fromEntries(
    [...widgets].map((widget) => {
      const root = widget.shadowRoot;
      const base = root?.querySelector<HTMLElement>('[part=base]');
      // Only the widget's own styles make what is for screen readers alone this small.
      const unseen = base?.querySelector('[role=status]')?.getBoundingClientRect();
      return [
        widget.localName,
        {
          text: base?.innerText.replace(/\s+/g, ' ') ?? '',
          height: widget.getBoundingClientRect().height,
          styled: unseen !== undefined && unseen.width <= 1,
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
function otherText(): unknown {
  return document.querySelector('other-lit')?.shadowRoot?.querySelector('p')?.innerText;
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
async function violationsOf(page: ShopPage, tab: Tab) {
  const isLast = ({ blocked }: Violation) => blocked.startsWith('http://elsewhere.example.com');
  const directives = (all: readonly Violation[]) =>
    all.filter((each) => !isLast(each)).map(({ directive }) => directive);
  const allHeard = async () => Heard.parse(await tab.evaluate(() => window.violations));

  await tab.evaluate(() => {
    new Image().src = 'http://elsewhere.example.com/last.png';
  });
  await expect.poll(async () => (await allHeard()).some(isLast), { timeout: 10_000 }).toBe(true);
  const heard = await allHeard();
  await expect.poll(() => page.reports.some(isLast), { timeout: 10_000 }).toBe(true);
  // Reports travel separately, so one can overtake another.
  await expect.poll(() => page.reports.length, { timeout: 10_000 }).toBeGreaterThanOrEqual(heard.length);
  return { heard: directives(heard).sort(), reported: directives(page.reports).sort() };
}

const Heard = z.array(z.object({ directive: z.string(), blocked: z.string() }));
