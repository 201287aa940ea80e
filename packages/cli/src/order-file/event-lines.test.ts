import { SAMPLE_ORDER, sampleOrder } from '@post-purchase/core';
import { describe, expect, it } from 'vitest';
import * as z from 'zod/mini';

import { readEventLines } from './event-lines.ts';
import { inPieces, listOf } from './pieces.testing.ts';
import { RefusedLines } from './refused.ts';

const events = { 'warranty.registered': z.object({ serial: z.string() }) };

async function read(...lines: readonly unknown[]) {
  const refused = new RefusedLines();
  const text = lines.map((line) => (typeof line === 'string' ? line : JSON.stringify(line))).join('\r\n');
  const input = { name: 'events.jsonl', size: 0, bytesRead: () => 0, text: inPieces(text, 100) };
  return { orders: await listOf(readEventLines(input, events, refused)), refused: refused.first };
}

const order = SAMPLE_ORDER;
const placedAt = Date.parse('2026-11-02T09:00:00Z');
const facts = sampleOrder({ placedAt });
const [placed] = facts;

describe('readEventLines', () => {
  it('reads the facts of an order, and one fact with its order', async () => {
    const { orders, refused } = await read({ order, facts }, '', { order, ...placed });
    expect(refused).toEqual([]);
    expect(orders).toEqual([
      { ref: order, facts },
      { ref: order, facts: [placed] },
    ]);
  });

  it('reads instants as RFC 3339, with any offset', async () => {
    const { orders } = await read({
      order,
      ...placed,
      occurredAt: '2026-11-02T10:00:00+01:00',
      arrivesAt: '2026-11-02T09:00:30.5Z',
    });
    expect(orders).toMatchObject([{ facts: [{ occurredAt: placedAt, arrivesAt: placedAt + 30_500 }] }]);
  });

  it('leaves out what follows from other facts', async () => {
    const derived = {
      id: 'order.delivered/sample:1001',
      type: 'order.delivered',
      occurredAt: 1,
      source: 'derived',
      data: {},
    };
    const { orders, refused } = await read({ order, facts: [...facts, derived] });
    expect(refused).toEqual([]);
    expect(orders).toEqual([{ ref: order, facts }]);
  });

  it("reads the shop's own events by their schemas", async () => {
    const registered = {
      id: 'warranty.registered/7',
      type: 'warranty.registered',
      occurredAt: placedAt,
      source: 'shop',
      data: { serial: 'A7' },
    };
    const { orders, refused } = await read(
      { order, ...registered },
      { order, ...registered, data: {} },
      { order, ...registered, id: 'gift.opened/1', type: 'gift.opened' },
    );
    expect(orders).toMatchObject([{ facts: [registered] }]);
    expect(refused.map(({ line }) => line)).toEqual([2, 3]);
    expect(refused[0]?.reason).toMatch(/^data\.serial: /);
    expect(refused[1]?.reason).toContain('gift.opened');
  });

  it.each([
    ['{', 'is no JSON'],
    ['[]', 'has no order, written like { "source": "shopify", "id": "1001" }'],
    [
      { order: { source: '', id: '1' }, facts: [] },
      'has no order, written like { "source": "shopify", "id": "1001" }',
    ],
    [{ order }, 'A fact is an object with a type.'],
    [
      { order: { source: 'shop', id: '7' }, ...placed },
      "'order.placed/sample:1001' is about another order than shop:7",
    ],
    [{ order, facts: [placed, 7] }, 'facts.1.A fact is an object with a type.'],
    [
      { order, ...placed, occurredAt: '2 November 2026' },
      "occurredAt: '2 November 2026' is no instant, written like 2026-11-24T10:00:00Z",
    ],
    [
      { order, ...placed, occurredAt: '2026-11-02' },
      "occurredAt: '2026-11-02' is no instant, written like 2026-11-24T10:00:00Z",
    ],
  ])('refuses %j as a whole, and no other line', async (line, reason) => {
    const { orders, refused } = await read({ order, facts }, line, { order, facts: [placed] });
    expect(orders.map((one) => one.facts.length)).toEqual([2, 1]);
    expect(refused).toEqual([{ line: 2, reason }]);
  });
});
