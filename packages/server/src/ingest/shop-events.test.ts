import { FactError, type GivenFact, parseGivenFact, parseJourney } from '@post-purchase/core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as z from 'zod/mini';

import { openShop, type TestShop } from '../http/shop.testing.ts';

const events = { 'warranty.registered': z.object({ serial: z.string(), years: z.int() }) };

const warm = parseJourney(
  {
    id: 'warm',
    version: 1,
    entry: { on: 'order.placed', reentry: 'always' },
    touchpoints: {
      welcome: {
        kind: 'check-in',
        on: 'warranty.registered',
        channels: ['task'],
        task: { type: 'todo', team: 'care' },
        category: 'transactional',
      },
    },
  },
  { events: Object.keys(events) },
);

describe('events of the shop', () => {
  let shop: TestShop;
  beforeAll(async () => {
    shop = await openShop({ events, journeys: [warm] });
  });
  afterAll(() => shop.pp.stop());

  /** As it comes from the shop's own program: not looked at yet. */
  const registered = (data: Readonly<Record<string, unknown>>): GivenFact =>
    parseGivenFact(
      {
        id: 'warranty.registered/W-77',
        type: 'warranty.registered',
        occurredAt: shop.clock.now(),
        source: 'desk',
        data,
      },
      { events: { 'warranty.registered': z.record(z.string(), z.unknown()) } },
    );

  it('come in when their data fit, and bring touchpoints about', async () => {
    const { ref } = await shop.order();
    const fact = registered({ serial: 'KC-2201', years: 5, note: 'not part of it' });
    expect(await shop.pp.ingest({ order: ref, facts: [fact] })).toMatchObject({ outcome: 'accepted' });
    const timeline = await shop.pp.api.orders.timeline(ref);
    expect(timeline?.entries).toContainEqual(
      expect.objectContaining({ entry: 'fact', type: 'warranty.registered' }),
    );
    const { tasks } = await shop.pp.api.tasks.list({ team: 'care' });
    expect(tasks.map(({ order }) => order)).toContainEqual(ref);
  });

  it('are refused when they do not, and nothing of the message is stored', async () => {
    const { ref } = await shop.order();
    const before = await shop.pp.api.orders.timeline(ref);
    await expect(shop.take(ref, registered({ serial: 7, years: 5 }))).rejects.toThrow(FactError);
    expect(await shop.pp.api.orders.timeline(ref)).toEqual(before);
  });

  it('are refused where nobody declared them', async () => {
    const other = await openShop();
    const { ref } = await other.order();
    const fact = registered({ serial: 'KC-2201', years: 5 });
    await expect(other.take(ref, fact)).rejects.toThrow(/warranty\.registered/);
    await other.pp.stop();
  });
});
