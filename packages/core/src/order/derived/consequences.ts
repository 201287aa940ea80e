import type { DerivedFact } from '../../fact/fact.ts';
import type { Policy } from '../../policy/policy.ts';

/** What a derived fact rests on beside the order. */
export interface DeriveContext {
  readonly policy: Policy;
  /** The shop's zone: the last resort for the recipient's, in which days end. */
  readonly shopTimeZone: string;
}

/** What follows from an order and is not stored yet. */
export interface Consequences {
  /** What follows at once. */
  readonly now: readonly DerivedFact[];
  /** What follows when its `occurredAt` comes, if nothing is heard until then. */
  readonly later: readonly DerivedFact[];
}
