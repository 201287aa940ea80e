import fc from 'fast-check';

import type { ParcelNames, ScanData, ShipmentData } from '../fact/fact.schema.ts';
import type { GivenFact } from '../fact/fact.ts';
import {
  orderCanceledId,
  orderOpenedId,
  orderReturnedId,
  refundId,
  scanId,
  shipmentId,
} from '../fact/fact-id.ts';
import { scanType } from '../tracking/scan-type.ts';
import { SAMPLE_ORDER, sampleOrder } from './sample-order.ts';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
const T0 = Date.parse('2026-10-20T09:00:00Z');

/** A fact and when it becomes known, once or more often. */
export interface Arrival {
  readonly fact: GivenFact;
  readonly at: readonly number[];
}

const minutes = (days: number) =>
  fc.integer({ min: 0, max: Math.round(days * 24 * 60) }).map((minute) => T0 + minute * MINUTE);

/** Mostly at once, sometimes days later, sometimes twice. */
const delays = fc.array(
  fc.oneof({ weight: 3, arbitrary: fc.constant(0) }, fc.integer({ min: 0, max: 2 * DAY })),
  {
    minLength: 1,
    maxLength: 2,
  },
);

function arriving(facts: fc.Arbitrary<readonly GivenFact[]>): fc.Arbitrary<readonly Arrival[]> {
  return fc.tuple(facts, fc.array(delays, { minLength: 4, maxLength: 4 })).map(([list, late]) =>
    list.map((fact, index) => ({
      fact,
      at: (late[index % late.length] ?? [0]).map((delay) => fact.occurredAt + delay),
    })),
  );
}

const scanStatus = fc.constantFrom<(readonly [ScanData['status'], string?])[]>(
  ['in_transit'],
  ['out_for_delivery'],
  ['available_for_pickup'],
  ['exception', 'damaged'],
  ['exception', 'weather'],
  ['delivered'],
  ['delivered'],
  ['returned'],
);

/** One parcel as the shop (by fulfillment) and a carrier (by number) report it, in part the same scans. */
function parcelArrivals(index: number): fc.Arbitrary<readonly Arrival[]> {
  const byShop: ParcelNames = { fulfillment: `f${index}`, carrier: 'UPS', number: `1z 00${index}` };
  const byCarrier: ParcelNames = { carrier: 'ups', number: `1Z00${index}` };
  const shipment = fc
    .record({ at: minutes(2), numbered: fc.boolean(), promised: fc.option(minutes(6), { nil: undefined }) })
    .map(({ at, numbered, promised }): readonly GivenFact[] => {
      const data: ShipmentData = {
        names: numbered ? byShop : { fulfillment: `f${index}` },
        lines: [{ id: 'mug', quantity: 1 }],
        ...(promised === undefined ? {} : { promised: { until: promised } }),
        updatedAt: at,
      };
      const later = { ...data, names: byShop, updatedAt: at + MINUTE };
      return [shipmentFact(data), shipmentFact(later)];
    });
  const scan = fc
    .record({
      at: minutes(15),
      status: scanStatus,
      delayed: fc.boolean(),
      by: fc.constantFrom('shop', 'carrier', 'both'),
    })
    .map(({ at, status: [status, reason], delayed, by }): readonly GivenFact[] => {
      const told = { status, ...(reason === undefined ? {} : { reason }), delayed };
      return [
        ...(by === 'carrier'
          ? []
          : [scanFact('shop', { names: byShop, ...told, raw: { source: 'shop' } }, at)]),
        ...(by === 'shop'
          ? []
          : [scanFact('carrier', { names: byCarrier, ...told, raw: { source: 'carrier' } }, at + 7_000)]),
      ];
    });
  return fc
    .tuple(arriving(shipment), fc.array(arriving(scan), { maxLength: 6 }))
    .map(([shipments, scans]) => [...shipments, ...scans.flat()]);
}

function shipmentFact(data: ShipmentData): GivenFact {
  return { id: shipmentId(data), type: 'shipment.created', occurredAt: data.updatedAt, source: 'shop', data };
}

function scanFact(source: string, data: ScanData, at: number): GivenFact {
  const type = scanType(data.status);
  return { id: scanId(type, data, at), type, occurredAt: at, source, data };
}

const rare = <Value>(value: fc.Arbitrary<Value>) =>
  fc.oneof({ weight: 3, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary: value });

const orderArrivals = fc
  .record({
    consent: fc.option(fc.boolean(), { nil: undefined }),
    canceledAt: rare(minutes(15)),
    returnedAt: rare(minutes(15)),
    refundedAt: rare(minutes(15)),
    openedAt: rare(minutes(15)),
  })
  .map(({ consent, canceledAt, returnedAt, refundedAt, openedAt }): readonly GivenFact[] => {
    const told = { source: 'shop' };
    const [placed, snapshot] = sampleOrder({ placedAt: T0, ...(consent === undefined ? {} : { consent }) });
    return [
      ...(placed === undefined || snapshot === undefined ? [] : [placed, snapshot]),
      ...(canceledAt === undefined
        ? []
        : [
            {
              ...told,
              id: orderCanceledId(SAMPLE_ORDER),
              type: 'order.canceled' as const,
              occurredAt: canceledAt,
              data: {},
            },
          ]),
      ...(returnedAt === undefined
        ? []
        : [
            {
              ...told,
              id: orderReturnedId(SAMPLE_ORDER),
              type: 'order.returned' as const,
              occurredAt: returnedAt,
              data: {},
            },
          ]),
      ...(refundedAt === undefined
        ? []
        : [
            {
              ...told,
              id: refundId(SAMPLE_ORDER, 'r'),
              type: 'payment.refunded' as const,
              occurredAt: refundedAt,
              data: { refund: 'r', lines: [{ id: 'mug', quantity: 1 }] },
            },
          ]),
      ...(openedAt === undefined
        ? []
        : [
            {
              ...told,
              id: orderOpenedId(SAMPLE_ORDER, 'v'),
              type: 'order.opened' as const,
              occurredAt: openedAt,
              data: { timeZone: 'America/New_York' },
            },
          ]),
    ];
  });

const arrivals = fc
  .tuple(
    arriving(orderArrivals),
    fc.oneof(fc.constant([]), parcelArrivals(1)),
    fc.oneof(fc.constant([]), parcelArrivals(2)),
  )
  .map(([order, one, two]): readonly Arrival[] => [...order, ...one, ...two]);

/** What happens to an order, and when and how often it becomes known. */
export const orderStory = fc.record({
  arrivals,
  /** What people, carriers of mail and chance do, one draw after the other. */
  draws: fc.array(fc.nat(99), { minLength: 20, maxLength: 20 }),
  until: fc.oneof(minutes(0.01), minutes(3), minutes(12), minutes(30)),
});
