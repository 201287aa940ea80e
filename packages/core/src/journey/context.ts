import type { ConsentChannel, Policy } from '../policy/policy.ts';
import type { Category, Channel } from './journey.ts';

/** A customer's own word on marketing over a channel, and when it was given. */
export interface ConsentDecision {
  readonly granted: boolean;
  readonly at: number;
}

/**
 * One row of the contact ledger: somebody was reached, or is being reached. Interrupting contacts count from
 * their attempt (calls: when made), onsite ones when they were first seen.
 */
export interface LedgerEntry {
  /** Delivery key. */
  readonly key: string;
  readonly at: number;
  readonly channel: Channel;
  readonly category: Category;
}

/** Other orders of the customer on a journey. */
export interface Entered {
  /** That are or were on it. */
  readonly total: number;
  /** That are on it. */
  readonly running: number;
}

/** What is known of the customer beyond this order. */
export interface CustomerContext {
  /** Null: a guest without any address; then what is customer-wide holds for the order alone. */
  readonly key: string | null;
  /** How many orders the customer placed before this one. */
  readonly ordersBefore: number;
  readonly consent: Readonly<Partial<Record<ConsentChannel, ConsentDecision>>>;
  /** Addresses and numbers that were refused for good. */
  readonly deadAddresses: readonly string[];
  /** Contacts of the longest cap at least, this order's own among them; in no particular order. */
  readonly contacts: readonly LedgerEntry[];
  /** By journey id; absent: none. */
  readonly entered: Readonly<Record<string, Entered>>;
}

/** Somebody of whom nothing is known but the order. */
export const GUEST: CustomerContext = {
  key: null,
  ordersBefore: 0,
  consent: {},
  deadAddresses: [],
  contacts: [],
  entered: {},
};

/** What lies outside the order, read in the same transaction as the order. */
export interface Context {
  readonly policy: Policy;
  /** Orders placed before this instant do not enter; null: since ever. */
  readonly activatedAt: number | null;
  /** The shop's zone: the last resort for the recipient's. */
  readonly shopTimeZone: string;
  /** The channels that the shop has set up. */
  readonly channels: readonly Channel[];
  /**
   * Those of them that deliver one message for one delivery key, however often they are asked. Only there may
   * marketing be tried again after an attempt whose outcome is unknown.
   */
  readonly honorsKeys?: readonly Channel[];
  /** Whether each named predicate holds for this order, see `evaluatePredicates`. */
  readonly predicates: Readonly<Record<string, boolean>>;
  readonly customer: CustomerContext;
  /** The one delivery that may become `sending` in this step. */
  readonly attempting?: string;
}
