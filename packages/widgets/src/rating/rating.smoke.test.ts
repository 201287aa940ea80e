import { expect } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import './pp-rating.ts';
import { find, mount, settled, until } from '../states/mount.testing.ts';
import { delivered } from '../states/orders.ts';
import { itSmokes } from '../states/smoke.testing.ts';
import { ready } from '../states/widget-state.ts';

itSmokes('pp-rating', delivered, 'How satisfied are you', 'Wie zufrieden sind Sie');

describe('<pp-rating> in this engine', () => {
  it('is answered with the keyboard', async () => {
    const { element, source } = await mount(
      'pp-rating',
      ready('asked', delivered, { answer: { outcome: 'stored' } }),
    );
    find(element, 'input').focus();
    await sendKeys({ press: 'ArrowRight' });
    await sendKeys({ press: 'ArrowRight' });
    await settled(element);
    await sendKeys({ press: 'Enter' });
    await until(() => element.matches(':state(submitted)'), 'the thanks');
    expect(source.answers.map(({ value }) => value)).to.eql([3]);
  });
});
