import {
  defineJourney,
  deliveryKey,
  type GivenFact,
  instanceId,
  type MessageChannel,
  orderKey,
  orderOpenedId,
  type OrderRef,
  sampleOrder,
  sampleScan,
  sampleShipment,
  touchpointFactId,
} from '@post-purchase/core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';

import { OUTCOME_UNKNOWN } from '../channels/channel.ts';
import { RetryableError } from '../errors/retryable-error.ts';
import { TerminalError } from '../errors/terminal-error.ts';
import { deleteExpired } from '../storage/housekeeping.ts';
import { DAY, HOUR, MINUTE, nextOrder, openForTest, type TestBackend } from '../testing/backend.ts';
import { DATABASES } from '../testing/databases.ts';

/** One touchpoint of each way to reach somebody. */
const ways = defineJourney({
  id: 'ways',
  version: 1,
  entry: { on: 'order.placed', reentry: 'always' },
  touchpoints: {
    thankYou: {
      kind: 'thank-you',
      on: 'order.placed',
      channels: ['onsite', 'email'],
      category: 'transactional',
    },
    savings: { kind: 'savings-reminder', on: 'order.placed', channels: ['onsite'], category: 'marketing' },
    offer: {
      kind: 'rating',
      on: 'order.placed',
      wait: { hours: 1 },
      useBy: { days: 30 },
      channels: ['email'],
      category: 'marketing',
    },
    hidden: {
      kind: 'rating',
      on: 'order.placed',
      holdout: 0.999_999,
      channels: ['onsite'],
      category: 'marketing',
    },
    export: { kind: 'rating', on: 'order.placed', channels: ['webhook'], category: 'marketing' },
    call: {
      kind: 'check-in',
      on: 'order.delivered',
      channels: ['task'],
      task: { type: 'call', team: 'care' },
      urgent: true,
      category: 'transactional',
    },
    pack: {
      kind: 'check-in',
      on: 'order.placed',
      channels: ['task'],
      task: { type: 'todo', team: 'logistics' },
      category: 'transactional',
    },
  },
});

describe.each(DATABASES)('the contact ledger on $name', ({ makeDatabase }) => {
  let shop: TestBackend;
  const called: string[] = [];
  beforeAll(async () => {
    const database = await makeDatabase();
    const webhook = {
      honorsKeys: true,
      send: ({ key }: { key: string }) => {
        called.push(key);
        return Promise.resolve();
      },
    };
    shop = await openForTest(database, {
      journeys: [ways],
      policy: { quietHours: null },
      channels: { webhook },
    });
  });
  afterAll(() => shop.close());
  afterEach(() => {
    shop.outbox.fail = () => undefined;
  });

  async function place(email: string | null = nextOrder().email) {
    const { ref } = nextOrder();
    await shop.engine.ingest({
      order: ref,
      facts: sampleOrder({ placedAt: shop.clock.now(), ref, email, consent: true }),
    });
    return ref;
  }
  const keyOf = (ref: OrderRef, touchpoint: string, channel: MessageChannel | 'onsite' | 'task') =>
    deliveryKey({ instance: instanceId('ways', ref), touchpoint, occurrence: 'order', channel });
  const contacts = async (ref: OrderRef) =>
    (
      await shop.tools.db
        .selectFrom('contacts')
        .select(['key', 'at', 'channel', 'category', 'customer_key'])
        .where('order_key', '=', orderKey(ref))
        .orderBy('key')
        .execute()
    ).map(({ at, ...row }) => ({ ...row, at: at.getTime() }));
  const statusOf = async (ref: OrderRef, touchpoint: string, channel = 'email') =>
    shop.tools.db
      .selectFrom('deliveries')
      .select(['status', 'rule', 'attempt', 'until'])
      .where('order_key', '=', orderKey(ref))
      .where('touchpoint', '=', touchpoint)
      .where('channel', '=', channel)
      .executeTakeFirstOrThrow();
  const see = (ref: OrderRef, touchpoint: string, id: string, at = shop.clock.now()) => {
    const delivery = keyOf(ref, touchpoint, 'onsite');
    const fact: GivenFact = {
      id: touchpointFactId('touchpoint.seen', delivery, id),
      type: 'touchpoint.seen',
      occurredAt: at,
      source: 'widget',
      data: { delivery },
    };
    return shop.engine.ingest({ order: ref, facts: [fact] });
  };

  it('holds every attempt that reaches somebody, of either category, from when it began', async () => {
    const ref = await place();
    const placed = shop.clock.now();
    await shop.runDue();
    shop.clock.advance(HOUR);
    await shop.runDue();
    const { key } = (await shop.engine.readOrder(ref))!.customer;
    expect(await contacts(ref)).toEqual([
      {
        key: keyOf(ref, 'offer', 'email'),
        at: placed + HOUR,
        channel: 'email',
        category: 'marketing',
        customer_key: key,
      },
      {
        key: keyOf(ref, 'thankYou', 'email'),
        at: placed,
        channel: 'email',
        category: 'transactional',
        customer_key: key,
      },
    ]);
    expect(called).toContain(keyOf(ref, 'export', 'webhook'));
    const read = (await shop.engine.readOrder(ref))!.journeys[0]!.context.customer.contacts;
    expect(read).toEqual(
      (await contacts(ref)).map(({ customer_key: _, ...contact }) => contact).toSorted((a, b) => a.at - b.at),
    );
  });

  it('holds a widget from when it was first seen, once', async () => {
    const ref = await place();
    const at = shop.clock.now();
    shop.clock.advance(HOUR);
    await see(ref, 'savings', 'one', at + MINUTE);
    await see(ref, 'savings', 'two', at + 2 * MINUTE);
    await see(ref, 'thankYou', 'one', at + MINUTE);
    const widgets = (await contacts(ref)).filter(({ channel }) => channel === 'onsite');
    expect(widgets).toMatchObject([
      { key: keyOf(ref, 'savings', 'onsite'), at: at + MINUTE, category: 'marketing' },
      { key: keyOf(ref, 'thankYou', 'onsite'), at: at + MINUTE, category: 'transactional' },
    ]);
  });

  it('holds no widget that was withheld, of which it is noted when it would have been seen', async () => {
    const ref = await place();
    const exposedAt = async () =>
      (
        await shop.tools.db
          .selectFrom('deliveries')
          .select('exposed_at')
          .where('key', '=', keyOf(ref, 'hidden', 'onsite'))
          .executeTakeFirstOrThrow()
      ).exposed_at?.getTime();
    expect(await statusOf(ref, 'hidden', 'onsite')).toMatchObject({ status: 'withheld', rule: 'holdout' });
    expect(await exposedAt()).toBeUndefined();
    shop.clock.advance(MINUTE);
    const at = shop.clock.now();
    const open = (id: string): GivenFact => ({
      id: orderOpenedId(ref, id),
      type: 'order.opened',
      occurredAt: shop.clock.now(),
      source: 'widget',
      data: {},
    });
    await shop.engine.ingest({ order: ref, facts: [open('one')] });
    shop.clock.advance(MINUTE);
    await shop.engine.ingest({ order: ref, facts: [open('two')] });
    await see(ref, 'hidden', 'page');
    expect(await exposedAt()).toBe(at);
    expect(await contacts(ref)).toEqual([]);
  });

  it('holds a call when it was made, and no other work', async () => {
    const ref = await place();
    const number = `1ZLEDGER${ref.id}`;
    await shop.engine.ingest({ order: ref, facts: [sampleShipment({ at: shop.clock.now(), number })] });
    await shop.engine.ingest({
      order: ref,
      facts: [sampleScan('delivered', { at: shop.clock.now(), number })],
    });
    await shop.runDue();
    const tasks = (await shop.engine.tasks()).filter(({ order }) => order.id === ref.id);
    expect(tasks.map(({ type }) => type).sort()).toEqual(['call', 'todo']);
    const made = async () => (await contacts(ref)).filter(({ channel }) => channel === 'task');
    expect(await made()).toEqual([]);
    shop.clock.advance(HOUR);
    const at = shop.clock.now();
    for (const { id } of tasks) await shop.engine.finishTask(id, 'sam');
    shop.clock.advance(HOUR);
    for (const { id } of tasks) await shop.engine.finishTask(id, 'kim');
    expect(await made()).toMatchObject([{ key: keyOf(ref, 'call', 'task'), at, category: 'transactional' }]);
  });

  it('forgets an attempt that certainly reached nobody, and lets others go ahead', async () => {
    const { email } = nextOrder();
    const refs = [await place(email), await place(email), await place(email)];
    shop.outbox.fail = ({ subject }) =>
      subject.startsWith('rating') ? new TerminalError('no', { code: 'content_refused' }) : undefined;
    shop.clock.advance(HOUR);
    await shop.runDue();
    // Two may go out in seven days; none did, so the third is tried as well.
    for (const ref of refs) {
      expect(await statusOf(ref, 'offer')).toMatchObject({ status: 'failed' });
      expect((await contacts(ref)).filter(({ category }) => category === 'marketing')).toEqual([]);
    }
  });

  it('counts an attempt that is to be repeated again when it is', async () => {
    const ref = await place();
    shop.clock.advance(HOUR);
    shop.outbox.fail = ({ subject }) =>
      subject.startsWith('rating')
        ? new RetryableError('busy', { code: 'busy', retryAfter: 10 * MINUTE })
        : undefined;
    await shop.runDue();
    const offers = async () => (await contacts(ref)).filter(({ category }) => category === 'marketing');
    expect(await statusOf(ref, 'offer')).toMatchObject({ status: 'held', rule: 'retry' });
    expect(await offers()).toEqual([]);
    shop.outbox.fail = () => undefined;
    shop.clock.advance(10 * MINUTE);
    await shop.runDue();
    expect(await offers()).toMatchObject([{ at: shop.clock.now() }]);
  });

  it('keeps an attempt of unknown outcome, whatever comes after it', async () => {
    const ref = await place();
    shop.outbox.fail = () => new RetryableError('cut off', { code: OUTCOME_UNKNOWN });
    await shop.runDue();
    expect(await statusOf(ref, 'thankYou')).toMatchObject({ status: 'sending', attempt: 1 });
    shop.outbox.fail = () => new TerminalError('no', { code: 'content_refused' });
    shop.clock.advance(MINUTE);
    await shop.runDue();
    expect(await statusOf(ref, 'thankYou')).toMatchObject({ status: 'failed', attempt: 2 });
    expect(await contacts(ref)).toMatchObject([{ key: keyOf(ref, 'thankYou', 'email') }]);
  });

  it('holds marketing back over all orders of a customer, and lets it go when the oldest contact is old', async () => {
    const { email } = nextOrder();
    const first = await place(email);
    await see(first, 'savings', 'page');
    const second = await place(email);
    const third = await place(email);
    shop.clock.advance(HOUR);
    await shop.runDue();
    const statuses = async () =>
      Promise.all([first, second, third].map(async (ref) => (await statusOf(ref, 'offer')).status));
    // The widget that was seen is one contact; one mail may follow it.
    expect((await statuses()).toSorted()).toEqual(['held', 'held', 'sent']);
    shop.clock.advance(7 * DAY - HOUR - 1);
    await shop.runDue();
    expect((await statuses()).toSorted()).toEqual(['held', 'held', 'sent']);
    shop.clock.advance(1);
    await shop.runDue();
    expect((await statuses()).toSorted()).toEqual(['held', 'sent', 'sent']);
    shop.clock.advance(HOUR);
    await shop.runDue();
    expect(await statuses()).toEqual(['sent', 'sent', 'sent']);
    expect(
      shop.outbox.sent.filter(({ to, subject }) => to === email && subject.startsWith('rating')),
    ).toHaveLength(3);
  });

  it('is an order’s own where nobody knows the customer', async () => {
    const [first, second] = [await place(null), await place(null)];
    await see(first, 'savings', 'page');
    expect(await contacts(first)).toMatchObject([{ customer_key: null }]);
    const read = async (ref: OrderRef) =>
      (await shop.engine.readOrder(ref))!.journeys[0]!.context.customer.contacts;
    expect(await read(first)).toHaveLength(1);
    expect(await read(second)).toEqual([]);
  });

  it('goes along with an order that turns out to be somebody’s', async () => {
    const ref = await place(null);
    await see(ref, 'savings', 'page');
    const { email } = nextOrder();
    shop.clock.advance(MINUTE);
    const other = await place(email);
    const [, contents] = sampleOrder({ placedAt: shop.clock.now(), ref, email, consent: true });
    await shop.engine.ingest({ order: ref, facts: [contents!] });
    const { customer } = (await shop.engine.readOrder(other))!;
    expect(customer.contacts).toMatchObject([{ key: keyOf(ref, 'savings', 'onsite') }]);
    expect(await contacts(ref)).toMatchObject([{ customer_key: customer.key }]);
  });

  it('is read as far back as the longest cap of the shop and its journeys', async () => {
    const { email } = nextOrder();
    const ref = await place(email);
    await see(ref, 'savings', 'page');
    const read = async () => (await shop.engine.readOrder(ref))!.customer.contacts;
    shop.clock.advance(7 * DAY - 1);
    expect(await read()).toHaveLength(1);
    shop.clock.advance(1);
    expect(await read()).toEqual([]);
    expect(await contacts(ref)).toHaveLength(1);

    const { db } = shop.tools;
    shop.clock.advance(83 * DAY);
    await deleteExpired(db, shop.clock.now(), 7);
    expect(await contacts(ref)).toHaveLength(1);
    shop.clock.advance(1);
    await deleteExpired(db, shop.clock.now(), 100);
    expect(await contacts(ref)).toHaveLength(1);
    await deleteExpired(db, shop.clock.now(), 7);
    expect(await contacts(ref)).toEqual([]);
  });
});
