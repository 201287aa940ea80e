import type { Category, Channel } from './journey.ts';

/**
 * Where a delivery stands.
 *
 * - `waiting`: its due instant has not come
 * - `held`: due, and a rule says not now
 * - `open`: onsite, visible to the shopper
 * - `queued`: mail, to be tried; `sending`: mail, an attempt is under way
 * - final: `sent`, `closed` (onsite, was visible), `skipped` (a rule said no), `canceled` (no longer wanted),
 *   `failed`
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
  'failed',
] as const;
export type DeliveryStatus = (typeof DELIVERY_STATUSES)[number];

const FINAL_STATUSES: ReadonlySet<DeliveryStatus> = new Set([
  'sent',
  'closed',
  'skipped',
  'canceled',
  'failed',
]);

/** Whether a status never changes again. */
export function isFinal(status: DeliveryStatus): boolean {
  return FINAL_STATUSES.has(status);
}

/** The rules that may decide a delivery, in the order in which they are asked. */
export type RuleId = 'ended' | 'expired' | 'condition' | 'channel' | 'consent' | 'trouble' | 'retry';

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
}

/** One time that a touchpoint applies. */
export interface OccurrenceState {
  /** The fact it hangs on. */
  readonly anchor: string;
  readonly dueAt: number;
  /** From this instant on it makes no sense any more. */
  readonly useBy: number;
  readonly channels: Readonly<Partial<Record<Channel, DeliveryState>>>;
}

/** One order on one journey: decisions only, everything else is in the facts. */
export interface Instance {
  readonly schema: 1;
  /** `journey:source:order`, each part percent-encoded. */
  readonly id: string;
  readonly journey: string;
  readonly version: number;
  /** When the fact happened with which the order entered. */
  readonly enteredAt: number;
  /** When the exit fact happened, or the instant at which the time of the journey was over. */
  readonly endedAt?: number;
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
  /** `order`, or `parcel:<id>`. */
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
}
