import { expect } from '@open-wc/testing';
import './pp-savings-reminder.ts';
import { itConforms } from '../states/conformance.testing.ts';
import { find, mount, settled, textOf } from '../states/mount.testing.ts';
import { order } from '../states/orders.ts';
import { ready } from '../states/widget-state.ts';
import { savingsDe } from './savings-reminder.messages.de.ts';
import { savingsEn } from './savings-reminder.messages.en.ts';
import { savingsReminderStates } from './savings-reminder.states.ts';

describe('<pp-savings-reminder>', () => {
  itConforms('pp-savings-reminder', savingsReminderStates);

  it('tells what was saved, compared with what, and on what', async () => {
    const { element } = await mount('pp-savings-reminder', ready('ready', order));
    const text = textOf(element);
    expect(find(element, 'h2').textContent).to.equal('You saved €24.50, that is 22%');
    expect(text).to.contain('€85.50 instead of €110.00, list prices and our prices before');
    expect(find(element, 'details').hasAttribute('open')).to.equal(false);
    expect(
      [...(element.shadowRoot?.querySelectorAll('.lines .saved') ?? [])].map((each) => each.textContent),
    ).to.eql(['−€15.90', '−€8.60']);
  });

  it('shows nothing without a touchpoint, without savings, and to whom no money is shown', async () => {
    for (const view of [
      { ...order, touchpoints: [] },
      { ...order, savings: undefined },
      { ...order, role: 'recipient' as const },
    ]) {
      const { element, place } = await mount('pp-savings-reminder', ready('none', view));
      expect(getComputedStyle(element).display).to.equal('none');
      place.replaceChildren();
    }
  });

  it('stays away once it was hidden, and says so to the backend', async () => {
    const { element, source } = await mount('pp-savings-reminder', ready('ready', order));
    find(element, '.dismiss').click();
    await settled(element);
    expect(getComputedStyle(element).display).to.equal('none');
    expect(source.reports).to.deep.include({ type: 'dismissed', key: 'savings-savings-000000' });
    source.become({ status: 'ready', order: { ...order } });
    await settled(element);
    expect(getComputedStyle(element).display).to.equal('none');
  });

  it('says in every language everything there is to say', () => {
    expect(Object.keys(savingsDe)).to.eql(Object.keys(savingsEn));
    expect(Object.keys(savingsDe.texts).sort()).to.eql(Object.keys(savingsEn.texts).sort());
  });
});
