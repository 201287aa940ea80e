import type { Category, Channel, FinalStatus, RuleId } from '@post-purchase/core';

import type { RefusedLine } from '../order-file/refused.ts';

/** Why deliveries came to a status other than `sent`. */
export interface ReplayReason {
  readonly status: FinalStatus;
  /** Null: no rule; the reason says all. */
  readonly rule: RuleId | null;
  readonly reason: string;
  readonly count: number;
}

/** What held deliveries on their way, whatever became of them. */
export interface ReplayHold {
  readonly rule: RuleId;
  /** Times that it held one. */
  readonly count: number;
  readonly meanHours: number;
  readonly longestHours: number;
}

/** What became of a touchpoint on one channel, over all orders. */
export interface ReplayedChannel {
  readonly channel: Channel;
  /** How many deliveries ended in each status; they add up to `total`. */
  readonly final: Readonly<Record<FinalStatus, number>>;
  /** One for each occurrence, and one for each order in which it never came about. */
  readonly total: number;
  /** Orders in which it never came about, or that were not on the journey; `skipped` counts them, too. */
  readonly neverTriggered: number;
  /** The most frequent first. */
  readonly reasons: readonly ReplayReason[];
  /** The most frequent first. */
  readonly held: readonly ReplayHold[];
  /** How many were sent (or shown) in each hour of the recipient's day, 24 numbers. */
  readonly hours: readonly number[];
}

/** What `post-purchase replay --json` prints. Instants are RFC 3339 in UTC. */
export interface ReplayReport {
  readonly journey: { readonly id: string; readonly version: number; readonly hash: string };
  readonly orders: {
    /** `read` = `outside` + `replayed`. */
    readonly read: number;
    /** Not placed between `--since` and `--until`. */
    readonly outside: number;
    /** `replayed` = `entered` + the sum of `notEntered`. */
    readonly replayed: number;
    readonly entered: number;
    readonly notEntered: readonly { readonly reason: string; readonly orders: number }[];
    /** When the first and the last of those replayed were placed. */
    readonly firstPlacedAt: string | null;
    readonly lastPlacedAt: string | null;
  };
  /** Rows or lines that could not be used: how many, and the first ten. */
  readonly refused: { readonly count: number; readonly first: readonly RefusedLine[] };
  readonly touchpoints: readonly {
    readonly touchpoint: string;
    readonly category: Category;
    readonly channels: readonly ReplayedChannel[];
  }[];
  /** By goal: how many orders reached it. */
  readonly goals: Readonly<Record<string, number>>;
  readonly contacts: {
    /** Entries of the contact ledger: messages, calls that were made, widgets that were seen. */
    readonly total: number;
    readonly customers: number;
    /** How many weeks (Monday to Sunday, the shop's zone) of a customer had so many contacts; weeks without any are left out. */
    readonly perCustomerAndWeek: readonly { readonly contacts: number; readonly weeks: number }[];
  };
  /** Every rule: how many deliveries it settled, and how often it held one. */
  readonly rules: readonly { readonly rule: RuleId; readonly settled: number; readonly held: number }[];
  /** Rules that neither settled nor held anything. */
  readonly neverMattered: readonly RuleId[];
}
