import { expect } from '@open-wc/testing';
import '../index.ts';
import { emptyStage, make, settled, textOf, until } from '../states/mount.testing.ts';
import { keepSession } from '../data/kept-session.ts';
import { order, shipped } from '../states/orders.ts';
import { OrderElement } from './order.ts';

interface Call {
  readonly method: string;
  readonly path: string;
  readonly token: string | null;
  readonly body: string;
}

/** What the stubbed backend was asked. */
let calls: Call[] = [];
let respond: (call: Call) => Response | Promise<Response> = () => Response.json(order);
const { fetch } = globalThis;

before(() => {
  globalThis.fetch = async (input, init) => {
    const request = new Request(input, init);
    const call = {
      method: request.method,
      path: new URL(request.url).pathname,
      token: request.headers.get('authorization'),
      body: await request.text(),
    };
    if (!call.path.includes('/v1/')) return fetch(input, init);
    calls.push(call);
    return respond(call);
  };
});
beforeEach(() => {
  calls = [];
  respond = ({ path }) =>
    path.endsWith('/v1/order') ? Response.json(order) : new Response(null, { status: 204 });
  sessionStorage.clear();
});
afterEach(() => {
  history.replaceState(null, '', location.pathname + location.search);
});

const gets = (): Call[] => calls.filter(({ method }) => method === 'GET');
const problem = (status: number, code: string): Response =>
  Response.json({ type: 'about:blank', title: code, status, code }, { status });

function orderElement(attributes: Readonly<Record<string, string>> = {}): OrderElement {
  const element = document.createElement('pp-order');
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  return element;
}

const showsOrder = (element: Element) => () => element.matches(':state(ready)');

describe('<pp-order>', () => {
  it('gives one order, asked for once, to all widgets in it, through shadow roots too', async () => {
    const place = emptyStage();
    const around = orderElement({ endpoint: '/one', token: 'abc' });
    const host = document.createElement('div');
    const [first, second, alone] = [make('pp-thank-you'), make('pp-tracking'), make('pp-tracking')];
    host.attachShadow({ mode: 'closed' }).append(second);
    alone.setAttribute('endpoint', '/one/');
    alone.setAttribute('token', 'abc');
    around.append(first, host);
    place.append(around, alone);
    await until(() => [first, second, alone].every((each) => showsOrder(each)()), 'all three');
    expect(gets()).to.have.lengthOf(1);
    expect(gets()[0]).to.include({ path: '/one/v1/order', token: 'Bearer abc' });
  });

  it('asks once when attributes change together', async () => {
    const place = emptyStage();
    const around = orderElement({ endpoint: '/a', token: 'one' });
    const widget = make('pp-thank-you');
    around.append(widget);
    place.append(around);
    await until(showsOrder(widget), 'the first order');
    around.setAttribute('endpoint', '/b');
    around.setAttribute('token', 'two');
    await until(() => gets().length === 2, 'the second request');
    await until(showsOrder(widget), 'the second order');
    expect(gets().map(({ path, token }) => `${path} ${token ?? ''}`)).to.eql([
      '/a/v1/order Bearer one',
      '/b/v1/order Bearer two',
    ]);
  });

  it('shows an order that the page gives, without any request', async () => {
    const place = emptyStage();
    const around = orderElement();
    const widget = make('pp-thank-you');
    around.append(widget);
    place.append(around);
    around.order = order;
    await until(showsOrder(widget), 'the order');
    expect(gets()).to.eql([]);
    around.order = { state: 'pending', refreshAfter: 1 };
    await until(() => widget.matches(':state(pending)'), 'pending');
    expect(gets()).to.eql([]);
  });

  it('is found by widgets that were there before it', async () => {
    const place = emptyStage();
    const around = document.createElement('x-late-order');
    const widget = make('pp-thank-you');
    around.append(widget);
    around.setAttribute('endpoint', '/late');
    around.setAttribute('token', 't');
    place.append(around);
    await settled(widget);
    expect(widget.matches(':state(idle)')).to.equal(true);
    customElements.define('x-late-order', class extends OrderElement {});
    await until(showsOrder(widget), 'the order');
  });

  it('gives a moved widget the order of its new place', async () => {
    respond = ({ token }) => Response.json({ ...order, number: token ?? '' });
    const place = emptyStage();
    const [one, two] = [
      orderElement({ endpoint: '/', token: '1' }),
      orderElement({ endpoint: '/', token: '2' }),
    ];
    const widget = make('pp-thank-you');
    one.append(widget);
    place.append(one, two);
    await until(() => textOf(widget).includes('Bearer 1'), 'the first order');
    two.append(widget);
    await until(() => textOf(widget).includes('Bearer 2'), 'the second order');
  });

  it('lets what is in it show until somebody names an order', async () => {
    const place = emptyStage();
    const widget = make('pp-thank-you');
    widget.textContent = 'Thank you!';
    place.append(widget);
    await settled(widget);
    expect(widget.shadowRoot?.querySelector('slot')?.assignedNodes()).to.have.lengthOf(1);
    Object.assign(widget, { order });
    await until(showsOrder(widget), 'the order');
    expect(widget.shadowRoot?.querySelector('slot') === null).to.equal(true);
  });

  it('uses the session that the tab kept, where there is neither link nor token', async () => {
    keepSession('/kept', 'kept-token', Date.now() + 60_000);
    const around = orderElement({ endpoint: '/kept' });
    const widget = make('pp-thank-you');
    around.append(widget);
    emptyStage().append(around);
    await until(showsOrder(widget), 'the order');
    expect(gets().map(({ token }) => token)).to.eql(['Bearer kept-token']);
  });

  it('says that an endpoint is none, and asks nobody', async () => {
    const { error } = console;
    const told: string[] = [];
    console.error = (text: string) => told.push(text);
    try {
      const around = orderElement({ endpoint: 'http://', token: 't' });
      const widget = make('pp-thank-you');
      around.append(widget);
      emptyStage().append(around);
      await until(() => told.length > 0, 'the error');
      expect(told[0]).to.contain('endpoint="http://" is no URL');
      expect(widget.matches(':state(idle)')).to.equal(true);
    } finally {
      console.error = error;
    }
  });

  for (const [name, response, state] of [
    ['HTML', () => new Response('<h1>Shop</h1>', { headers: { 'content-type': 'text/html' } }), 'error'],
    ['{}', () => Response.json({}), 'error'],
    ['a list', () => Response.json([]), 'error'],
    ['nothing', () => new Response(null, { status: 204 }), 'error'],
    ['401 token_expired', () => problem(401, 'token_expired'), 'expired'],
    ['401 token_revoked', () => problem(401, 'token_revoked'), 'expired'],
    ['401 token_invalid', () => problem(401, 'token_invalid'), 'invalid'],
  ] as const)
    it(`shows a way out when the backend answers ${name}`, async () => {
      respond = () => response();
      const around = orderElement({ endpoint: `/${name}`, token: 't', 'new-link-url': '/find' });
      const widget = make('pp-tracking');
      around.append(widget);
      emptyStage().append(around);
      await until(() => widget.matches(`:state(${state})`), state);
      const wayOut = widget.shadowRoot?.querySelector('button, a.button');
      expect(wayOut?.textContent.trim()).to.equal(state === 'error' ? 'Try again' : 'Get a new link');
    });
});

describe('the link of a mail', () => {
  const expiresAt = '2099-01-01T00:00:00Z';

  function backendWithSessions(): void {
    respond = ({ path, body }) =>
      path.endsWith('/v1/sessions')
        ? Response.json({ token: `session for ${body}`, expiresAt }, { status: 201 })
        : path.endsWith('/v1/order')
          ? Response.json(shipped)
          : new Response(null, { status: 204 });
  }

  it('is taken out of the address and exchanged once, for all order elements; reloading needs it no more', async () => {
    backendWithSessions();
    history.replaceState({ kept: 1 }, '', '#section&pp=LINK.to-ken_1');
    const place = emptyStage();
    const widgets = [make('pp-tracking'), make('pp-thank-you')];
    for (const widget of widgets) {
      const around = orderElement({ endpoint: '/link' });
      around.append(widget);
      place.append(around);
    }
    await until(() => widgets.every((widget) => showsOrder(widget)()), 'the order');
    expect(location.hash).to.equal('#section');
    expect(history.state).to.eql({ kept: 1 });
    const sessions = calls.filter(({ path }) => path.endsWith('/v1/sessions'));
    expect(sessions).to.have.lengthOf(1);
    expect(sessions[0]).to.include({ method: 'POST', body: '{"token":"LINK.to-ken_1"}', token: null });
    expect(gets().map(({ token }) => token)).to.eql(['Bearer session for {"token":"LINK.to-ken_1"}']);
    const kept = sessionStorage.getItem(sessionStorage.key(0) ?? '') ?? '';
    expect(kept).to.contain('session for');
  });

  it('counts more than the token on the page, until the page gives another one', async () => {
    backendWithSessions();
    history.replaceState(null, '', '#pp=LINK');
    const around = orderElement({ endpoint: '/both', token: 'page' });
    const widget = make('pp-tracking');
    around.append(widget);
    emptyStage().append(around);
    await until(showsOrder(widget), 'the order');
    expect(gets().map(({ token }) => token)).to.eql(['Bearer session for {"token":"LINK"}']);
    around.token = 'another';
    await until(() => gets().length === 2, 'the other order');
    expect(gets()[1]?.token).to.equal('Bearer another');
  });

  it('works when it is followed while the page is open', async () => {
    backendWithSessions();
    const around = orderElement({ endpoint: '/open', token: 'page' });
    const widget = make('pp-tracking');
    around.append(widget);
    emptyStage().append(around);
    await until(showsOrder(widget), 'the order');
    location.hash = '#pp=FOLLOWED';
    await until(() => gets().length === 2, 'the order of the link');
    expect(gets()[1]?.token).to.contain('FOLLOWED');
    expect(location.hash).to.equal('');
  });

  it('offers a way out when its time is over', async () => {
    respond = () => problem(401, 'token_expired');
    history.replaceState(null, '', '#pp=OLD');
    const around = orderElement({ endpoint: '/old' });
    const widget = make('pp-tracking');
    around.append(widget);
    emptyStage().append(around);
    await until(() => widget.matches(':state(expired)'), 'the news');
    expect(location.hash).to.equal('');
    expect(textOf(widget)).to.contain('This link has expired');
  });

  it('works where storage is forbidden', async () => {
    backendWithSessions();
    const { setItem } = Storage.prototype;
    Storage.prototype.setItem = () => {
      throw new DOMException('no', 'QuotaExceededError');
    };
    try {
      history.replaceState(null, '', '#pp=NOSTORE');
      const around = orderElement({ endpoint: '/no-store' });
      const widget = make('pp-tracking');
      around.append(widget);
      emptyStage().append(around);
      await until(showsOrder(widget), 'the order');
    } finally {
      Storage.prototype.setItem = setItem;
    }
  });
});
