import { OrderResponse, type OrderView } from '@post-purchase/contract';
import {
  DEFAULT_POLICY,
  deliveryKey,
  type Fact,
  firstOrder,
  type GivenFact,
  instanceId,
  orderCanceledId,
  type OrderSnapshot,
  refundId,
  SAMPLE_ORDER,
  sampleOrder,
  sampleScan,
  sampleShipment,
  touchpointFactId,
} from '@post-purchase/core';
import { describe, expect, it } from 'vitest';

import { createTokens } from '../tokens/tokens.ts';
import { type Projection, projectOrder } from './project.ts';
import { shipment, storeOrder } from './store-order.testing.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
/** A Saturday, 10:30 in Berlin. */
const PLACED = Date.UTC(2026, 10, 21, 9, 30);
const { shopperKey } = createTokens({ secret: 'x'.repeat(32), now: () => PLACED });
const SHOP: Projection['shop'] = {
  name: 'Nordlicht',
  url: 'https://shop.example',
  help: { url: 'https://shop.example/help', email: 'help@shop.example' },
  locale: 'de',
  timeZone: 'Europe/Berlin',
};

function project(
  batches: { now: number; facts: readonly Fact[] }[],
  options: { role?: 'buyer' | 'recipient'; now?: number; shop?: Partial<Projection['shop']> } = {},
): OrderView {
  const order = storeOrder(SAMPLE_ORDER, firstOrder, batches, options.now);
  const view = projectOrder(order, {
    shop: { ...SHOP, ...options.shop },
    role: options.role ?? 'buyer',
    shopperKey,
  });
  if (!view) throw new Error('The order has not arrived');
  expect(OrderResponse.parse(view)).toEqual(view);
  return view;
}

const placed = (contents: Partial<OrderSnapshot> = {}) => sampleOrder({ placedAt: PLACED, contents });

function outcome(type: 'touchpoint.sent', touchpoint: string, at: number, address: string): GivenFact {
  const delivery = deliveryKey({
    instance: instanceId('first-order', SAMPLE_ORDER),
    touchpoint,
    occurrence: 'order',
    channel: 'email',
  });
  return {
    id: touchpointFactId(type, delivery, 1),
    type,
    occurredAt: at,
    source: 'worker',
    data: { delivery, attempt: 1, address },
  };
}

describe('an order on the wire', () => {
  it('is pending until placed and known', () => {
    const [first, second] = placed();
    for (const facts of [[], first ? [first] : [], second ? [second] : []]) {
      const order = storeOrder(SAMPLE_ORDER, firstOrder, [{ now: PLACED, facts }]);
      expect(projectOrder(order, { shop: SHOP, role: 'buyer', shopperKey })).toBeNull();
    }
  });

  it('says what was bought, what it cost and what was saved', () => {
    const view = project([{ now: PLACED, facts: placed() }]);
    expect(view).toMatchObject({
      state: 'ready',
      role: 'buyer',
      number: '#1001',
      placedAt: '2026-11-21T09:30:00.000Z',
      locale: 'de',
      timeZone: 'Europe/Berlin',
      lines: [
        { id: 'mug', title: 'Mug', quantity: 2, removed: 0, total: { amount: 4_800, currency: 'EUR' } },
      ],
      totals: {
        subtotal: { amount: 4_800 },
        shipping: { amount: 490 },
        taxIncluded: true,
        total: { amount: 5_290 },
      },
      savings: { saved: { amount: 1_600, currency: 'EUR' } },
      shop: { name: 'Nordlicht', url: 'https://shop.example', help: { email: 'help@shop.example' } },
    });
  });

  it('shows a recipient no money, and nothing about the buyer', () => {
    const refund: GivenFact = {
      id: refundId(SAMPLE_ORDER, 'r1'),
      type: 'payment.refunded',
      occurredAt: PLACED + HOUR,
      source: 'sample',
      data: { refund: 'r1', amount: { amount: 100, currency: 'EUR' }, lines: [] },
    };
    const batches = [
      { now: PLACED, facts: placed() },
      {
        now: PLACED + HOUR,
        facts: [outcome('touchpoint.sent', 'thankYou', PLACED + MINUTE, 'shopper@example.com'), refund],
      },
    ];
    const text = JSON.stringify(project(batches, { role: 'recipient' }));
    expect(text).not.toMatch(/amount|EUR|4800|price|savings|s•••/);
    expect(JSON.stringify(project(batches))).toMatch(/amount/);
  });

  it('says where the confirmation went, masked, once it was really sent', () => {
    const before = project([{ now: PLACED, facts: placed() }]);
    expect(before.confirmation).toBeUndefined();
    expect(before.refreshAfter).toBe(5);
    const after = project([
      { now: PLACED, facts: placed() },
      {
        now: PLACED + MINUTE,
        facts: [outcome('touchpoint.sent', 'thankYou', PLACED + MINUTE, 'jane@other.example')],
      },
    ]);
    expect(after.confirmation).toEqual({
      channel: 'email',
      to: 'j•••@o•••.example',
      at: '2026-11-21T09:31:00.000Z',
    });
    expect(JSON.stringify(after)).not.toMatch(/jane@|shopper@/);
  });

  it('does not take the news of a parcel for the confirmation', () => {
    const view = project([
      { now: PLACED, facts: placed() },
      {
        now: PLACED + MINUTE,
        facts: [outcome('touchpoint.sent', 'rating', PLACED + MINUTE, 'jane@other.example')],
      },
    ]);
    expect(view.confirmation).toBeUndefined();
  });

  it('counts what was given back', () => {
    const refund: GivenFact = {
      id: refundId(SAMPLE_ORDER, 'r1'),
      type: 'payment.refunded',
      occurredAt: PLACED + HOUR,
      source: 'sample',
      data: { refund: 'r1', amount: { amount: 2_400, currency: 'EUR' }, lines: [{ id: 'mug', quantity: 1 }] },
    };
    const view = project([
      { now: PLACED, facts: placed() },
      { now: PLACED + HOUR, facts: [refund] },
    ]);
    expect(view.lines).toMatchObject([{ quantity: 2, removed: 1 }]);
    expect(view.totals?.refunded).toEqual({ amount: 2_400, currency: 'EUR' });
  });

  it('says that it was canceled, and when', () => {
    const canceled: GivenFact = {
      id: orderCanceledId(SAMPLE_ORDER),
      type: 'order.canceled',
      occurredAt: PLACED + HOUR,
      source: 'sample',
      data: {},
    };
    const view = project([
      { now: PLACED, facts: placed() },
      { now: PLACED + HOUR, facts: [canceled] },
    ]);
    expect(view).toMatchObject({
      canceledAt: '2026-11-21T10:30:00.000Z',
      touchpoints: [],
      lines: [{ removed: 2 }],
    });
  });

  it("takes the order's own language and zone where they exist", () => {
    expect(
      project([{ now: PLACED, facts: placed({ locale: 'en-us', timeZone: 'America/New_York' }) }]),
    ).toMatchObject({ locale: 'en-US', timeZone: 'America/New_York' });
    expect(
      project([{ now: PLACED, facts: placed({ locale: 'not a locale', timeZone: 'Mars/Base' }) }]),
    ).toMatchObject({ locale: 'de', timeZone: 'Europe/Berlin' });
  });

  it('promises days of the recipient', () => {
    const midnight = Date.UTC(2026, 10, 24, 23, 30);
    const expectations = [
      {
        id: 'e1',
        lines: [{ id: 'mug', quantity: 2 }],
        method: 'shipping' as const,
        window: { from: '2026-11-23', until: midnight },
      },
      {
        id: 'e2',
        lines: [],
        method: 'shipping' as const,
        window: { from: '2026-11-26', until: '2026-11-25' },
      },
    ];
    const berlin = project([{ now: PLACED, facts: placed({ expectations, timeZone: 'Europe/Berlin' }) }]);
    expect(berlin.expectations.map(({ window }) => window)).toEqual([
      { from: '2026-11-23', until: '2026-11-25' },
      { until: '2026-11-25' },
    ]);
    const newYork = project([{ now: PLACED, facts: placed({ expectations, timeZone: 'America/New_York' }) }]);
    expect(newYork.expectations[0]?.window).toEqual({ from: '2026-11-23', until: '2026-11-24' });
  });

  it.each([
    'javascript:alert(1)',
    'JaVa\tScript:alert(1)',
    'data:text/html,x',
    '//evil.test',
    'https://good@evil.test',
    'http://shop.example/x',
    'no link',
  ])('offers no link to %j', (link) => {
    const contents = placed().map((fact) =>
      fact.type === 'order.updated'
        ? {
            ...fact,
            data: {
              ...fact.data,
              lines: fact.data.lines.map((line) => ({ ...line, image: link, url: link })),
            },
          }
        : fact,
    );
    const facts = [...contents, shipment({ at: PLACED + HOUR, url: link })];
    const view = project([{ now: PLACED + HOUR, facts }], { shop: { url: link, help: { url: link } } });
    expect(JSON.stringify(view)).not.toContain('url"');
    expect(JSON.stringify(view)).not.toContain('image');
  });
});

describe('touchpoints on the wire', () => {
  it('lists what the rules let the shopper see, under names that tell nothing', () => {
    const view = project([{ now: PLACED, facts: placed() }]);
    expect(view.touchpoints.map(({ kind }) => kind)).toEqual(['thank-you', 'savings-reminder']);
    for (const { key } of view.touchpoints) expect(key).toMatch(/^[\w-]{22}$/);
    expect(new Set(view.touchpoints.map(({ key }) => key)).size).toBe(2);
    expect(JSON.stringify(view)).not.toContain('first-order');
  });

  it('asks the question of the rating a week after delivery, and not after its use-by', () => {
    const delivered = PLACED + 2 * DAY;
    const batches = [
      { now: PLACED, facts: placed() },
      {
        now: delivered,
        facts: [sampleShipment({ at: PLACED + HOUR }), sampleScan('delivered', { at: delivered })],
      },
      { now: delivered + 7 * DAY, facts: [] },
    ];
    const view = project(batches);
    expect(view.touchpoints).toMatchObject([
      { kind: 'rating', question: { id: 'satisfaction', scale: { min: 1, max: 5 } } },
    ]);
    expect(project(batches.slice(0, 2)).touchpoints.map(({ kind }) => kind)).not.toContain('rating');
    expect(project(batches, { now: delivered + 28 * DAY }).touchpoints).toEqual([]);
  });
});

describe('parcels on the wire', () => {
  const shipped = [
    ...placed(),
    outcome('touchpoint.sent', 'thankYou', PLACED, 'shopper@example.com'),
    sampleShipment({ at: PLACED + HOUR }),
  ];

  it('shows the scans newest first, with the way so far', () => {
    const view = project([
      {
        now: PLACED + 5 * HOUR,
        facts: [
          ...shipped,
          sampleScan('in_transit', { at: PLACED + 2 * HOUR }),
          sampleScan('out_for_delivery', { at: PLACED + 4 * HOUR }),
        ],
      },
    ]);
    const [parcel] = view.parcels;
    expect(parcel).toMatchObject({
      status: 'out_for_delivery',
      flags: { delayed: false, actionRequired: false },
    });
    expect(parcel?.history.map(({ status }) => status)).toEqual(['out_for_delivery', 'in_transit']);
    expect(parcel?.progress.filter(({ state }) => state === 'current')).toMatchObject([
      { step: 'out_for_delivery' },
    ]);
    expect(view.refreshAfter).toBe(60);
  });

  it('is delayed once its promise was missed by more than the policy allows', () => {
    const promised = { until: PLACED + DAY };
    const facts = [
      ...placed(),
      sampleShipment({ at: PLACED + HOUR, promised }),
      sampleScan('in_transit', { at: PLACED + 2 * HOUR }),
    ];
    const late = PLACED + DAY + DEFAULT_POLICY.lateAfter.hours * HOUR;
    expect(project([{ now: PLACED + 3 * HOUR, facts }], { now: late - 1 }).parcels).toMatchObject([
      { flags: { delayed: false } },
    ]);
    expect(project([{ now: PLACED + 3 * HOUR, facts }], { now: late }).parcels).toMatchObject([
      { flags: { delayed: true } },
    ]);
  });

  it.each([
    ['available_for_pickup', undefined, 'collect'],
    ['exception', 'address', 'correct_address'],
    ['exception', 'customs_documents', 'provide_documents'],
    ['exception', 'payment_due', 'pay_charges'],
  ] as const)('asks the shopper to act on %s %s', (status, reason, kind) => {
    const scan = sampleScan(status, { at: PLACED + 2 * HOUR, ...(reason && { reason }) });
    expect(project([{ now: PLACED + 3 * HOUR, facts: [...shipped, scan] }]).actions).toMatchObject([
      { kind },
    ]);
  });

  it('asks nothing of the shopper where another has to act', () => {
    const scan = sampleScan('exception', { at: PLACED + 2 * HOUR, reason: 'damaged' });
    expect(project([{ now: PLACED + 3 * HOUR, facts: [...shipped, scan] }]).actions).toEqual([]);
  });
});

describe('when to ask again', () => {
  it('is never after the instant at which the order is decided next', () => {
    const delivered = PLACED + 2 * DAY;
    const batches = [
      { now: PLACED, facts: placed() },
      { now: PLACED, facts: [outcome('touchpoint.sent', 'thankYou', PLACED, 'shopper@example.com')] },
      {
        now: delivered,
        facts: [sampleShipment({ at: PLACED + HOUR }), sampleScan('delivered', { at: delivered })],
      },
    ];
    const { nextDueAt } = storeOrder(SAMPLE_ORDER, firstOrder, batches);
    if (nextDueAt === null) throw new Error('Nothing is due');
    for (const before of [1, 1_000, 1_001, 90_000, HOUR]) {
      const { refreshAfter = Infinity } = project(batches, { now: nextDueAt - before });
      expect(refreshAfter * 1_000, `${before} ms before`).toBeLessThanOrEqual(Math.max(1_000, before));
      expect(refreshAfter).toBeGreaterThanOrEqual(1);
    }
    expect(project(batches, { now: nextDueAt }).refreshAfter).toBe(10);
  });
});
