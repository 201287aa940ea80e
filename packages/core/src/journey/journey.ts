import { DERIVED_FACT_TYPES, FACT_TYPES, type FactType } from '../fact/fact-types.ts';
import type { Duration } from '../policy/policy.ts';
import type { Condition } from './condition.ts';

/** Where a touchpoint reaches somebody: in a widget, by mail, or as work for staff. */
export const CHANNELS = ['onsite', 'email', 'task'] as const;
export type Channel = (typeof CHANNELS)[number];

/** Transactional: the shopper needs it because of the order. Marketing: everything else. */
export type Category = 'transactional' | 'marketing';

/** Kinds that are transactional by nature; every other kind asks or sells. */
export const TRANSACTIONAL_KINDS = [
  'order-confirmation',
  'thank-you',
  'tracking-news',
  'delay',
  'problem',
  'pickup-ready',
  'refund',
  'issue-reply',
  'check-in',
] as const;

/**
 * Whether a touchpoint of this kind asks or sells, and therefore stays away while something is wrong with the
 * order. Every kind that is not transactional by nature does.
 */
export function asksOrSells(kind: string): boolean {
  return !TRANSACTIONAL_KINDS.some((known) => known === kind);
}

/** Kinds with a widget: only these may use the channel `onsite`. */
export const WIDGET_KINDS = ['thank-you', 'tracking', 'savings-reminder', 'rating'] as const;

/**
 * When a touchpoint is due after its trigger. `hours`: exact. `days` without `at`: so many calendar days
 * later at the same local time. `days` with `at`: on the n-th calendar day after the trigger's local day at
 * that time; n = 0: the next such time not before the trigger.
 */
export type Wait =
  | { readonly hours: number; readonly days?: never; readonly at?: never }
  | { readonly days: number; readonly at?: string; readonly hours?: never };

/** Facts a touchpoint can hang on: everything but what touchpoints themselves bring about. */
export type Trigger = Exclude<FactType, `touchpoint.${string}` | 'survey.answered'>;
export const TRIGGERS: readonly Trigger[] = [...FACT_TYPES, ...DERIVED_FACT_TYPES].filter(
  (type): type is Trigger => !type.startsWith('touchpoint.') && type !== 'survey.answered',
);

/** Triggers that are about one parcel: only on these may a touchpoint hang `per: 'parcel'`. */
export function isParcelTrigger(trigger: Trigger): boolean {
  return trigger.startsWith('shipment.') || trigger === 'issue.opened';
}

/**
 * How long an order stays on a journey after its entry fact: exactly 180 times 24 hours. Then what is not
 * final is canceled.
 */
export const INSTANCE_DAYS = 180;

/** A piece of work for staff: a call to make or something to do. */
export interface TaskSpec {
  readonly type: 'call' | 'todo';
  readonly team: string;
}

/** One planned contact. */
export interface Touchpoint {
  /** Names the built-in message and, with channel `onsite`, the widget's tag without `pp-`. */
  readonly kind: string;
  readonly on: Trigger;
  /** Once per order (default) or once per parcel. */
  readonly per?: 'order' | 'parcel';
  readonly wait?: Wait;
  readonly when?: Condition;
  readonly unless?: Condition;
  /** While `when`/`unless` forbid it: wait for the next fact instead of skipping. */
  readonly hold?: boolean;
  readonly cancelOn?: readonly Trigger[];
  /** How long after the due instant it still makes sense, 180 days at most; default by kind and category. */
  readonly useBy?: Duration;
  /** All of them are used. An answer or an action on one ends the others. */
  readonly channels: readonly Channel[];
  /** Required with channel `task`. */
  readonly task?: TaskSpec;
  readonly category: Category;
  /** Fields of the built-in message to replace, by name. */
  readonly content?: Readonly<Record<string, string>>;
}

/** The planned set of touchpoints after a purchase. Plain JSON; immutable once published. */
export interface Journey<Id extends string = string, TouchpointId extends string = string> {
  readonly id: Id;
  readonly version: number;
  /**
   * An order enters once this fact has happened, its contents are known and the condition holds; what the
   * condition says later does not matter. `always`: whatever other orders of the customer do.
   */
  readonly entry: { readonly on: Trigger; readonly when?: Condition; readonly reentry: 'always' };
  /** With one of these facts the journey is over: what is not final is canceled. */
  readonly exit?: { readonly on: readonly Trigger[] };
  readonly touchpoints: Readonly<Record<TouchpointId, Touchpoint>>;
}
