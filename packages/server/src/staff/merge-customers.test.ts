import { type OrderRef, sampleOrder } from '@post-purchase/core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { CustomerUnnamedError } from '../errors/customer-unnamed-error.ts';
import { openShop, type TestShop } from '../http/shop.testing.ts';

describe('merging customers', () => {
  let shop: TestShop;
  beforeAll(async () => {
    shop = await openShop();
  });
  afterAll(() => shop.pp.stop());

  async function place(id: string, email: string, customer?: string): Promise<OrderRef> {
    const ref = { source: 'sample', id };
    const contents = customer === undefined ? {} : { customer };
    await shop.take(ref, ...sampleOrder({ ref, placedAt: shop.clock.now(), email, contents }));
    return ref;
  }
  const laterOrders = async (ref: OrderRef) =>
    (await shop.pp.api.orders.timeline(ref))?.entries.filter(
      (entry) => entry.entry === 'fact' && entry.type === 'customer.ordered_again',
    );

  it('makes a guest and an account one, named as their orders name them', async () => {
    const asGuest = await place('guest', 'Jane@example.com');
    await place('account', 'other@example.com', '4711');
    await shop.pp.ops.runDue();
    expect(await laterOrders(asGuest)).toEqual([]);
    const customers = {
      from: { source: 'sample', email: 'jane@example.com' },
      into: { source: 'sample', customer: '4711' },
    };
    await shop.pp.api.customers.merge(customers);
    await shop.pp.api.customers.merge(customers);
    await shop.pp.ops.runDue();
    // Both were placed at one instant, so one of them is the later one by its name.
    const known = [asGuest, { source: 'sample', id: 'account' }].map(laterOrders);
    expect((await Promise.all(known)).flat()).toHaveLength(1);
  });

  it('asks for names', async () => {
    const into = { source: 'sample', customer: '4711' };
    const nobody = { source: 'sample', email: 'no address' };
    await expect(shop.pp.api.customers.merge({ from: nobody, into })).rejects.toThrow(CustomerUnnamedError);
    await expect(shop.pp.api.customers.merge({ from: into, into: nobody })).rejects.toMatchObject({
      code: 'customer_unnamed',
      path: 'into',
    });
  });
});
