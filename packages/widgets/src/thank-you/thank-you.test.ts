import { expect } from '@open-wc/testing';
import './pp-thank-you.ts';
import { itConforms } from '../states/conformance.testing.ts';
import { itShiftsNothing } from '../states/layout-shift.testing.ts';
import { find, mount, settled, textOf } from '../states/mount.testing.ts';
import { canceled, gift, long, order, shipped } from '../states/orders.ts';
import { ready } from '../states/widget-state.ts';
import { thankYouDe } from './thank-you.messages.de.ts';
import { thankYouEn } from './thank-you.messages.en.ts';
import { thankYouStates } from './thank-you.states.ts';

/** More than the usual: no place is kept for it. */
const spacious = ['long', 'several-parcels', 'canceled'];

describe('<pp-thank-you>', () => {
  itConforms('pp-thank-you', thankYouStates);
  itShiftsNothing(
    'pp-thank-you',
    thankYouStates.filter(({ name }) => !spacious.includes(name)),
  );

  it('shows what a confirmation must', async () => {
    const { element } = await mount('pp-thank-you', ready('ready', order));
    const text = textOf(element);
    expect(find(element, 'h2').textContent).to.equal('Thank you, your order is in');
    for (const part of [
      'Order #1001',
      'We are packing your order',
      'Planned to arrive',
      'Enamel coffee pot',
      'Forest green, Quantity 1',
      '€59.00',
      'Quantity 2',
      'Subtotal €95.00',
      'Discount -€9.50',
      'Shipping Free',
      'Total €85.50',
      'Tax included €13.65',
      'We sent a confirmation to j•••@e•••.com',
      'Help and contact',
      'help@shop.example.com',
      'Print for your records',
    ])
      expect(text).to.contain(part);
  });

  it('says nothing of a confirmation that was not sent', async () => {
    const { element } = await mount('pp-thank-you', ready('ready', { ...order, confirmation: undefined }));
    expect(textOf(element)).not.to.contain('confirmation');
  });

  it('shows no money to who receives a gift', async () => {
    const { element } = await mount('pp-thank-you', ready('gift', gift));
    expect(textOf(element)).not.to.match(/[€$]|\d[.,]\d\d/);
    expect(find(element, 'h2').textContent).to.equal('A gift for you');
  });

  it('shows up to three lines, of more the first two, and the others when they are wanted', async () => {
    const { element } = await mount('pp-thank-you', ready('long', long));
    expect(element.shadowRoot?.querySelectorAll('.order > ul > li')).to.have.lengthOf(2);
    const more = find(element, '.order details');
    expect(find(element, '.order summary').textContent.trim()).to.equal('Show 10 more items');
    expect(more.querySelectorAll('li')).to.have.lengthOf(10);
    dispatchEvent(new Event('beforeprint'));
    expect(more.hasAttribute('open')).to.equal(true);
  });

  it('tells what is canceled, and what was given back', async () => {
    const { element } = await mount('pp-thank-you', ready('canceled', canceled));
    const text = textOf(element);
    expect(text).to.contain('This order was canceled');
    expect(text).to.contain('Nothing will be sent');
    expect(text).to.contain('€85.50 was refunded');
    expect(text).to.contain('Canceled or returned');
  });

  it('links nothing that could be a script', async () => {
    const evil = ['javascript:alert(1)', 'data:text/html,x', '//evil.test', 'https://good@evil.test'];
    const { element } = await mount(
      'pp-thank-you',
      ready('evil', {
        ...order,
        lines: evil.map((url, index) => ({ ...order.lines[0]!, id: `${index}`, url, image: url })),
        shop: { name: 'x', help: { url: evil[0], email: 'help@shop.example.com' } },
      }),
    );
    const links = [...(element.shadowRoot?.querySelectorAll('a, img') ?? [])];
    expect(links.map((each) => each.getAttribute('href') ?? each.getAttribute('src'))).to.eql([
      'mailto:help@shop.example.com',
    ]);
  });

  it('shows markup in texts as text', async () => {
    const title = '<img src=x onerror=__xss=1></pp-thank-you><script>1</script>${7*7}{{constructor}}';
    const { element } = await mount(
      'pp-thank-you',
      ready('markup', { ...order, lines: [{ ...order.lines[0]!, title }] }),
    );
    expect(find(element, '.order bdi').textContent).to.equal(title);
    expect(Reflect.has(globalThis, '__xss')).to.equal(false);
  });

  it('hides a picture that does not load, and keeps its place', async () => {
    const { element } = await mount(
      'pp-thank-you',
      ready('picture', {
        ...order,
        lines: [{ ...order.lines[0]!, image: 'https://pictures.invalid/none.png' }],
      }),
    );
    const picture = find(element, 'img');
    picture.dispatchEvent(new Event('error'));
    expect(getComputedStyle(picture).visibility).to.equal('hidden');
    expect(picture.getBoundingClientRect().width).to.equal(56);
  });

  it('opens the print dialog', async () => {
    const { element } = await mount('pp-thank-you', ready('ready', shipped));
    const { print } = globalThis;
    let printed = 0;
    globalThis.print = () => {
      printed += 1;
    };
    try {
      find(element, '.keep button').click();
    } finally {
      globalThis.print = print;
    }
    expect(printed).to.equal(1);
  });

  it('tries again when the shopper wants it, and keeps the keyboard where it was', async () => {
    const { element, source } = await mount('pp-thank-you', {
      name: 'error',
      state: { status: 'failed', failure: 'error', retrying: false },
    });
    const retry = find(element, 'button');
    retry.focus();
    retry.click();
    expect(source.retries).to.equal(1);
    source.become({ status: 'failed', failure: 'error', retrying: true });
    await settled(element);
    expect(element.shadowRoot?.activeElement === retry).to.equal(true);
    expect(find(element, '[role="status"]').textContent).to.equal('Trying again…');
    retry.click();
    expect(source.retries).to.equal(1);
    source.become({ status: 'ready', order });
    await settled(element);
    expect(element.shadowRoot?.activeElement?.className).to.equal('base');
  });

  it('offers a new link where the old one has expired, and only one that is a link', async () => {
    const { element } = await mount('pp-thank-you', {
      name: 'expired',
      state: { status: 'failed', failure: 'expired', retrying: false },
    });
    const hrefs = async (newLinkUrl: string) => {
      Object.assign(element, { newLinkUrl });
      await settled(element);
      return element.shadowRoot?.querySelector('a')?.href ?? null;
    };
    expect(await hrefs('/orders/find')).to.equal(new URL('/orders/find', document.baseURI).href);
    expect(await hrefs('mailto:help@shop.example.com')).to.equal('mailto:help@shop.example.com');
    expect(await hrefs('javascript:alert(1)')).to.equal(null);
    expect(await hrefs('https://')).to.equal(null);
  });

  it('shows an error, and throws nothing, for an order that is none', async () => {
    const { error } = console;
    const told: unknown[] = [];
    console.error = (...all: unknown[]) => {
      told.push(all[0]);
    };
    try {
      const { element } = await mount('pp-thank-you', ready('ready', order));
      Object.assign(element, { order: { state: 'ready' } });
      await settled(element);
      expect(element.matches(':state(error)')).to.equal(true);
      expect(told).to.eql(['<pp-thank-you> cannot show this order.']);
    } finally {
      console.error = error;
    }
  });

  it('says in every language everything there is to say', () => {
    expect(Object.keys(thankYouDe).sort()).to.eql(Object.keys(thankYouEn).sort());
    for (const part of ['texts', 'arrival'] as const)
      expect(Object.keys(thankYouDe[part]).sort()).to.eql(Object.keys(thankYouEn[part]).sort());
  });
});
