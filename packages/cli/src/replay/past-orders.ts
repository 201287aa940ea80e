import { type GivenFact, orderKey, type PastOrder, type ShopEventSchemas } from '@post-purchase/core';

import { type OrderEvents, readEventLines, readEvents } from '../order-file/event-lines.ts';
import { externalSort } from '../order-file/external-sort.ts';
import type { Input } from '../order-file/open-input.ts';
import { OrderRow } from '../order-file/order-row.ts';
import { type ReadRowsOptions, readRows } from '../order-file/read-rows.ts';
import type { RefusedLines } from '../order-file/refused.ts';
import { refOf, rowFacts } from '../order-file/row-facts.ts';
import { isWithin, type Period } from './period.ts';

/** Counts what is read, while it is read. */
export interface Reading {
  readonly refused: RefusedLines;
  /** Orders that were read, whenever they were placed. */
  orders: number;
  /** Orders of these that lie outside of the period. */
  outside: number;
}

/** The orders of a CSV file, the first placed first. */
export async function* pastOrdersOfRows(
  input: Input,
  options: ReadRowsOptions,
  period: Period,
  reading: Reading,
): AsyncGenerator<PastOrder> {
  async function* within(): AsyncGenerator<OrderRow> {
    for await (const row of readRows(input, options, reading.refused)) {
      reading.orders += 1;
      if (isWithin(row.placedAt, period)) yield row;
      else reading.outside += 1;
    }
  }
  const rows = externalSort(within(), {
    compare: (a, b) => a.placedAt - b.placedAt,
    write: (row) => JSON.stringify(row),
    read: (line) => OrderRow.parse(JSON.parse(line)),
  });
  for await (const row of rows) yield pastOrderOf(row);
}

function pastOrderOf(row: OrderRow): PastOrder {
  return {
    ref: refOf(row),
    customer: row.customer ?? row.email?.toLowerCase() ?? null,
    facts: rowFacts(row),
  };
}

/** The orders of a file of events, the first placed first; what the file says of an order may stand anywhere in it. */
export async function* pastOrdersOfEvents(
  input: Input,
  events: ShopEventSchemas,
  period: Period,
  reading: Reading,
): AsyncGenerator<PastOrder> {
  const kept = {
    write: ({ ref, facts }: OrderEvents) => JSON.stringify({ order: ref, facts }),
    read: (line: string) => readEvents(line, events),
  };
  async function* within(): AsyncGenerator<OrderEvents> {
    const lines = readEventLines(input, events, reading.refused);
    for await (const order of gathered(externalSort(lines, { compare: byOrder, ...kept }))) {
      reading.orders += 1;
      if (isWithin(startOf(order), period)) yield order;
      else reading.outside += 1;
    }
  }
  const orders = externalSort(within(), { compare: (a, b) => startOf(a) - startOf(b), ...kept });
  for await (const { ref, facts } of orders) yield { ref, customer: customerOf(facts), facts };
}

function byOrder(a: OrderEvents, b: OrderEvents): number {
  const [first, second] = [orderKey(a.ref), orderKey(b.ref)];
  if (first === second) return 0;
  return first < second ? -1 : 1;
}

/** Puts neighbors of one order together. */
async function* gathered(sorted: AsyncIterable<OrderEvents>): AsyncGenerator<OrderEvents> {
  let order:
    { readonly key: string; readonly ref: OrderEvents['ref']; readonly facts: GivenFact[] } | undefined;
  for await (const { ref, facts } of sorted) {
    const key = orderKey(ref);
    if (order?.key === key) {
      order.facts.push(...facts);
      continue;
    }
    if (order !== undefined) yield order;
    order = { key, ref, facts: [...facts] };
  }
  if (order !== undefined) yield order;
}

/** When the order was placed, as it became known; without that when anything became known first. */
export function startOf({ facts }: Pick<PastOrder, 'facts'>): number {
  const placed = facts.find(({ type }) => type === 'order.placed');
  const known = (placed === undefined ? facts : [placed]).map(
    ({ occurredAt, arrivesAt = occurredAt }) => arrivesAt,
  );
  return known.reduce((first, at) => Math.min(first, at), Number.POSITIVE_INFINITY);
}

/** As the newest snapshot says: the source's id of the customer, else the address, else the number. */
function customerOf(facts: readonly GivenFact[]): string | null {
  let newest: Extract<GivenFact, { type: 'order.updated' }> | undefined;
  for (const fact of facts) {
    if (fact.type !== 'order.updated') continue;
    if (newest === undefined || fact.data.updatedAt >= newest.data.updatedAt) newest = fact;
  }
  if (newest === undefined) return null;
  const { customer, contact } = newest.data;
  return customer ?? contact.email?.trim().toLowerCase() ?? contact.phone ?? null;
}
