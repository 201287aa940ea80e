import { expect } from '@open-wc/testing';
import { ratingStyles } from '../rating/rating.styles.ts';
import { savingsStyles } from '../savings-reminder/savings-reminder.styles.ts';
import { ThankYouElement } from '../thank-you/thank-you.ts';
import { thankYouStyles } from '../thank-you/thank-you.styles.ts';
import { TrackingElement } from '../tracking/tracking.ts';
import { trackingStyles } from '../tracking/tracking.styles.ts';
import { baseStyles } from './base.styles.ts';
import { contentStyles } from './content.styles.ts';

const own = [ThankYouElement, TrackingElement].flatMap(({ elementStyles }) =>
  elementStyles.flatMap((style) => ('cssText' in style ? style.cssText : [])),
);
const widgets = {
  'thank-you': thankYouStyles.cssText,
  tracking: trackingStyles.cssText,
  'savings-reminder': savingsStyles.cssText,
  rating: ratingStyles.cssText,
};
const all = [baseStyles.cssText, contentStyles.cssText, ...own, ...Object.values(widgets)].join('\n');

const found = (pattern: RegExp): Set<string> =>
  new Set([...all.matchAll(pattern)].map(([, name]) => name ?? ''));

describe('the styles', () => {
  it('declare every private property they read, and read every one they declare', () => {
    expect([...found(/var\((--_pp-[\w-]+)/g)].sort()).to.eql([...found(/(--_pp-[\w-]+):/g)].sort());
  });

  it('declare no public property: a page could not set it from outside', () => {
    expect([...found(/(--pp-[\w-]+)\s*:/g)]).to.eql([]);
  });

  it('read every public property with a default beside it', () => {
    expect([...found(/var\((--pp-[\w-]+)\)/g)]).to.eql([]);
  });

  it('touch nothing outside the widgets', () => {
    expect(all).not.to.match(/:root|@layer|@property|@import|@font-face|url\(/);
  });

  it('know no left and no right, so that they work from right to left', () => {
    expect(all).not.to.match(/\b(left|right|top|bottom)\s*:|(margin|padding|border)-(left|right|top|bottom)/);
  });

  for (const widget of Object.keys(widgets))
    it(`are described where <pp-${widget}> is: each property that a page can set`, async () => {
      const page = await (await fetch(new URL(`../${widget}/${widget}.md`, import.meta.url))).text();
      const theme = await (await fetch(new URL('../../README.md', import.meta.url))).text();
      const mine = [...found(/var\((--pp-[\w-]+)/g)].filter((name) => name.startsWith(`--pp-${widget}-`));
      for (const name of mine) expect(page).to.contain(name);
      for (const name of found(/var\((--pp-(?!thank-you|tracking|savings|rating)[\w-]+)/g))
        expect(theme).to.contain(name);
    });
});
