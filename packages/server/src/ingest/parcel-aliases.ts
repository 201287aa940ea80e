import { normalizeNumber, type OrderFacts, readCarrier } from '@post-purchase/core';

import type { ParcelAlias } from '../storage/write-steps.ts';

/** How long a tracking number means the same parcel, in milliseconds: carriers recycle their numbers. */
export const NUMBER_LIFETIME = 120 * 24 * 3_600_000;

/** A number and, where it is certain, the carrier: what parcels of different orders are compared by. */
export interface ParcelName {
  readonly number: string;
  /** The slug of a carrier that shares its numbers with nobody; else empty, and nothing is concluded from a difference. */
  readonly carrier: string;
}

/** A parcel's name in the form in which it is stored and found. Null when there is no number to find it by. */
export function parcelNameOf(number: string | undefined, carrier: string | undefined): ParcelName | null {
  const normalized = number === undefined ? '' : normalizeNumber(number);
  if (normalized === '') return null;
  const read = carrier === undefined ? null : readCarrier(carrier);
  return { number: normalized, carrier: read?.exclusive === true ? read.slug : '' };
}

/** The names under which parcels of the order can be found now and could not be before. */
export function newAliases(before: OrderFacts | null, after: OrderFacts): ParcelAlias[] {
  const known = new Set(aliasesOf(before).map(textOf));
  return aliasesOf(after).filter((alias) => !known.has(textOf(alias)));
}

function aliasesOf(facts: OrderFacts | null): ParcelAlias[] {
  return (facts?.parcels ?? []).flatMap(({ number, carrier, createdAt }) => {
    const name = parcelNameOf(number, carrier);
    return name === null ? [] : [{ ...name, createdAt }];
  });
}

function textOf({ number, carrier }: ParcelName): string {
  return `${carrier}:${number}`;
}
