import { defineJourney, firstOrder, journeyHash, predicate, sampleOrder } from '@post-purchase/core';
import { describe, expect, it } from 'vitest';

import { ConfigError } from '../errors/config-error.ts';
import { DefinitionChangedError } from '../errors/definition-changed-error.ts';
import { HandClock, nextOrder, openForTest, START, type TestBackend } from '../testing/backend.ts';
import { freshPostgres } from '../testing/databases.ts';

const second = defineJourney({ ...firstOrder, version: 2, exit: { on: ['order.returned'] } });

async function withShop<Result>(
  url: string,
  options: Parameters<typeof openForTest>[1],
  work: (shop: TestBackend) => Promise<Result>,
): Promise<Result> {
  const shop = await openForTest(url, options);
  try {
    return await work(shop);
  } finally {
    await shop.close();
  }
}

async function place({ engine }: TestBackend, placedAt = START) {
  const order = nextOrder();
  await engine.ingest({ order: order.ref, facts: sampleOrder({ placedAt, ...order }) });
  return order.ref;
}

describe('definitions', () => {
  it('refuses a journey that was changed under its version, and says what to do', async () => {
    const url = await freshPostgres();
    await withShop(url, {}, () => Promise.resolve());
    const changed = { ...firstOrder, exit: { on: ['order.returned' as const] } };
    const opening = openForTest(url, { journeys: [changed] });
    await expect(opening).rejects.toThrow(DefinitionChangedError);
    await expect(openForTest(url, { journeys: [changed] })).rejects.toThrow(
      /raise the journey's version to 2/,
    );
    // The database was given back: the unchanged one opens.
    await withShop(url, {}, () => Promise.resolve());
  });

  it('lets new orders enter the highest version, while running ones stay on theirs', async () => {
    const url = await freshPostgres();
    const early = await withShop(url, {}, place);
    await withShop(url, { journeys: [firstOrder, second] }, async (shop) => {
      const late = await place(shop);
      expect((await shop.engine.readOrder(early))?.journeys).toMatchObject([
        { instance: { version: 1 }, hash: journeyHash(firstOrder) },
      ]);
      expect((await shop.engine.readOrder(late))?.journeys).toMatchObject([
        { instance: { version: 2 }, hash: journeyHash(second) },
      ]);
    });
    // The code of version 1 is gone, its orders go on.
    await withShop(url, { journeys: [second] }, async (shop) => {
      expect((await shop.engine.readOrder(early))?.journeys).toMatchObject([{ journey: { version: 1 } }]);
    });
  });

  it('lets nobody enter a journey that is not given any more', async () => {
    const url = await freshPostgres();
    await withShop(url, {}, () => Promise.resolve());
    await withShop(url, { journeys: [] }, async (shop) => {
      expect((await shop.engine.readOrder(await place(shop)))?.journeys).toEqual([]);
    });
  });

  it('sends nothing for orders from before the activation, and keeps the activation of the first version', async () => {
    const url = await freshPostgres();
    await withShop(url, {}, async (shop) => {
      expect((await shop.engine.readOrder(await place(shop, START - 1_000)))?.journeys).toMatchObject([
        { instance: null },
      ]);
    });
    const clock = new HandClock();
    clock.advance(3_600_000);
    await withShop(url, { journeys: [second], clock }, async (shop) => {
      expect((await shop.engine.readOrder(await place(shop, START)))?.journeys).toMatchObject([
        { instance: { version: 2 } },
      ]);
    });
  });

  it('does not start without a predicate that orders need', async () => {
    const url = await freshPostgres();
    const picky = defineJourney({
      ...firstOrder,
      id: 'picky',
      entry: { on: 'order.placed', when: predicate('isVip@1'), reentry: 'always' },
    });
    const predicates = { 'isVip@1': () => true };
    await withShop(url, { journeys: [picky], predicates }, (shop) => place(shop));
    const opening = openForTest(url, { journeys: [firstOrder] });
    await expect(opening).rejects.toThrow(ConfigError);
    await expect(openForTest(url, { journeys: [firstOrder] })).rejects.toThrow(
      /"picky" version 1 .* "isVip@1"/,
    );
  });

  it('is stored once by processes that start together', async () => {
    const url = await freshPostgres();
    const shops = await Promise.all(Array.from({ length: 4 }, () => openForTest(url)));
    const rows = await shops[0]!.tools.db.selectFrom('definitions').select(['journey', 'active']).execute();
    expect(rows).toEqual([{ journey: 'first-order', active: true }]);
    await Promise.all(shops.map((shop) => shop.close()));
  });
});
