import { sampleOrder, sampleScan, sampleShipment } from '@post-purchase/core';
import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';

import { DAY, HOUR, nextOrder, openForTest, type TestBackend } from '../testing/backend.ts';
import { freshPostgres } from '../testing/databases.ts';

const withText = (text: string): unknown => expect.stringContaining(text);

async function withShop(work: (shop: TestBackend) => Promise<void>): Promise<void> {
  const shop = await openForTest(await freshPostgres());
  try {
    await work(shop);
  } finally {
    await shop.close();
  }
}

async function place({ engine, clock }: TestBackend) {
  const order = nextOrder();
  await engine.ingest({ order: order.ref, facts: sampleOrder({ placedAt: clock.now(), ...order }) });
  return order.ref;
}

/** Turns what is stored into what the release before stored: instances of schema 1 have no draws. */
async function asReleasedFirst({ tools: { db } }: TestBackend): Promise<void> {
  await sql`
    update post_purchase.orders set instances = jsonb_set(instances #- '{first-order,draws}', '{first-order,schema}', '1')
  `.execute(db);
  await sql`update post_purchase.definitions set schema = 1`.execute(db);
}

describe('a row that an earlier release wrote', () => {
  it('goes on where it was: nothing is sent twice', async () => {
    await withShop(async (shop) => {
      const ref = await place(shop);
      await shop.runDue();
      const sent = shop.outbox.sent.length;
      expect(sent).toBe(1);
      await asReleasedFirst(shop);

      const read = await shop.engine.readOrder(ref);
      expect(read?.journeys).toMatchObject([
        { journey: { id: 'first-order' }, instance: { schema: 2, draws: {} } },
      ]);
      await shop.engine.advanceOrder(ref);
      await shop.runDue();
      expect(shop.outbox.sent).toHaveLength(sent);

      const number = `1ZOLD${ref.id}`;
      const at = shop.clock.now();
      await shop.engine.ingest({ order: ref, facts: [sampleShipment({ at, number })] });
      await shop.engine.ingest({ order: ref, facts: [sampleScan('delivered', { at: at + HOUR, number })] });
      shop.clock.advance(2 * DAY);
      await shop.runDue();
      expect((await shop.engine.readOrder(ref))?.journeys).toMatchObject([{ instance: { schema: 2 } }]);
      const keys = shop.outbox.sent.map(({ messageId }) => messageId);
      expect(new Set(keys).size).toBe(keys.length);
      expect(await shop.engine.tasks({ team: 'care' })).toMatchObject([{ kind: 'check-in' }]);
    });
  });
});

describe('a row that a newer release wrote', () => {
  it('is left alone by this one, and no other order with it', async () => {
    await withShop(async (shop) => {
      const [newer, other] = [await place(shop), await place(shop)];
      await sql`
        update post_purchase.orders set instances = jsonb_set(instances, '{first-order,schema}', '9'), next_due_at = '2020-01-01'
        where id = ${newer.id}
      `.execute(shop.tools.db);
      const stored = () =>
        shop.tools.db.selectFrom('orders').select('instances').where('id', '=', newer.id).executeTakeFirst();
      const before = await stored();
      shop.clock.advance(HOUR);
      await shop.runDue();
      expect(await stored()).toEqual(before);
      expect((await shop.engine.readOrder(other))?.journeys).toMatchObject([{ instance: { schema: 2 } }]);
      const { rows } =
        await sql`select id, failed_reason from post_purchase.orders where failures > 0`.execute(
          shop.tools.db,
        );
      expect(rows).toMatchObject([{ id: newer.id, failed_reason: withText('schema 9') }]);
      // What becomes known meanwhile is kept for the release that can read it.
      const at = shop.clock.now();
      await shop.engine.ingest({ order: newer, facts: [sampleShipment({ at, number: '1ZNEWER' })] });
      const pending = await shop.tools.db
        .selectFrom('orders')
        .select('pending')
        .where('id', '=', newer.id)
        .executeTakeFirstOrThrow();
      expect(pending.pending).toMatchObject([{ type: 'shipment.created' }]);
    });
  });
});
