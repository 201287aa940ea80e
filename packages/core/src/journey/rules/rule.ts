import type { Json } from '../../json.ts';
import type { HistoryEntry, OrderFacts, Outcome, Parcel } from '../../order/order-facts.ts';
import type { Cap, QuietHours } from '../../policy/policy.ts';
import type { Context } from '../context.ts';
import type { DeliveryState, RuleId } from '../instance.ts';
import type { Channel, Touchpoint } from '../journey.ts';
import type { HistoryByType } from '../trigger.ts';

/** What holds for every delivery of an instance in one step. */
export interface Situation {
  readonly facts: OrderFacts;
  readonly history: HistoryByType;
  readonly context: Context;
  readonly now: number;
  /** The recipient's IANA zone. */
  readonly zone: string;
  /**
   * The recipient's zone, or, where it is only guessed, every zone it could be: for what must not disturb
   * anybody.
   */
  readonly zones: readonly string[];
  /** The shop's and the journey's own. */
  readonly quietHours: readonly QuietHours[];
  /** The shop's and the journey's own. */
  readonly caps: readonly Cap[];
  /** By touchpoint: whether the customer was drawn into its holdout. */
  readonly draws: Readonly<Record<string, boolean>>;
  /** The instance is over: by which fact or for which reason. */
  readonly ended: { readonly at: number; readonly reason: string } | null;
  /** When the instance is over by time alone. */
  readonly endsAt: number;
}

/** One delivery as it should be decided: an occurrence of a touchpoint on one channel. */
export interface Planned {
  readonly key: string;
  readonly touchpoint: Touchpoint;
  readonly touchpointId: string;
  readonly occurrence: string;
  readonly channel: Channel;
  readonly dueAt: number;
  readonly useBy: number;
  /** See `Occurrence.unmet`. */
  readonly unmet: boolean;
  /** See `Occurrence.stoppedBy`. */
  readonly stoppedBy: HistoryEntry | undefined;
  /** The parcel of a per-parcel touchpoint. */
  readonly parcel: Parcel | undefined;
  /** What was decided before. */
  readonly previous: DeliveryState | undefined;
  readonly outcomes: readonly Outcome[];
  /**
   * Keys of this occurrence's deliveries, on whichever channel, on which the shopper (or staff) answered or
   * acted.
   */
  readonly answered: readonly string[];
  /** The occurrence was decided under two names of one thing, and the other one goes on. */
  readonly superseded: boolean;
  /** The definition does not have the touchpoint, or this channel of it, any more. */
  readonly removed: boolean;
  /** See `Occurrence.withdrawn`. */
  readonly withdrawn: boolean;
}

/** A rule's no. */
export interface Objection {
  readonly status: 'held' | 'closed' | 'skipped' | 'canceled' | 'withheld';
  /** Why, in a few plain English words; the same as long as the cause is the same. */
  readonly reason: string;
  /** What it rests on. */
  readonly data?: Json;
  /** Held: what ends it, in words. */
  readonly again?: string;
  /** Held: the instant that ends it. */
  readonly until?: number;
}

/**
 * One row of the table of rules. Rules are pure: what they say follows from the delivery and the situation.
 */
export interface Rule {
  readonly id: RuleId;
  /** Also asked while the due instant has not come. */
  readonly always?: true;
  /** The rule's objection, or null when the delivery may pass. */
  readonly ask: (delivery: Planned, situation: Situation) => Objection | null;
  /**
   * Instants, past ones among them, at which the answer may change although nothing new becomes known. The end
   * of a hold need not be among them, see `Objection.until`.
   */
  readonly changesAt?: (delivery: Planned, situation: Situation) => readonly number[];
}

/** What one rule said of one delivery. */
export type Verdict =
  | { readonly rule: RuleId; readonly pass: true }
  | ({ readonly rule: RuleId; readonly pass: false } & Objection);

/** `skipped`, or `closed` where the shopper has already seen it. */
export function skippedOrClosed({ channel, outcomes }: Planned): 'skipped' | 'closed' {
  return channel === 'onsite' && outcomes.some(({ type }) => type === 'seen') ? 'closed' : 'skipped';
}
