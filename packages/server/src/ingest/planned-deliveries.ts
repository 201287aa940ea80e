import {
  asDecided,
  type Channel,
  CHANNELS,
  currentTouchpoint,
  deliveryKey,
  type DeliveryState,
  type Instance,
  type Journey,
  parseOccurrenceKey,
  type Touchpoint,
} from '@post-purchase/core';

/** A delivery that was decided, and the touchpoint it is of. */
export interface PlannedDelivery {
  /** Delivery key. */
  readonly key: string;
  /** `order`, or `parcel:<id>`, with `#n` if it repeats. */
  readonly occurrence: string;
  readonly channel: Channel;
  /** As the definition has it now. */
  readonly touchpoint: Touchpoint;
  readonly state: DeliveryState;
}

/** Every delivery of an order whose touchpoint the definitions still have, by delivery key. */
export function plannedDeliveries(
  journeys: readonly { readonly journey: Journey; readonly instance: Instance | null }[],
): ReadonlyMap<string, PlannedDelivery> {
  return new Map(
    journeys.flatMap(({ journey, instance }) =>
      instance === null
        ? []
        : deliveriesOn(journey, instance).map((delivery) => [delivery.key, delivery] as const),
    ),
  );
}

function deliveriesOn(journey: Journey, instance: Instance): PlannedDelivery[] {
  const { id, occurrences } = instance;
  const definition = asDecided(journey, instance);
  return Object.entries(occurrences).flatMap(([name, { channels }]) => {
    const parsed = parseOccurrenceKey(name);
    const touchpoint = currentTouchpoint(definition, parsed.touchpoint)?.touchpoint;
    if (touchpoint === undefined) return [];
    return CHANNELS.flatMap((channel): PlannedDelivery[] => {
      const state = channels[channel];
      if (state === undefined) return [];
      const key = deliveryKey({ ...parsed, instance: id, channel });
      return [{ key, occurrence: parsed.occurrence, channel, touchpoint, state }];
    });
  });
}
