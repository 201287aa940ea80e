import {
  asDecided,
  type Channel,
  CHANNELS,
  currentTouchpoint,
  deliveryKey,
  type DeliveryState,
  type OccurrenceState,
  type Parcel,
  parcelOfOccurrence,
  parseOccurrenceKey,
  type Touchpoint,
} from '@post-purchase/core';

import type { OrderJourney, StoredOrder } from '../operations/engine.ts';

/** One delivery of an order with everything it belongs to. */
export interface Delivery {
  /** Delivery key. */
  readonly key: string;
  readonly channel: Channel;
  readonly state: DeliveryState;
  readonly occurrence: OccurrenceState;
  /** `order`, or `parcel:<id>`. */
  readonly occurrenceName: string;
  readonly touchpoint: Touchpoint;
  /** As written in the journey, whatever it was called when it was decided. */
  readonly touchpointId: string;
  /** The parcel it is about; undefined for a touchpoint of the order, or when the parcel is no longer known. */
  readonly parcel: Parcel | undefined;
  readonly on: OrderJourney;
}

/** Every delivery that was decided for an order, on every journey it is on; none of touchpoints that the journey no longer has. */
export function deliveriesOf({ facts, journeys }: StoredOrder): readonly Delivery[] {
  return journeys.flatMap((on) => {
    const { instance } = on;
    if (instance === null) return [];
    const journey = asDecided(on.journey, instance);
    return Object.entries(instance.occurrences).flatMap(([occurrenceKey, occurrence]): Delivery[] => {
      const { touchpoint: decidedId, occurrence: occurrenceName } = parseOccurrenceKey(occurrenceKey);
      const current = currentTouchpoint(journey, decidedId);
      if (current === null) return [];
      const { id: touchpointId, touchpoint } = current;
      const parcel = parcelOfOccurrence(occurrenceName, facts?.parcels ?? []) ?? undefined;
      return CHANNELS.flatMap((channel) => {
        const state = occurrence.channels[channel];
        if (!state) return [];
        const key = deliveryKey({
          instance: instance.id,
          touchpoint: decidedId,
          occurrence: occurrenceName,
          channel,
        });
        return [{ key, channel, state, occurrence, occurrenceName, touchpoint, touchpointId, parcel, on }];
      });
    });
  });
}
