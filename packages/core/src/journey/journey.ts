import type { FactData } from '../fact/fact.ts';
import {
  DERIVED_FACT_TYPES,
  type DerivedFactType,
  FACT_TYPES,
  type GivenFactType,
  type ShopEventType,
} from '../fact/fact-types.ts';
import type { Cap, Duration, QuietHours } from '../policy/policy.ts';
import type { DailyHours } from '../time/daily-hours.ts';
import type { Weekday } from '../time/weekday.ts';
import type { Condition } from './condition.ts';

/**
 * Where a touchpoint reaches somebody: in a widget, by mail, text message or push message, in another system
 * of the shop, or as work for staff.
 */
export const CHANNELS = ['onsite', 'email', 'sms', 'push', 'webhook', 'task'] as const;
export type Channel = (typeof CHANNELS)[number];

/** Channels on which a message is sent by attempts; the others are settled by the decision itself. */
export const MESSAGE_CHANNELS = ['email', 'sms', 'push', 'webhook'] as const satisfies readonly Channel[];
export type MessageChannel = (typeof MESSAGE_CHANNELS)[number];

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

/** Facts of ours that a touchpoint can hang on: all but what touchpoints bring about, which `after` is for. */
export type OwnTrigger = Exclude<GivenFactType | DerivedFactType, `touchpoint.${string}`>;
export const TRIGGERS: readonly OwnTrigger[] = [...FACT_TYPES, ...DERIVED_FACT_TYPES].filter(
  (type): type is OwnTrigger => !type.startsWith('touchpoint.'),
);

/** Facts a touchpoint can hang on, the events that the shop declared among them. */
// eslint-disable-next-line @typescript-eslint/no-redundant-type-constituents -- never until a shop declares events
export type Trigger = OwnTrigger | ShopEventType;

/** What a field of a fact has to be: this, one of these, or a number in a range (ends included). */
export type Match<Value> =
  | Value
  | readonly Value[]
  | (Value extends number ? { readonly atLeast?: number; readonly atMost?: number } : never);

/** Fields of a fact's data that a filter can ask about: those that hold a text, a number or a yes or no. */
export type Where<Data> = {
  readonly [
    Field in keyof Data as NonNullable<Data[Field]> extends string | number | boolean ? Field : never
  ]?: Match<NonNullable<Data[Field]>>;
};

/** Facts of one type whose data match; every field given has to. */
export type FilteredTrigger = {
  [Type in Trigger]: { readonly fact: Type; readonly where: Where<FactData<Type>> };
}[Trigger];

/** Any fact of a type, or only those whose data match. */
export type FactTrigger = Trigger | FilteredTrigger;

/** What can become of a touchpoint, for another one to hang on. */
export const TOUCHPOINT_OUTCOMES = ['sent', 'seen', 'acted', 'dismissed', 'skipped', 'failed'] as const;
export type TouchpointOutcome = (typeof TOUCHPOINT_OUTCOMES)[number];

/**
 * The outcome of another touchpoint of the journey. `sent`, `seen`, `acted`, `dismissed`, `failed`: the first
 * time on any of its channels; an answer counts as `acted`. `skipped`: every channel is settled and none
 * reached anybody. With `channel` only that one counts.
 *
 * Per parcel after per parcel it is the same parcel's; else the first of all.
 */
export interface OutcomeTrigger<TouchpointId extends string = string> {
  readonly touchpoint: TouchpointId;
  readonly outcome: TouchpointOutcome;
  readonly channel?: Channel;
}

/**
 * After the trigger: wait until one of several facts. The first one counts; one that happened before the
 * trigger counts at once. `within` after the trigger it is too late: then the touchpoint is skipped, or goes
 * on without (`otherwise: 'continue'`).
 */
export interface WaitUntil {
  readonly any: readonly FactTrigger[];
  readonly within: Duration;
  /** Default `skip`. */
  readonly otherwise?: 'skip' | 'continue';
}

/**
 * When a touchpoint is due whose trigger happened at `anchor` (or whose `waitUntil` was met then), on the
 * recipient's clock.
 *
 * - `hours`: exactly so much later.
 * - `days` without `at`: so many calendar days later at the same local time.
 * - `days` with `at`: on the n-th calendar day after the anchor's local day at that time; n = 0: the next such
 *   time not before the anchor.
 * - `businessDays`: the same, counting Mondays to Fridays that are no holidays of the policy; n = 0: today, or
 *   the next business day.
 * - `weekdays`: moves on to the first of these days, that day included.
 */
export type Wait =
  | {
      readonly hours: number;
      readonly days?: never;
      readonly businessDays?: never;
      readonly at?: never;
      readonly weekdays?: never;
    }
  | {
      readonly days: number;
      readonly at?: string;
      readonly weekdays?: readonly Weekday[];
      readonly hours?: never;
      readonly businessDays?: never;
    }
  | {
      readonly businessDays: number;
      readonly at?: string;
      readonly hours?: never;
      readonly days?: never;
      readonly weekdays?: never;
    };

/** Triggers that are about one parcel: only on these may a touchpoint hang `per: 'parcel'`. */
export function isParcelTrigger(trigger: Trigger): boolean {
  return trigger.startsWith('shipment.') || trigger === 'issue.opened' || trigger === 'eta.revised';
}

/** The fact type of a trigger, filtered or not. */
export function factTypeOf(trigger: FactTrigger): Trigger {
  return typeof trigger === 'string' ? trigger : trigger.fact;
}

/** How long an order stays on a journey unless `endAfter` says otherwise. */
export const INSTANCE_DAYS = 180;

/** A piece of work for staff: a call to make or something to do. */
export interface TaskSpec {
  readonly type: 'call' | 'todo';
  readonly team: string;
}

/** What brings a touchpoint about: a fact, or what became of another touchpoint. */
export type TouchpointCause<TouchpointId extends string = string> =
  | { readonly on: FactTrigger; readonly after?: never }
  | { readonly after: OutcomeTrigger<TouchpointId>; readonly on?: never };

/** One planned contact. */
export type Touchpoint<TouchpointId extends string = string> = TouchpointCause<TouchpointId> & {
  /** Names the built-in message and, with channel `onsite`, the widget's tag without `pp-`. */
  readonly kind: string;
  /** Once per order (default) or once per parcel. */
  readonly per?: 'order' | 'parcel';
  readonly waitUntil?: WaitUntil;
  readonly wait?: Wait;
  /**
   * Comes again and again, counted in calendar days (or exact hours) from the first time, so that it does not
   * drift. The first time is after `wait`; without `wait` one `every` after the trigger.
   */
  readonly every?: Duration;
  /** How many times in all. */
  readonly times?: number;
  /** With one of these facts nothing that is due later comes any more. */
  readonly until?: readonly FactTrigger[];
  readonly when?: Condition;
  readonly unless?: Condition;
  /** While `when`/`unless` forbid it: wait for the next fact instead of skipping. */
  readonly hold?: boolean;
  readonly cancelOn?: readonly FactTrigger[];
  /** When on the recipient's clock it may go out; held until then. For mail, messages and calls. */
  readonly window?: DailyHours;
  /** Also in quiet hours. Transactional only. */
  readonly urgent?: boolean;
  /** How long after the due instant it still makes sense; default by kind and category. */
  readonly useBy?: Duration;
  /** All of them are used. An answer or an action on one ends the others. */
  readonly channels: readonly Channel[];
  /** Required with channel `task`. */
  readonly task?: TaskSpec;
  readonly category: Category;
  /** The share of customers, 0 to 1, who do not get it, so that its effect can be measured. Marketing only. */
  readonly holdout?: number;
  /** Fields of the built-in message to replace, by name. */
  readonly content?: Readonly<Record<string, string>>;
  /** Ids that it had in earlier versions: what was decided under them belongs to it. */
  readonly formerly?: readonly string[];
};

/** Something the journey is for. The first such fact is recorded; with `ends` the journey is over then. */
export interface Goal {
  readonly on: FactTrigger;
  readonly ends?: boolean;
}

/** The planned set of touchpoints after a purchase. Plain JSON; immutable once published. */
export interface Journey<Id extends string = string, TouchpointId extends string = string> {
  readonly id: Id;
  readonly version: number;
  /**
   * An order enters once this fact has happened, its contents are known and the condition holds; what the
   * condition says later does not matter.
   */
  readonly entry: {
    readonly on: FactTrigger;
    readonly when?: Condition;
    /**
     * Whether an order enters of whose customer another order is or was on the journey: never (`once`), not as
     * long as that one is on it (`whenEnded`), or `always`. A refusal is final.
     */
    readonly reentry: 'once' | 'whenEnded' | 'always';
    /**
     * How old an order may be when it enters, from when it was placed. Without it: any age, but placed after
     * the journey was activated. With it: orders from before the activation enter too.
     */
    readonly maxAge?: Duration;
  };
  /** With one of these facts the journey is over: what is not final is canceled. */
  readonly exit?: { readonly on: readonly FactTrigger[] };
  readonly goals?: Readonly<Record<string, Goal>>;
  /**
   * How long after its entry fact an order stays on the journey. Default: 180 days, and as long as repeats with
   * `times` are outstanding.
   */
  readonly endAfter?: Duration;
  /** Holds in addition to the shop's policy: more quiet hours, more caps. It cannot take anything away. */
  readonly policy?: { readonly quietHours?: QuietHours; readonly caps?: readonly Cap[] };
  readonly touchpoints: Readonly<Record<TouchpointId, Touchpoint<NoInfer<TouchpointId>>>>;
}
