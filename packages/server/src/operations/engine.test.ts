import {
  answerId,
  deliveryKey,
  type GivenFact,
  instanceId,
  type OrderRef,
  sampleOrder,
  sampleScan,
  sampleShipment,
} from '@post-purchase/core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { quarantined } from '../storage/quarantine.ts';
import { DAY, HOUR, MINUTE, nextOrder, openForTest, type TestBackend } from '../testing/backend.ts';
import { DATABASES } from '../testing/databases.ts';

describe.each(DATABASES)('operations on $name', ({ makeDatabase }) => {
  let shop: TestBackend;
  beforeAll(async () => {
    shop = await openForTest(await makeDatabase());
  });
  afterAll(() => shop.close());

  async function place() {
    const order = nextOrder();
    await shop.engine.ingest({
      order: order.ref,
      facts: sampleOrder({ placedAt: shop.clock.now(), ...order }),
    });
    return order;
  }
  async function damage(ref: OrderRef) {
    const number = `1ZDAMAGED${ref.id}`;
    await shop.engine.ingest({ order: ref, facts: [sampleShipment({ at: shop.clock.now(), number })] });
    shop.clock.advance(HOUR);
    const scan = sampleScan('exception', { at: shop.clock.now(), number, reason: 'damaged' });
    await shop.engine.ingest({ order: ref, facts: [scan] });
    await shop.runDue();
    return number;
  }
  const tasksOf = async ({ id }: OrderRef, state: 'open' | 'done' | 'all' = 'open') =>
    (await shop.engine.tasks({ state })).filter(({ order }) => order.id === id);

  describe('changing an order', () => {
    it('lets one of twenty decide at the same moment', async () => {
      const { ref } = await place();
      const delivery = deliveryKey({
        instance: instanceId('first-order', ref),
        touchpoint: 'rating',
        occurrence: 'order',
        channel: 'onsite',
      });
      const first = await Promise.all(
        Array.from({ length: 20 }, (_, index) =>
          shop.engine.changeOrder(ref, ({ facts, now }) => {
            const isAnswered = facts?.answers.some(({ question }) => question === 'overall') === true;
            const answer: GivenFact = {
              id: answerId(delivery, 'overall', String(index)),
              type: 'survey.answered',
              occurredAt: now,
              source: 'widget',
              data: {
                delivery,
                question: 'overall',
                value: 1 + (index % 5),
                scale: { min: 1, max: 5 },
                via: 'onsite',
              },
            };
            return { facts: isAnswered ? [] : [answer], result: !isAnswered };
          }),
        ),
      );
      expect(first.filter(Boolean)).toHaveLength(1);
      expect((await shop.engine.readOrder(ref))?.facts?.answers).toHaveLength(1);
    });

    it('stores nothing for an unknown order unless there is something to store', async () => {
      const { ref, email } = nextOrder();
      const known = await shop.engine.changeOrder(ref, ({ facts }) => ({
        facts: [],
        result: facts !== null,
      }));
      expect(known).toBe(false);
      expect(await shop.engine.readOrder(ref)).toBeNull();
      await shop.engine.changeOrder(ref, ({ now }) => ({
        facts: sampleOrder({ placedAt: now, ref, email }),
        result: null,
      }));
      expect((await shop.engine.readOrder(ref))?.journeys[0]?.instance).not.toBeNull();
    });

    it('stores nothing when the decision throws', async () => {
      const { ref } = await place();
      const before = await shop.engine.readOrder(ref);
      const refused = shop.engine.changeOrder(ref, () => {
        throw new RangeError('no');
      });
      await expect(refused).rejects.toThrow(RangeError);
      expect(await shop.engine.readOrder(ref)).toEqual(before);
    });
  });

  describe('tasks', () => {
    it('puts a damaged parcel on the desk, and resolves the issue when the task is finished', async () => {
      const { ref, email } = await place();
      const number = await damage(ref);
      const [task, ...others] = await tasksOf(ref);
      expect(others).toEqual([]);
      expect(task).toMatchObject({
        type: 'todo',
        team: 'support',
        kind: 'problem',
        touchpoint: 'problem',
        orderNumber: '#1001',
        reason: 'damaged',
        customer: { name: 'Sample Shopper', email },
        notBefore: shop.clock.now(),
        state: 'open',
      });
      expect(task?.issue).toBeTypeOf('string');

      shop.clock.advance(MINUTE);
      const finished = await shop.engine.finishTask(task!.id, 'sam', 'a new one is on its way');
      expect(finished).toMatchObject({
        state: 'done',
        finishedBy: 'sam',
        note: 'a new one is on its way',
        finishedAt: shop.clock.now(),
      });
      expect(await shop.engine.finishTask(task!.id, 'kim')).toEqual(finished);
      expect((await shop.engine.readOrder(ref))?.facts?.issues).toMatchObject([
        { resolvedAt: shop.clock.now() },
      ]);
      expect(await tasksOf(ref)).toEqual([]);
      expect(await tasksOf(ref, 'done')).toEqual([finished]);
      expect(await tasksOf(ref, 'all')).toEqual([finished]);

      await shop.engine.ingest({
        order: ref,
        facts: [sampleScan('delivered', { at: shop.clock.now(), number })],
      });
    });

    it('finishes the task when somebody else resolves its issue', async () => {
      const { ref } = await place();
      await damage(ref);
      const [task] = await tasksOf(ref);
      const resolved: GivenFact = {
        id: `issue.resolved/${encodeURIComponent(task!.issue!)}`,
        type: 'issue.resolved',
        occurredAt: shop.clock.now(),
        source: 'helpdesk',
        data: { issue: task!.issue! },
      };
      await shop.engine.ingest({ order: ref, facts: [resolved] });
      expect(await tasksOf(ref, 'done')).toMatchObject([{ id: task!.id, finishedBy: 'helpdesk' }]);
    });

    it('writes the care call on the day after the delivery, and takes the call as having acted', async () => {
      const { ref } = await place();
      const number = `1ZCALL${ref.id}`;
      await shop.engine.ingest({ order: ref, facts: [sampleShipment({ at: shop.clock.now(), number })] });
      await shop.engine.ingest({
        order: ref,
        facts: [sampleScan('delivered', { at: shop.clock.now() + 1, number })],
      });
      await shop.runDue();
      expect(await tasksOf(ref)).toEqual([]);
      shop.clock.advance(2 * DAY);
      await shop.runDue();
      const [call] = await tasksOf(ref);
      expect(call).toMatchObject({ type: 'call', team: 'care', kind: 'check-in' });
      expect(new Date(call!.notBefore).toISOString()).toMatch(/T09:00:00.000Z$/);
      await shop.engine.finishTask(call!.id, 'sam');
      const outcomes = (await shop.engine.readOrder(ref))?.facts?.outcomes[call!.delivery];
      expect(outcomes).toMatchObject([{ type: 'acted' }]);
      expect(await tasksOf(ref)).toEqual([]);
    });

    it('knows no other task', async () => {
      expect(await shop.engine.finishTask('8a2f1c9e-0000-5000-8000-000000000000', 'sam')).toBeNull();
      expect(await shop.engine.finishTask("'; drop table orders", 'sam')).toBeNull();
      expect(await shop.engine.tasks({ team: 'nobody' })).toEqual([]);
    });
  });

  it('tells what happened and what was decided, in order', async () => {
    const { ref } = await place();
    await damage(ref);
    const timeline = await shop.engine.timeline(ref);
    expect(timeline).toMatchObject({ order: ref, number: '#1001' });
    const { entries } = timeline!;
    expect(entries.map(({ at }) => at)).toEqual(entries.map(({ at }) => at).sort((a, b) => a - b));
    const told = entries.map((entry) =>
      entry.entry === 'fact' ? entry.type : `${entry.touchpoint} ${entry.channel} ${entry.status}`,
    );
    expect(told[0]).toBe('order.placed');
    expect(told).toEqual(
      expect.arrayContaining([
        'issue.opened',
        'problem task sent',
        'problem email queued',
        'problem email sending',
        'problem email sent',
      ]),
    );
    expect(told.indexOf('issue.opened')).toBeLessThan(told.indexOf('problem task sent'));
    expect(
      entries.find((entry) => entry.entry === 'fact' && entry.type === 'shipment.exception'),
    ).toMatchObject({ source: 'carrier' });
    expect(await shop.engine.timeline({ source: 'sample', id: 'nobody' })).toBeNull();
  });

  describe('idempotency keys', () => {
    const request = (key: string, hash = 'h') => ({ scope: 'sample:1 /v1/order/answers', key, hash });

    it('lets one of twenty begin', async () => {
      const states = await Promise.all(
        Array.from({ length: 20 }, () => shop.engine.beginIdempotent(request('many'))),
      );
      expect(states.filter(({ state }) => state === 'begun')).toHaveLength(1);
      expect(states.filter(({ state }) => state === 'in_flight')).toHaveLength(19);
    });

    it('gives the stored response for a day', async () => {
      const response = { status: 201, body: '{"a":1}' };
      await shop.engine.beginIdempotent(request('stored'));
      await shop.engine.completeIdempotent(request('stored'), response);
      expect(await shop.engine.beginIdempotent(request('stored'))).toEqual({ state: 'stored', response });
      expect(await shop.engine.beginIdempotent(request('stored', 'other'))).toEqual({ state: 'reused' });
      expect(await shop.engine.beginIdempotent({ ...request('stored'), scope: 'sample:2' })).toEqual({
        state: 'begun',
      });
      shop.clock.advance(DAY);
      expect(await shop.engine.beginIdempotent(request('stored', 'other'))).toEqual({ state: 'begun' });
    });

    it('frees a key that was given back, or whose request died', async () => {
      await shop.engine.beginIdempotent(request('free'));
      await shop.engine.abandonIdempotent(request('free'));
      expect(await shop.engine.beginIdempotent(request('free'))).toEqual({ state: 'begun' });
      shop.clock.advance(MINUTE - 1);
      expect(await shop.engine.beginIdempotent(request('free'))).toEqual({ state: 'in_flight' });
      shop.clock.advance(1);
      expect(await shop.engine.beginIdempotent(request('free'))).toEqual({ state: 'begun' });
    });
  });

  it('keeps what cannot be read, byte for byte, once', async () => {
    const message = {
      source: 'sample',
      id: 'broken',
      hash: 'h',
      reason: 'it is no JSON',
      headers: { 'x-topic': 'orders/create' },
      body: new Uint8Array([0, 255, 254, 123]),
    };
    expect(await shop.engine.quarantine(message)).toBe(true);
    expect(await shop.engine.quarantine(message)).toBe(false);
    const [kept] = await quarantined(shop.tools.db);
    expect({ ...kept, body: [...kept!.body] }).toEqual({
      ...message,
      body: [...message.body],
      receivedAt: shop.clock.now(),
    });
  });

  it('revokes tokens, of an order that has not arrived too', async () => {
    const { ref } = nextOrder();
    expect(await shop.engine.revokeTokens(ref)).toBe(1);
    expect(await shop.engine.revokeTokens(ref)).toBe(2);
    expect(await shop.engine.readOrder(ref)).toMatchObject({ facts: null, tokenGeneration: 2 });
  });

  it('answers a ping', async () => {
    await expect(shop.engine.ping()).resolves.toBeUndefined();
  });
});
