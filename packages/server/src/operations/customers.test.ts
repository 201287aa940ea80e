import {
  defineJourney,
  firstOrderOfCustomer,
  type GivenFact,
  orderedAgainId,
  orderKey,
  type OrderRef,
  sampleOrder,
} from '@post-purchase/core';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';

import { TerminalError } from '../errors/terminal-error.ts';
import { runWake } from '../scheduler/run-wake.ts';
import { HOUR, MINUTE, nextOrder, openForTest, type TestBackend } from '../testing/backend.ts';
import { DATABASES } from '../testing/databases.ts';

/** Everybody's first order only, and no two orders of one customer. */
const welcome = defineJourney({
  id: 'welcome',
  version: 1,
  entry: { on: 'order.placed', when: firstOrderOfCustomer(), reentry: 'once' },
  touchpoints: {
    thankYou: { kind: 'thank-you', on: 'order.placed', channels: ['email'], category: 'transactional' },
  },
});

/** One order of a customer at a time. */
const care = defineJourney({
  id: 'care',
  version: 1,
  entry: { on: 'order.placed', reentry: 'whenEnded' },
  exit: { on: ['order.returned'] },
  touchpoints: {
    thanks: {
      kind: 'rating',
      on: 'customer.ordered_again',
      channels: ['email'],
      category: 'marketing',
    },
  },
});

describe.each(DATABASES)('customers on $name', ({ makeDatabase }) => {
  let shop: TestBackend;
  beforeAll(async () => {
    shop = await openForTest(await makeDatabase(), { journeys: [welcome, care] });
  });
  afterAll(() => shop.close());

  let people = 0;
  /** An address that nobody had before. */
  const somebody = () => `person-${++people}@example.com`;
  async function place(email: string | null, contents: { customer?: string; ordersBefore?: number } = {}) {
    const { ref } = nextOrder();
    await shop.engine.ingest({
      order: ref,
      facts: sampleOrder({ placedAt: shop.clock.now(), ref, email, consent: true, contents }),
    });
    return ref;
  }
  const customerOf = async (ref: OrderRef) => (await shop.engine.readOrder(ref))!.customer;
  const instanceOf = async (ref: OrderRef, journey: string) =>
    (await shop.engine.readOrder(ref))!.journeys.find((on) => on.journey.id === journey)?.instance ?? null;
  const orderedAgain = async (ref: OrderRef) =>
    (await shop.engine.readOrder(ref))!
      .facts!.history.filter(({ type }) => type === 'customer.ordered_again')
      .map(({ id, occurredAt }) => ({ id, occurredAt }));
  const keyOf = (identity: { customer?: string; email?: string }) =>
    shop.tokens.customerKey({ source: 'sample', ...identity })!;
  const wakes = () => shop.tools.db.selectFrom('wakes').selectAll().execute();

  describe('orders of one customer', () => {
    it('are counted in the order in which they were placed, not in which they arrive', async () => {
      const email = somebody();
      const [first, second] = [nextOrder().ref, nextOrder().ref];
      const placedAt = shop.clock.now();
      const take = (ref: OrderRef, at: number) =>
        shop.engine.ingest({
          order: ref,
          facts: sampleOrder({ placedAt: at, ref, email: email.toUpperCase() }),
        });
      await take(second, placedAt + MINUTE);
      await take(first, placedAt);
      expect((await customerOf(first)).ordersBefore).toBe(0);
      expect((await customerOf(second)).ordersBefore).toBe(1);
      expect((await customerOf(await place(somebody()))).ordersBefore).toBe(0);
      expect((await customerOf(await place(null))).ordersBefore).toBe(0);
    });

    it('are as many as the source says, if it says', async () => {
      const ref = await place(somebody(), { ordersBefore: 3 });
      expect((await customerOf(ref)).ordersBefore).toBe(3);
      expect(await instanceOf(ref, 'welcome')).toBeNull();
      const { context } = await shop.tools.db
        .selectFrom('decisions')
        .select('context')
        .where('order_key', '=', orderKey(ref))
        .executeTakeFirstOrThrow();
      expect(context.care?.customer.ordersBefore).toBe(3);
    });

    it('learn of every later one, whichever arrived first, and once', async () => {
      const email = somebody();
      const start = shop.clock.now();
      const [first, second, third] = [nextOrder().ref, nextOrder().ref, nextOrder().ref];
      const place = (ref: OrderRef, placedAt: number) =>
        shop.engine.ingest({ order: ref, facts: sampleOrder({ placedAt, ref, email }) });
      await place(second, start + 1);
      await place(first, start);
      await shop.runDue();
      await place(third, start + 2);
      await shop.runDue();
      const later = (ref: OrderRef, occurredAt: number) => ({ id: orderedAgainId(ref), occurredAt });
      expect(await orderedAgain(first)).toEqual([later(second, start + 1), later(third, start + 2)]);
      expect(await orderedAgain(second)).toEqual([later(third, start + 2)]);
      expect(await orderedAgain(third)).toEqual([]);
      expect(await wakes()).toEqual([]);
      const before = await shop.engine.readOrder(first);
      await place(third, start + 2);
      await shop.runDue();
      expect(await shop.engine.readOrder(first)).toEqual(before);
    });

    it('that arrive at the same moment learn of each other too', async () => {
      const email = somebody();
      const placedAt = shop.clock.now();
      const refs = Array.from({ length: 4 }, () => nextOrder().ref);
      await Promise.all(
        refs.map((ref) => shop.engine.ingest({ order: ref, facts: sampleOrder({ placedAt, ref, email }) })),
      );
      await shop.runDue();
      const known = await Promise.all(refs.map(async (ref) => (await orderedAgain(ref)).length));
      expect(known.toSorted()).toEqual([0, 1, 2, 3]);
      const before = await Promise.all(refs.map(async (ref) => (await customerOf(ref)).ordersBefore));
      expect(before.toSorted()).toEqual([0, 1, 2, 3]);
    });

    it('enter a journey for one order of a customer once, however many arrive at the same moment', async () => {
      const email = somebody();
      const refs = Array.from({ length: 6 }, () => nextOrder().ref);
      const placedAt = shop.clock.now();
      // Each is the first one in the eyes of its source.
      const contents = { ordersBefore: 0 };
      await Promise.all(
        refs.map((ref) =>
          shop.engine.ingest({ order: ref, facts: sampleOrder({ placedAt, ref, email, contents }) }),
        ),
      );
      const instances = await Promise.all(refs.map((ref) => instanceOf(ref, 'welcome')));
      expect(instances.filter((instance) => instance?.refused === undefined)).toHaveLength(1);
      expect(instances.filter((instance) => instance?.refused === 'once')).toHaveLength(5);
      const rows = await shop.tools.db
        .selectFrom('instances')
        .select(['refused', 'customer_key'])
        .where('journey', '=', 'welcome')
        .where('order_key', 'in', refs.map(orderKey))
        .execute();
      expect(rows.filter(({ refused }) => refused)).toHaveLength(5);
      expect(new Set(rows.map(({ customer_key }) => customer_key))).toEqual(new Set([keyOf({ email })]));
    });

    it('may enter another one when the order before has left it', async () => {
      const email = somebody();
      const first = await place(email);
      const second = await place(email);
      expect(await instanceOf(second, 'care')).toMatchObject({ refused: 'whenEnded' });
      const returned: GivenFact = {
        id: `order.returned/${orderKey(first)}`,
        type: 'order.returned',
        occurredAt: shop.clock.now(),
        source: 'sample',
        data: {},
      };
      await shop.engine.ingest({ order: first, facts: [returned] });
      expect((await customerOf(second)).entered).toEqual({
        care: { total: 1, running: 0 },
        welcome: { total: 1, running: 1 },
      });
      const third = await place(email);
      expect((await instanceOf(third, 'care'))?.refused).toBeUndefined();
      // A refused order was never on it.
      expect((await customerOf(third)).entered).toEqual({
        care: { total: 1, running: 0 },
        welcome: { total: 1, running: 1 },
      });
    });

    it('are nobody’s where nobody knows the customer: each stands alone', async () => {
      const [first, second] = [await place(null), await place(null)];
      await shop.runDue();
      for (const ref of [first, second]) {
        expect(await customerOf(ref)).toMatchObject({ key: null, ordersBefore: 0, entered: {} });
        expect((await instanceOf(ref, 'welcome'))?.refused).toBeUndefined();
        expect(await orderedAgain(ref)).toEqual([]);
      }
    });

    it('go along when the source names another customer', async () => {
      const email = somebody();
      const first = await place(email);
      await shop.runDue();
      const guest = await place(somebody());
      await shop.runDue();
      shop.clock.advance(MINUTE);
      const [, contents] = sampleOrder({ placedAt: shop.clock.now(), ref: guest, email });
      await shop.engine.ingest({ order: guest, facts: [contents!] });
      await shop.runDue();
      expect(await customerOf(guest)).toMatchObject({ key: keyOf({ email }), ordersBefore: 1 });
      expect(await orderedAgain(first)).toHaveLength(1);
      const rows = await shop.tools.db
        .selectFrom('instances')
        .select('customer_key')
        .where('order_key', '=', orderKey(guest))
        .execute();
      expect(rows).toEqual(rows.map(() => ({ customer_key: keyOf({ email }) })));
    });
  });

  describe('consent', () => {
    it('is the newest word, whatever the order in which words arrive, and of two at once the no', async () => {
      const key = keyOf({ email: somebody() });
      const words = [
        { granted: true, at: 1_000 },
        { granted: false, at: 3_000 },
        { granted: true, at: 2_000 },
        { granted: true, at: 3_000 },
      ];
      for (const { granted, at } of words) await shop.engine.changeConsent(key, 'sms', granted, at);
      await shop.engine.changeConsent(key, 'email', true, 500);
      const row = () =>
        shop.tools.db.selectFrom('customers').selectAll().where('key', '=', key).executeTakeFirstOrThrow();
      const { consent, revision } = await row();
      expect(consent).toEqual({ sms: { granted: false, at: 3_000 }, email: { granted: true, at: 500 } });
      for (const { granted, at } of words) await shop.engine.changeConsent(key, 'sms', granted, at);
      expect(await row()).toMatchObject({ consent, revision });
    });

    it('counts for every order of the customer, which are decided anew each in its own time', async () => {
      const email = somebody();
      const refs = [await place(email), await place(email), await place(email)];
      const other = await place(somebody());
      await shop.runDue();
      shop.clock.advance(HOUR);
      const revisions = async () =>
        Promise.all(refs.map(async (ref) => (await shop.engine.readOrder(ref))!.customer.consent.push));
      await shop.engine.changeConsent(keyOf({ email }), 'push', true);
      expect((await wakes()).map(({ order_key }) => order_key).sort()).toEqual(refs.map(orderKey).sort());
      const said = { granted: true, at: shop.clock.now() };
      expect(await revisions()).toEqual([said, said, said]);
      expect((await customerOf(other)).consent).toEqual({});
      // Saying the same again is no news to anybody.
      await shop.runDue();
      shop.clock.advance(HOUR);
      await shop.engine.changeConsent(keyOf({ email }), 'push', true);
      expect(await wakes()).toEqual([]);
    });
  });

  describe('a dead address', () => {
    it('is made known to every other order of the customer', async () => {
      const email = somebody();
      const refs = [await place(email), await place(email)];
      shop.outbox.fail = () => new TerminalError('gone', { code: 'address_dead' });
      const { key } = await shop.tools.db
        .selectFrom('deliveries')
        .select('key')
        .where('order_key', '=', orderKey(refs[0]!))
        .where('status', '=', 'queued')
        .executeTakeFirstOrThrow();
      expect(await shop.worker.attempt(key)).toBe(true);
      shop.outbox.fail = () => undefined;
      expect((await wakes()).map(({ order_key }) => order_key)).toEqual([orderKey(refs[1]!)]);
      for (const ref of refs) expect((await customerOf(ref)).deadAddresses).toEqual([email]);
      await shop.runDue();
    });
  });

  describe('a wake', () => {
    it('survives whoever took it and did not come to an end', async () => {
      const email = somebody();
      const ref = await place(email);
      await shop.runDue();
      await shop.engine.changeConsent(keyOf({ email }), 'sms', true);
      const [wake] = await wakes();
      expect(wake?.order_key).toBe(orderKey(ref));
      const { definitions } = shop.tools;
      const load = vi.spyOn(definitions, 'load').mockRejectedValueOnce(new Error('the process ends'));
      await expect(runWake(shop.tools)).rejects.toThrow('the process ends');
      load.mockRestore();
      expect(await wakes()).toEqual([wake]);
      expect(await runWake(shop.tools)).toBe(true);
      expect(await runWake(shop.tools)).toBe(false);
    });
  });

  describe('two who are one', () => {
    it('count together from now on, for orders that come later under the old name too', async () => {
      const [guest, email] = [somebody(), somebody()];
      const account = `account-${email}`;
      const early = await place(guest);
      const late = await place(null, { customer: account });
      await shop.runDue();
      expect((await customerOf(late)).ordersBefore).toBe(0);
      const from = keyOf({ email: guest });
      const into = keyOf({ customer: account });
      await shop.engine.changeConsent(from, 'sms', false, 2_000);
      await shop.engine.changeConsent(into, 'sms', true, 1_000);
      await shop.engine.changeConsent(into, 'email', false, 1_000);
      await shop.engine.changeConsent(from, 'email', true, 500);
      await shop.runDue();
      await shop.engine.mergeCustomers({ from, into });
      expect((await wakes()).map(({ order_key }) => order_key).sort()).toEqual(
        [early, late].map(orderKey).sort(),
      );
      // Known at once, before anybody is woken.
      expect(await customerOf(early)).toMatchObject({ key: into, ordersBefore: 0 });
      expect(await customerOf(late)).toMatchObject({
        key: into,
        ordersBefore: 1,
        consent: { sms: { granted: false, at: 2_000 }, email: { granted: false, at: 1_000 } },
        entered: { welcome: { total: 1, running: 1 }, care: { total: 1, running: 1 } },
      });
      await shop.runDue();
      expect(await orderedAgain(early)).toMatchObject([{ id: orderedAgainId(late) }]);
      expect(await orderedAgain(late)).toEqual([]);

      const later = await place(guest);
      await shop.runDue();
      expect(await customerOf(later)).toMatchObject({ key: into, ordersBefore: 2 });
      expect(await instanceOf(later, 'care')).toMatchObject({ refused: 'whenEnded' });
      expect(await orderedAgain(early)).toHaveLength(2);
      expect(await orderedAgain(late)).toMatchObject([{ id: orderedAgainId(later) }]);
      // A link in an old mail still ends what it says.
      await shop.engine.changeConsent(from, 'push', false, 3_000);
      expect((await customerOf(late)).consent.push).toEqual({ granted: false, at: 3_000 });
      await shop.runDue();
    });

    it('are merged once, along chains, and never in a circle', async () => {
      const names = [somebody(), somebody(), somebody(), somebody()];
      const keys = names.map((email) => keyOf({ email }));
      const refs: OrderRef[] = [];
      for (const email of names) refs.push(await place(email));
      await shop.runDue();
      const [a, b, c, d] = keys;
      const merge = (from: string | undefined, into: string | undefined) =>
        shop.engine.mergeCustomers({ from: from!, into: into! });
      await merge(a, b);
      await merge(a, b);
      await merge(c, d);
      await merge(b, c);
      // All are one by now.
      await merge(d, a);
      await merge(a, a);
      await shop.runDue();
      const rows = await shop.tools.db
        .selectFrom('customers')
        .select(['key', 'merged_into'])
        .where('key', 'in', keys)
        .execute();
      expect(new Map(rows.map(({ key, merged_into }) => [key, merged_into]))).toEqual(
        new Map([
          [a, d],
          [b, d],
          [c, d],
          [d, null],
        ]),
      );
      for (const ref of refs) expect((await customerOf(ref)).key).toBe(d);
      const before = await Promise.all(refs.map(async (ref) => (await customerOf(ref)).ordersBefore));
      expect(before.toSorted()).toEqual([0, 1, 2, 3]);
    });

    it('may be merged by several at the same moment', async () => {
      const keys = Array.from({ length: 5 }, () => keyOf({ email: somebody() }));
      const pairs = keys.flatMap((from) => keys.map((into) => ({ from, into })));
      await Promise.all(pairs.map((pair) => shop.engine.mergeCustomers(pair)));
      const rows = await shop.tools.db
        .selectFrom('customers')
        .select(['key', 'merged_into'])
        .where('key', 'in', keys)
        .execute();
      const roots = rows.filter(({ merged_into }) => merged_into === null);
      expect(roots).toHaveLength(1);
      expect(rows.filter(({ merged_into }) => merged_into === roots[0]!.key)).toHaveLength(4);
    });
  });
});
