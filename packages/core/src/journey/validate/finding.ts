import type { Policy } from '../../policy/policy.ts';

/** One thing that is wrong with a journey. */
export interface Finding {
  /** Where: `touchpoints.rating.useBy`; empty for the journey as a whole. */
  readonly path: string;
  /** What, in a sentence that also says what would be right. */
  readonly message: string;
}

/** What a journey is judged against. */
export interface ValidateOptions {
  /** Names of the predicates that will be given; without it they are not checked. */
  readonly predicates?: readonly string[];
  /** Types of the events that the shop declares (`warranty.registered`); without it there are none. */
  readonly events?: readonly string[];
  /** The shop's policy: whether its quiet hours leave a touchpoint any time at all. Without it only the journey's own count. */
  readonly policy?: Pick<Policy, 'quietHours'>;
}
