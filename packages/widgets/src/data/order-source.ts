import type { AnswerRequest } from '@post-purchase/contract/view';
import type { Failure, OrderState } from './order-state.ts';

/**
 * What became of an answer: stored now; given before, here or elsewhere; no longer wanted; not sent, for the reason told. After a failure the same
 * answer may be sent again under the same idempotency key.
 */
export type AnswerOutcome =
  | { readonly outcome: 'stored' | 'answered_before' | 'closed' }
  | { readonly outcome: 'failed'; readonly failure: Failure };

/** One order, as widgets see it: what is known of it, and what may be told about it. */
export interface OrderSource {
  readonly state: OrderState;
  /** Calls `listener` after each change, until the returned function is called. A source without listeners rests. */
  subscribe(listener: () => void): () => void;
  /** Asks again, at the shopper's wish. */
  retry(): void;
  /** Sends an answer; never throws. */
  answer(answer: AnswerRequest, idempotencyKey: string): Promise<AnswerOutcome>;
  /** Tells that a touchpoint was seen (counted once per page view) or dismissed. */
  report(type: 'seen' | 'dismissed', key: string): void;
}
