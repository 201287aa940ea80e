import type { LineQuantity, TrackingStatus } from '@post-purchase/contract';

import type { OrderSnapshot } from '../../fact/fact.schema.ts';
import type { GivenFact } from '../../fact/fact.ts';
import {
  issueId,
  issueResolvedId,
  orderCanceledId,
  orderFulfilledId,
  orderOpenedId,
  orderPaidId,
  orderReturnedId,
  refundId,
} from '../../fact/fact-id.ts';
import { addFacts } from '../../order/add-facts.ts';
import { atLocalTime, localDay } from '../../time/local-time.ts';
import {
  SAMPLE_ORDER,
  sampleOrder,
  type SampleOrderOptions,
  sampleScan,
  type SampleScanOptions,
  sampleShipment,
} from '../sample-order.ts';

/** What the order of a story says differently from the sample order. */
export type StoryOrder = Omit<SampleOrderOptions, 'placedAt' | 'timeZone' | 'ref'>;

/** Tracking numbers of the first and the second parcel. */
const NUMBERS = ['1Z999AA10123456784', '1Z999AA10123456793'] as const;
type ParcelIndex = 0 | 1;

/** A number that is kept free for films and books. */
const PHONE = '+12025550143';

/**
 * Tells what happens to the sample order, in days after it was placed and times of day on the recipient's
 * clock.
 */
export class Story {
  /** Epoch milliseconds. */
  readonly placedAt: number;
  /** The recipient's. */
  readonly timeZone: string;
  readonly #order: StoryOrder;

  constructor(placedAt: number, timeZone: string, order: StoryOrder) {
    this.placedAt = placedAt;
    this.timeZone = timeZone;
    this.#order = order;
  }

  at(day: number, time: string): number {
    return atLocalTime(this.placedAt, day, time, this.timeZone);
  }

  /** The order is placed, its thank-you page looked at, and paid. */
  bought(): readonly GivenFact[] {
    const { placedAt } = this;
    return [...this.order(), this.opened(placedAt + 30_000), this.paid(placedAt + 120_000)];
  }

  /** The order; without `zone` it does not say where the recipient is. */
  order(zone: 'told' | 'untold' = 'told'): readonly GivenFact[] {
    const { contact, ...contents } = this.#order.contents ?? {};
    return sampleOrder({
      ...this.#order,
      placedAt: this.placedAt,
      ...(zone === 'told' ? { timeZone: this.timeZone } : {}),
      contents: {
        ...contents,
        contact: contact ?? { name: 'Sample Shopper', email: 'shopper@example.com', phone: PHONE },
      },
    });
  }

  /** A browser shows the order. */
  opened(at: number, timeZone = this.timeZone): GivenFact {
    const id = orderOpenedId(SAMPLE_ORDER, `view-${at - this.placedAt}`);
    return { id, type: 'order.opened', ...told(at), data: { timeZone } };
  }

  paid(at: number): GivenFact {
    return { id: orderPaidId(SAMPLE_ORDER), type: 'order.paid', ...told(at), data: {} };
  }

  /** The parcel with everything that is to be sent leaves the shop. */
  shipped(day: number, promisedDay: number): readonly GivenFact[] {
    return [
      this.shipment(0, day, this.#lines(), promisedDay),
      this.fulfilled(day),
      this.scan('in_transit', day, '18:40'),
    ];
  }

  /** A parcel is made up; `lines` are what is in it. */
  shipment(parcel: ParcelIndex, day: number, lines: readonly LineQuantity[], promisedDay: number): GivenFact {
    return sampleShipment({
      at: this.at(day, '15:30'),
      number: NUMBERS[parcel],
      lines: [...lines],
      promised: { until: localDay(this.at(promisedDay, '12:00'), this.timeZone) },
    });
  }

  /** The shop says that it sent off everything. */
  fulfilled(day: number): GivenFact {
    const id = orderFulfilledId(SAMPLE_ORDER);
    return { id, type: 'order.fulfilled', ...told(this.at(day, '15:30')), data: {} };
  }

  scan(
    status: TrackingStatus,
    day: number,
    time: string,
    { parcel = 0, ...more }: { readonly parcel?: ParcelIndex } & Partial<SampleScanOptions> = {},
  ): GivenFact {
    return sampleScan(status, { ...more, number: NUMBERS[parcel], at: this.at(day, time) });
  }

  /** A parcel is brought to the door. */
  brought(day: number, parcel: ParcelIndex = 0): readonly GivenFact[] {
    return [
      this.scan('out_for_delivery', day, '08:10', { parcel }),
      this.scan('delivered', day, '14:25', { parcel }),
    ];
  }

  /** Staff solve the issue that a damaged or lost parcel opened; `facts` tell of the parcel. */
  resolved(reason: string, day: number, facts: readonly GivenFact[]): readonly GivenFact[] {
    return addFacts(null, SAMPLE_ORDER, facts).parcels.map(({ id }): GivenFact => {
      const issue = issueId(id, reason);
      const at = this.at(day, '11:00');
      return {
        id: issueResolvedId(issue),
        type: 'issue.resolved',
        ...told(at),
        data: { issue, by: 'sample' },
      };
    });
  }

  canceled(day: number): GivenFact {
    const id = orderCanceledId(SAMPLE_ORDER);
    const at = this.at(day, '09:15');
    return { id, type: 'order.canceled', ...told(at), data: { reason: 'customer' } };
  }

  returned(day: number): GivenFact {
    return {
      id: orderReturnedId(SAMPLE_ORDER),
      type: 'order.returned',
      ...told(this.at(day, '12:00')),
      data: {},
    };
  }

  /** All the money is given back. */
  refunded(day: number): GivenFact {
    const refund = 'refund-1';
    return {
      id: refundId(SAMPLE_ORDER, refund),
      type: 'payment.refunded',
      ...told(this.at(day, '16:00')),
      data: { refund, lines: [...this.#lines()], ...this.#total() },
    };
  }

  /** What was ordered in two halves, for two parcels; of a single piece the second is empty. */
  halves(): readonly [readonly LineQuantity[], readonly LineQuantity[]] {
    const pieces = this.#lines().flatMap(({ id, quantity }) => Array.from({ length: quantity }, () => id));
    const half = Math.ceil(pieces.length / 2);
    return [counted(pieces.slice(0, half)), counted(pieces.slice(half))];
  }

  #snapshots(): readonly OrderSnapshot[] {
    return this.order().flatMap((fact) => (fact.type === 'order.updated' ? [fact.data] : []));
  }

  #lines(): readonly LineQuantity[] {
    return this.#snapshots().flatMap(({ lines }) => lines.map(({ id, quantity }) => ({ id, quantity })));
  }

  #total(): { readonly amount?: OrderSnapshot['totals']['total'] } {
    const [snapshot] = this.#snapshots();
    return snapshot === undefined ? {} : { amount: snapshot.totals.total };
  }
}

const told = (occurredAt: number) => ({ occurredAt, source: SAMPLE_ORDER.source });

function counted(pieces: readonly string[]): readonly LineQuantity[] {
  return [...new Set(pieces)].map((id) => ({ id, quantity: pieces.filter((one) => one === id).length }));
}
