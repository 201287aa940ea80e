import { OrderResponse, type OrderView } from '@post-purchase/contract';
import { type GivenFact, sampleOrder } from '@post-purchase/core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { DAY, MINUTE } from '../testing/backend.ts';
import { openShop, problemOf, type TestShop } from './shop.testing.ts';

let shop: TestShop;
beforeAll(async () => {
  shop = await openShop();
});
afterAll(() => shop.pp.stop());

async function view(token: string): Promise<OrderView> {
  const body = OrderResponse.parse(await (await shop.call('/v1/order', { token })).json());
  if (body.state === 'pending') throw new Error('The order is pending');
  return body;
}

describe('POST /v1/order/interactions', () => {
  const opened = (timeZone?: string) => ({
    type: 'opened',
    id: crypto.randomUUID(),
    at: new Date(shop.clock.now()).toISOString(),
    ...(timeZone !== undefined && { timeZone }),
  });
  const tell = (token: string, ...interactions: object[]) =>
    shop.call('/v1/order/interactions', { token, json: { interactions } });
  const facts = async (ref: { source: string; id: string }) =>
    ((await shop.pp.api.orders.timeline(ref))?.entries ?? []).filter((entry) => entry.entry === 'fact');

  it('learns the zone of the browser that opened the page before the order arrived', async () => {
    const ref = { source: 'sample', id: 'opened-first' };
    const token = await shop.pp.orderToken(ref);
    const response = await tell(token, opened('Asia/Tokyo'), opened('Mars/Base'));
    expect(response.status).toBe(204);
    expect(await response.text()).toBe('');
    expect((await shop.call('/v1/order', { token })).status).toBe(200);
    await shop.take(ref, ...sampleOrder({ ref, placedAt: shop.clock.now() }));
    expect((await view(token)).timeZone).toBe('Asia/Tokyo');
  });

  it('counts what is repeated once, and a dismissed touchpoint is gone', async () => {
    const { ref, token } = await shop.order();
    const [touchpoint] = (await view(token)).touchpoints.filter(({ kind }) => kind === 'savings-reminder');
    const at = new Date(shop.clock.now()).toISOString();
    const seen = { type: 'seen', id: crypto.randomUUID(), at, key: touchpoint?.key };
    const dismissed = { ...seen, type: 'dismissed', id: crypto.randomUUID() };
    for (let times = 0; times < 3; times += 1) expect((await tell(token, seen, dismissed)).status).toBe(204);
    await tell(token, { ...seen, id: crypto.randomUUID() });
    const types = (await facts(ref)).map(({ type }) => type);
    expect(types.filter((type) => type.startsWith('touchpoint.')).toSorted()).toEqual([
      'touchpoint.dismissed',
      'touchpoint.seen',
    ]);
    expect((await view(token)).touchpoints.map(({ kind }) => kind)).toEqual(['thank-you']);
  });

  it("drops keys that are not this order's, without a word", async () => {
    const a = await shop.order();
    const b = await shop.order();
    const at = new Date(shop.clock.now()).toISOString();
    const before = await shop.pp.api.orders.timeline(b.ref);
    const keys = [...(await view(b.token)).touchpoints.map(({ key }) => key), 'A'.repeat(22)];
    const response = await tell(
      a.token,
      ...keys.map((key) => ({ type: 'dismissed', id: crypto.randomUUID(), at, key })),
    );
    expect(response.status).toBe(204);
    expect((await facts(a.ref)).filter(({ type }) => type.startsWith('touchpoint.'))).toEqual([]);
    expect(await shop.pp.api.orders.timeline(b.ref)).toEqual(before);
    expect((await view(b.token)).touchpoints).toHaveLength(2);
  });

  it('takes the instant of a clock that is wrong for now', async () => {
    const { ref, token } = await shop.order();
    const now = shop.clock.now();
    const at = (offset: number) => ({ ...opened(), at: new Date(now + offset).toISOString() });
    await tell(token, at(-MINUTE), at(3 * DAY), at(-3 * DAY), { ...opened(), at: '0001-01-01T00:00:00Z' });
    const told = (await facts(ref))
      .filter(({ type }) => type === 'order.opened')
      .map((fact) => Date.parse(fact.at) - now);
    expect(told.toSorted((a, b) => a - b)).toEqual([-MINUTE, 0, 0, 0]);
  });

  it('refuses what is no list of interactions', async () => {
    const { token } = await shop.order();
    const one = opened();
    const bad = [
      [],
      Array.from({ length: 51 }, () => opened()),
      [{ ...one, id: 'not-a-uuid' }],
      [{ ...one, type: 'clicked' }],
      [{ ...one, at: 'yesterday' }],
      [{ ...one, timeZone: 'x'.repeat(65) }],
      [{ ...one, type: 'seen' }],
      [{ ...one, timeZone: '\u0000' }],
    ];
    for (const interactions of bad) {
      expect(
        await problemOf(await tell(token, ...interactions)),
        JSON.stringify(interactions).slice(0, 80),
      ).toEqual({ status: 422, code: 'body_invalid' });
    }
  });

  it('does not let one order grow without end', async () => {
    const { ref, token } = await shop.order();
    const many: GivenFact[] = Array.from({ length: 990 }, (_, index) => ({
      id: `order.opened/x/${index}`,
      type: 'order.opened',
      occurredAt: shop.clock.now(),
      source: 'widget',
      data: {},
    }));
    await shop.take(ref, ...many);
    expect((await tell(token, ...Array.from({ length: 50 }, () => opened()))).status).toBe(204);
    expect((await tell(token, opened())).status).toBe(204);
    expect((await facts(ref)).filter(({ type }) => type === 'order.opened')).toHaveLength(1_000);
  });
});
