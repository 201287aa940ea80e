import { createHmac } from 'node:crypto';
import { readFileSync } from 'node:fs';

import { addFacts, type GivenFact, type OrderFacts, parseGivenFact, savingsOf } from '@post-purchase/core';
import { describe, expect, it } from 'vitest';

import { ConfigError } from '../../errors/config-error.ts';
import type { Mapped, WebhookDelivery } from '../source.ts';
import { UnusableDeliveryError } from '../unusable-delivery-error.ts';
import { shopify, type ShopifyOptions } from './shopify.ts';

const SECRET = 'hush';
const ORDER = { source: 'shopify', id: '820982911946154508' };

const anyText: unknown = expect.any(String);
const fixture = (name: string): string =>
  readFileSync(new URL(`fixtures/${name}.json`, import.meta.url), 'utf8');

function delivery(topic: string, body: string, headers: Record<string, string> = {}): WebhookDelivery {
  const bytes = new TextEncoder().encode(body);
  return {
    headers: new Headers({
      'x-shopify-topic': topic,
      'x-shopify-webhook-id': 'b54557e4-bdd9-4b37-8a5f-bf7d70bcd043',
      'x-shopify-hmac-sha256': createHmac('sha256', SECRET).update(bytes).digest('base64'),
      ...headers,
    }),
    body: bytes,
    receivedAt: Date.parse('2026-11-25T12:00:00Z'),
  };
}

function map(topic: string, body: string, options: Partial<ShopifyOptions> = {}): Mapped {
  return shopify({ secret: SECRET, ...options }).map(delivery(topic, body), {
    shopTimeZone: 'Europe/Berlin',
  });
}

function facts(topic: string, body: string, options: Partial<ShopifyOptions> = {}): readonly GivenFact[] {
  const mapped = map(topic, body, options);
  if (mapped.outcome !== 'facts') throw new Error(`Expected facts, got ${mapped.outcome}.`);
  expect(mapped.order).toEqual(ORDER);
  // Every fact passes the door that facts from outside have to pass.
  expect(mapped.facts.map((fact) => parseGivenFact(fact))).toEqual(mapped.facts);
  return mapped.facts;
}

function order(topic: string, body: string, options: Partial<ShopifyOptions> = {}): OrderFacts {
  return addFacts(null, ORDER, facts(topic, body, options));
}

/** The fixture of a new order, changed. */
function changed(change: (payload: Record<string, unknown>) => void): string {
  // The big ids are written as texts, which keeps their digits through JavaScript's JSON.
  const text = fixture('orders-create').replace(/: (\d{16,})/g, ': "$1"');
  const parsed: unknown = JSON.parse(text);
  const payload: Record<string, unknown> = typeof parsed === 'object' ? { ...parsed } : {};
  change(payload);
  return JSON.stringify(payload);
}

describe('the signature', () => {
  const source = shopify({ secret: ['new secret', SECRET] });

  it('holds for any of the secrets, and for no other', () => {
    const given = delivery('orders/create', fixture('orders-create'));
    expect(source.verify(given)).toBe(true);
    expect(shopify({ secret: 'new secret' }).verify(given)).toBe(false);
  });

  it('is about the body', () => {
    const given = delivery('orders/create', fixture('orders-create'));
    expect(source.verify({ ...given, body: new TextEncoder().encode('{}') })).toBe(false);
    const { headers } = given;
    headers.delete('x-shopify-hmac-sha256');
    expect(source.verify({ ...given, headers })).toBe(false);
  });

  it.each(['', '  ', [], ['good', '']])('cannot be set up with the secret %j', (secret) => {
    expect(() => shopify({ secret })).toThrow(ConfigError);
  });

  it('cannot be set up with a name that does not fit into a path', () => {
    expect(() => shopify({ name: 'Shopify DE', secret: SECRET })).toThrow(/lower-case/);
  });
});

describe('the delivery id', () => {
  const source = shopify({ secret: SECRET });

  it('is the one Shopify gave, the same for every repeat', () => {
    expect(source.deliveryId(delivery('orders/create', '{}'))).toBe('b54557e4-bdd9-4b37-8a5f-bf7d70bcd043');
  });

  it.each(['', 'x'.repeat(10_000), 'a b'])('is made from the content where Shopify gave %j', (id) => {
    const named = source.deliveryId(delivery('orders/create', '{"id":1}', { 'x-shopify-webhook-id': id }));
    expect(named).toMatch(/^sha256:[0-9a-f]{64}$/);
    expect(source.deliveryId(delivery('orders/create', '{"id":2}', { 'x-shopify-webhook-id': id }))).not.toBe(
      named,
    );
  });
});

describe('orders/create', () => {
  it('places the order and says what it holds, every digit of every id kept', () => {
    const [placed, updated, paid, ...others] = facts('orders/create', fixture('orders-create'));
    expect(placed).toEqual({
      id: 'order.placed/shopify:820982911946154508',
      type: 'order.placed',
      occurredAt: Date.parse('2026-11-20T17:04:09Z'),
      source: 'shopify',
      data: { number: '#1042' },
    });
    expect(updated?.type).toBe('order.updated');
    expect(updated?.data).toEqual({
      updatedAt: Date.parse('2026-11-20T17:04:12Z'),
      number: '#1042',
      currency: 'EUR',
      lines: [
        {
          id: '13042971058312551',
          product: '7712550032001',
          title: 'Linen apron',
          variant: 'Moss',
          sku: 'APR-MOSS',
          quantity: 1,
          current: 1,
          method: 'shipping',
          unitPrice: { amount: 4900, currency: 'EUR' },
          paid: { amount: 3920, currency: 'EUR' },
          reference: { kind: 'list', unit: { amount: 4900, currency: 'EUR' } },
        },
        {
          id: '13042971058345319',
          product: '7712550064769',
          title: 'Oak chopping board',
          sku: 'BRD-OAK',
          quantity: 2,
          current: 2,
          method: 'shipping',
          unitPrice: { amount: 3450, currency: 'EUR' },
          paid: { amount: 6900, currency: 'EUR' },
        },
        {
          id: '13042971058378087',
          product: '7712550097537',
          title: 'Gift card',
          variant: '25 €',
          sku: 'GIFT-25',
          quantity: 1,
          current: 1,
          method: 'digital',
          unitPrice: { amount: 2500, currency: 'EUR' },
          paid: { amount: 2500, currency: 'EUR' },
        },
      ],
      totals: {
        subtotal: { amount: 14300, currency: 'EUR' },
        discount: { amount: 980, currency: 'EUR' },
        shipping: { amount: 490, currency: 'EUR' },
        tax: { amount: 1806, currency: 'EUR' },
        taxIncluded: true,
        total: { amount: 13810, currency: 'EUR' },
      },
      contact: { name: 'Zoë Müller', email: 'zoe.mueller@example.com', phone: '+49 30 5550100' },
      customer: '115310627314723954',
      locale: 'de-DE',
      destination: {
        country: 'DE',
        region: 'BE',
        city: 'Berlin',
        postalCode: '10115',
        latitude: 52.532,
        longitude: 13.383,
      },
      expectations: [
        {
          id: 'shipping',
          lines: [
            { id: '13042971058312551', quantity: 1 },
            { id: '13042971058345319', quantity: 2 },
          ],
          method: 'shipping',
          description: 'Standard shipping',
        },
      ],
      fulfilled: false,
      consent: { email: true },
    });
    expect(paid).toMatchObject({ type: 'order.paid' });
    expect(others).toEqual([]);
  });

  it('adds up: subtotal − discount + shipping = total where prices include the tax', () => {
    const { totals } = order('orders/create', fixture('orders-create')).order ?? {};
    expect(totals).toBeDefined();
    if (totals === undefined) return;
    const { subtotal, discount, shipping, total } = totals;
    expect(subtotal.amount - (discount?.amount ?? 0) + (shipping?.amount ?? 0)).toBe(total.amount);
  });

  it('says the same facts when it is told twice, and none of them about the message', () => {
    expect(facts('orders/create', fixture('orders-create'))).toEqual(
      facts('orders/updated', fixture('orders-create')),
    );
  });

  it('reads the promise from the attribute that the shop names, and no other', () => {
    const promise = { attribute: 'delivery_promise' };
    const window = (body: string): unknown =>
      order('orders/create', body, { promise }).order?.expectations[0]?.window;
    const withPromise = (value: unknown): string =>
      changed((payload) => (payload.note_attributes = [{ name: 'delivery_promise', value }]));

    expect(window(fixture('orders-create'))).toEqual({ from: '2026-11-24', until: '2026-11-26' });
    expect(window(withPromise('2026-11-24'))).toEqual({ until: '2026-11-24' });
    for (const value of ['soon', '2026-02-30', '2026-11-26/2026-11-24', '2026-11-24/', null, 20261124]) {
      expect(window(withPromise(value))).toBeUndefined();
    }
    expect(order('orders/create', fixture('orders-create')).order?.expectations[0]?.window).toBeUndefined();
  });

  describe('the reference price', () => {
    const reference = { property: '_compare_at_price', kind: 'previous' } as const;

    it('is the price before the discount where the shop names no other', () => {
      const savings = savingsOf(order('orders/create', fixture('orders-create')).order ?? never());
      expect(savings?.saved).toEqual({ amount: 980, currency: 'EUR' });
      expect(savings?.lines.map(({ kind }) => kind)).toEqual(['list']);
    });

    it('is the shop’s own where it names one', () => {
      const savings = savingsOf(
        order('orders/create', fixture('orders-create'), { reference }).order ?? never(),
      );
      expect(savings?.saved).toEqual({ amount: 1980, currency: 'EUR' });
      expect(savings?.lines).toMatchObject([{ line: '13042971058312551', kind: 'previous' }]);
    });

    it('is missing where the shop’s own is missing or unreadable, whatever the discount', () => {
      for (const value of ['', 'free', '-5', '1e9', '59,00', null]) {
        const body = changed((payload) =>
          setFirstLine(payload, { properties: [{ name: '_compare_at_price', value }] }),
        );
        expect(order('orders/create', body, { reference }).order?.lines[0]?.reference).toBeUndefined();
      }
    });
  });

  describe('money', () => {
    const yen = (amount: string): unknown => ({
      shop_money: { amount: '9.99', currency_code: 'EUR' },
      presentment_money: { amount, currency_code: 'JPY' },
    });
    const inYen = changed((payload) => {
      payload.presentment_currency = 'JPY';
      payload.line_items = [
        {
          id: 1,
          title: 'Apron',
          quantity: 2,
          price: '9.99',
          price_set: yen('1650'),
          discount_allocations: [{ amount: '1.00', amount_set: yen('150.0') }],
        },
      ];
      for (const set of ['total_line_items_price_set', 'total_price_set', 'subtotal_price_set'])
        payload[set] = yen('3150');
      payload.total_tax_set = null;
      payload.total_tax = '1.60';
      payload.total_discounts_set = yen('150');
      payload.total_shipping_price_set = yen('0');
    });

    it('is what the shopper paid in, and every sum in that one currency', () => {
      const { order: contents } = order('orders/create', inYen);
      expect(contents?.currency).toBe('JPY');
      expect(contents?.lines[0]).toMatchObject({ unitPrice: { amount: 1650 }, paid: { amount: 3150 } });
      expect(contents?.totals).toEqual({
        subtotal: { amount: 3150, currency: 'JPY' },
        discount: { amount: 150, currency: 'JPY' },
        shipping: { amount: 0, currency: 'JPY' },
        // Given in the shop's currency only, so it is left out rather than mixed in.
        taxIncluded: true,
        total: { amount: 3150, currency: 'JPY' },
      });
    });

    it('is the shop’s where one amount is missing in the shopper’s', () => {
      const body = changed((payload) => {
        payload.presentment_currency = 'JPY';
        payload.total_price_set = yen('3150');
      });
      const { order: contents } = order('orders/create', body);
      expect(contents?.currency).toBe('EUR');
      expect(new Set(contents?.lines.map(({ paid }) => paid.currency))).toEqual(new Set(['EUR']));
    });

    it.each([
      ['KWD', '1.5', 1500],
      ['KWD', '0.001', 1],
      ['JPY', '500.00', 500],
      ['EUR', '0.1', 10],
      ['EUR', '19.999', 2000],
      ['EUR', '-3.005', -301],
      ['EUR', '90071992547409.91', 9007199254740991],
    ])('%s %s is %i', (currency, amount, minor) => {
      const body = changed((payload) => {
        payload.currency = currency;
        payload.presentment_currency = null;
        payload.line_items = [];
        for (const key of Object.keys(payload)) if (key.endsWith('_set')) payload[key] = null;
        payload.total_price = amount;
        payload.total_discounts = '0';
        payload.subtotal_price = payload.total_line_items_price = payload.total_tax = '0';
      });
      expect(order('orders/create', body).order?.totals.total).toEqual({ amount: minor, currency });
    });

    it.each(['NaN', '1,50', '1e3', '', '0x10', '99999999999999999999'])(
      'of %j makes the message unusable',
      (amount) => {
        const body = changed((payload) => setFirstLine(payload, { price: amount, price_set: null }));
        expect(() => map('orders/create', body)).toThrow(UnusableDeliveryError);
      },
    );
  });

  describe('consent', () => {
    it.each([
      [{ state: 'subscribed' }, false, true],
      [{ state: 'unsubscribed' }, true, false],
      [{ state: 'pending' }, true, false],
      [{ state: null }, true, true],
      [null, true, true],
      [undefined, false, false],
    ])('with the customer’s %j and the order’s %j is %j', (state, accepts, expected) => {
      const body = changed((payload) => {
        payload.customer = { id: 1, email_marketing_consent: state };
        payload.buyer_accepts_marketing = accepts;
      });
      expect(order('orders/create', body).order?.consent.email).toBe(expected);
    });

    it('is unknown where Shopify says nothing', () => {
      const body = changed((payload) => {
        payload.customer = null;
        payload.buyer_accepts_marketing = null;
      });
      expect(order('orders/create', body).order?.consent).toEqual({});
    });
  });

  it('takes a guest without customer, addresses, phone and language', () => {
    const body = changed((payload) => {
      for (const key of ['customer', 'billing_address', 'shipping_address', 'phone', 'customer_locale'])
        payload[key] = null;
    });
    expect(order('orders/create', body).order).toMatchObject({
      contact: { email: 'zoe.mueller@example.com' },
    });
  });

  it('is handed over in the store when it was sold at the till', () => {
    const body = changed((payload) => Object.assign(payload, { source_name: 'pos', shipping_lines: [] }));
    expect(order('orders/create', body).order?.lines.map(({ method }) => method)).toEqual([
      'in_store',
      'in_store',
      'digital',
    ]);
  });

  it.each([
    ['no id', { id: null }],
    ['a list for an id', { id: [1] }],
    ['no number', { name: null, order_number: null }],
    ['no total', { total_price: null, total_price_set: null, presentment_currency: null }],
    ['no currency', { currency: null, presentment_currency: null, total_price_set: null }],
    ['lines that are no list', { line_items: 'none' }],
    ['a line without an id', { line_items: [{ quantity: 1, price: '1.00' }] }],
    ['a quantity that is no number', { line_items: [{ id: 1, quantity: 'two', price: '1.00' }] }],
  ])('is unusable with %s, and says so without repeating anything', (_, change) => {
    const body = changed((payload) => Object.assign(payload, change));
    expect(() => map('orders/create', body)).toThrow(UnusableDeliveryError);
    expect(() => map('orders/create', body)).not.toThrow(/example\.com|Müller/);
  });

  it.each(['[]', 'null', '"text"', '42', '{}', '', '{"id":'])('is unusable as %j', (body) => {
    expect(() => map('orders/create', body)).toThrow(UnusableDeliveryError);
  });
});

describe('the other topics about orders', () => {
  it('orders/paid dates the payment by when Shopify told of it', () => {
    const paid = facts('orders/paid', fixture('orders-paid')).find(({ type }) => type === 'order.paid');
    expect(paid?.occurredAt).toBe(Date.parse('2026-11-20T17:05:30Z'));
  });

  it('orders/cancelled cancels at its own time, with the reason', () => {
    const canceled = facts('orders/cancelled', fixture('orders-cancelled')).find(
      ({ type }) => type === 'order.canceled',
    );
    expect(canceled).toMatchObject({
      occurredAt: Date.parse('2026-11-20T17:59:58Z'),
      data: { reason: 'customer' },
    });
  });

  it('orders/updated carries the same refunds and fulfillments as their own topics', () => {
    const whole = facts('orders/updated', fixture('orders-updated'));
    expect(whole).toEqual(expect.arrayContaining([...facts('refunds/create', fixture('refunds-create'))]));
    expect(whole).toEqual(
      expect.arrayContaining([...facts('fulfillments/update', fixture('fulfillments-update'))]),
    );
  });

  it('orders/fulfilled is fulfilled at the last fulfillment; a digital one needs no parcel number', () => {
    const all = facts('orders/fulfilled', fixture('orders-fulfilled'));
    expect(all.find(({ type }) => type === 'order.fulfilled')?.occurredAt).toBe(
      Date.parse('2026-11-21T08:12:00Z'),
    );
    const digital = all.find(
      ({ type, data }) => type === 'shipment.created' && 'method' in data && data.method === 'digital',
    );
    expect(digital?.data).toMatchObject({ names: { fulfillment: '5004371722371369' } });
  });

  it('an order all of whose pieces came back is returned; one refunded without them is not', () => {
    const refund = (restock: string): string =>
      changed((payload) => {
        payload.line_items = [{ id: 1, title: 'Apron', quantity: 2, price: '9.99' }];
        payload.refunds = [
          {
            id: 9,
            order_id: '820982911946154508',
            processed_at: '2026-12-01T10:00:00Z',
            refund_line_items: [{ line_item_id: 1, quantity: 2, restock_type: restock }],
            transactions: [],
          },
        ];
      });
    const types = (body: string): string[] => facts('orders/updated', body).map(({ type }) => type);
    expect(types(refund('return'))).toContain('order.returned');
    expect(types(refund('no_restock'))).not.toContain('order.returned');
    expect(types(refund('cancel'))).not.toContain('order.returned');
  });
});

describe('fulfillments', () => {
  it('make a parcel with its lines and its link', () => {
    expect(facts('fulfillments/create', fixture('fulfillments-create'))).toMatchObject([
      {
        type: 'shipment.created',
        occurredAt: Date.parse('2026-11-21T08:12:00Z'),
        data: {
          names: { fulfillment: '5004371722338601', carrier: 'DHL', number: '00340434161094000001' },
          lines: [
            { id: '13042971058312551', quantity: 1 },
            { id: '13042971058345319', quantity: 2 },
          ],
          url: 'https://www.dhl.de/track?piececode=00340434161094000001',
          canceled: false,
        },
      },
    ]);
  });

  it('with several numbers make several parcels; a link that is not safe is dropped', () => {
    const [first, second, scan] = facts('fulfillments/update', fixture('fulfillments-update'));
    expect(first?.data).toMatchObject({ names: { number: '00340434161094000001' } });
    expect(second?.data).toMatchObject({ names: { number: '00340434161094000002' } });
    expect(second?.data).toHaveProperty('url', undefined);
    // Shopify has one status for the whole fulfillment.
    expect(scan).toMatchObject({
      type: 'shipment.in_transit',
      data: { names: { fulfillment: '5004371722338601' }, raw: { source: 'shopify', status: 'in_transit' } },
    });
  });

  it.each(['cancelled', 'error', 'failure'])('in the state %s are called off', (status) => {
    const body = fixture('fulfillments-create').replace('"success"', `"${status}"`);
    expect(facts('fulfillments/update', body)[0]?.data).toMatchObject({ canceled: true });
  });

  it('without an order are unusable', () => {
    const body = fixture('fulfillments-create').replace('"order_id": 820982911946154508', '"order_id": null');
    expect(() => map('fulfillments/create', body)).toThrow(/names no order/);
  });
});

describe('fulfillment events', () => {
  it('are scans, with place and expected delivery', () => {
    expect(facts('fulfillment_events/create', fixture('fulfillment-events-create'))).toEqual([
      {
        id: 'shipment.out_for_delivery/5004371722338601/out_for_delivery::29925055',
        type: 'shipment.out_for_delivery',
        occurredAt: Date.parse('2026-11-24T06:55:00Z'),
        source: 'shopify',
        data: {
          names: { fulfillment: '5004371722338601' },
          status: 'out_for_delivery',
          raw: { source: 'shopify', status: 'out_for_delivery', message: 'With the courier' },
          place: 'Berlin, Germany',
          expected: { until: Date.parse('2026-11-24T17:00:00Z') },
        },
      },
    ]);
  });

  it('with a word nobody knows are unknown, and the word is kept', () => {
    const body = fixture('fulfillment-events-create').replace('"out_for_delivery"', '"teleported"');
    expect(facts('fulfillment_events/create', body)).toMatchObject([
      { type: 'shipment.updated', data: { status: 'unknown', raw: { status: 'teleported' } } },
    ]);
  });
});

describe('refunds', () => {
  it('give back money and lines', () => {
    expect(facts('refunds/create', fixture('refunds-create'))).toEqual([
      {
        id: 'payment.refunded/shopify:820982911946154508/890088186047892319',
        type: 'payment.refunded',
        occurredAt: Date.parse('2026-11-25T09:00:01Z'),
        source: 'shopify',
        data: {
          refund: '890088186047892319',
          amount: { amount: 3450, currency: 'EUR' },
          lines: [{ id: '13042971058345319', quantity: 1 }],
        },
      },
    ]);
  });

  it('count only transactions that give money back and did not fail', () => {
    const body = fixture('refunds-create').replace(
      /"transactions": \[[^\]]*\]/,
      () =>
        `"transactions": ${JSON.stringify([
          { kind: 'refund', status: 'success', amount: '10.00', currency: 'EUR' },
          { kind: 'refund', status: 'pending', amount: 5.5, currency: null },
          { kind: 'refund', status: 'failure', amount: '99.00', currency: 'EUR' },
          { kind: 'void', status: 'success', amount: '99.00', currency: 'EUR' },
        ])}`,
    );
    expect(facts('refunds/create', body)[0]?.data).toMatchObject({
      amount: { amount: 1550, currency: 'EUR' },
    });
  });
});

describe('what is not used', () => {
  it.each(['products/update', 'orders/delete', 'customers/redact', 'orders/edited', ''])(
    'topic %j is ignored',
    (topic) => {
      expect(map(topic, '{"id":1}')).toMatchObject({ outcome: 'ignored', reason: anyText });
    },
  );
});

function setFirstLine(payload: Record<string, unknown>, change: object): void {
  const { line_items: items } = payload;
  if (Array.isArray(items)) Object.assign(items[0], change);
}

function never(): never {
  throw new Error('The order has no contents.');
}
