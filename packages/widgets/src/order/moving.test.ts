import { expect } from '@open-wc/testing';
import '../index.ts';
import { emptyStage, find, make, settled, until } from '../states/mount.testing.ts';
import { delivered } from '../states/orders.ts';

interface Call {
  readonly what: string;
  readonly body: string;
}

/** What the stubbed backend was asked: `GET /moved/v1/order`. */
let calls: Call[] = [];
const { fetch } = globalThis;

beforeEach(() => {
  calls = [];
  globalThis.fetch = async (input, init) => {
    const request = new Request(input, init);
    const { pathname } = new URL(request.url);
    if (!pathname.includes('/v1/')) return fetch(input, init);
    calls.push({ what: `${request.method} ${pathname}`, body: await request.text() });
    return pathname.endsWith('/order') ? Response.json(delivered) : new Response(null, { status: 204 });
  };
});
afterEach(() => {
  globalThis.fetch = fetch;
});

const asked = (what: string): Call[] => calls.filter((call) => call.what === what);

function orderElement(endpoint: string): HTMLElement {
  const element = document.createElement('pp-order');
  element.setAttribute('endpoint', endpoint);
  element.setAttribute('token', 'token');
  return element;
}

describe('being moved on the page', () => {
  // Alone, a widget is all that keeps its order awake; together they also keep each other's.
  for (const neighbors of [[], ['pp-thank-you', 'pp-tracking']])
    it(`is no new start for ${neighbors.length + 1} of them: what was entered stays, nothing is asked again`, async () => {
      const place = emptyStage();
      const around = orderElement(`/moved-${neighbors.length}`);
      const rating = make('pp-rating');
      const all = [...neighbors.map(make), rating];
      around.append(...all);
      const elsewhere = document.createElement('div');
      place.append(around, elsewhere);
      const showsAll = () => all.every((each) => each.matches(':state(ready)'));
      await until(showsAll, 'the order');
      find(rating, 'input[value="4"]').click();
      await settled(rating);

      for (const target of [elsewhere, elsewhere.attachShadow({ mode: 'open' })]) {
        target.append(around);
        expect(showsAll()).to.equal(true);
        for (const each of all) await settled(each);
        expect(showsAll()).to.equal(true);
      }
      expect(find(rating, 'input[value="4"]')).to.have.property('checked', true);

      // What is told now goes out behind anything that the move had asked.
      find(rating, '.send button:not(.primary)').click();
      dispatchEvent(new Event('pagehide'));
      await until(() => calls.some(({ body }) => body.includes('"dismissed"')), 'the last call');
      expect(calls.filter(({ what }) => what.startsWith('GET'))).to.have.lengthOf(1);
    });
});

describe('a page view', () => {
  it('is told once, with the zone of the browser, for all widgets of two equal order elements', async () => {
    const place = emptyStage();
    const widgets = ['pp-thank-you', 'pp-savings-reminder', 'pp-tracking', 'pp-rating'].map(make);
    const [first, second] = [orderElement('/viewed'), orderElement('/viewed/')];
    first.append(...widgets.slice(0, 2));
    second.append(...widgets.slice(2));
    place.append(first, second);
    const shows = (tag: string) => () => place.querySelector(tag)?.matches(':state(ready)');
    await until(shows('pp-thank-you'), 'the first order');
    await until(shows('pp-rating'), 'the second order');
    await until(() => asked('POST /viewed/v1/order/interactions').length > 0, 'the interactions');
    expect(asked('GET /viewed/v1/order')).to.have.lengthOf(1);

    // Leaving the page sends all that is left to tell.
    dispatchEvent(new Event('pagehide'));
    const told = asked('POST /viewed/v1/order/interactions')
      .map(({ body }) => body)
      .join();
    expect(told.match(/"opened"/g)).to.have.lengthOf(1);
    expect(told).to.contain(`"timeZone":"${Intl.DateTimeFormat().resolvedOptions().timeZone}"`);
  });
});
