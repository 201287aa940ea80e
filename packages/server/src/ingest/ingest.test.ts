import {
  contentHash,
  FactError,
  type GivenFact,
  orderKey,
  type OrderRef,
  orderUpdatedId,
  parseFact,
  sampleOrder,
  sampleScan,
  sampleShipment,
  step,
} from '@post-purchase/core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { DAY, HOUR, MINUTE, nextOrder, openForTest, type TestBackend } from '../testing/backend.ts';
import { DATABASES } from '../testing/databases.ts';

describe.each(DATABASES)('ingest on $name', ({ makeDatabase }) => {
  let shop: TestBackend;
  beforeAll(async () => {
    shop = await openForTest(await makeDatabase());
  });
  afterAll(() => shop.close());

  const place = (ref: OrderRef, email: string, placedAt = shop.clock.now()) =>
    shop.engine.ingest({ order: ref, facts: sampleOrder({ placedAt, ref, email }) });
  const mailsTo = (email: string) => shop.outbox.sent.filter(({ to }) => to === email);

  it('stores an order and decides it', async () => {
    const { ref, email } = nextOrder();
    expect(await place(ref, email)).toEqual({ outcome: 'accepted', order: ref });
    const order = await shop.engine.readOrder(ref);
    expect(order?.facts?.order?.number).toBe('#1001');
    expect(order?.journeys.map(({ instance }) => instance?.journey)).toEqual(['first-order']);
    expect(order?.revision).toBe(1);
    await shop.runDue();
    expect(mailsTo(email)).toHaveLength(1);
  });

  it('changes nothing when it takes the same facts again', async () => {
    const { ref, email } = nextOrder();
    const facts = sampleOrder({ placedAt: shop.clock.now(), ref, email });
    await shop.engine.ingest({ order: ref, facts });
    await shop.runDue();
    const before = await shop.engine.readOrder(ref);
    await shop.engine.ingest({ order: ref, facts: [...facts].reverse() });
    await shop.runDue();
    expect(await shop.engine.readOrder(ref)).toEqual(before);
    expect(mailsTo(email)).toHaveLength(1);
  });

  it('takes a message once of twenty that arrive at the same moment', async () => {
    const { ref, email } = nextOrder();
    const facts = sampleOrder({ placedAt: shop.clock.now(), ref, email });
    const inbox = { source: 'sample', id: `message-${ref.id}`, hash: 'h' };
    const results = await Promise.all(
      Array.from({ length: 20 }, () => shop.engine.ingest({ order: ref, facts, inbox })),
    );
    expect(results.filter(({ outcome }) => outcome === 'accepted')).toHaveLength(1);
    expect(results.filter(({ outcome }) => outcome === 'duplicate')).toHaveLength(19);
    expect((await shop.engine.readOrder(ref))?.facts?.history).toHaveLength(facts.length);
    await shop.runDue();
    expect(mailsTo(email)).toHaveLength(1);
  });

  it('takes the same id with another body as another message', async () => {
    const { ref, email } = nextOrder();
    const facts = sampleOrder({ placedAt: shop.clock.now(), ref, email });
    const inbox = { source: 'sample', id: `message-${ref.id}` };
    await shop.engine.ingest({ order: ref, facts, inbox: { ...inbox, hash: 'a' } });
    const second = await shop.engine.ingest({ order: ref, facts, inbox: { ...inbox, hash: 'b' } });
    expect(second.outcome).toBe('accepted');
  });

  it('comes to the same whatever arrives at the same moment', async () => {
    const { ref, email } = nextOrder();
    const at = shop.clock.now();
    const number = `1ZCONCURRENT${ref.id}`;
    const facts: GivenFact[] = [
      ...sampleOrder({ placedAt: at, ref, email }),
      sampleShipment({ at: at + 1, number }),
      sampleScan('in_transit', { at: at + 2, number }),
      sampleScan('out_for_delivery', { at: at + 3, number }),
      sampleScan('delivered', { at: at + 4, number }),
    ];
    await Promise.all(
      facts.flatMap((fact) => [fact, fact]).map((fact) => shop.engine.ingest({ order: ref, facts: [fact] })),
    );
    await shop.runDue();
    const order = await shop.engine.readOrder(ref);
    expect(order?.facts?.deliveredAt).not.toBeNull();
    expect(order?.facts?.parcels).toMatchObject([{ status: 'delivered', scans: { length: 3 } }]);
    expect(mailsTo(email).filter(({ subject }) => subject.startsWith('thank-you'))).toHaveLength(1);
  });

  it('holds facts that come before their order', async () => {
    const { ref, email } = nextOrder();
    const at = shop.clock.now();
    const number = `1ZEARLY${ref.id}`;
    const early = await shop.engine.ingest({ order: ref, facts: [sampleShipment({ at, number })] });
    expect(early).toEqual({ outcome: 'held', order: ref });
    expect((await shop.engine.readOrder(ref))?.journeys[0]?.instance).toBeNull();
    await place(ref, email, at);
    const order = await shop.engine.readOrder(ref);
    expect(order?.facts?.parcels).toHaveLength(1);
    expect(order?.journeys[0]?.instance).not.toBeNull();
  });

  it('keeps every digit of an id and every fact of a hostile order', async () => {
    const ref = { source: 'sample', id: '820982911946154508' };
    const facts = sampleOrder({
      placedAt: shop.clock.now(),
      ref,
      contents: { contact: { name: 'A\0B\ud800C', email: 'hostile@example.com' } },
    });
    const [placed, snapshot] = facts;
    await shop.engine.ingest({ order: ref, facts });
    const order = await shop.engine.readOrder(ref);
    expect(order?.ref.id).toBe('820982911946154508');
    expect(order?.facts?.order?.contact.name).toBe('A\uFFFDB\uFFFDC');
    expect(Object.keys(order?.facts?.facts ?? {}).sort()).toEqual([placed?.id, snapshot?.id].sort());
  });

  it('refuses what is no fact, and stores nothing of it', async () => {
    const { ref, email } = nextOrder();
    const [placed, snapshot] = sampleOrder({ placedAt: shop.clock.now(), ref, email });
    const broken = { ...snapshot!, data: { ...snapshot!.data, lines: 'none' } };
    // @ts-expect-error -- what plain JavaScript could pass
    await expect(shop.engine.ingest({ order: ref, facts: [placed!, broken] })).rejects.toThrow(FactError);
    const far = { ...placed!, occurredAt: 8e15 };
    await expect(shop.engine.ingest({ order: ref, facts: [far] })).rejects.toThrow(/epoch milliseconds/);
    await expect(shop.engine.ingest({ order: { ...ref, id: 'a\0b' }, facts: [placed!] })).rejects.toThrow(
      FactError,
    );
    expect(await shop.engine.readOrder(ref)).toBeNull();
  });

  describe('parcels of unknown orders', () => {
    it('keeps a scan until its parcel appears', async () => {
      const { ref, email } = nextOrder();
      const at = shop.clock.now();
      const number = `1ZORPHAN${ref.id}`;
      const scan = sampleScan('out_for_delivery', { at: at + MINUTE, number });
      const inbox = { source: 'carrier', id: `scan-${ref.id}`, hash: 'h' };
      const parcel = { carrier: 'UPS', number: number.toLowerCase() };
      expect(await shop.engine.ingest({ parcel, facts: [scan], inbox })).toEqual({ outcome: 'held' });
      expect(await shop.engine.ingest({ parcel, facts: [scan], inbox })).toEqual({ outcome: 'duplicate' });
      await place(ref, email, at);
      expect((await shop.engine.readOrder(ref))?.facts?.parcels).toEqual([]);
      await shop.engine.ingest({ order: ref, facts: [sampleShipment({ at, number })] });
      expect((await shop.engine.readOrder(ref))?.facts?.parcels).toMatchObject([
        { status: 'out_for_delivery' },
      ]);
      expect(
        await shop.tools.db
          .selectFrom('orphans')
          .select('number')
          .where('number', '=', number.toUpperCase())
          .execute(),
      ).toEqual([]);
    });

    it('finds the order of a known parcel, by number alone if need be', async () => {
      const { ref, email } = nextOrder();
      const at = shop.clock.now();
      const number = `1ZKNOWN${ref.id}`;
      await place(ref, email, at);
      await shop.engine.ingest({ order: ref, facts: [sampleShipment({ at, number })] });
      const facts = [sampleScan('in_transit', { at: at + MINUTE, number })];
      expect(await shop.engine.ingest({ parcel: { number }, facts })).toEqual({
        outcome: 'accepted',
        order: ref,
      });
      const elsewhere = await shop.engine.ingest({ parcel: { carrier: 'fedex', number }, facts });
      expect(elsewhere.outcome).toBe('held');
    });

    it('gives a scan to nobody when two orders have the number', async () => {
      const at = shop.clock.now();
      const number = `1ZSHARED${at}`;
      for (const { ref, email } of [nextOrder(), nextOrder()]) {
        await place(ref, email, at);
        await shop.engine.ingest({ order: ref, facts: [sampleShipment({ at, number })] });
      }
      const scan = sampleScan('delivered', { at: at + MINUTE, number });
      expect(await shop.engine.ingest({ parcel: { carrier: 'ups', number }, facts: [scan] })).toEqual({
        outcome: 'held',
      });
    });

    it('takes a number for another parcel after 120 days', async () => {
      const { ref, email } = nextOrder();
      const at = shop.clock.now();
      const number = `1ZOLD${ref.id}`;
      await place(ref, email, at);
      await shop.engine.ingest({ order: ref, facts: [sampleShipment({ at, number })] });
      shop.clock.advance(120 * DAY + MINUTE);
      const scan = sampleScan('delivered', { at: shop.clock.now(), number });
      expect(await shop.engine.ingest({ parcel: { number }, facts: [scan] })).toEqual({ outcome: 'held' });
    });
  });

  it('never lets the time of an order run backwards', async () => {
    const { ref, email } = nextOrder();
    await place(ref, email);
    const { now: before } = (await shop.engine.readOrder(ref))!;
    shop.clock.advance(-HOUR);
    const number = `1ZBACK${ref.id}`;
    await shop.engine.ingest({ order: ref, facts: [sampleShipment({ at: before, number })] });
    expect((await shop.engine.readOrder(ref))?.now).toBe(before);
    shop.clock.advance(HOUR);
  });

  it('logs enough to decide every step again', async () => {
    const { ref, email } = nextOrder();
    const at = shop.clock.now();
    const number = `1ZREPLAY${ref.id}`;
    await place(ref, email, at);
    await shop.engine.ingest({ order: ref, facts: [sampleShipment({ at, number })] });
    await shop.runDue();
    shop.clock.advance(HOUR);
    await shop.engine.ingest({
      order: ref,
      facts: [sampleScan('exception', { at: shop.clock.now(), number, reason: 'damaged' })],
    });
    await shop.runDue();

    const { db } = shop.tools;
    const key = orderKey(ref);
    const stored = await db.selectFrom('orders').selectAll().where('key', '=', key).executeTakeFirstOrThrow();
    const steps = await db
      .selectFrom('decisions')
      .selectAll()
      .where('order_key', '=', key)
      .orderBy('seq')
      .execute();
    const recorded = await db.selectFrom('facts').selectAll().where('order_key', '=', key).execute();
    const [definition] = (await shop.engine.readOrder(ref))!.journeys;
    let state = null;
    let instance = null;
    for (const { at: decidedAt, context, fact_ids, effects } of steps) {
      const seen = context['first-order']!;
      const facts = recorded
        .filter(({ id }) => fact_ids.includes(id))
        .map(({ id, type, occurred_at, source, parcel, data }) =>
          parseFact({
            id,
            type,
            occurredAt: occurred_at.getTime(),
            source,
            ...(parcel !== null && { parcel }),
            data,
          }),
        );
      const again = step({
        ref,
        state,
        facts,
        journeys: [{ journey: definition!.journey, instance, activatedAt: seen.activatedAt }],
        context: seen,
        now: decidedAt.getTime(),
      });
      expect(again.journeys[0]!.effects).toEqual(effects.map(({ effect }) => effect));
      ({ state } = again);
      ({ instance } = again.journeys[0]!);
    }
    expect(steps.length).toBeGreaterThan(4);
    expect(state).toEqual(stored.facts);
    expect({ 'first-order': instance }).toEqual(stored.instances);
  });

  it('keeps both of two snapshots with one id, and decides by the one that core chooses', async () => {
    const { ref, email } = nextOrder();
    const placedAt = shop.clock.now();
    const [placed, snapshot] = sampleOrder({ placedAt, ref, email });
    const data = snapshot!.data;
    const id = orderUpdatedId(ref, placedAt, contentHash(data));
    await shop.engine.ingest({ order: ref, facts: [placed!, { ...snapshot!, id }] });
    await shop.engine.ingest({ order: ref, facts: [{ ...snapshot!, id, source: 'other' }] });
    const rows = await shop.tools.db
      .selectFrom('facts')
      .select('hash')
      .where('order_key', '=', orderKey(ref))
      .where('id', '=', id)
      .execute();
    expect(rows).toHaveLength(2);
    const kept = (await shop.engine.readOrder(ref))?.facts?.facts[id]?.fact;
    expect(contentHash(kept)).toBe(rows.map(({ hash }) => hash).sort()[0]);
  });
});
