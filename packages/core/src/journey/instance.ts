import type { Category, Channel, Journey } from './journey.ts';

/**
 * Where a delivery stands.
 *
 * - `waiting`: its due instant has not come
 * - `held`: due, and a rule says not now
 * - `open`: onsite, visible to the shopper
 * - `queued`: a message to be tried; `sending`: an attempt is under way
 * - final: `sent`, `closed` (onsite, was visible), `skipped` (a rule said no), `canceled` (no longer wanted),
 *   `withheld` (the customer is in the holdout), `failed`
 */
export const DELIVERY_STATUSES = [
  'waiting',
  'held',
  'open',
  'queued',
  'sending',
  'sent',
  'closed',
  'skipped',
  'canceled',
  'withheld',
  'failed',
] as const;
export type DeliveryStatus = (typeof DELIVERY_STATUSES)[number];

/** Those of them that never change again. */
export type FinalStatus = Extract<
  DeliveryStatus,
  'sent' | 'closed' | 'skipped' | 'canceled' | 'withheld' | 'failed'
>;

const FINAL_STATUSES: ReadonlySet<DeliveryStatus> = new Set<FinalStatus>([
  'sent',
  'closed',
  'skipped',
  'canceled',
  'withheld',
  'failed',
]);

/** Whether a status never changes again. */
export function isFinal(status: DeliveryStatus): status is FinalStatus {
  return FINAL_STATUSES.has(status);
}

/** The rules that may decide a delivery, in the order in which they are asked. */
export const RULE_IDS = [
  'ended',
  'expired',
  'unmet',
  'holdout',
  'condition',
  'channel',
  'consent',
  'trouble',
  'quiet',
  'window',
  'cap',
  'retry',
] as const;
export type RuleId = (typeof RULE_IDS)[number];

/** What was decided about one occurrence on one channel. */
export interface DeliveryState {
  readonly status: DeliveryStatus;
  /** When it took this status; of `queued`: when it was last queued. */
  readonly since: number;
  /** How many attempts were begun. */
  readonly attempt: number;
  /** Held until this instant, where an instant ends the hold. */
  readonly until?: number;
  /** The rule that decided it; absent where all rules passed. */
  readonly rule?: RuleId;
  /** Why, in a few plain English words. Of a failed attempt: the code its channel gave. */
  readonly reason?: string;
  /** Of a withheld onsite delivery. */
  readonly ghost?: Ghost;
}

/** What a withheld onsite delivery would have been: nothing of it shows in any answer to a shopper. */
export interface Ghost {
  /** How many page views were known when it was looked at last. */
  readonly openings: number;
  /** When the shopper would first have seen it. */
  readonly exposedAt?: number;
}

/** One time that a touchpoint applies. */
export interface OccurrenceState {
  /** The fact it hangs on; of one that hangs on an outcome that is no fact, a name of the same form. */
  readonly anchor: string;
  readonly dueAt: number;
  /** From this instant on it makes no sense any more. */
  readonly useBy: number;
  readonly channels: Readonly<Partial<Record<Channel, DeliveryState>>>;
}

/** The first fact that reached a goal. */
export interface ReachedGoal {
  readonly fact: string;
  readonly at: number;
}

/** One order on one journey: decisions only, everything else is in the facts. */
export interface Instance {
  readonly schema: 2;
  /** `journey:source:order`, each part percent-encoded. */
  readonly id: string;
  readonly journey: string;
  readonly version: number;
  /** When the fact happened with which the order entered. */
  readonly enteredAt: number;
  /** When the exit fact or the goal happened, or the instant at which the time of the journey was over. */
  readonly endedAt?: number;
  /** Why it was over. */
  readonly endedBy?: string;
  /**
   * The order was not let in, for good: another order of the customer is or was on the journey. It ended when it
   * began and decides nothing.
   */
  readonly refused?: Journey['entry']['reentry'];
  /** By touchpoint: whether the customer was drawn into its holdout when the order entered. */
  readonly draws: Readonly<Record<string, boolean>>;
  /** By touchpoint: further ids under which it was decided on other versions of the journey, see `migrate`. */
  readonly aliases?: Readonly<Record<string, readonly string[]>>;
  /** Goals that were reached, by name. */
  readonly goals?: Readonly<Record<string, ReachedGoal>>;
  /** By `touchpoint/occurrence`, see `occurrenceKey`. */
  readonly occurrences: Readonly<Record<string, OccurrenceState>>;
}

/**
 * The new state of one row of `deliveries`: whoever stores the instance writes these in the same transaction.
 */
export interface Effect {
  /** `instance/touchpoint/occurrence/channel`: what everything downstream deduplicates on. */
  readonly key: string;
  readonly touchpoint: string;
  /** `order`, or `parcel:<id>`, with `#n` if it repeats. */
  readonly occurrence: string;
  readonly channel: Channel;
  readonly category: Category;
  readonly status: DeliveryStatus;
  readonly attempt: number;
  /** When it took this status. */
  readonly at: number;
  /** Of a task: not to be done before this instant. */
  readonly notBefore?: number;
  readonly until?: number;
  readonly rule?: RuleId;
  readonly reason?: string;
  /** Of a withheld onsite delivery: when the shopper would first have seen it. */
  readonly exposedAt?: number;
}
