import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

import {
  firstOrder,
  type Journey,
  parseDeliveryKey,
  sampleOrder,
  sampleScan,
  sampleShipment,
} from '@post-purchase/core';
import { sql } from 'kysely';
import { afterEach, describe, expect, it, vi } from 'vitest';

import type { MailMessage } from '../channels/channel.ts';
import { stepLocked } from '../ingest/steps.ts';
import { lockOrMakeOrder } from '../storage/order-row.ts';
import { transact } from '../storage/transact.ts';
import { DAY, HOUR, MINUTE, nextOrder, openForTest, Outbox, type TestBackend } from '../testing/backend.ts';
import { freshPostgres } from '../testing/databases.ts';
import { sweepOne } from './sweep.ts';

const PROGRAM = fileURLToPath(new URL('sweeping-process.testing.ts', import.meta.url));

const cleanUp: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const step of cleanUp.splice(0).reverse()) await step();
});

/** The next version: greets under another name, asks under another name, proposes no savings, and offers a hand. */
const { savings: _, thankYou, rating, ...kept } = firstOrder.touchpoints;
const second: Journey = {
  ...firstOrder,
  version: 2,
  touchpoints: {
    ...kept,
    greeting: { ...thankYou, formerly: ['thankYou'] },
    opinion: { ...rating, formerly: ['rating'] },
    hand: { kind: 'thank-you', on: 'order.placed', channels: ['email'], category: 'transactional' },
  },
};

async function open(url: string, options: Parameters<typeof openForTest>[1] = {}): Promise<TestBackend> {
  const shop = await openForTest(url, options);
  cleanUp.push(() => shop.close());
  return shop;
}

async function place({ engine, clock }: TestBackend) {
  const order = nextOrder();
  const placed = sampleOrder({ placedAt: clock.now(), consent: true, ...order });
  await engine.ingest({ order: order.ref, facts: placed });
  return order;
}

async function publish({ journeys }: TestBackend, draft: Journey, rate: number): Promise<void> {
  const preview = await journeys.preview(draft, { running: 'migrate' });
  await journeys.publish(draft, { running: 'migrate', confirm: preview?.confirm ?? '', rate });
}

const newestSweep = async ({ journeys }: TestBackend) => (await journeys.sweeps())[0];

async function running(process: ChildProcess): Promise<ChildProcess> {
  cleanUp.push(async () => {
    if (process.exitCode !== null || process.signalCode !== null) return;
    process.kill('SIGKILL');
    await once(process, 'exit');
  });
  const { stdout } = process;
  if (stdout === null) throw new Error('The process has no standard output.');
  await once(stdout, 'data');
  return process;
}

const startSweeping = (url: string, now: number): Promise<ChildProcess> =>
  running(
    spawn(process.execPath, ['--conditions=@post-purchase/source', PROGRAM], {
      env: { ...process.env, DATABASE: url, NOW: String(now) },
      stdio: ['ignore', 'pipe', 'inherit'],
    }),
  );

describe('the rate of a sweep', () => {
  const pace = async ({ tools }: TestBackend) => {
    const { rows } = await sql<{ ahead: number; behind: number }>`
      select extract(epoch from paced_at - published_at)::float8 as ahead,
             extract(epoch from clock_timestamp() - paced_at)::float8 as behind
      from post_purchase.sweeps`.execute(tools.db);
    return rows[0] ?? { ahead: NaN, behind: NaN };
  };

  it('says when the next instance may be taken, in whichever process', async () => {
    const url = await freshPostgres();
    const [shop, other] = [await open(url), await open(url)];
    for (let count = 0; count < 4; count += 1) await place(shop);
    await publish(shop, second, 2);
    const { ahead: begun } = await pace(shop);
    await vi.waitFor(async () => expect(await sweepOne(shop.tools, false)).toBe(true));
    expect((await pace(shop)).ahead).toBeCloseTo(begun + 0.5, 3);
    await sweepOne(other.tools, false);
    expect((await pace(shop)).ahead).toBeCloseTo(begun + 1, 3);

    await sql`update post_purchase.sweeps set paced_at = clock_timestamp() + interval '1 hour'`.execute(
      shop.tools.db,
    );
    expect(await sweepOne(shop.tools, true)).toBe(false);
    expect(await sweepOne(other.tools, true)).toBe(false);

    // Held up for an hour, it makes up for some seconds and not for the hour.
    await sql`update post_purchase.sweeps set paced_at = clock_timestamp() - interval '1 hour'`.execute(
      shop.tools.db,
    );
    expect(await sweepOne(other.tools, true)).toBe(true);
    expect((await pace(shop)).behind).toBeLessThan(60);
    expect(await newestSweep(shop)).toMatchObject({ migrated: 3, remaining: 1, state: 'running' });
  });
});

describe('a sweep', () => {
  it('is shared by any number of processes, and each instance is moved once', async () => {
    const url = await freshPostgres();
    const [shop, ...others] = await Promise.all(Array.from({ length: 4 }, () => open(url)));
    if (shop === undefined) throw new Error('No shop was opened.');
    for (let count = 0; count < 40; count += 1) await place(shop);
    await publish(shop, second, 1_000);
    for (const { sweeper } of [shop, ...others]) sweeper.start();
    await vi.waitFor(
      async () => {
        expect(await newestSweep(shop)).toMatchObject({
          state: 'finished',
          total: 40,
          migrated: 40,
          failed: 0,
          remaining: 0,
        });
      },
      { timeout: 20_000, interval: 20 },
    );
    const { rows } = await sql`
      select count(*)::int as steps from post_purchase.decisions where versions ->> 'first-order' = '2'
      group by order_key`.execute(shop.tools.db);
    expect(rows).toEqual(Array.from({ length: 40 }, () => ({ steps: 1 })));
  });

  it('waits for orders that were entering when it was published', async () => {
    const shop = await open(await freshPostgres());
    const { tools, clock } = shop;
    const order = nextOrder();
    const entered = Promise.withResolvers<null>();
    const mayCommit = Promise.withResolvers<null>();
    const entering = transact(tools.db, async (trx) => {
      const { row } = await lockOrMakeOrder(trx, order.ref, tools.now(), undefined);
      await stepLocked(trx, row, sampleOrder({ placedAt: clock.now(), ...order }), tools);
      entered.resolve(null);
      await mayCommit.promise;
    });
    await entered.promise;
    await publish(shop, second, 100);
    expect(await sweepOne(tools, false)).toBe(false);
    mayCommit.resolve(null);
    await entering;
    expect((await shop.engine.readOrder(order.ref))?.journeys).toMatchObject([{ instance: { version: 1 } }]);
    await shop.runDue();
    expect((await shop.engine.readOrder(order.ref))?.journeys).toMatchObject([{ instance: { version: 2 } }]);
    expect(await newestSweep(shop)).toMatchObject({ state: 'finished', migrated: 1 });
  });

  it('leaves a written task on the desk, though its touchpoint is gone', async () => {
    const shop = await open(await freshPostgres());
    const { ref } = await place(shop);
    await shop.engine.ingest({ order: ref, facts: [sampleShipment({ at: shop.clock.now() })] });
    shop.clock.advance(HOUR);
    const at = shop.clock.now();
    await shop.engine.ingest({ order: ref, facts: [sampleScan('exception', { at, reason: 'damaged' })] });
    await shop.runDue();
    const [task] = await shop.engine.tasks();
    expect(task).toMatchObject({ kind: 'problem', team: 'support', reason: 'damaged' });
    const { problem: __, ...touchpoints } = second.touchpoints;
    await publish(shop, { ...second, touchpoints }, 100);
    await shop.runDue();
    expect((await shop.engine.readOrder(ref))?.journeys).toMatchObject([{ instance: { version: 2 } }]);
    expect(await shop.engine.tasks()).toEqual([task]);
    expect(await shop.engine.finishTask(task?.id ?? '', 'sam')).toMatchObject({
      state: 'done',
      finishedBy: 'sam',
    });
    expect((await shop.engine.readOrder(ref))?.facts?.issues).toMatchObject([{ resolvedAt: at }]);
    expect(await shop.engine.tasks()).toEqual([]);
  });
});

/** Holds back what goes to some addresses, so that it stays under way. */
class SlowOutbox extends Outbox {
  readonly #held = new Set<string>();
  readonly #gate = Promise.withResolvers<null>();
  /** How many messages wait. */
  waiting = 0;

  hold(address: string): void {
    this.#held.add(address);
  }

  release(): void {
    this.#held.clear();
    this.#gate.resolve(null);
  }

  override async send(message: MailMessage): Promise<Record<string, never>> {
    if (this.#held.has(message.to)) {
      this.waiting += 1;
      await this.#gate.promise;
    }
    return super.send(message);
  }
}

describe('migration under load', () => {
  it(
    'loses and repeats nothing that was sent, though the sweeping process is killed',
    { timeout: 120_000 },
    async () => {
      const url = await freshPostgres();
      const outbox = new SlowOutbox();
      // A send may take as long as the test.
      const shop = await openForTest(url, { channels: { email: outbox } }, { sendLimit: 60_000 });
      cleanUp.push(() => shop.close());
      const { clock, engine } = shop;
      const addresses: string[] = [];
      const placeSome = async (count: number) => {
        const orders = await Promise.all(Array.from({ length: count }, () => place(shop)));
        addresses.push(...orders.map(({ email }) => email));
        return orders;
      };

      // A week ago: sent, open, and the rating waits or is held because of a damage.
      const early = await placeSome(40);
      await shop.runDue();
      for (const [index, { ref }] of early.entries()) {
        const number = `1Z${ref.id}`;
        const at = clock.now();
        await engine.ingest({ order: ref, facts: [sampleShipment({ at, number })] });
        const scans =
          index % 2 === 0
            ? [sampleScan('delivered', { at: at + HOUR, number })]
            : [
                sampleScan('exception', { at: at + HOUR, number, reason: 'damaged' }),
                sampleScan('delivered', { at: at + 2 * HOUR, number }),
              ];
        await engine.ingest({ order: ref, facts: scans });
      }
      clock.advance(6 * DAY + 23 * HOUR);
      await shop.runDue();
      // Just now: queued, and under way.
      const late = await placeSome(30);
      for (const { email } of late.slice(0, 5)) outbox.hold(email);
      await shop.queue.work(async (key) => {
        await shop.worker.attempt(key);
      });
      shop.scheduler.start();
      await vi.waitFor(() => expect(outbox.waiting).toBeGreaterThanOrEqual(5), { timeout: 20_000 });
      const queued = await placeSome(30);

      await publish(shop, second, 100);
      const doomed = await startSweeping(url, clock.now());
      await vi.waitFor(async () => expect((await newestSweep(shop))?.migrated).toBeGreaterThan(10), {
        timeout: 30_000,
        interval: 5,
      });
      doomed.kill('SIGKILL');
      expect(await once(doomed, 'exit')).toEqual([null, 'SIGKILL']);
      const interrupted = await newestSweep(shop);
      expect(interrupted).toMatchObject({ state: 'running', failed: 0 });
      expect(interrupted?.migrated).toBeLessThan(100);

      // Orders keep coming; another process takes over.
      const newest = await placeSome(10);
      const successor = await startSweeping(url, clock.now());
      await vi.waitFor(
        async () =>
          expect(await newestSweep(shop)).toMatchObject({
            state: 'finished',
            total: 100,
            migrated: 100,
            failed: 0,
          }),
        { timeout: 60_000, interval: 50 },
      );
      successor.kill('SIGTERM');
      expect(await once(successor, 'exit')).toEqual([0, null]);
      outbox.release();

      // Long enough for the ratings, and for every trigger that died with the process.
      await shop.worker.idle();
      for (let step = 0; step < 3; step += 1) {
        clock.advance(step === 1 ? 8 * DAY : 2 * MINUTE);
        await shop.runDue();
      }

      const orders = [...early, ...late, ...queued, ...newest];
      for (const { ref } of orders)
        expect((await engine.readOrder(ref))?.journeys).toMatchObject([{ instance: { version: 2 } }]);
      const db = shop.tools.db;
      const versions = await db.selectFrom('instances').select('version').distinct().execute();
      expect(versions).toEqual([{ version: 2 }]);

      // No delivery went out twice, under whichever name.
      const ids = outbox.sent.map(({ messageId }) => messageId);
      expect(ids.length - new Set(ids).size).toBe(0);
      const deliveries = await db
        .selectFrom('deliveries')
        .select(['key', 'touchpoint', 'channel', 'status', 'attempt', 'order_key'])
        .execute();
      const statuses = (touchpoint: string, channel: string) =>
        deliveries
          .filter(
            (delivery) =>
              delivery.channel === channel && parseDeliveryKey(delivery.key)?.touchpoint === touchpoint,
          )
          .map(({ status }) => status);
      // One greeting for each order: under the old name where it was decided before, under the new one since.
      expect([...statuses('thankYou', 'email'), ...statuses('greeting', 'email')]).toEqual(
        orders.map(() => 'sent'),
      );
      expect(statuses('greeting', 'email')).toHaveLength(newest.length);
      expect(statuses('hand', 'email')).toEqual(orders.map(() => 'sent'));
      expect(outbox.sent.filter(({ subject }) => subject.startsWith('thank-you'))).toHaveLength(
        2 * orders.length,
      );
      expect(new Set(statuses('savings', 'onsite'))).toEqual(new Set(['canceled']));
      // Those with a damage are asked no rating, the others once.
      expect(statuses('rating', 'email').filter((status) => status === 'sent')).toHaveLength(20);
      expect(statuses('opinion', 'email')).toEqual([]);
      expect(outbox.sent.filter(({ subject }) => subject.startsWith('rating'))).toHaveLength(20);
      for (const { status, attempt } of deliveries) {
        expect(['queued', 'sending']).not.toContain(status);
        expect(attempt).toBeLessThanOrEqual(1);
      }
    },
  );
});
