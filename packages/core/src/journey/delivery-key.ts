import { encodePart } from '../fact/encode-part.ts';
import { orderKey } from '../fact/fact-id.ts';
import { findParcel } from '../order/find-parcel.ts';
import type { OrderRef, Parcel } from '../order/order-facts.ts';
import { CHANNELS, type Channel } from './journey.ts';

/** The parts of a delivery key. */
export interface DeliveryName {
  /** Id of the instance: `journey:source:order`, each part percent-encoded. */
  readonly instance: string;
  /** As written in the journey. */
  readonly touchpoint: string;
  /** `order`, or `parcel:<id>` with the id percent-encoded; `#n` after it, from 1, if it repeats. */
  readonly occurrence: string;
  readonly channel: Channel;
}

/** The occurrence of a touchpoint that applies once per order. */
export const ORDER_OCCURRENCE = 'order';

/** The occurrence of a per-parcel touchpoint for the parcel with this id (or alias). */
export function parcelOccurrence(parcel: string): string {
  return `parcel:${encodePart(parcel)}`;
}

/** The n-th time, from 1, of an occurrence that repeats. */
export function repeatOccurrence(occurrence: string, n: number): string {
  return `${occurrence}#${n}`;
}

/** Which time of a repeat an occurrence is; null when it does not repeat. */
export function repeatOf(occurrence: string): number | null {
  const hash = occurrence.indexOf('#');
  return hash < 0 ? null : Number(occurrence.slice(hash + 1));
}

/** Id of the instance of an order on a journey: an order is on a journey at most once. */
export function instanceId(journey: string, ref: OrderRef): string {
  return `${encodePart(journey)}:${orderKey(ref)}`;
}

/** Where an occurrence stands in `Instance.occurrences`: `touchpoint/occurrence`. */
export function occurrenceKey(touchpoint: string, occurrence: string): string {
  return `${encodePart(touchpoint)}/${occurrence}`;
}

/**
 * `instance/touchpoint/occurrence/channel`: names a delivery for ever; everything downstream deduplicates on
 * it.
 */
export function deliveryKey({ instance, touchpoint, occurrence, channel }: DeliveryName): string {
  return `${instance}/${occurrenceKey(touchpoint, occurrence)}/${channel}`;
}

/** The parts of a delivery key; null when the text is not one. */
export function parseDeliveryKey(key: string): DeliveryName | null {
  const [instance, encodedTouchpoint, occurrence, channelName, ...rest] = key.split('/');
  const channel = CHANNELS.find((known) => known === channelName);
  if (!instance || !encodedTouchpoint || !occurrence || channel === undefined || rest.length > 0) return null;
  const touchpoint = decode(encodedTouchpoint);
  return touchpoint === null ? null : { instance, touchpoint, occurrence, channel };
}

/** The parts of a key of `Instance.occurrences`. */
export function parseOccurrenceKey(key: string): {
  readonly touchpoint: string;
  readonly occurrence: string;
} {
  const slash = key.indexOf('/');
  return { touchpoint: decodeURIComponent(key.slice(0, slash)), occurrence: key.slice(slash + 1) };
}

/**
 * The parcel that an occurrence is about, under whichever of its names it was first decided; null for
 * `order`.
 */
export function parcelOfOccurrence(occurrence: string, parcels: readonly Parcel[]): Parcel | null {
  const name = parcelNameOf(occurrence);
  return name === null ? null : (findParcel(parcels, name) ?? null);
}

/** The name of the parcel that an occurrence is about; null for `order`. */
export function parcelNameOf(occurrence: string): string | null {
  if (!occurrence.startsWith('parcel:')) return null;
  // An id is percent-encoded: the first # is the one before the number of the repeat.
  const [encoded = ''] = occurrence.slice('parcel:'.length).split('#', 1);
  return decode(encoded);
}

function decode(text: string): string | null {
  try {
    return decodeURIComponent(text);
  } catch {
    return null;
  }
}
