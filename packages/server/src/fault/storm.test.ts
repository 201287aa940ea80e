import { setTimeout as delay } from 'node:timers/promises';

import { sampleOrder } from '@post-purchase/core';
import { sql } from 'kysely';
import { expect, it } from 'vitest';

import { openDatabase } from '../storage/database.ts';
import { MINUTE, nextOrder, openForTest } from '../testing/backend.ts';
import { freshPostgres } from '../testing/databases.ts';

it(
  'loses and repeats nothing while the database keeps ending its connections',
  { timeout: 120_000 },
  async () => {
    const url = await freshPostgres();
    const shop = await openForTest(url);
    const other = await openDatabase(url);
    const orders = Array.from({ length: 60 }, nextOrder);
    let isOver = false;
    let ended = 0;
    const storm = async () => {
      while (!isOver) {
        const { rows } = await sql`
        select pg_terminate_backend(pid) from pg_stat_activity
        where datname = current_database() and application_name like 'post-purchase%' and pid <> pg_backend_pid()
          and random() < 0.5`.execute(other.db);
        ended += rows.length;
        await delay(50);
      }
    };
    /** Repeats what got no answer, as every vendor does. */
    const insist = async ({ ref, email }: (typeof orders)[number]): Promise<void> => {
      const facts = sampleOrder({ placedAt: shop.clock.now(), ref, email });
      const inbox = { source: 'sample', id: ref.id, hash: 'h' };
      for (;;) {
        const isTaken = await shop.engine.ingest({ order: ref, facts, inbox }).then(
          () => true,
          () => false,
        );
        if (isTaken) return;
      }
    };
    await shop.queue.work(async (key) => {
      await shop.worker.attempt(key);
    });
    shop.scheduler.start();
    const stormy = storm();
    // A few at a time, so that the storm meets them all along.
    for (let at = 0; at < orders.length; at += 6) await Promise.all(orders.slice(at, at + 6).map(insist));
    isOver = true;
    await stormy;
    await other.close();
    expect(ended).toBeGreaterThan(0);

    // Long enough for every lost trigger and every outcome that nobody recorded.
    for (let minute = 0; minute < 5; minute += 1) {
      shop.clock.advance(MINUTE);
      await shop.runDue();
    }
    const statuses = await shop.tools.db
      .selectFrom('deliveries')
      .select('status')
      .where('channel', '=', 'email')
      .execute();
    expect(statuses).toEqual(orders.map(() => ({ status: 'sent' })));
    for (const { email } of orders) {
      const ids = shop.outbox.sent.filter(({ to }) => to === email).map(({ messageId }) => messageId);
      expect(new Set(ids).size).toBe(1);
    }
    await shop.close();
  },
);
