import { OrderResponse } from '@post-purchase/contract';
import {
  appliance,
  firstOrder,
  type Journey,
  type OrderRef,
  pharmacy,
  repeatOrder,
  sampleOrder,
  sampleScan,
  sampleShipment,
  treatAfterTheBill,
} from '@post-purchase/core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { resolveOptions } from '../config/resolve-options.ts';
import { openShop, type TestShop } from '../http/shop.testing.ts';
import { DAY, HOUR, shopOptions } from '../testing/backend.ts';

describe('the recipes', () => {
  it.each<Journey>([firstOrder, repeatOrder, treatAfterTheBill, appliance, pharmacy])(
    'find a mail for all they send: $id',
    (recipe) => {
      expect(resolveOptions(shopOptions('pglite:memory', { journeys: [recipe] })).journeys).toEqual([recipe]);
    },
  );
});

describe('on a backend', () => {
  let shop: TestShop;
  beforeAll(async () => {
    shop = await openShop({ journeys: [appliance, repeatOrder] });
  });
  afterAll(() => shop.pp.stop());

  const subjectsTo = (address: string) =>
    shop.outbox.sent.filter(({ to }) => to === address).map(({ subject }) => subject);

  async function place(id: string, email: string): Promise<OrderRef> {
    const ref = { source: 'sample', id };
    const facts = sampleOrder({ ref, placedAt: shop.clock.now(), consent: true, email });
    await shop.take(ref, ...facts);
    return ref;
  }

  it('a customer who comes back is thanked, with the number of the order', async () => {
    const email = 'regular@example.com';
    await place('first', email);
    shop.clock.advance(10 * DAY);
    await place('second', email);
    shop.clock.advance(DAY + HOUR);
    await shop.pp.ops.runDue();
    const thanks = shop.outbox.sent.filter(({ subject }) => subject.startsWith('Thank you for coming back'));
    expect(thanks.map(({ to }) => to)).toEqual([email]);
    expect(thanks[0]?.text).toContain('This is your 2nd order with Sample Shop.');
    expect(thanks[0]?.headers['List-Unsubscribe-Post']).toBe('List-Unsubscribe=One-Click');
  });

  it('a quarterly question is asked in its own words, answered on the page, and asked again', async () => {
    const email = 'baker@example.com';
    const ref = await place('oven', email);
    const number = '1Z999AA1012345OVEN';
    await shop.take(ref, sampleShipment({ at: shop.clock.now(), number }));
    await shop.take(ref, sampleScan('delivered', { at: shop.clock.now() + 1, number }));
    shop.clock.advance(90 * DAY + 2 * HOUR);
    await shop.pp.ops.runDue();
    const polls = () => subjectsTo(email).filter((subject) => subject.startsWith('How is it doing?'));
    expect(polls()).toEqual(['How is it doing? (order #1001)']);

    const [first] = await ratings();
    const answer = await shop.call('/v1/order/answers', {
      token: await shop.pp.orderToken(ref),
      json: { key: first, question: 'satisfaction', value: 1 },
      headers: { 'Idempotency-Key': '"poll-1"' },
    });
    expect(answer.status).toBe(201);
    expect(await ratings()).toEqual([]);

    // Whoever answers with a one is called on the next business day.
    shop.clock.advance(4 * DAY);
    await shop.pp.ops.runDue();
    const { tasks } = await shop.pp.api.tasks.list({ team: 'care' });
    expect(tasks).toMatchObject([{ kind: 'check-in', type: 'call', order: ref }]);

    shop.clock.advance(86 * DAY);
    await shop.pp.ops.runDue();
    expect(polls()).toHaveLength(2);
    const [second] = await ratings();
    expect(second).not.toBe(first);

    async function ratings(): Promise<readonly string[]> {
      const response = await shop.call('/v1/order', { token: await shop.pp.orderToken(ref) });
      const body = OrderResponse.parse(await response.json());
      return body.state === 'ready'
        ? body.touchpoints.filter(({ kind }) => kind === 'rating').map(({ key }) => key)
        : [];
    }
  });
});
