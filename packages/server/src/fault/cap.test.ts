import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

import { sql } from 'kysely';
import { afterEach, expect, it, vi } from 'vitest';
import * as z from 'zod/mini';

import { type Database, openDatabase } from '../storage/database.ts';
import { DAY, START } from '../testing/backend.ts';
import { freshPostgres } from '../testing/databases.ts';
import { CUSTOMERS, orderName, ORDERS_EACH } from './campaign.testing.ts';

const PROGRAM = fileURLToPath(new URL('crowd-process.testing.ts', import.meta.url));
const PROCESSES = 8;
const CAP = { max: 2, days: 7 };
/** About a minute on two cores; several where others work there too. */
const TIMEOUT = 600_000;

interface Order {
  readonly id: string;
  readonly email: string;
  readonly at: number;
}

const Told = z.discriminatedUnion('type', [
  z.object({ type: z.literal('done'), number: z.int() }),
  z.object({ type: z.literal('sent'), to: z.string(), messageId: z.string(), at: z.number() }),
  z.object({ type: z.literal('trouble'), text: z.string() }),
]);
type Sent = Extract<z.infer<typeof Told>, { type: 'sent' }>;

const cleanUp: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const step of cleanUp.splice(0).reverse()) await step();
});

/** Several processes of one shop, and all that they told. */
class Crowd {
  readonly sent: Sent[] = [];
  readonly trouble: string[] = [];
  readonly #processes: readonly ChildProcess[];
  readonly #done = new Set<string>();
  #number = 0;

  constructor(url: string) {
    this.#processes = Array.from({ length: PROCESSES }, (_, index) => {
      const child = fork(PROGRAM, {
        env: { ...process.env, DATABASE: url },
        execArgv: ['--conditions=@post-purchase/source'],
      });
      child.on('message', (message) => this.#hear(index, Told.parse(message)));
      child.on('exit', (code) => {
        if (code !== 0) this.trouble.push(`process ${index} ended with ${String(code)}`);
      });
      cleanUp.push(async () => {
        if (child.exitCode !== null || child.signalCode !== null) return;
        child.kill('SIGKILL');
        await once(child, 'exit');
      });
      return child;
    });
  }

  #hear(index: number, told: z.infer<typeof Told>): void {
    if (told.type === 'done') this.#done.add(`${index}/${told.number}`);
    else if (told.type === 'sent') this.sent.push(told);
    else this.trouble.push(told.text);
  }

  /** Resolves when every process is at work. */
  async started(): Promise<void> {
    await this.#allDone(0);
  }

  /** Gives every process something to do, and waits until each has done it. */
  async tell(messageOf: (index: number) => object): Promise<void> {
    this.#number += 1;
    for (const [index, child] of this.#processes.entries())
      child.send({ ...messageOf(index), number: this.#number });
    await this.#allDone(this.#number);
  }

  async #allDone(number: number): Promise<void> {
    const names = this.#processes.map((_, index) => `${index}/${number}`);
    await vi.waitFor(
      () => {
        expect(this.trouble).toEqual([]);
        expect(names.filter((name) => !this.#done.has(name))).toEqual([]);
      },
      { timeout: TIMEOUT, interval: 20 },
    );
  }
}

/** Resolves when nothing is due at `now`, nobody is to be woken and no message is on its way. */
async function settled({ db }: Database, now: number): Promise<void> {
  const at = new Date(now).toISOString();
  await vi.waitFor(
    async () => {
      const { rows } = await sql<{ left: number }>`
        select ((select count(*) from post_purchase.wakes) + (select count(*) from post_purchase.arrivals)
          + (select count(*) from post_purchase.orders where next_due_at <= ${at}::timestamptz)
          + (select count(*) from post_purchase.deliveries where status in ('queued', 'sending')))::int as left
      `.execute(db);
      expect(rows[0]?.left).toBe(0);
    },
    { timeout: TIMEOUT, interval: 100 },
  );
}

it(
  'keeps a cap over all orders of a customer, however many processes decide them in the same second',
  { timeout: TIMEOUT },
  async () => {
    const url = await freshPostgres();
    const database = await openDatabase(url);
    cleanUp.push(() => database.close());
    const crowd = new Crowd(url);
    await crowd.started();

    const orders = Array.from({ length: ORDERS_EACH }, (_, order) =>
      Array.from({ length: CUSTOMERS }, (__, customer): Order => ({
        id: orderName(customer, order),
        email: `customer-${customer}@example.com`,
        at: START,
      })),
    ).flat();
    /** The orders of one customer fall to as many processes. */
    const share = (type: 'place' | 'see', all: readonly Order[]) => (index: number) => ({
      type,
      orders: all.filter((_, at) => (at + Math.floor(at / CUSTOMERS)) % PROCESSES === index),
    });
    const clock = async (now: number) => {
      await crowd.tell(() => ({ type: 'time', now }));
      return now;
    };
    const seenBy = (everyTenth: number, at: number) =>
      orders
        .slice(0, CUSTOMERS)
        .flatMap((order, index) => (index % 10 === everyTenth ? { ...order, at } : []));
    await clock(START);
    await crowd.tell(share('place', orders));
    await crowd.tell(() => ({ type: 'start' }));
    await settled(database, START);
    // Every tenth customer saw the widget of one order before, and every tenth sees one just when the mails are due.
    const seenBefore = seenBy(0, START);
    await crowd.tell(share('see', seenBefore));

    let now = await clock(START + DAY);
    await crowd.tell(share('see', seenBy(5, now)));
    await settled(database, now);
    const first = mailsByCustomer(crowd.sent);
    for (const { email } of seenBefore) expect(first.get(email), email).toHaveLength(1);
    expect(first.size).toBe(CUSTOMERS);
    for (const [customer, mails] of first) expect(mails.length, customer).toBeLessThanOrEqual(CAP.max);
    expect([...first.values()].filter((mails) => mails.length === CAP.max).length).toBeGreaterThanOrEqual(
      CUSTOMERS * 0.8,
    );

    for (let week = 1; week <= 2; week += 1) {
      now = await clock(START + DAY + week * CAP.days * DAY);
      await settled(database, now);
    }
    await crowd.tell(() => ({ type: 'stop' }));

    // Never three in seven days, of any customer.
    for (const [customer, mails] of mailsByCustomer(crowd.sent)) {
      for (const { at } of mails) {
        const within = mails.filter((other) => other.at > at - CAP.days * DAY && other.at <= at);
        expect(within.length, customer).toBeLessThanOrEqual(CAP.max);
      }
    }
    // Every mail left once, and every one that was held was sent or skipped in the end.
    expect(new Set(crowd.sent.map(({ messageId }) => messageId)).size).toBe(crowd.sent.length);
    const { rows } = await sql<{ status: string; count: number }>`
      select status, count(*)::int as count from post_purchase.deliveries where channel = 'email' group by status
    `.execute(database.db);
    const counts = new Map(rows.map(({ status, count }) => [status, count]));
    expect([...counts.keys()].sort()).toEqual(['sent', 'skipped']);
    expect(counts.get('sent')).toBe(crowd.sent.length);
    expect((counts.get('sent') ?? 0) + (counts.get('skipped') ?? 0)).toBe(CUSTOMERS * ORDERS_EACH);
    expect(crowd.trouble).toEqual([]);
  },
);

function mailsByCustomer(sent: readonly Sent[]): ReadonlyMap<string, readonly Sent[]> {
  return Map.groupBy(sent, ({ to }) => to);
}
