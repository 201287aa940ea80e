import { encodePart } from '../fact/encode-part.ts';
import type { ParcelNames } from '../fact/fact.schema.ts';
import { type Carrier, readCarrier } from '../tracking/carrier.ts';

/** A tracking number as it is compared: upper case, without spaces and dashes, which people and vendors set as they like. */
export function normalizeNumber(number: string): string {
  return number
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[\s\p{Pd}]/gu, '');
}

/** A parcel's names, ready to be compared. Empty ones are left out. */
export interface ReadNames {
  readonly fulfillment?: string;
  readonly carrier?: Carrier;
  readonly number?: string;
}

/** Reads the names a source uses for a parcel. */
export function readNames(names: ParcelNames): ReadNames {
  const fulfillment = names.fulfillment?.trim();
  const number = names.number === undefined ? '' : normalizeNumber(names.number);
  const carrier = names.carrier === undefined ? undefined : readCarrier(names.carrier);
  return {
    ...(fulfillment ? { fulfillment } : {}),
    ...(carrier !== undefined && carrier.slug !== '' ? { carrier } : {}),
    ...(number !== '' ? { number } : {}),
  };
}

/** Name of the only parcel of a fulfillment. */
export const fulfillmentName = (fulfillment: string): string => encodePart(fulfillment);

/** Name of one of several parcels of a fulfillment. */
export function numberedName(fulfillment: string, number: string): string {
  return `${encodePart(fulfillment)}/${encodePart(number)}`;
}

/** Name of a parcel by carrier (its slug; none: empty) and normalized number: the form in which other orders' parcels are found too. */
export function trackingName(carrier: string | undefined, number: string): string {
  return `${encodePart(carrier ?? '')}:${encodePart(number)}`;
}

/**
 * The name under which one report speaks of its parcel: it is either the parcel's id or one of its aliases. With a number and a
 * fulfillment it is `fulfillment/number`, else whichever is there (`carrier:number`, `fulfillment`). Empty if there is neither.
 */
export function parcelName(names: ParcelNames): string {
  const { fulfillment, carrier, number } = readNames(names);
  if (number === undefined) return fulfillment === undefined ? '' : fulfillmentName(fulfillment);
  if (fulfillment !== undefined) return numberedName(fulfillment, number);
  return trackingName(carrier?.slug, number);
}
