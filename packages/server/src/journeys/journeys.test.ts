import {
  firstOrder,
  type Journey,
  JourneyError,
  journeyHash,
  predicate,
  sampleOrder,
  sampleScan,
  sampleShipment,
} from '@post-purchase/core';
import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';

import { ConfirmStaleError } from '../errors/confirm-stale-error.ts';
import { DefinitionChangedError } from '../errors/definition-changed-error.ts';
import type { PostPurchaseOptions } from '../config/options.ts';
import { DAY, nextOrder, openForTest, type TestBackend } from '../testing/backend.ts';
import { DATABASES, freshPostgres } from '../testing/databases.ts';
import type { JourneyDraft, Published, RunningChoice } from './journeys.ts';

/** The next version: the savings are gone, the rating has another name, and the order hears of its return. */
const { savings: _, rating, ...kept } = firstOrder.touchpoints;
const second: Journey = {
  ...firstOrder,
  version: 2,
  touchpoints: {
    ...kept,
    opinion: { ...rating, formerly: ['rating'] },
    hello: { kind: 'thank-you', on: 'order.placed', channels: ['email'], category: 'transactional' },
  },
};

async function withShop(
  options: Partial<PostPurchaseOptions>,
  work: (shop: TestBackend) => Promise<void>,
  url?: string,
): Promise<void> {
  const shop = await openForTest(url ?? (await freshPostgres()), options);
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

async function confirmOf(
  { journeys }: TestBackend,
  draft: JourneyDraft,
  running: RunningChoice,
): Promise<string> {
  const preview = await journeys.preview(draft, { running });
  const confirm = preview?.confirm;
  if (typeof confirm !== 'string') throw new Error(JSON.stringify(preview?.findings ?? 'not stored'));
  return confirm;
}

async function publish(shop: TestBackend, draft: JourneyDraft, running: RunningChoice): Promise<Published> {
  const confirm = await confirmOf(shop, draft, running);
  const published = await shop.journeys.publish(draft, { running, confirm });
  if (published === null) throw new Error('not stored');
  return published;
}

const withText = (text: string): unknown => expect.stringContaining(text);
const withSome = (...items: readonly unknown[]): unknown => expect.arrayContaining([...items]);

const versionsOf = async ({ tools }: TestBackend) =>
  (await tools.db.selectFrom('instances').select('version').orderBy('id').execute()).map(
    ({ version }) => version,
  );

describe('the option publish', () => {
  it('manual: what is given is a draft until it is published', async () => {
    await withShop({ publish: 'manual' }, async (shop) => {
      expect(await shop.journeys.list()).toEqual([
        {
          journey: 'first-order',
          versions: [
            {
              version: 1,
              hash: journeyHash(firstOrder),
              active: false,
              storedAt: shop.clock.now(),
              running: 0,
            },
          ],
        },
      ]);
      expect((await shop.engine.readOrder(await place(shop)))?.journeys).toEqual([]);
      await publish(shop, { journey: 'first-order', version: 1 }, 'stay');
      const late = await place(shop);
      expect((await shop.engine.readOrder(late))?.journeys).toMatchObject([{ instance: { version: 1 } }]);
      expect(await shop.journeys.list()).toMatchObject([
        { versions: [{ version: 1, active: true, activatedAt: shop.clock.now(), running: 1 }] },
      ]);
    });
  });

  it('manual: a start changes nothing that was published', async () => {
    const url = await freshPostgres();
    await withShop(
      { publish: 'manual' },
      async (shop) => {
        await publish(shop, firstOrder, 'stay');
      },
      url,
    );
    await withShop(
      { publish: 'manual', journeys: [second] },
      async ({ journeys }) => {
        expect(await journeys.list()).toMatchObject([
          {
            versions: [
              { version: 2, active: false },
              { version: 1, active: true },
            ],
          },
        ]);
      },
      url,
    );
    await withShop(
      { journeys: [second] },
      async ({ journeys }) => {
        expect(await journeys.list()).toMatchObject([{ versions: [{ active: true }, { active: false }] }]);
      },
      url,
    );
  });
});

describe.each(DATABASES)('publishing on $name', ({ makeDatabase }) => {
  it('brings running instances along, and back', async () => {
    await withShop(
      {},
      async (shop) => {
        const early = await place(shop);
        await shop.runDue();
        const published = await publish(shop, second, 'migrate');
        expect(published).toMatchObject({
          journey: 'first-order',
          version: 2,
          hash: journeyHash(second),
          sweep: { state: 'running', rate: 50, total: 1, migrated: 0, remaining: 1 },
        });
        const late = await place(shop);
        await shop.runDue();
        for (const ref of [early, late]) {
          expect((await shop.engine.readOrder(ref))?.journeys).toMatchObject([
            { journey: { version: 2 }, instance: { version: 2 }, hash: journeyHash(second) },
          ]);
        }
        expect(await versionsOf(shop)).toEqual([2, 2]);
        expect(await shop.journeys.sweeps()).toEqual([
          {
            ...published.sweep,
            state: 'finished',
            migrated: 1,
            remaining: 0,
            finishedAt: shop.clock.now(),
          },
        ]);
        // The confirmation went out once, from whichever version.
        const subjects = shop.outbox.sent.map(({ to, subject }) => `${to} ${subject}`).toSorted();
        expect(new Set(subjects).size).toBe(2);

        await publish(shop, { journey: 'first-order', version: 1 }, 'migrate');
        await shop.runDue();
        expect(await versionsOf(shop)).toEqual([1, 1]);
        expect(await shop.journeys.list()).toMatchObject([
          {
            versions: [
              { version: 2, active: false, running: 0 },
              { version: 1, active: true, running: 2 },
            ],
          },
        ]);
      },
      await makeDatabase(),
    );
  });
});

describe('publishing', () => {
  it('leaves running instances where they are unless told otherwise', async () => {
    await withShop({}, async (shop) => {
      await place(shop);
      expect(await publish(shop, second, 'stay')).toMatchObject({ version: 2, sweep: null });
      await place(shop);
      await shop.runDue();
      expect(await versionsOf(shop)).toEqual([1, 2]);
      expect(await shop.journeys.sweeps()).toEqual([]);
      // Another time they come along: the version that is active may be published again.
      await publish(shop, second, 'migrate');
      await shop.runDue();
      expect(await versionsOf(shop)).toEqual([2, 2]);
    });
  });

  it('refuses what was not confirmed: another draft, another choice, another active version', async () => {
    await withShop({}, async (shop) => {
      const confirm = await confirmOf(shop, second, 'stay');
      const other: Journey = { ...second, exit: { on: ['order.returned'] } };
      const refused: [JourneyDraft, RunningChoice, string][] = [
        [other, 'stay', confirm],
        [second, 'migrate', confirm],
        [second, 'stay', ''],
        [second, 'stay', `${confirm}x`],
        [{ ...second, version: 3 }, 'stay', confirm],
      ];
      for (const [draft, running, given] of refused) {
        const publishing = shop.journeys.publish(draft, { running, confirm: given });
        await expect(publishing).rejects.toThrow(ConfirmStaleError);
      }
      await publish(shop, { ...second, version: 3 }, 'stay');
      await expect(shop.journeys.publish(second, { running: 'stay', confirm })).rejects.toThrow(
        ConfirmStaleError,
      );
      // A refusal stores nothing.
      expect(await shop.journeys.list()).toMatchObject([{ versions: [{ version: 3 }, { version: 1 }] }]);
    });
  });

  it('refuses a version that is stored with another content', async () => {
    await withShop({}, async (shop) => {
      const changed = { ...firstOrder, exit: { on: ['order.returned' as const] } };
      const confirm = await confirmOf(shop, changed, 'stay');
      const publishing = shop.journeys.publish(changed, { running: 'stay', confirm });
      await expect(publishing).rejects.toThrow(DefinitionChangedError);
    });
  });

  it('refuses what cannot run here, with findings', async () => {
    await withShop({}, async (shop) => {
      const picky: Journey = {
        ...second,
        entry: { on: 'order.placed', when: predicate('isVip@1'), reentry: 'always' },
      };
      expect(await shop.journeys.preview(picky, { running: 'migrate' })).toMatchObject({
        journey: 'first-order',
        version: 2,
        findings: [{ message: withText('isVip@1') }],
        diff: null,
        changes: null,
        confirm: null,
      });
      const publishing = shop.journeys.publish(picky, { running: 'stay', confirm: 'any' });
      await expect(publishing).rejects.toThrow(JourneyError);
      const wordless = { ...second, touchpoints: { hello: { ...kept.careCall, channels: ['email'] } } };
      const preview = await shop.journeys.preview(wordless, { running: 'stay' });
      expect(preview?.findings.length).toBeGreaterThan(0);
      for (const draft of [{}, { id: 5 }, { touchpoints: [] }]) {
        expect(await shop.journeys.preview(draft, { running: 'stay' })).toMatchObject({
          journey: null,
          running: { total: 0 },
          confirm: null,
        });
      }
    });
  });

  it('knows no other stored versions', async () => {
    await withShop({}, async ({ journeys }) => {
      const unknown = [
        { journey: 'first-order', version: 7 },
        { journey: 'nobody', version: 1 },
        { journey: 'first-order', version: 2 ** 31 },
        { journey: '\0', version: 1 },
      ];
      for (const draft of unknown) {
        expect(await journeys.preview(draft, { running: 'stay' })).toBeNull();
        expect(await journeys.publish(draft, { running: 'stay', confirm: '' })).toBeNull();
      }
    });
  });

  it('goes back to what was stored, though it would not be taken today', async () => {
    await withShop({}, async (shop) => {
      const old = {
        ...second,
        version: 3,
        touchpoints: { ...second.touchpoints, late: { ...kept.careCall, wait: { days: 400 } } },
      };
      const asking = { ...second, version: 4, entry: { ...second.entry, when: predicate('isVip@1') } };
      expect((await shop.journeys.preview(old, { running: 'stay' }))?.findings).not.toEqual([]);
      for (const journey of [old, asking]) {
        await shop.tools.db
          .insertInto('definitions')
          .values({
            journey: journey.id,
            version: journey.version,
            hash: journeyHash(journey),
            schema: 1,
            definition: JSON.stringify(journey),
            active: false,
            stored_at: new Date(shop.clock.now()).toISOString(),
          })
          .execute();
      }
      expect(await publish(shop, { journey: 'first-order', version: 3 }, 'stay')).toMatchObject({
        version: 3,
      });
      const late = await place(shop);
      expect((await shop.engine.readOrder(late))?.journeys).toMatchObject([{ instance: { version: 3 } }]);
      const lacking = await shop.journeys.preview(
        { journey: 'first-order', version: 4 },
        { running: 'stay' },
      );
      expect(lacking).toMatchObject({ findings: [{ message: withText('isVip@1') }], confirm: null });
    });
  });

  it.each([0, -1, 1.5, 1_001, Number.NaN])('refuses a rate of %d', async (rate) => {
    await withShop({}, async ({ journeys }) => {
      const publishing = journeys.publish(second, { running: 'migrate', confirm: '', rate });
      await expect(publishing).rejects.toThrow(RangeError);
    });
  });

  it('is done by one of many who publish at the same moment', async () => {
    await withShop({}, async (shop) => {
      const drafts = Array.from({ length: 8 }, (_one, index) => ({
        ...second,
        id: 'fresh',
        version: index + 1,
      }));
      const confirms = await Promise.all(drafts.map((draft) => confirmOf(shop, draft, 'migrate')));
      const all = await Promise.allSettled(
        drafts.map((draft, index) =>
          shop.journeys.publish(draft, { running: 'migrate', confirm: confirms[index] ?? '' }),
        ),
      );
      expect(all.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
      for (const one of all) {
        if (one.status === 'rejected') expect(one.reason).toBeInstanceOf(ConfirmStaleError);
      }
    });
  });
});

describe('a preview', () => {
  it('says what running instances hold and what would become of them', async () => {
    await withShop({}, async (shop) => {
      const [one, other] = [await place(shop), await place(shop)];
      await shop.runDue();
      const at = shop.clock.now();
      for (const ref of [one, other]) {
        const number = `1ZPREVIEW${ref.id}`;
        await shop.engine.ingest({ order: ref, facts: [sampleShipment({ at, number })] });
        await shop.engine.ingest({ order: ref, facts: [sampleScan('delivered', { at: at + 1, number })] });
      }
      await shop.runDue();
      const before = await shop.tools.db.selectFrom('deliveries').selectAll().orderBy('key').execute();
      const preview = await shop.journeys.preview(second, { running: 'migrate' });
      expect(preview).toMatchObject({
        journey: 'first-order',
        version: 2,
        hash: journeyHash(second),
        findings: [],
        running: {
          total: 2,
          versions: [{ version: 1, count: 2 }],
          touchpoints: withSome(
            { touchpoint: 'thankYou', channel: 'email', status: 'sent', count: 2 },
            { touchpoint: 'rating', channel: 'email', status: 'waiting', count: 2 },
          ),
        },
        changes: { total: 2, examined: 2, ending: 0, undecided: { count: 0 } },
      });
      // What a mail is sent for anew stands out; what was renamed does not show at all.
      expect(preview?.changes?.changes).toContainEqual({
        touchpoint: 'hello',
        channel: 'email',
        to: 'queued',
        count: 2,
      });
      expect(preview?.changes?.changes.filter(({ touchpoint }) => touchpoint === 'opinion')).toEqual([]);
      expect(preview?.changes?.changes.filter(({ touchpoint }) => touchpoint === 'savings')).toMatchObject([
        { channel: 'onsite', to: 'canceled', count: 2 },
      ]);
      expect(await shop.tools.db.selectFrom('deliveries').selectAll().orderBy('key').execute()).toEqual(
        before,
      );
      expect(await versionsOf(shop)).toEqual([1, 1]);

      // And so it comes.
      await publish(shop, second, 'migrate');
      await shop.runDue();
      const statuses = await shop.tools.db
        .selectFrom('deliveries')
        .select(['touchpoint', 'channel', 'status'])
        .where('touchpoint', 'in', ['savings', 'hello'])
        .orderBy('touchpoint')
        .execute();
      expect(statuses).toEqual([
        { touchpoint: 'hello', channel: 'email', status: 'sent' },
        { touchpoint: 'hello', channel: 'email', status: 'sent' },
        { touchpoint: 'savings', channel: 'onsite', status: 'canceled' },
        { touchpoint: 'savings', channel: 'onsite', status: 'canceled' },
      ]);
    });
  });

  it('of a draft that runs on something that throws says so', async () => {
    const predicates = {
      'fails@1': () => {
        throw new Error('no such table');
      },
    };
    await withShop({ predicates }, async (shop) => {
      await place(shop);
      await shop.runDue();
      const faulty: Journey = {
        ...second,
        touchpoints: { ...second.touchpoints, late: { ...kept.careCall, when: predicate('fails@1') } },
      };
      expect((await shop.journeys.preview(faulty, { running: 'migrate' }))?.changes).toMatchObject({
        total: 1,
        examined: 1,
        undecided: { count: 1, reason: 'no such table' },
      });
    });
  });

  it('takes a sample of many, and says so', { timeout: 60_000 }, async () => {
    await withShop({}, async (shop) => {
      await place(shop);
      await shop.runDue();
      // As many as it takes, all alike.
      await sql`
          with copies as (
            insert into post_purchase.orders (key, source, id, facts, instances, created_at)
            select o.key || n, o.source, o.id || n, jsonb_set(o.facts, '{ref,id}', to_jsonb(o.id || n)), o.instances, o.created_at
            from post_purchase.orders o, generate_series(1, 2100) n returning key
          )
          insert into post_purchase.instances (id, order_key, journey, version, entered_at)
          select c.key, c.key, 'first-order', 1, now() from copies c`.execute(shop.tools.db);
      const preview = await shop.journeys.preview(second, { running: 'migrate' });
      expect(preview?.changes).toMatchObject({ total: 2_101, examined: 2_000 });
      expect(preview?.changes?.changes).toContainEqual({
        touchpoint: 'hello',
        channel: 'email',
        to: 'queued',
        count: 2_000,
      });
    });
  });
});

describe('a sweep', () => {
  it('parks an order that cannot be decided, alone, and counts it', async () => {
    let isFailing = true;
    const predicates = {
      'fails@1': () => {
        if (isFailing) throw new Error('no such table');
        return true;
      },
    };
    await withShop({ predicates }, async (shop) => {
      const bad = await place(shop);
      const good = await place(shop);
      await shop.runDue();
      const faulty: Journey = {
        ...second,
        touchpoints: { ...second.touchpoints, late: { ...kept.careCall, when: predicate('fails@1') } },
      };
      // One order cannot be decided; every other one can.
      const { rules } = shop.tools;
      const evaluated = rules.predicates;
      Object.assign(shop.tools, {
        rules: {
          ...rules,
          predicates: {
            'fails@1': (facts: Parameters<(typeof evaluated)['fails@1']>[0]) =>
              facts.ref.id === bad.id ? (evaluated['fails@1']?.(facts) ?? false) : true,
          },
        },
      });
      await publish(shop, faulty, 'migrate');
      await shop.runDue();
      expect(await shop.journeys.sweeps()).toMatchObject([
        {
          state: 'finished',
          total: 2,
          migrated: 1,
          failed: 1,
          failures: [{ order: bad, reason: 'Error: no such table' }],
        },
      ]);
      expect((await shop.engine.readOrder(good))?.journeys).toMatchObject([{ instance: { version: 2 } }]);
      expect((await shop.engine.readOrder(bad))?.journeys).toMatchObject([{ instance: { version: 1 } }]);
      // Once it is mended, publishing again takes those that are left.
      isFailing = false;
      shop.clock.advance(DAY);
      await publish(shop, faulty, 'migrate');
      await shop.runDue();
      expect(await versionsOf(shop)).toEqual([2, 2]);
      expect(await shop.journeys.sweeps()).toMatchObject([
        { state: 'finished', total: 1, migrated: 1, failed: 0 },
        { failed: 1 },
      ]);
    });
  });

  it('gives way to the next one', async () => {
    await withShop({}, async (shop) => {
      await place(shop);
      await publish(shop, second, 'migrate');
      await publish(shop, { journey: 'first-order', version: 1 }, 'stay');
      await shop.runDue();
      expect(await versionsOf(shop)).toEqual([1]);
      expect(await shop.journeys.sweeps()).toMatchObject([{ version: 2, state: 'superseded', migrated: 0 }]);
    });
  });
});
