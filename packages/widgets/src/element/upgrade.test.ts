import { expect } from '@open-wc/testing';
import { OrderElement } from '../order/order.ts';
import { RatingElement } from '../rating/rating.ts';
import { SavingsReminderElement } from '../savings-reminder/savings-reminder.ts';
import { emptyStage, make, shown, textOf } from '../states/mount.testing.ts';
import { delivered, order } from '../states/orders.ts';
import { ThankYouElement } from '../thank-you/thank-you.ts';
import '../thank-you/pp-thank-you.ts';
import { TrackingElement } from '../tracking/tracking.ts';

/** An element on the page whose tag is not defined yet, as a script that comes before the widgets finds it. */
function undefinedElement(tag: string): HTMLElement {
  const element = document.createElement(tag);
  emptyStage().append(element);
  expect(element.matches(':defined')).to.equal(false);
  return element;
}

describe('properties that were set before the element was defined', () => {
  const widgets = [
    ['thank-you', class extends ThankYouElement {}, order, 'Thank you, your order is in'],
    ['tracking', class extends TrackingElement {}, delivered, 'Delivered'],
    ['savings-reminder', class extends SavingsReminderElement {}, order, 'You saved'],
    ['rating', class extends RatingElement {}, delivered, 'How satisfied are you'],
  ] as const;

  for (const [name, Widget, given, words] of widgets)
    it(`are kept by the ${name}, and shown`, async () => {
      const tag = `x-early-${name}`;
      const element = undefinedElement(tag);
      Object.assign(element, { order: given });
      customElements.define(tag, Widget);
      if (!(element instanceof Widget)) throw new Error('Not upgraded');
      await shown(element);
      expect(element.order).to.equal(given);
      expect(Object.hasOwn(element, 'order'), 'hides the accessor').to.equal(false);
      expect(textOf(element)).to.contain(words);
    });

  it('are kept by the order element, and given to the widgets in it', async () => {
    const element = undefinedElement('x-early-order');
    const widget = make('pp-thank-you');
    element.append(widget);
    Object.assign(element, { order, newLinkUrl: '/find' });
    customElements.define('x-early-order', class extends OrderElement {});
    await shown(widget);
    expect(element).to.include({ order, newLinkUrl: '/find' });
    expect(textOf(widget)).to.contain(order.number);
  });
});
