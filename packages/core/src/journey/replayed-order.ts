import type { OrderRef } from '../order/order-facts.ts';
import { recipientZone } from '../time/recipient-zone.ts';
import type { LedgerEntry } from './context.ts';
import { type Effect, type FinalStatus, isFinal, type ReachedGoal, type RuleId } from './instance.ts';
import type { Category, Channel, Journey } from './journey.ts';
import type { OrderRun } from './order-run.ts';
import { deliveriesOf } from './timeline.ts';

/** One rule that held a delivery on its way. */
export interface Hold {
  readonly rule: RuleId;
  /** Why, as it was said first. */
  readonly reason: string;
  readonly at: number;
  /** For how long, in milliseconds. */
  readonly lasted: number;
}

/** What became of one delivery, or of a touchpoint that was never triggered. */
export interface ReplayedDelivery {
  readonly touchpoint: string;
  /** Null: the touchpoint was never triggered, or its order was not on the journey. */
  readonly occurrence: string | null;
  readonly channel: Channel;
  readonly category: Category;
  readonly status: FinalStatus;
  /** When it was settled; null where nothing ever came about. */
  readonly at: number | null;
  /** `at` on the recipient's clock, to the minute: `2026-11-24T10:00`. */
  readonly localTime: string | null;
  readonly rule?: RuleId;
  readonly reason?: string;
  /** How many attempts were begun. */
  readonly attempt: number;
  /** What held it on the way, the earliest first. */
  readonly holds: readonly Hold[];
}

/** What became of an order. */
export interface ReplayedOrder {
  readonly ref: OrderRef;
  readonly customer: string | null;
  /** Null: no fact said so. */
  readonly placedAt: number | null;
  /** The recipient's IANA zone. */
  readonly zone: string;
  /** Why the order was not on the journey; null: it was. */
  readonly notEntered: string | null;
  readonly enteredAt: number | null;
  readonly endedAt: number | null;
  /** Why the journey was over for it. */
  readonly endedBy: string | null;
  /** Goals that were reached, by name. */
  readonly goals: Readonly<Record<string, ReachedGoal>>;
  /** Whom its deliveries reached, and when. */
  readonly contacts: readonly LedgerEntry[];
  /**
   * Every touchpoint of the journey on each of its channels, once for each occurrence. One that was never
   * triggered is there once, `skipped`.
   */
  readonly deliveries: readonly ReplayedDelivery[];
}

/** What held the deliveries of an order on their way. */
export class Holds {
  readonly #over = new Map<string, Hold[]>();
  readonly #present = new Map<string, Omit<Hold, 'lasted'>>();

  /** Follows a delivery from one state to the next. */
  follow({ key, status, rule, reason = '' }: Effect, now: number): void {
    const present = this.#present.get(key);
    if (status === 'held' && rule !== undefined && rule === present?.rule) return;
    if (present !== undefined) {
      this.#of(key).push({ ...present, lasted: now - present.at });
      this.#present.delete(key);
    }
    if (status === 'held' && rule !== undefined) this.#present.set(key, { rule, reason, at: now });
  }

  /** Holds of a delivery that are over. */
  of(key: string): readonly Hold[] {
    return this.#over.get(key) ?? [];
  }

  #of(key: string): Hold[] {
    const known = this.#over.get(key) ?? [];
    this.#over.set(key, known);
    return known;
  }
}

/** What became of an order whose run is over, or of which nothing is left but the end of its time. */
export function replayedOrder(
  journey: Journey,
  ref: OrderRef,
  customer: string | null,
  run: OrderRun,
  holds: Holds,
  shopTimeZone: string,
): ReplayedOrder {
  const { facts, instance, notEntered, contacts } = run;
  const zone = facts === null ? shopTimeZone : recipientZone(facts, shopTimeZone).zone;
  const common = { ref, customer, placedAt: facts?.placedAt ?? null, zone, contacts };
  if (instance === null || notEntered !== null) {
    return {
      ...common,
      notEntered: notEntered ?? 'the order has not arrived',
      enteredAt: null,
      endedAt: null,
      endedBy: null,
      goals: {},
      deliveries: neverCameAbout(journey, Object.keys(journey.touchpoints), 'not on the journey'),
    };
  }
  const settled = deliveriesOf(instance, zone).map(
    ({ key, touchpoint, status, ...delivery }): ReplayedDelivery => {
      // Nothing is left out in silence: what is counted later has to add up.
      if (!isFinal(status)) throw new Error(`The delivery ${key} stays ${status} for ever.`);
      const category = journey.touchpoints[touchpoint]?.category ?? 'marketing';
      return { touchpoint, category, status, ...delivery, holds: holds.of(key) };
    },
  );
  const never = run.untriggered.map(({ touchpoint }) => touchpoint);
  return {
    ...common,
    notEntered: null,
    enteredAt: instance.enteredAt,
    // What is left of it ends by time alone.
    endedAt: instance.endedAt ?? run.endsAt,
    endedBy: instance.endedBy ?? 'the journey is over',
    goals: instance.goals ?? {},
    deliveries: [...settled, ...neverCameAbout(journey, never, 'never triggered')],
  };
}

function neverCameAbout(
  { touchpoints }: Journey,
  ids: readonly string[],
  reason: string,
): readonly ReplayedDelivery[] {
  return ids.flatMap((id) =>
    (touchpoints[id]?.channels ?? []).map((channel): ReplayedDelivery => ({
      touchpoint: id,
      occurrence: null,
      channel,
      category: touchpoints[id]?.category ?? 'marketing',
      status: 'skipped',
      at: null,
      localTime: null,
      reason,
      attempt: 0,
      holds: [],
    })),
  );
}
