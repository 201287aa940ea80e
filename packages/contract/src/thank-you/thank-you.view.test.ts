import { describe, expect, it } from 'vitest';

import type { OrderView, TotalsView } from '../order/order.schema.ts';
import { sampleLine, sampleOrder, sampleParcel } from '../order/order.samples.testing.ts';
import { thankYouView } from './thank-you.view.ts';

const now = Date.parse('2026-11-24T12:00:00Z');
const eur = (amount: number) => ({ amount, currency: 'EUR' });
const totals: TotalsView = {
  subtotal: eur(10_000),
  discount: eur(1_500),
  shipping: eur(0),
  tax: eur(1_357),
  taxIncluded: true,
  total: eur(8_500),
  refunded: eur(2_000),
};
const view = (given: Partial<OrderView>) => thankYouView(sampleOrder(given), now);
const steps = (given: Partial<OrderView>) => view(given).next.map(({ what, when }) => [what, when]);

describe('what happens next', () => {
  it('is packing, with the promised days or the word that they are not known', () => {
    const window = { from: '2026-11-26', until: '2026-11-28' };
    expect(steps({ expectations: [{ id: 'e', lines: [], method: 'shipping', window }] })).toEqual([
      [{ id: 'thank-you.next.packing' }, { id: 'arrival.promised', window, near: 'later' }],
    ]);
    expect(steps({})).toEqual([[{ id: 'thank-you.next.packing' }, { id: 'arrival.unknown' }]]);
    expect(steps({ lines: [] })).toEqual([[{ id: 'thank-you.next.packing' }, { id: 'arrival.unknown' }]]);
  });

  it('is told for each part of a mixed order, the most pressing first', () => {
    const lines = [
      sampleLine({ quantity: 6 }),
      sampleLine({ id: 'pick', method: 'pickup', quantity: 2 }),
      sampleLine({ id: 'file', method: 'digital' }),
      sampleLine({ id: 'bag', method: 'in_store' }),
    ];
    const inside = [{ id: 'lamp', quantity: 1 }];
    const parcels = [
      sampleParcel({ id: 'a', status: 'delivered', deliveredAt: '2026-11-22T08:00:00Z', lines: inside }),
      sampleParcel({ id: 'b', status: 'in_transit', expected: { until: '2026-11-25' }, lines: inside }),
      sampleParcel({ id: 'c', status: 'exception', reason: 'lost', lines: inside }),
      sampleParcel({ id: 'd', status: 'out_for_delivery', lines: inside }),
      sampleParcel({ id: 'e', status: 'pre_transit', lines: inside }),
      sampleParcel({ id: 'f', status: 'canceled', lines: inside }),
    ];
    expect(view({ lines, parcels }).next.map(({ kind }) => kind)).toEqual([
      'attention',
      'out_for_delivery',
      'on_the_way',
      'packed',
      'packing_rest',
      'pickup',
      'digital',
      'in_store',
      'delivered',
    ]);
    expect(steps({ lines, parcels })).toEqual([
      [{ id: 'thank-you.next.attention', parcels: 1, of: 5 }, null],
      [{ id: 'thank-you.next.out_for_delivery', parcels: 1, of: 5 }, { id: 'arrival.unknown' }],
      [
        { id: 'thank-you.next.on_the_way', parcels: 1, of: 5 },
        { id: 'arrival.expected', window: { until: '2026-11-25' }, near: 'tomorrow' },
      ],
      [{ id: 'thank-you.next.packed', parcels: 1, of: 5 }, { id: 'arrival.unknown' }],
      [{ id: 'thank-you.next.packing_rest', quantity: 1 }, { id: 'arrival.unknown' }],
      [{ id: 'thank-you.next.pickup', quantity: 2 }, { id: 'arrival.pickup_unknown' }],
      [{ id: 'thank-you.next.digital', quantity: 1 }, null],
      [{ id: 'thank-you.next.in_store', quantity: 1 }, null],
      [
        { id: 'thank-you.next.delivered', parcels: 1, of: 5 },
        { id: 'arrival.delivered', at: '2026-11-22T08:00:00Z' },
      ],
    ]);
  });

  it('is the last delivery of several', () => {
    const parcels = [
      sampleParcel({ id: 'a', status: 'delivered', deliveredAt: '2026-11-22T08:00:00.900Z' }),
      sampleParcel({ id: 'b', status: 'delivered', deliveredAt: '2026-11-22T08:00:00Z' }),
      sampleParcel({ id: 'c', status: 'delivered' }),
    ];
    expect(steps({ parcels })).toEqual([
      [
        { id: 'thank-you.next.delivered', parcels: 3, of: 3 },
        { id: 'arrival.delivered', at: '2026-11-22T08:00:00.900Z' },
      ],
    ]);
  });

  it.each([
    ['pending', 'packed'],
    ['pre_transit', 'packed'],
    ['in_transit', 'on_the_way'],
    ['out_for_delivery', 'out_for_delivery'],
    ['available_for_pickup', 'collect'],
    ['attempt_failed', 'attention'],
    ['delivered', 'delivered'],
    ['exception', 'attention'],
    ['returning', 'attention'],
    ['returned', 'returned'],
    ['canceled', 'packing'],
    ['expired', 'attention'],
    ['unknown', 'follow'],
  ] as const)('of a parcel that is %s is %s', (status, kind) => {
    expect(view({ parcels: [sampleParcel({ status })] }).next.map((step) => step.kind)).toEqual([kind]);
  });

  it.each(['pending', 'in_transit', 'out_for_delivery', 'unknown'] as const)(
    'of a parcel that is %s and waits for the shopper is attention',
    (status) => {
      const flags = { delayed: false, actionRequired: true, actionBy: 'shopper' } as const;
      expect(view({ parcels: [sampleParcel({ status, flags })] }).next[0]?.kind).toBe('attention');
    },
  );

  it('is nothing but the money after a cancellation', () => {
    const canceledAt = '2026-11-21T00:00:00Z';
    expect(steps({ canceledAt, totals, parcels: [sampleParcel()] })).toEqual([
      [{ id: 'thank-you.next.canceled' }, null],
      [{ id: 'thank-you.next.refunded', amount: eur(2_000) }, null],
    ]);
    expect(steps({ canceledAt, totals: { ...totals, refunded: eur(0) } })).toHaveLength(1);
    expect(view({ canceledAt }).headline).toEqual({ id: 'thank-you.headline.canceled' });
    expect(steps({ lines: [sampleLine({ removed: 1 })] })).toEqual([
      [{ id: 'thank-you.next.nothing_left' }, null],
    ]);
  });
});

describe('the sums', () => {
  const rows = (given: Partial<TotalsView>, role: OrderView['role'] = 'buyer') =>
    view({ role, totals: { ...totals, ...given } }).totals.map(({ kind, value }) => [
      kind,
      'amount' in value ? value.amount : value.id,
    ]);

  it('show what is taken off as negative, free shipping as free, and included tax below the total', () => {
    expect(rows({})).toEqual([
      ['subtotal', eur(10_000)],
      ['discount', eur(-1_500)],
      ['shipping', 'thank-you.amount.free'],
      ['total', eur(8_500)],
      ['tax_included', eur(1_357)],
      ['refunded', eur(-2_000)],
    ]);
  });

  it('add tax above the total where prices are without it', () => {
    expect(
      rows({ taxIncluded: false, discount: eur(-300), shipping: eur(499), refunded: undefined }),
    ).toEqual([
      ['subtotal', eur(10_000)],
      ['discount', eur(-300)],
      ['shipping', eur(499)],
      ['tax', eur(1_357)],
      ['total', eur(8_500)],
    ]);
  });

  it('have no rows for what is nothing', () => {
    expect(rows({ discount: eur(0), tax: eur(0), shipping: undefined, refunded: eur(0) })).toEqual([
      ['subtotal', eur(10_000)],
      ['total', eur(8_500)],
    ]);
    expect(view({}).totals).toEqual([]);
  });
});

describe('the items', () => {
  it('tell what was canceled or given back', () => {
    const lines = [
      sampleLine({ quantity: 3, total: eur(900), url: 'https://example.com/lamp', image: 'javascript:1' }),
      sampleLine({ id: 'b', quantity: 3, removed: 1 }),
      sampleLine({ id: 'c', quantity: 3, removed: 3 }),
    ];
    expect(view({ lines }).items).toMatchObject([
      {
        quantity: { id: 'thank-you.item.quantity', quantity: 3 },
        removed: null,
        total: eur(900),
        url: 'https://example.com/lamp',
        image: null,
      },
      { removed: { id: 'thank-you.item.removed_some', removed: 1, quantity: 3 }, total: null },
      { removed: { id: 'thank-you.item.removed_all', quantity: 3 } },
    ]);
  });
});

describe('who looks', () => {
  const confirmation = { channel: 'email', to: 'j•••@e•••.com', at: '2026-11-20T09:05:00Z' } as const;

  it('learns where the confirmation went, once it was sent', () => {
    expect(view({ confirmation }).confirmation).toEqual({
      id: 'thank-you.confirmation.email',
      to: 'j•••@e•••.com',
      at: '2026-11-20T09:05:00Z',
    });
    expect(view({}).confirmation).toBeNull();
  });

  it("sees no money and no address of the buyer as a gift's recipient, whatever the backend sent", () => {
    const given = {
      confirmation,
      totals,
      lines: [sampleLine({ total: eur(900), unitPrice: eur(300) })],
      savings: {
        saved: eur(1),
        reference: eur(901),
        paid: eur(900),
        lines: [],
      },
    };
    for (const canceledAt of [undefined, '2026-11-21T00:00:00Z']) {
      const text = JSON.stringify(view({ ...given, role: 'recipient', canceledAt }));
      expect(text).not.toMatch(/currency|"amount":\d|•••/);
    }
    expect(view({ role: 'recipient' }).headline).toEqual({ id: 'thank-you.headline.recipient' });
  });

  it('is offered help, unless there is no way to reach anybody', () => {
    expect(
      view({ shop: { name: 'Example', help: { phone: '+49 30 5550100', hours: '9–17' } } }).help,
    ).toEqual({
      url: null,
      email: null,
      phone: '+49 30 5550100',
      hours: '9–17',
    });
    expect(view({ shop: { name: 'Example', help: { hours: '9–17', url: 'javascript:1' } } }).help).toBeNull();
  });
});
