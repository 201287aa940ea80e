import { OrderResponse, TRACKING_STATUSES } from '@post-purchase/contract';
import { firstOrder, SAMPLE_ORDER, sampleOrder, sampleScan } from '@post-purchase/core';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { SHOP } from '../testing/backend.ts';
import { createTokens } from '../tokens/tokens.ts';
import { projectOrder } from './project.ts';
import { shipment, storeOrder } from './store-order.testing.ts';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
const PLACED = Date.UTC(2026, 10, 21, 9, 30);
const { shopperKey } = createTokens({ secret: 'x'.repeat(32), now: () => PLACED });

describe('whatever became known of an order', () => {
  const text = fc.oneof(
    fc.string({ maxLength: 300 }),
    fc.constantFrom('mug', 'vase', '', '\u202e', '<img src=x onerror=1>'),
  );
  const money = fc.record({
    amount: fc.integer({ min: -1_000_000, max: 100_000_000 }),
    currency: fc.constantFrom('EUR', 'JPY', 'KWD'),
  });
  const eur = fc.integer({ min: 0, max: 1_000_000 }).map((amount) => ({ amount, currency: 'EUR' }));
  const at = fc.integer({ min: 0, max: 60 * 24 * 14 }).map((minutes) => PLACED + minutes * MINUTE);
  const day = fc
    .integer({ min: 0, max: 40 })
    .map((days) => new Date(PLACED + days * DAY).toISOString().slice(0, 10));
  const moment = fc.oneof(at, day);
  const window = fc.record({ from: moment, until: moment }, { requiredKeys: ['until'] });
  const quantities = fc.array(
    fc.record({
      id: fc.constantFrom('mug', 'vase', 'x'.repeat(300)),
      quantity: fc.integer({ min: 1, max: 3 }),
    }),
    { maxLength: 3 },
  );
  const method = fc.constantFrom(
    'shipping' as const,
    'pickup' as const,
    'digital' as const,
    'in_store' as const,
  );
  const line = fc.record(
    {
      id: text,
      title: text,
      variant: text,
      quantity: fc.integer({ min: 1, max: 5 }),
      current: fc.integer({ min: 0, max: 5 }),
      method,
      unitPrice: eur,
      paid: eur,
      reference: fc.record({ kind: fc.constantFrom('list' as const, 'previous' as const), unit: money }),
      image: text,
      url: fc.oneof(text, fc.webUrl()),
    },
    { requiredKeys: ['id', 'title', 'quantity', 'method', 'unitPrice', 'paid'] },
  );
  const contents = fc.record(
    {
      number: text,
      lines: fc.uniqueArray(line, { selector: ({ id }) => id, maxLength: 4 }),
      locale: fc.oneof(text, fc.constantFrom('de', 'en-GB', 'ar')),
      timeZone: fc.oneof(text, fc.constantFrom('Asia/Kolkata', 'UTC')),
      contact: fc.record({ email: text, name: text }, { requiredKeys: [] }),
      expectations: fc.array(
        fc.record(
          { id: text, lines: quantities, method, window, description: text },
          { requiredKeys: ['id', 'lines', 'method'] },
        ),
        { maxLength: 2 },
      ),
    },
    { requiredKeys: [] },
  );
  const shipments = fc
    .record(
      {
        at,
        lines: quantities,
        url: text,
        promised: window,
        expected: window,
        number: fc.constantFrom('1Z999AA10123456784', 'B2', 'C'.repeat(300)),
      },
      { requiredKeys: ['at'] },
    )
    .map(shipment);
  const scan = fc
    .record(
      {
        at,
        status: fc.constantFrom(...TRACKING_STATUSES),
        reason: fc.constantFrom('damaged', 'lost', 'address', 'constructor', ''),
        delayed: fc.boolean(),
        number: fc.constantFrom('1Z999AA10123456784', 'B2'),
      },
      { requiredKeys: ['at', 'status'] },
    )
    .map(({ status, ...options }) => sampleScan(status, options));

  it("the view has the contract's shape, and a recipient's has no money", () => {
    fc.assert(
      fc.property(
        contents,
        fc.array(fc.oneof(shipments, scan), { maxLength: 8 }),
        at,
        (snapshot, facts, now) => {
          const order = storeOrder(SAMPLE_ORDER, firstOrder, [
            { now: PLACED, facts: sampleOrder({ placedAt: PLACED, contents: snapshot }) },
            { now: Math.max(now, PLACED), facts },
          ]);
          for (const role of ['buyer', 'recipient'] as const) {
            const view = projectOrder(order, { shop: SHOP, role, shopperKey });
            expect(OrderResponse.safeParse(view).error).toBeUndefined();
            if (role === 'recipient') expect(hasMoney(view)).toBe(false);
          }
        },
      ),
      { numRuns: 1_000 },
    );
  });
});

function hasMoney(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return Object.hasOwn(value, 'currency') || Object.values(value).some(hasMoney);
}
