import type { ParcelView } from '../tracking/parcel.schema.ts';
import type { LineView, OrderView } from './order.schema.ts';

/** An order with one line to be shipped, nothing of it packed yet. */
export function sampleOrder(given: Partial<OrderView> = {}): OrderView {
  return {
    state: 'ready',
    role: 'buyer',
    number: '#1001',
    placedAt: '2026-11-20T09:00:00Z',
    locale: 'en',
    timeZone: 'Europe/Berlin',
    lines: [sampleLine()],
    expectations: [],
    parcels: [],
    shop: { name: 'Example', help: {} },
    touchpoints: [],
    actions: [],
    ...given,
  };
}

export function sampleLine(given: Partial<LineView> = {}): LineView {
  return { id: 'lamp', title: 'Lamp', quantity: 1, removed: 0, method: 'shipping', ...given };
}

/** A parcel in transit, of which nothing else is known. */
export function sampleParcel(given: Partial<ParcelView> = {}): ParcelView {
  return {
    id: 'p1',
    status: 'in_transit',
    flags: { delayed: false, actionRequired: false },
    lines: [],
    progress: [],
    history: [],
    ...given,
  };
}
