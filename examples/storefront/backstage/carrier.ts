import { randomInt, randomUUID } from 'node:crypto';

import { postWebhook, sign, type WebhookTarget } from '../shop-system/webhook.ts';

/** What the carrier can be made to say, in AfterShip's codes. */
const SCANS = {
  label: { tag: 'InfoReceived', subtag: 'InfoReceived_001', message: 'Label created' },
  in_transit: { tag: 'InTransit', subtag: 'InTransit_003', message: 'Arrived at the parcel center' },
  out_for_delivery: { tag: 'OutForDelivery', subtag: 'OutForDelivery_001', message: 'With the driver' },
  delivered: { tag: 'Delivered', subtag: 'Delivered_001', message: 'Handed over' },
  delayed: { tag: 'Exception', subtag: 'Exception_005', message: 'Held up on the way' },
  damaged: { tag: 'Exception', subtag: 'Exception_012', message: 'Damaged in transit' },
} as const;

export type ScanName = keyof typeof SCANS;

export function isScanName(name: unknown): name is ScanName {
  return typeof name === 'string' && Object.hasOwn(SCANS, name);
}

interface Checkpoint {
  readonly checkpoint_time: string;
  readonly tag: string;
  readonly subtag: string;
  readonly message: string;
  readonly city: string;
  readonly slug: 'dhl';
}

const CITIES = ['Koblenz', 'Köln', 'Hannover', 'Leipzig', 'Berlin'];

/** A carrier with one parcel an order, that reports through AfterShip. */
export class Carrier {
  readonly #target: WebhookTarget;
  readonly #parcels = new Map<string, { number: string; checkpoints: Checkpoint[] }>();

  constructor(target: WebhookTarget) {
    this.#target = target;
  }

  has(orderId: string): boolean {
    return this.#parcels.has(orderId);
  }

  /** The tracking number of an order's parcel: made up when it is asked for first. */
  numberOf(orderId: string): string {
    return this.#parcelOf(orderId).number;
  }

  /** Scans the parcel and posts the signed webhook. */
  async scan(orderId: string, name: ScanName, now: number): Promise<void> {
    const parcel = this.#parcelOf(orderId);
    parcel.checkpoints.push({
      ...SCANS[name],
      checkpoint_time: new Date(now).toISOString(),
      city: CITIES[parcel.checkpoints.length % CITIES.length] ?? 'Berlin',
      slug: 'dhl',
    });
    const body = new TextEncoder().encode(
      JSON.stringify({
        event: 'tracking_update',
        event_id: randomUUID(),
        ts: Math.floor(now / 1000),
        msg: {
          id: randomUUID(),
          tracking_number: parcel.number,
          slug: 'dhl',
          order_id: orderId,
          tag: SCANS[name].tag,
          subtag: SCANS[name].subtag,
          subtag_message: SCANS[name].message,
          updated_at: new Date(now).toISOString(),
          checkpoints: parcel.checkpoints,
          courier_tracking_link: `https://track.example.com/dhl/${parcel.number}`,
        },
      }),
    );
    await postWebhook(this.#target.url, body, { 'aftership-hmac-sha256': sign(this.#target.secret, body) });
  }

  #parcelOf(orderId: string): { number: string; checkpoints: Checkpoint[] } {
    const known = this.#parcels.get(orderId);
    if (known) return known;
    const parcel = { number: `00340434${String(randomInt(10 ** 12)).padStart(12, '0')}`, checkpoints: [] };
    this.#parcels.set(orderId, parcel);
    return parcel;
  }
}
