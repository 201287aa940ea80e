import {
  type Channel,
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
  /** As written in the journey. */
  readonly touchpointId: string;
  /** The parcel it is about; undefined for a touchpoint of the order, or when the parcel is no longer known. */
  readonly parcel: Parcel | undefined;
  readonly on: OrderJourney;
}

/** Every delivery that was decided for an order, on every journey it is on. */
export function deliveriesOf({ facts, journeys }: StoredOrder): readonly Delivery[] {
  return journeys.flatMap((on) =>
    Object.entries(on.instance?.occurrences ?? {}).flatMap(([occurrenceKey, occurrence]): Delivery[] => {
      const { touchpoint: touchpointId, occurrence: name } = parseOccurrenceKey(occurrenceKey);
      const touchpoint = on.journey.touchpoints[touchpointId];
      if (!touchpoint || !on.instance) return [];
      const parcel = parcelOfOccurrence(name, facts?.parcels ?? []) ?? undefined;
      const instance = on.instance.id;
      return touchpoint.channels.flatMap((channel) => {
        const state = occurrence.channels[channel];
        if (!state) return [];
        const key = deliveryKey({ instance, touchpoint: touchpointId, occurrence: name, channel });
        return [
          { key, channel, state, occurrence, occurrenceName: name, touchpoint, touchpointId, parcel, on },
        ];
      });
    }),
  );
}
