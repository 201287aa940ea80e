import type { TrackingStatus } from '@post-purchase/contract';

import { contentHash } from '../fact/content-hash.ts';
import type {
  MomentWindow,
  OrderSnapshot,
  ParcelNames,
  ScanData,
  ShipmentData,
} from '../fact/fact.schema.ts';
import type { GivenFact } from '../fact/fact.ts';
import { orderPlacedId, orderUpdatedId, scanId, shipmentId } from '../fact/fact-id.ts';
import type { OrderRef } from '../order/order-facts.ts';
import { scanType } from '../tracking/scan-type.ts';

/** The order of all samples: the one that `simulate` assumes, too. */
export const SAMPLE_ORDER: OrderRef = { source: 'sample', id: '1001' };

const SAMPLE_NUMBER = '1Z999AA10123456784';

export interface SampleOrderOptions {
  /** Epoch milliseconds. */
  readonly placedAt: number;
  /** Default: {@link SAMPLE_ORDER}. */
  readonly ref?: OrderRef;
  /** Whether the box for marketing mail was ticked; default: there was none. */
  readonly consent?: boolean;
  /** Default: an address at example.com; null: none was given. */
  readonly email?: string | null;
  /** IANA zone that the order names; default: none. */
  readonly timeZone?: string;
  /** What the order says differently. */
  readonly contents?: Partial<OrderSnapshot>;
}

/**
 * The facts of an invented order, for trying a journey out: two mugs, 24.00 EUR each instead of 32.00 EUR, to
 * be shipped. One parcel of it: {@link sampleShipment}, {@link sampleScan}.
 */
export function sampleOrder(options: SampleOrderOptions): readonly GivenFact[] {
  const { placedAt, ref = SAMPLE_ORDER, email = 'shopper@example.com' } = options;
  const eur = (amount: number) => ({ amount, currency: 'EUR' });
  const snapshot: OrderSnapshot = {
    updatedAt: placedAt,
    number: '#1001',
    currency: 'EUR',
    lines: [
      {
        id: 'mug',
        title: 'Mug',
        quantity: 2,
        method: 'shipping',
        unitPrice: eur(2_400),
        paid: eur(4_800),
        reference: { kind: 'list', unit: eur(3_200) },
      },
    ],
    totals: { subtotal: eur(4_800), shipping: eur(490), taxIncluded: true, total: eur(5_290) },
    contact: { name: 'Sample Shopper', ...(email === null ? {} : { email }) },
    expectations: [],
    fulfilled: false,
    consent: options.consent === undefined ? {} : { email: options.consent },
    ...(options.timeZone === undefined ? {} : { timeZone: options.timeZone }),
    ...options.contents,
  };
  return [
    {
      id: orderPlacedId(ref),
      type: 'order.placed',
      occurredAt: placedAt,
      source: ref.source,
      data: { number: snapshot.number },
    },
    {
      id: orderUpdatedId(ref, snapshot.updatedAt, contentHash(snapshot)),
      type: 'order.updated',
      occurredAt: snapshot.updatedAt,
      source: ref.source,
      data: snapshot,
    },
  ];
}

export interface SampleShipmentOptions {
  /** When the label was printed, epoch milliseconds. */
  readonly at: number;
  /** Tracking number; give one per parcel when there are several. */
  readonly number?: string;
  readonly promised?: MomentWindow;
  /** Default: both mugs. */
  readonly lines?: ShipmentData['lines'];
}

/** The shop tells that a parcel exists, with the tracking number that its scans will name. */
export function sampleShipment({
  at,
  number = SAMPLE_NUMBER,
  promised,
  lines,
}: SampleShipmentOptions): GivenFact {
  const data: ShipmentData = {
    names: { fulfillment: `fulfillment-${number}`, ...namesOf(number) },
    lines: lines ?? [{ id: 'mug', quantity: 2 }],
    ...(promised === undefined ? {} : { promised }),
    updatedAt: at,
  };
  return { id: shipmentId(data), type: 'shipment.created', occurredAt: at, source: 'sample', data };
}

export interface SampleScanOptions {
  /** Epoch milliseconds. */
  readonly at: number;
  /** Which parcel; see {@link SampleShipmentOptions}. */
  readonly number?: string;
  readonly reason?: string;
  readonly delayed?: boolean;
  /** Who reports it; two sources that report one scan make one fact. */
  readonly source?: string;
}

/** A carrier's scan of a parcel. */
export function sampleScan(status: TrackingStatus, options: SampleScanOptions): GivenFact {
  const { at, number = SAMPLE_NUMBER, reason, delayed, source = 'carrier' } = options;
  const data: ScanData = {
    names: namesOf(number),
    status,
    ...(reason === undefined ? {} : { reason }),
    ...(delayed === undefined ? {} : { delayed }),
    raw: { source, status },
  };
  const type = scanType(status);
  return { id: scanId(type, data, at), type, occurredAt: at, source, data };
}

const namesOf = (number: string): ParcelNames => ({ carrier: 'ups', number });
