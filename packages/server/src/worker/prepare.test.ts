import { defineJourney, type OrderRef, sampleOrder, sampleScan, sampleShipment } from '@post-purchase/core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';

import { OUTCOME_UNKNOWN, type ShopChannel, type ShopMessage } from '../channels/channel.ts';
import { RetryableError } from '../errors/retryable-error.ts';
import { TerminalError } from '../errors/terminal-error.ts';
import { HOUR, MINUTE, nextOrder, openForTest, type TestBackend } from '../testing/backend.ts';
import { DATABASES } from '../testing/databases.ts';

const everywhere = defineJourney({
  id: 'everywhere',
  version: 1,
  entry: { on: 'order.placed', reentry: 'always' },
  touchpoints: {
    news: {
      kind: 'tracking-news',
      on: 'shipment.out_for_delivery',
      per: 'parcel',
      channels: ['email', 'sms', 'push', 'webhook'],
      urgent: true,
      category: 'transactional',
      content: { text: 'Coming today' },
    },
    offer: { kind: 'rating', on: 'order.paid', channels: ['sms', 'push'], category: 'marketing' },
  },
});

/** Keeps what it is given. With `fail` it refuses instead. */
class Port implements ShopChannel {
  readonly honorsKeys: boolean;
  readonly sent: ShopMessage[] = [];
  closed = 0;
  fail: (message: ShopMessage) => Error | undefined = () => undefined;

  constructor(honorsKeys: boolean) {
    this.honorsKeys = honorsKeys;
  }

  send(message: ShopMessage): Promise<void> {
    const error = this.fail(message);
    if (error !== undefined) return Promise.reject(error);
    this.sent.push(message);
    return Promise.resolve();
  }

  close(): Promise<void> {
    this.closed += 1;
    return Promise.resolve();
  }
}

describe.each(DATABASES)('channels of the shop’s own on $name', ({ makeDatabase }) => {
  let shop: TestBackend;
  const sms = new Port(false);
  const push = new Port(true);
  const webhook = new Port(true);
  beforeAll(async () => {
    shop = await openForTest(await makeDatabase(), {
      journeys: [everywhere],
      policy: { quietHours: null, consent: { sms: 'assumed', push: 'assumed' } },
      channels: { sms, push, webhook },
    });
  });
  afterAll(async () => {
    await shop.close();
    expect([sms, push, webhook].map(({ closed }) => closed)).toEqual([1, 1, 1]);
  });
  afterEach(() => {
    for (const port of [sms, push, webhook]) port.fail = () => undefined;
  });

  let numbers = 0;
  const nextPhone = () => `+49 151 000${String(++numbers).padStart(4, '0')}`;
  async function place(phone = nextPhone()) {
    const { ref, email } = nextOrder();
    const contact = { name: 'Sample Shopper', email, phone };
    await shop.engine.ingest({
      order: ref,
      facts: sampleOrder({ placedAt: shop.clock.now(), ref, contents: { contact, locale: 'de' } }),
    });
    return { ref, email, phone };
  }
  async function out(ref: OrderRef) {
    const number = `1ZOUT${ref.id}`;
    const at = shop.clock.now();
    await shop.engine.ingest({ order: ref, facts: [sampleShipment({ at, number })] });
    await shop.engine.ingest({ order: ref, facts: [sampleScan('out_for_delivery', { at, number })] });
    await shop.runDue();
  }
  const statuses = async (ref: OrderRef, touchpoint = 'news') => {
    const rows = await shop.tools.db
      .selectFrom('deliveries')
      .select(['channel', 'status', 'attempt', 'rule', 'reason'])
      .where('order_key', '=', `${ref.source}:${ref.id}`)
      .where('touchpoint', '=', touchpoint)
      .execute();
    return Object.fromEntries(rows.map(({ channel, ...row }) => [channel, row]));
  };
  const sentFor = (port: Port, ref: OrderRef) => port.sent.filter(({ order }) => order.ref.id === ref.id);

  it('get what is to be told, about what and to whom, each its own', async () => {
    const { ref, email, phone } = await place();
    await out(ref);
    expect(await statuses(ref)).toMatchObject({
      email: { status: 'sent' },
      sms: { status: 'sent' },
      push: { status: 'sent' },
      webhook: { status: 'sent' },
    });
    const [text, ...others] = sentFor(sms, ref);
    expect(others).toEqual([]);
    expect(text).toMatchObject({
      attempt: 1,
      channel: 'sms',
      category: 'transactional',
      kind: 'tracking-news',
      touchpoint: 'news',
      order: { ref, number: '#1001' },
      customer: { name: 'Sample Shopper', email, phone },
      locale: 'de',
      content: { text: 'Coming today' },
      data: { order: { state: 'ready', role: 'buyer' }, parcel: { status: 'out_for_delivery' } },
    });
    expect(text?.data.orderLink).toMatch(/^https:\/\/shop\.example\/order#pp=[\w.-]+$/);
    expect(text?.key).toMatch(/\/sms$/);
    expect(sentFor(push, ref)).toMatchObject([{ channel: 'push' }]);
    expect(sentFor(webhook, ref)).toMatchObject([{ channel: 'webhook' }]);
    const { facts } = (await shop.engine.readOrder(ref))!;
    expect(facts?.outcomes[text!.key]).toMatchObject([{ type: 'sent', address: phone }]);
    expect(facts?.outcomes[sentFor(push, ref)[0]!.key]?.[0]).not.toHaveProperty('address');
  });

  it('try again what may succeed later, with the same key', async () => {
    const { ref } = await place();
    const keys: string[] = [];
    push.fail = ({ key }) => {
      keys.push(key);
      return new RetryableError('busy', { code: 'busy', retryAfter: 5 * MINUTE });
    };
    webhook.fail = () => new Error('a mistake of the port');
    await out(ref);
    expect(await statuses(ref)).toMatchObject({
      sms: { status: 'sent' },
      push: { status: 'held', rule: 'retry', reason: 'busy' },
      webhook: { status: 'held', rule: 'retry', reason: 'unexpected' },
    });
    push.fail = () => undefined;
    webhook.fail = () => undefined;
    shop.clock.advance(5 * MINUTE);
    await shop.runDue();
    expect(sentFor(push, ref)).toMatchObject([{ key: keys[0], attempt: 2 }]);
    expect(sentFor(webhook, ref)).toMatchObject([{ attempt: 2 }]);
  });

  it('give up what cannot succeed', async () => {
    const { ref } = await place();
    webhook.fail = () => new TerminalError('gone', { code: 'gone' });
    await out(ref);
    expect(await statuses(ref)).toMatchObject({ webhook: { status: 'failed', reason: 'gone' } });
  });

  it('write to a dead number no more, on no order of the customer', async () => {
    const { ref, email, phone } = await place();
    sms.fail = () => new TerminalError('no such number', { code: 'address_dead' });
    await out(ref);
    expect((await shop.engine.readOrder(ref))?.customer.deadAddresses).toEqual([phone]);
    sms.fail = () => undefined;
    const { ref: second } = nextOrder();
    const contact = { email, phone };
    await shop.engine.ingest({
      order: second,
      facts: sampleOrder({ placedAt: shop.clock.now(), ref: second, contents: { contact } }),
    });
    await out(second);
    expect(await statuses(second)).toMatchObject({
      email: { status: 'sent' },
      sms: { status: 'skipped', rule: 'consent' },
      push: { status: 'sent' },
    });
  });

  it('repeat marketing of unknown outcome only where it makes no second one', async () => {
    const { ref } = await place();
    const unknown = () => new RetryableError('cut off', { code: OUTCOME_UNKNOWN });
    sms.fail = unknown;
    push.fail = unknown;
    const paid = {
      id: `order.paid/sample:${ref.id}`,
      type: 'order.paid',
      occurredAt: shop.clock.now(),
      source: 'sample',
      data: {},
    } as const;
    await shop.engine.ingest({ order: ref, facts: [paid] });
    await shop.runDue();
    expect(await statuses(ref, 'offer')).toMatchObject({
      sms: { status: 'sending', attempt: 1 },
      push: { status: 'sending', attempt: 1 },
    });
    sms.fail = () => undefined;
    push.fail = () => undefined;
    shop.clock.advance(MINUTE);
    await shop.runDue();
    expect(await statuses(ref, 'offer')).toMatchObject({
      sms: { status: 'failed', reason: 'unknown outcome' },
      push: { status: 'sent', attempt: 2 },
    });
  });

  it('hear of a customer’s no before anything leaves', async () => {
    const { ref } = await place();
    const { customer } = (await shop.engine.readOrder(ref))!;
    await shop.engine.changeConsent(customer.key!, 'sms', false);
    shop.clock.advance(HOUR);
    const paid = {
      id: `order.paid/sample:${ref.id}`,
      type: 'order.paid',
      occurredAt: shop.clock.now(),
      source: 'sample',
      data: {},
    } as const;
    await shop.engine.ingest({ order: ref, facts: [paid] });
    await shop.runDue();
    expect(await statuses(ref, 'offer')).toMatchObject({
      sms: { status: 'skipped', rule: 'consent' },
      push: { status: 'sent' },
    });
  });
});
