import { sampleOrder, sampleScan } from '@post-purchase/core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { DAY, HOUR, MINUTE, nextOrder, openForTest, type TestBackend } from '../testing/backend.ts';
import { DATABASES } from '../testing/databases.ts';
import { deleteExpired } from './housekeeping.ts';

describe.each(DATABASES)('housekeeping on $name', ({ makeDatabase }) => {
  let shop: TestBackend;
  beforeAll(async () => {
    shop = await openForTest(await makeDatabase());
  });
  afterAll(() => shop.close());

  const left = async () => {
    const { db } = shop.tools;
    const count = async (table: 'idempotency_keys' | 'inbox' | 'orphans' | 'orders') =>
      (await db.selectFrom(table).selectAll().execute()).length;
    return {
      keys: await count('idempotency_keys'),
      inbox: await count('inbox'),
      orphans: await count('orphans'),
      orders: await count('orders'),
    };
  };

  it('deletes what has served its time, and nothing else', async () => {
    const { ref, email } = nextOrder();
    const placedAt = shop.clock.now();
    const inbox = { source: 'sample', id: 'message', hash: 'h' };
    await shop.engine.ingest({ order: ref, facts: sampleOrder({ placedAt, ref, email }), inbox });
    const facts = [sampleScan('in_transit', { at: placedAt, number: '1ZNOBODY' })];
    await shop.engine.ingest({ parcel: { number: '1ZNOBODY' }, facts });
    await shop.engine.beginIdempotent({ scope: 's', key: 'k', hash: 'h' });
    const clean = () => deleteExpired(shop.tools.db, shop.clock.now(), 7);

    shop.clock.advance(DAY);
    await clean();
    expect(await left()).toEqual({ keys: 1, inbox: 1, orphans: 1, orders: 1 });
    shop.clock.advance(MINUTE);
    await clean();
    expect(await left()).toEqual({ keys: 0, inbox: 1, orphans: 1, orders: 1 });
    shop.clock.advance(89 * DAY);
    await clean();
    expect(await left()).toEqual({ keys: 0, inbox: 0, orphans: 1, orders: 1 });
    shop.clock.advance(30 * DAY + HOUR);
    await clean();
    expect(await left()).toEqual({ keys: 0, inbox: 0, orphans: 0, orders: 1 });
  });
});
