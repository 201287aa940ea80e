import type { Policy } from '../policy/policy.ts';
import type { Channel } from './journey.ts';

/** A customer's own word on marketing over a channel, and when it was given. */
export interface ConsentDecision {
  readonly granted: boolean;
  readonly at: number;
}

/** What is known of the customer beyond this order. */
export interface CustomerContext {
  /** Null: a guest without any address; then what is customer-wide holds for the order alone. */
  readonly key: string | null;
  readonly consent: { readonly email?: ConsentDecision };
  /** Addresses that a mail server refused for good. */
  readonly deadAddresses: readonly string[];
}

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
