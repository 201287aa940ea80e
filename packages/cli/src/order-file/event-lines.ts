import {
  FactError,
  type GivenFact,
  orderKey,
  orderPlacedId,
  type OrderRef,
  parseGivenFact,
  ShopEventError,
  type ShopEventSchemas,
} from '@post-purchase/core';
import * as z from 'zod/mini';

import { InputError } from '../command/input-error.ts';
import { readTime, startOf } from '../time/read-time.ts';
import { linesOf } from './lines.ts';
import type { Input } from './open-input.ts';
import { RefusedError, type RefusedLines } from './refused.ts';

/** What one line says. */
export interface OrderEvents {
  readonly ref: OrderRef;
  readonly facts: readonly GivenFact[];
}

/**
 * The events of a file of JSON lines, in the order of the file: `{ "order": { "source", "id" }, "facts": [ … ] }`, or one fact a line, with its order:
 * `{ "order": { … }, "id", "type", "occurredAt", "source", "data" }`. Instants are epoch milliseconds or RFC 3339. What follows from other facts
 * (`order.delivered`) is left out: it follows anew.
 *
 * A line that cannot be used is refused as a whole and leaves the others alone.
 *
 * @throws {InputError} when the file cannot be read, or an event of the shop's own is declared wrongly
 */
export async function* readEventLines(
  input: Input,
  events: ShopEventSchemas,
  refused: RefusedLines,
): AsyncGenerator<OrderEvents> {
  let line = 0;
  for await (const text of linesOf(input.name, input.text)) {
    line += 1;
    if (text.trim() === '') continue;
    try {
      yield readEvents(text, events);
    } catch (error) {
      if (!(error instanceof RefusedError)) throw error;
      refused.add(line, error.message);
    }
  }
}

/**
 * Reads one line, see `readEventLines`.
 *
 * @throws {RefusedError} when it cannot be used
 */
export function readEvents(text: string, events: ShopEventSchemas): OrderEvents {
  const head = Head.safeParse(json(text));
  if (!head.success)
    throw new RefusedError('has no order, written like { "source": "shopify", "id": "1001" }');
  const { order, facts, ...fact } = head.data;
  const read = (facts ?? [fact]).flatMap((given, index) =>
    readFact(given, facts === undefined ? '' : `facts.${index}.`, events),
  );
  const alien = read.find(({ id, type }) => type === 'order.placed' && id !== orderPlacedId(order));
  if (alien !== undefined)
    throw new RefusedError(`'${alien.id}' is about another order than ${orderKey(order)}`);
  return { ref: order, facts: read };
}

const IdText = z.string().check(z.minLength(1), z.maxLength(255), z.regex(/^\P{Surrogate}*$/u));

const Head = z.looseObject({
  order: z.object({ source: IdText, id: IdText }),
  facts: z.optional(z.array(z.unknown())),
});

const Times = z.looseObject({ occurredAt: z.optional(z.unknown()), arrivesAt: z.optional(z.unknown()) });

function json(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new RefusedError('is no JSON');
  }
}

function readFact(input: unknown, path: string, events: ShopEventSchemas): readonly GivenFact[] {
  const times = Times.safeParse(input);
  const fact = times.success ? { ...times.data, ...instants(times.data, path) } : input;
  try {
    return [parseGivenFact(fact, { events })];
  } catch (error) {
    if (error instanceof ShopEventError) throw new InputError('file_invalid', error.message);
    if (!(error instanceof FactError)) throw error;
    if (error.code === 'fact_type_derived') return [];
    throw new RefusedError(`${path}${error.message}`);
  }
}

function instants(given: z.infer<typeof Times>, path: string): Record<string, number> {
  const read: Record<string, number> = {};
  for (const member of ['occurredAt', 'arrivesAt'] as const) {
    const text = given[member];
    if (typeof text !== 'string') continue;
    const time = readTime(text, 'UTC');
    if (time?.kind !== 'instant') {
      throw new RefusedError(`${path}${member}: '${text}' is no instant, written like 2026-11-24T10:00:00Z`);
    }
    read[member] = startOf(time, 'UTC');
  }
  return read;
}
