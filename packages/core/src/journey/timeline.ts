import type { OrderFacts } from '../order/order-facts.ts';
import { localDateTime } from '../time/local-time.ts';
import type { UntriggeredTouchpoint } from './advance.ts';
import type { LedgerEntry } from './context.ts';
import { deliveryKey, parseOccurrenceKey } from './delivery-key.ts';
import type { DeliveryState, DeliveryStatus, Instance, ReachedGoal, RuleId } from './instance.ts';
import { type Channel, CHANNELS } from './journey.ts';

/** One thing that was decided. */
export interface TimelineEntry {
  readonly at: number;
  /** `at` on the recipient's clock, to the minute: `2026-11-24T10:00`. */
  readonly localTime: string;
  readonly touchpoint: string;
  /** `order`, or `parcel:<id>`; `#n` after it if it repeats. */
  readonly occurrence: string;
  readonly channel: Channel;
  readonly status: DeliveryStatus;
  readonly rule?: RuleId;
  readonly reason?: string;
}

/** Where a delivery stands at the end; `at` is when it came to stand there. */
export interface TimelineDelivery extends TimelineEntry {
  readonly key: string;
  /** How many attempts were begun. */
  readonly attempt: number;
}

/** What was decided, in time, and where it all stands at the end. */
export interface Timeline {
  readonly entries: readonly TimelineEntry[];
  /** Every delivery that came about, in the order in which its touchpoint was triggered. */
  readonly deliveries: readonly TimelineDelivery[];
  /** Touchpoints whose trigger did not happen. */
  readonly untriggered: readonly UntriggeredTouchpoint[];
  /** Why the order is not on the journey; null: it is, or was. */
  readonly notEntered: string | null;
  /** Goals that were reached, by name. */
  readonly goals: Readonly<Record<string, ReachedGoal>>;
  /** The recipient's IANA zone, as far as it was known at the end. */
  readonly zone: string;
  /** The customer's contact ledger at the end, with what it held at the start. */
  readonly contacts: readonly LedgerEntry[];
  /** Null: the order did not enter. */
  readonly instance: Instance | null;
  /** Null: no fact became known before the end. */
  readonly facts: OrderFacts | null;
}

/** Every delivery of an instance as it stands. */
export function deliveriesOf(instance: Instance, zone: string): readonly TimelineDelivery[] {
  return Object.entries(instance.occurrences).flatMap(([key, { channels }]) =>
    CHANNELS.flatMap((channel): readonly TimelineDelivery[] => {
      const state = channels[channel];
      return state === undefined ? [] : [deliveryOf(instance, key, channel, state, zone)];
    }),
  );
}

function deliveryOf(
  { id }: Instance,
  key: string,
  channel: Channel,
  { status, since, attempt, rule, reason }: DeliveryState,
  zone: string,
): TimelineDelivery {
  const { touchpoint, occurrence } = parseOccurrenceKey(key);
  return {
    key: deliveryKey({ instance: id, touchpoint, occurrence, channel }),
    at: since,
    localTime: localDateTime(since, zone),
    touchpoint,
    occurrence,
    channel,
    status,
    attempt,
    ...(rule === undefined ? {} : { rule }),
    ...(reason === undefined ? {} : { reason }),
  };
}
