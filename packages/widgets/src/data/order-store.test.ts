import type { Interaction, OrderResponse } from '@post-purchase/contract/view';
import { expect } from '@open-wc/testing';
import { until } from '../states/mount.testing.ts';
import { order } from '../states/orders.ts';
import { OrderStore } from './order-store.ts';
import type { AnswerOutcome } from './order-source.ts';
import type { Failed, Transport } from './transport.ts';

/** A backend that says what it is told, and remembers what it was asked. */
class Backend implements Transport {
  next: (OrderResponse | Failed | Promise<OrderResponse>)[] = [];
  asked = 0;
  aborted = 0;
  readonly interactionsGot: Interaction[] = [];
  outcome: AnswerOutcome = { outcome: 'stored' };

  async order(signal: AbortSignal): Promise<OrderResponse | Failed> {
    this.asked += 1;
    signal.addEventListener('abort', () => (this.aborted += 1));
    return (await this.next.shift()) ?? order;
  }

  answer(): Promise<AnswerOutcome> {
    return Promise.resolve(this.outcome);
  }

  interactions(interactions: readonly Interaction[]): Promise<void> {
    this.interactionsGot.push(...interactions);
    return Promise.resolve();
  }
}

let stop: (() => void)[] = [];
afterEach(() => {
  for (const each of stop) each();
  stop = [];
});

function open(...next: Backend['next']): { backend: Backend; store: OrderStore; states: string[] } {
  const backend = new Backend();
  backend.next = next;
  const store = new OrderStore(() => Promise.resolve(backend));
  const states: string[] = [];
  stop.push(
    store.subscribe(() => {
      const { state } = store;
      states.push(
        state.status === 'failed' ? `${state.failure}${state.retrying ? ' again' : ''}` : state.status,
      );
    }),
  );
  return { backend, store, states };
}

describe('OrderStore', () => {
  it('asks again by itself until the order has arrived', async () => {
    const { backend, states } = open(
      { state: 'pending', refreshAfter: 0.01 },
      { state: 'pending', refreshAfter: 0.01 },
    );
    await until(() => states.includes('ready'), 'the order');
    expect(states).to.eql(['pending', 'pending', 'ready']);
    expect(backend.asked).to.equal(3);
  });

  it('asks nothing while the page is hidden, and at once when it is looked at', async () => {
    const { backend, states } = open({ ...order, refreshAfter: 0.01 });
    let hidden = true;
    Object.defineProperty(document, 'hidden', { configurable: true, get: () => hidden });
    try {
      await until(() => states.length === 1, 'the order');
      await new Promise((resolve) => setTimeout(resolve, 60));
      expect(backend.asked).to.equal(1);
      hidden = false;
      document.dispatchEvent(new Event('visibilitychange'));
      await until(() => states.length === 2, 'the next order');
      expect(backend.asked).to.equal(2);
    } finally {
      Reflect.deleteProperty(document, 'hidden');
    }
  });

  it('tells why there is nothing, and tries again when it is told to', async () => {
    const { store, states } = open({ failure: 'error' });
    await until(() => states.includes('error'), 'the error');
    store.retry();
    await until(() => states.includes('ready'), 'the order');
    expect(states).to.eql(['error', 'error again', 'ready']);
  });

  it('tries again when the browser is online again', async () => {
    const { states } = open({ failure: 'offline' });
    await until(() => states.includes('offline'), 'the failure');
    dispatchEvent(new Event('online'));
    await until(() => states.includes('ready'), 'the order');
  });

  it('keeps what it showed while a later request fails, also for an expired token', async () => {
    for (const failure of ['error', 'offline', 'expired'] as const) {
      const { backend, store, states } = open({ ...order, refreshAfter: 0.01 }, { failure });
      await until(() => backend.asked === 2, 'the second request');
      await Promise.resolve();
      expect(states).to.eql(['ready']);
      expect(store.state.status).to.equal('ready');
    }
  });

  it('shows no longer what a token that is none any more opened', async () => {
    const { states } = open({ ...order, refreshAfter: 0.01 }, { failure: 'invalid' });
    await until(() => states.length === 2, 'the second answer');
    expect(states).to.eql(['ready', 'invalid']);
  });

  it('heeds the latest answer only', async () => {
    let slow: (late: OrderResponse) => void = () => undefined;
    const { backend, store, states } = open(
      new Promise<OrderResponse>((resolve) => {
        slow = resolve;
      }),
      { ...order, number: '#2' },
    );
    await until(() => backend.asked === 1, 'the first request');
    store.retry();
    await until(() => states.length === 1, 'the second answer');
    slow({ ...order, number: '#1' });
    await Promise.resolve();
    expect(backend.aborted).to.equal(1);
    expect(store.state).to.have.nested.property('order.number', '#2');
  });

  it('tells once that the order was opened, where, and what was seen', async () => {
    const { backend, store, states } = open({ ...order, refreshAfter: 0.01 });
    await until(() => states.length === 2, 'two answers');
    store.report('seen', 'A'.repeat(22));
    store.report('seen', 'A'.repeat(22));
    store.report('dismissed', 'A'.repeat(22));
    await until(() => backend.interactionsGot.length > 0, 'the interactions');
    expect(backend.interactionsGot.map(({ type }) => type)).to.eql(['opened', 'seen', 'dismissed']);
    expect(backend.interactionsGot[0]).to.have.property(
      'timeZone',
      Intl.DateTimeFormat().resolvedOptions().timeZone,
    );
    const ids = backend.interactionsGot.map(({ id }) => id);
    expect(new Set(ids).size).to.equal(3);
    for (const id of ids)
      expect(id).to.match(/^[\da-f]{8}-[\da-f]{4}-4[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/);
  });

  it('sends what it has when the page is left', async () => {
    const { backend, states } = open();
    await until(() => states.length === 1, 'the order');
    dispatchEvent(new Event('pagehide'));
    await until(() => backend.interactionsGot.length === 1, 'the interaction');
  });

  it('asks for news after an answer', async () => {
    const { backend, store, states } = open();
    await until(() => states.length === 1, 'the order');
    const answer = { key: 'A'.repeat(22), question: 'satisfaction', value: 5 };
    expect(await store.answer(answer, 'key')).to.eql({ outcome: 'stored' });
    await until(() => backend.asked === 2, 'the next request');
  });

  it('opens the way to the backend again after that failed', async () => {
    let attempts = 0;
    const backend = new Backend();
    const store = new OrderStore(() => {
      attempts += 1;
      return Promise.resolve(attempts === 1 ? { failure: 'offline' } : backend);
    });
    const states: string[] = [];
    stop.push(store.subscribe(() => states.push(store.state.status)));
    await until(() => states.includes('failed'), 'the failure');
    store.retry();
    await until(() => states.includes('ready'), 'the order');
    expect(attempts).to.equal(2);
  });

  it('rests without listeners', () => {
    let rested = 0;
    const backend = new Backend();
    const store = new OrderStore(
      () => Promise.resolve(backend),
      () => (rested += 1),
    );
    const leave = [store.subscribe(() => undefined), store.subscribe(() => undefined)];
    leave[0]?.();
    expect(rested).to.equal(0);
    leave[1]?.();
    expect(rested).to.equal(1);
  });
});
