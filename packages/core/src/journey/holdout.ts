import { sha256 } from '@noble/hashes/sha2.js';
import { utf8ToBytes } from '@noble/hashes/utils.js';

import type { Journey } from './journey.ts';

/**
 * Into which holdouts of a journey a customer is drawn, by touchpoint. Marketing only; nobody without a key is
 * drawn.
 *
 * The draw is a hash of the customer with a salt of the touchpoint: the same customer is always drawn alike,
 * and draws of different touchpoints have nothing to do with each other.
 */
export function drawHoldouts(
  { id: journey, touchpoints }: Journey,
  customerKey: string | null,
): Readonly<Record<string, boolean>> {
  if (customerKey === null) return {};
  return Object.fromEntries(
    Object.entries(touchpoints).flatMap(([id, { category, holdout }]) =>
      holdout === undefined || category !== 'marketing'
        ? []
        : [[id, drawnNumber(`${journey}/${id}`, customerKey) < holdout]],
    ),
  );
}

/** A number from 0 up to 1, evenly spread: the first 48 bits of `sha256(salt, customer key)`. */
export function drawnNumber(salt: string, customerKey: string): number {
  const bytes = sha256(utf8ToBytes(JSON.stringify([salt, customerKey])));
  return bytes.slice(0, 6).reduce((number, byte) => number * 256 + byte, 0) / 2 ** 48;
}
