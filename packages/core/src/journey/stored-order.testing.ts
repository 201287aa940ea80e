import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

import type { Fact } from '../fact/fact.ts';
import type { OrderFacts, OrderRef } from '../order/order-facts.ts';
import type { CustomerContext } from './context.ts';
import type { Channel } from './journey.ts';

/** What a release stored of an order on a journey; see `fixtures/README.md`. */
export interface StoredOrder {
  readonly what: string;
  readonly now: number;
  readonly order: OrderRef;
  readonly facts: readonly Fact[];
  readonly context: {
    readonly shopTimeZone: string;
    readonly channels: readonly Channel[];
    readonly customer: Partial<CustomerContext>;
  };
  readonly definition: unknown;
  readonly state: OrderFacts;
  readonly instance: unknown;
  readonly attempts: Readonly<Record<string, number>>;
}

const FIXTURES = new URL('../../fixtures/', import.meta.url);

/** Schema numbers of which there are fixtures. */
export function storedSchemas(): readonly number[] {
  return readdirSync(FIXTURES)
    .flatMap((name) => /^schema-(\d+)$/.exec(name)?.[1] ?? [])
    .map(Number);
}

/** By file name, what was stored with a schema number. */
export function storedOrders(schema: number): readonly (readonly [name: string, stored: StoredOrder])[] {
  const folder = new URL(`schema-${schema}/`, FIXTURES);
  return readdirSync(folder).map((name) => {
    const stored: unknown = JSON.parse(readFileSync(fileURLToPath(new URL(name, folder)), 'utf8'));
    if (!isStoredOrder(stored)) throw new Error(`${name} is no fixture`);
    return [name, stored];
  });
}

function isStoredOrder(json: unknown): json is StoredOrder {
  return (
    typeof json === 'object' && json !== null && 'what' in json && 'instance' in json && 'attempts' in json
  );
}
