import { type GivenFact, orderKey, type OrderRef, type ShopEventSchemas } from '@post-purchase/core';

import { InputError } from '../command/input-error.ts';
import { readEventLines } from './event-lines.ts';
import { openInput } from './open-input.ts';
import { RefusedLines } from './refused.ts';

/** Everything a file of events says of one order. */
export interface EventsOfOrder {
  readonly ref: OrderRef;
  readonly facts: readonly GivenFact[];
}

/**
 * The events of the one order that is meant: the only one of the file, or `source:id`. Here a line that cannot be used ends it all: without it the
 * order would be another one.
 *
 * @throws {InputError} when the file cannot be read, a line of it cannot be used, or the order is not there or not told
 */
export async function readEventsOfOrder(
  path: string,
  order: string | undefined,
  events: ShopEventSchemas,
): Promise<EventsOfOrder> {
  const orders = new Map<string, { readonly ref: OrderRef; readonly facts: GivenFact[] }>();
  const refused = new RefusedLines();
  const input = await openInput(path);
  for await (const { ref, facts } of readEventLines(input, events, refused)) {
    const key = orderKey(ref);
    const known = orders.get(key);
    if (known === undefined) orders.set(key, { ref, facts: [...facts] });
    else known.facts.push(...facts);
  }
  const [first] = refused.first;
  if (first !== undefined) {
    const others = refused.count === 1 ? '' : ` So are ${refused.count - 1} more.`;
    throw new InputError(
      'file_invalid',
      `Line ${first.line} of ${input.name} cannot be used: ${first.reason}.${others}`,
    );
  }
  return pick(input.name, [...orders.values()], order);
}

function pick(name: string, orders: readonly EventsOfOrder[], order: string | undefined): EventsOfOrder {
  if (orders.length === 0) throw new InputError('file_invalid', `There are no events in ${name}.`);
  const meant = order === undefined ? orders : orders.filter(({ ref }) => nameOf(ref) === order);
  const [only, ...others] = meant;
  if (only !== undefined && others.length === 0) return only;
  throw new InputError(
    'order_ambiguous',
    order === undefined ? `Which order of ${name} is meant?` : `There is no order '${order}' in ${name}.`,
    `It has ${listed(orders)}. Pick one with --order <source>:<id>.`,
  );
}

const SHOWN = 5;

function listed(orders: readonly EventsOfOrder[]): string {
  const names = orders.slice(0, SHOWN).map(({ ref }) => nameOf(ref));
  const more = orders.length - names.length;
  return new Intl.ListFormat('en').format(more === 0 ? names : [...names, `${more} more`]);
}

function nameOf({ source, id }: OrderRef): string {
  return `${source}:${id}`;
}
