import { expect } from '@open-wc/testing';
import './pp-order.ts';
import '../thank-you/pp-thank-you.ts';
import { emptyStage, make, until } from '../states/mount.testing.ts';
import { order } from '../states/orders.ts';

describe('<pp-order> in this engine', () => {
  it('fetches one order for two widgets', async () => {
    const { fetch } = globalThis;
    let requests = 0;
    // Stays: what was seen is told after the test.
    globalThis.fetch = (input, init) => {
      const { url } = new Request(input, init);
      if (!url.includes('/v1/')) return fetch(input, init);
      if (!url.endsWith('/v1/order')) return Promise.resolve(new Response(null, { status: 204 }));
      requests += 1;
      return Promise.resolve(Response.json(order));
    };
    const around = document.createElement('pp-order');
    around.endpoint = '/post-purchase';
    around.token = 'token';
    const widgets = [make('pp-thank-you'), make('pp-thank-you')];
    around.append(...widgets);
    emptyStage().append(around);
    await until(() => widgets.every((widget) => widget.matches(':state(ready)')), 'both');
    expect(requests).to.equal(1);
  });
});
