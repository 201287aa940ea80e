import lookUpZone from '@photostructure/tz-lookup';

import type { Destination } from '../fact/fact.schema.ts';
import type { OrderFacts, RecipientZone } from '../order/order-facts.ts';
import { zoneOfCountry } from './country-zone.ts';
import { isValidZone } from './zone.ts';

/**
 * The recipient's time zone and how we know it: named by the order, else of the first browser that opened a widget, else at the
 * coordinates the goods go to, else of a country whose clocks all show the same time, else the shop's.
 */
export function recipientZone(facts: OrderFacts, shopZone: string): RecipientZone {
  const named = facts.order?.timeZone;
  if (named !== undefined && isValidZone(named)) return { zone: named, from: 'order' };
  if (facts.browserZone !== null) return { zone: facts.browserZone, from: 'browser' };
  const destination = facts.order?.destination;
  if (destination !== undefined) {
    const there = zoneAt(destination);
    if (there !== undefined) return { zone: there, from: 'coordinates' };
    const zone = zoneOfCountry(destination.country, facts.placedAt ?? facts.order?.updatedAt ?? 0);
    if (zone !== undefined) return { zone, from: 'country' };
  }
  return { zone: shopZone, from: 'shop' };
}

function zoneAt({ latitude, longitude }: Destination): string | undefined {
  if (latitude === undefined || longitude === undefined) return undefined;
  // 0/0 lies in the sea and is what an unset field turns into.
  if (Math.abs(latitude) > 90 || Math.abs(longitude) > 180 || (latitude === 0 && longitude === 0))
    return undefined;
  const zone = lookUpZone(latitude, longitude);
  return isValidZone(zone) ? zone : undefined;
}
