import type { TrackingStatus } from '@post-purchase/contract';

import { contentHash } from '../fact/content-hash.ts';
import type { Line, OrderSnapshot, ParcelNames, ScanData, ShipmentData } from '../fact/fact.schema.ts';
import {
  orderCanceledId,
  orderFulfilledId,
  orderOpenedId,
  orderPlacedId,
  orderUpdatedId,
  refundId,
  scanId,
  shipmentId,
} from '../fact/fact-id.ts';
import type { FactOf, GivenFact } from '../fact/fact.ts';
import { scanType } from '../tracking/scan-type.ts';
import { addFacts } from './add-facts.ts';
import type { OrderFacts, OrderRef } from './order-facts.ts';

/* Facts of one order for the tests of this package: what is not given is unremarkable. */

export const REF: OrderRef = { source: 'shop', id: '820982911946154508' };

/** Tuesday, 2026-11-24, 09:00 UTC. */
export const T0 = Date.UTC(2026, 10, 24, 9);
export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

export const eur = (amount: number) => ({ amount, currency: 'EUR' });

export function line(overrides: Partial<Line> = {}): Line {
  return {
    id: 'mug',
    title: 'Mug',
    quantity: 2,
    method: 'shipping',
    unitPrice: eur(1_200),
    paid: eur(2_400),
    ...overrides,
  };
}

export function snapshot(overrides: Partial<OrderSnapshot> = {}): FactOf<'order.updated'> {
  const data: OrderSnapshot = {
    updatedAt: T0,
    number: '#1001',
    currency: 'EUR',
    lines: [line()],
    totals: { subtotal: eur(2_400), taxIncluded: true, total: eur(2_400) },
    contact: { email: 'jane@example.com' },
    expectations: [],
    fulfilled: false,
    consent: {},
    ...overrides,
  };
  const id = orderUpdatedId(REF, data.updatedAt, contentHash(data));
  return { id, type: 'order.updated', occurredAt: data.updatedAt, source: 'shop', data };
}

export const placed: GivenFact = {
  id: orderPlacedId(REF),
  type: 'order.placed',
  occurredAt: T0,
  source: 'shop',
  data: { number: '#1001' },
};

export function canceled(at: number): GivenFact {
  return { id: orderCanceledId(REF), type: 'order.canceled', occurredAt: at, source: 'shop', data: {} };
}

export function fulfilled(at: number): GivenFact {
  return { id: orderFulfilledId(REF), type: 'order.fulfilled', occurredAt: at, source: 'shop', data: {} };
}

export function refund(
  id: string,
  lines: readonly { id: string; quantity: number }[],
  at = T0 + DAY,
): GivenFact {
  return {
    id: refundId(REF, id),
    type: 'payment.refunded',
    occurredAt: at,
    source: 'shop',
    data: { refund: id, lines: [...lines] },
  };
}

export function opened(interaction: string, at: number, timeZone?: string): GivenFact {
  return {
    id: orderOpenedId(REF, interaction),
    type: 'order.opened',
    occurredAt: at,
    source: 'widget',
    data: { timeZone },
  };
}

export function shipment(
  names: ParcelNames,
  overrides: Partial<Omit<ShipmentData, 'names'>> & { readonly at?: number } = {},
): FactOf<'shipment.created'> {
  const { at = T0 + HOUR, ...rest } = overrides;
  const data: ShipmentData = { names, updatedAt: at, ...rest };
  return { id: shipmentId(data), type: 'shipment.created', occurredAt: at, source: 'shop', data };
}

export function scan(
  names: ParcelNames,
  status: TrackingStatus,
  at: number,
  overrides: Partial<ScanData> & { readonly source?: string } = {},
): GivenFact {
  const { source = 'carrier', ...rest } = overrides;
  const data: ScanData = { names, status, raw: { source, status }, ...rest };
  const type = scanType(status);
  return { id: scanId(type, data, at), type, occurredAt: at, source, data };
}

export function fold(...facts: readonly GivenFact[]): OrderFacts {
  return addFacts(null, REF, facts);
}

/** The state as a database gives it back. */
export function stored(state: OrderFacts): OrderFacts {
  const read: unknown = JSON.parse(JSON.stringify(state));
  if (!isState(read)) throw new TypeError('A state is an object with a schema.');
  return read;
}

function isState(read: unknown): read is OrderFacts {
  return typeof read === 'object' && read !== null && 'schema' in read;
}
