import { defineJourney, firstOrder, orderKey, predicate, sampleOrder } from '@post-purchase/core';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';

import { parkedOrders } from '../storage/parked.ts';
import { DAY, HOUR, MINUTE, nextOrder, openForTest, type TestBackend } from '../testing/backend.ts';
import { DATABASES, freshPostgres } from '../testing/databases.ts';
import { runBatch } from './run-batch.ts';

const picky = defineJourney({
  id: 'picky',
  version: 1,
  entry: { on: 'order.placed', reentry: 'always' },
  touchpoints: {
    later: {
      kind: 'check-in',
      on: 'order.placed',
      wait: { hours: 1 },
      when: predicate('isFine@1'),
      channels: ['task'],
      task: { type: 'todo', team: 'care' },
      category: 'transactional',
    },
  },
});

describe.each(DATABASES)('the scheduler on $name', ({ makeDatabase }) => {
  let shop: TestBackend;
  /** Orders for which the shop's predicate has a mistake. */
  const cursed = new Set<string>();
  beforeAll(async () => {
    shop = await openForTest(await makeDatabase(), {
      journeys: [firstOrder, picky],
      predicates: {
        'isFine@1': ({ ref }) => {
          if (cursed.has(ref.id)) throw new TypeError('a mistake in a predicate');
          return true;
        },
      },
    });
  });
  afterAll(() => shop.close());

  async function place(count: number) {
    const orders = Array.from({ length: count }, nextOrder);
    const placedAt = shop.clock.now();
    await Promise.all(
      orders.map((order) =>
        shop.engine.ingest({ order: order.ref, facts: sampleOrder({ placedAt, ...order }) }),
      ),
    );
    await shop.runDue();
    return orders.map(({ ref }) => ref);
  }
  const tasksOf = async (id: string) =>
    (await shop.engine.tasks({ team: 'care' })).filter(({ order }) => order.id === id);

  it('decides all orders that are due, in batches, and nothing before its time', async () => {
    const refs = await place(120);
    expect(await runBatch(shop.tools)).toBe(0);
    shop.clock.advance(HOUR - 1);
    expect(await runBatch(shop.tools)).toBe(0);
    shop.clock.advance(1);
    const taken = [
      await runBatch(shop.tools),
      await runBatch(shop.tools),
      await runBatch(shop.tools),
      await runBatch(shop.tools),
    ];
    expect(taken).toEqual([50, 50, 20, 0]);
    const tasks = await shop.engine.tasks({ team: 'care' });
    expect(tasks.map(({ order }) => order.id).sort()).toEqual(refs.map(({ id }) => id).sort());
  });

  it('puts an order aside that cannot be decided, alone, and keeps its facts', async () => {
    const [bad, good] = await place(2);
    cursed.add(bad!.id);
    shop.clock.advance(HOUR);
    await shop.runDue();
    expect(await tasksOf(good!.id)).toHaveLength(1);
    expect(await tasksOf(bad!.id)).toEqual([]);
    expect(await parkedOrders(shop.tools.db)).toEqual([
      { order: bad, failures: 1, reason: 'TypeError: a mistake in a predicate' },
    ]);

    // Shoppers still see their order, and staff every task.
    expect((await shop.engine.readOrder(bad!))?.facts?.order?.number).toBe('#1001');
    expect(await shop.engine.tasks()).not.toEqual([]);

    // What becomes known meanwhile is kept, by a message that is answered for.
    const canceledAt = shop.clock.now();
    const canceled = {
      id: `order.canceled/${orderKey(bad!)}`,
      type: 'order.canceled',
      occurredAt: canceledAt,
      source: 'sample',
      data: {},
    } as const;
    const inbox = { source: 'sample', id: `canceled-${bad!.id}`, hash: 'h' };
    expect(await shop.engine.ingest({ order: bad!, facts: [canceled], inbox })).toMatchObject({
      outcome: 'accepted',
    });
    expect(await shop.engine.ingest({ order: bad!, facts: [canceled], inbox })).toMatchObject({
      outcome: 'duplicate',
    });

    cursed.delete(bad!.id);
    shop.clock.advance(2 * MINUTE);
    await shop.runDue();
    expect(await parkedOrders(shop.tools.db)).toEqual([]);
    expect((await shop.engine.readOrder(bad!))?.facts?.canceledAt).toBe(canceledAt);
  });

  it('stops trying after eight failures, until it is told to', async () => {
    const [ref] = await place(1);
    cursed.add(ref!.id);
    shop.clock.advance(HOUR);
    for (let failure = 1; failure <= 8; failure += 1) {
      await shop.runDue();
      expect(await parkedOrders(shop.tools.db)).toMatchObject([{ order: ref, failures: failure }]);
      shop.clock.advance(HOUR);
    }
    shop.clock.advance(DAY);
    await shop.runDue();
    const [parked] = await parkedOrders(shop.tools.db);
    expect(parked?.failures).toBe(8);
    expect(parked?.parkedAt).toBeTypeOf('number');
    cursed.delete(ref!.id);
    await shop.engine.advanceOrder(ref!);
    expect(await parkedOrders(shop.tools.db)).toEqual([]);
    expect(await tasksOf(ref!.id)).toHaveLength(1);
  });

  it('decides a batch one by one when its statement fails', async () => {
    const refs = await place(3);
    shop.clock.advance(HOUR);
    const { definitions } = shop.tools;
    const load = vi.spyOn(definitions, 'load').mockRejectedValueOnce(new Error('a mistake in a statement'));
    expect(await runBatch(shop.tools)).toBe(3);
    load.mockRestore();
    for (const { id } of refs) expect(await tasksOf(id)).toHaveLength(1);
  });

  it('works by itself once it is started, and notices a clock that was moved', async () => {
    const [ref] = await place(1);
    shop.scheduler.start();
    shop.scheduler.start();
    shop.clock.advance(HOUR);
    await vi.waitFor(async () => expect(await tasksOf(ref!.id)).toHaveLength(1), { timeout: 5_000 });
    await shop.scheduler.stop();
    await shop.scheduler.stop();
  });
});

it('shares due orders among processes without deciding one twice', async () => {
  const url = await freshPostgres();
  const processes = await Promise.all(Array.from({ length: 3 }, () => openForTest(url)));
  try {
    const [first] = processes;
    const orders = Array.from({ length: 150 }, nextOrder);
    const placedAt = first!.clock.now();
    await Promise.all(
      orders.map((order) =>
        first!.engine.ingest({ order: order.ref, facts: sampleOrder({ placedAt, ...order }) }),
      ),
    );
    for (const { clock } of processes) clock.advance(MINUTE);
    const taken = await Promise.all(
      processes.map(async ({ tools }) => {
        let sum = 0;
        for (let count = await runBatch(tools); count > 0; count = await runBatch(tools)) sum += count;
        return sum;
      }),
    );
    expect(taken.reduce((a, b) => a + b)).toBe(150);
    const steps = await first!.tools.db.selectFrom('decisions').select('order_key').execute();
    expect(steps).toHaveLength(300);
    await Promise.all(processes.map(({ runDue }) => runDue()));
    const mails = processes.flatMap(({ outbox }) => outbox.sent);
    expect(mails).toHaveLength(150);
    expect(new Set(mails.map(({ messageId }) => messageId)).size).toBe(150);
  } finally {
    await Promise.all(processes.map(({ close }) => close()));
  }
});
