import type { OrderView } from '@post-purchase/contract/view';
import { expect } from '@open-wc/testing';
import { emptyStage, make, shown, textOf, until } from './mount.testing.ts';

/** What has to hold in every engine: a widget shows an order that the page gives, in its language, with its styles, in either direction. */
export function itSmokes(tag: string, order: OrderView, english: string, german: string): void {
  describe(`<${tag}> in this engine`, () => {
    it('shows an order, in the language of the page', async () => {
      const place = emptyStage();
      place.lang = 'en';
      const element = make(tag);
      Object.assign(element, { order });
      place.append(element);
      await shown(element);
      expect(textOf(element)).to.contain(english);
      expect(element.matches(':state(ready)')).to.equal(true);
      place.lang = 'de';
      await until(() => textOf(element).includes(german), 'German');
    });

    it('has its styles, and fits from right to left', async () => {
      const place = emptyStage();
      place.style.cssText = 'inline-size: 360px; color-scheme: dark';
      place.dir = 'rtl';
      const element = make(tag);
      Object.assign(element, { order });
      place.append(element);
      await shown(element);
      const heading = element.shadowRoot?.querySelector('h2');
      if (!heading) throw new Error('No heading');
      expect(getComputedStyle(heading).fontWeight).not.to.equal('700');
      const { left, right } = place.getBoundingClientRect();
      const box = heading.getBoundingClientRect();
      expect(box.left).to.be.at.least(left - 0.5);
      expect(box.right).to.be.at.most(right + 0.5);
    });
  });
}
