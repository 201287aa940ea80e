import type {
  Actor,
  FulfillmentMethod,
  LineQuantity,
  Money,
  Scale,
  TrackingStatus,
} from '@post-purchase/contract';

import type {
  Contact,
  Destination,
  Expectation,
  Line,
  MomentWindow,
  RawStatus,
  Totals,
} from '../fact/fact.schema.ts';
import type { Fact } from '../fact/fact.ts';
import type { FactType } from '../fact/fact-types.ts';

/** Which order: the source's name and the source's primary id, as text. */
export interface OrderRef {
  readonly source: string;
  readonly id: string;
}

/** Where the recipient's zone comes from, best first. */
export const ZONE_ORIGINS = ['order', 'browser', 'coordinates', 'country', 'shop'] as const;
export type ZoneOrigin = (typeof ZONE_ORIGINS)[number];

/** The recipient's IANA zone and how we know it; null until the order itself has arrived. */
export interface RecipientZone {
  readonly zone: string;
  readonly from: ZoneOrigin;
}

/**
 * One scan of a parcel. Reports of several sources that agree in status, reason and minute are one scan: `id`, `at` and `raw` are those
 * of the earliest report, and what it leaves out is taken from the others.
 */
export interface Scan {
  readonly id: string;
  readonly type: FactType;
  readonly at: number;
  readonly approximate?: boolean;
  readonly status: TrackingStatus;
  readonly reason?: string;
  readonly delayed: boolean;
  readonly actionBy?: Actor;
  readonly place?: string;
  readonly raw: RawStatus;
}

/** What the shop sent off as one (UCP's fulfillment): some lines, in one parcel, several or none. */
export interface Fulfillment {
  /** The source's id; of a shipment without one, the parcel's. */
  readonly id: string;
  readonly createdAt: number;
  readonly method?: FulfillmentMethod;
  /** Undefined when the source does not say. */
  readonly lines?: readonly LineQuantity[];
  readonly canceled: boolean;
  /** Ids of its parcels: several if it has several tracking numbers, none if it is digital or was handed over in the store. */
  readonly parcels: readonly string[];
}

/** What was expected of a parcel for a while. */
export interface Eta {
  readonly expected: MomentWindow;
  /** When it was told first. */
  readonly toldAt: number;
  /** When it was told last, before anything else was. */
  readonly confirmedAt: number;
}

/** One package, put together from everything that any source reported of it. */
export interface Parcel {
  readonly id: string;
  /** Every other name it was reported under. */
  readonly aliases: readonly string[];
  readonly carrier?: string;
  readonly number?: string;
  readonly url?: string;
  /** How it reaches the shopper, where the source says. */
  readonly method?: FulfillmentMethod;
  /** Ids of the fulfillments it carries: mostly one, none when only a carrier told of it. */
  readonly fulfillments: readonly string[];
  /** What is in it; undefined when no source says, or only what several parcels of one fulfillment hold together. */
  readonly lines?: readonly LineQuantity[];
  /** The earliest thing known of it. */
  readonly createdAt: number;
  readonly status: TrackingStatus;
  readonly reason?: string;
  readonly delayed: boolean;
  /** Who has to act before it moves on; absent: nobody has to. */
  readonly actionBy?: Actor;
  /** What the shop promised for what is in it. */
  readonly promised?: MomentWindow;
  /** What the newest report expects. */
  readonly expected?: MomentWindow;
  /** What the reports expected, one after the other, oldest first; absent: they said nothing. */
  readonly etas?: readonly Eta[];
  /** First delivery; stays when the parcel comes back later. */
  readonly deliveredAt?: number;
  /** Oldest first. */
  readonly scans: readonly Scan[];
}

export interface Issue {
  readonly id: string;
  readonly kind: string;
  readonly team: string;
  readonly parcel?: string;
  readonly openedAt: number;
  readonly resolvedAt?: number;
}

export interface Answer {
  readonly delivery: string;
  readonly question: string;
  readonly value: number;
  readonly scale: Scale;
  readonly comment?: string;
  readonly via: string;
  readonly answeredAt: number;
}

/** Something given back (UCP's adjustment). */
export interface Adjustment {
  readonly id: string;
  readonly type: 'refund';
  readonly at: number;
  readonly amount?: Money;
  readonly lines: readonly LineQuantity[];
}

/** What became of a delivery: sent, seen, acted on, dismissed, failed. */
export interface Outcome {
  readonly fact: string;
  readonly type: 'sent' | 'seen' | 'acted' | 'dismissed' | 'failed';
  readonly at: number;
  readonly attempt?: number;
  readonly final?: boolean;
  readonly code?: string;
  readonly retryAfter?: number;
  readonly address?: string;
}

/**
 * One entry of the order's history: each thing that happened is there once, whoever told it, with `parcel` the parcel's id today. A
 * report of a whole fulfillment is there once for each of its parcels that no finer report speaks of.
 */
export interface HistoryEntry {
  readonly id: string;
  readonly type: FactType;
  readonly occurredAt: number;
  readonly parcel?: string;
}

/** A line with what of it still stands. */
export interface OrderLine extends Line {
  /** Quantity that is neither canceled nor refunded. */
  readonly outstanding: number;
}

/**
 * What all facts of an order come to: core's state. It is a function of the *set* of facts, whatever the order and number of
 * arrivals; `OrderView` is the wire shape made from it.
 */
export interface OrderFacts {
  /** Which shape this is; a state of shape 1 is folded anew from its facts by the next `addFacts`. */
  readonly schema: 1 | 2;
  readonly ref: OrderRef;
  /** What the rest is computed from, by fact id; superseded snapshots keep no data. */
  readonly facts: Readonly<Record<string, RecordedFact>>;
  /** Null until `order.placed` has arrived. */
  readonly placedAt: number | null;
  /** Null until a snapshot has arrived. */
  readonly order: OrderContents | null;
  readonly paidAt: number | null;
  readonly fulfilledAt: number | null;
  readonly canceledAt: number | null;
  /** When all of it that stands had arrived; null until `derive` said so. */
  readonly deliveredAt: number | null;
  /** The zone of the first browser that opened a widget. */
  readonly browserZone: string | null;
  /** Oldest first; ties by id. */
  readonly fulfillments: readonly Fulfillment[];
  /** Oldest first; ties by id. */
  readonly parcels: readonly Parcel[];
  /** Oldest first; ties by id. */
  readonly issues: readonly Issue[];
  readonly answers: readonly Answer[];
  readonly adjustments: readonly Adjustment[];
  /** By delivery key. */
  readonly outcomes: Readonly<Record<string, readonly Outcome[]>>;
  /** Oldest first; ties by id. */
  readonly history: readonly HistoryEntry[];
}

/** What is kept of a snapshot that a newer one replaced. */
export interface SupersededSnapshot {
  readonly id: string;
  readonly type: 'order.updated';
  readonly occurredAt: number;
  readonly source: string;
  readonly superseded: true;
}

/** A fact as it is kept. */
export interface RecordedFact {
  readonly fact: Fact | SupersededSnapshot;
  /**
   * Content hash of a superseded snapshot, by which one of two with the same id is chosen; of any other fact it can be taken from the
   * fact itself.
   */
  readonly hash?: string;
}

/** The newest snapshot, refunds taken into account. */
export interface OrderContents {
  readonly number: string;
  readonly updatedAt: number;
  readonly currency: string;
  readonly lines: readonly OrderLine[];
  readonly totals: Totals;
  readonly contact: Contact;
  readonly customer?: string;
  readonly ordersBefore?: number;
  readonly locale?: string;
  readonly timeZone?: string;
  readonly destination?: Destination;
  readonly expectations: readonly Expectation[];
  readonly fulfilled: boolean;
  readonly consent: { readonly email?: boolean; readonly sms?: boolean };
}
