import type { AnswerRequest, Interaction, OrderResponse } from '@post-purchase/contract/view';
import type { AnswerOutcome } from './order-source.ts';
import type { Failure } from './order-state.ts';

/** What opens an order: a token that names it, or the link token of a mail, which is exchanged for one. */
export type Access = { readonly token: string } | { readonly link: string };

/** A request that did not succeed, by what the shopper can do about it. */
export interface Failed {
  readonly failure: Failure;
}

/** One order's backend as the widgets use it: nothing throws, and what comes back has the contract's shape. */
export interface Transport {
  /** What is known of the order now. An abort is a failure like others; whoever aborts does not look. */
  order(signal: AbortSignal): Promise<OrderResponse | Failed>;
  answer(answer: AnswerRequest, idempotencyKey: string): Promise<AnswerOutcome>;
  /** Best effort: what is lost is lost. Goes out even while the page is being closed. */
  interactions(interactions: readonly Interaction[]): Promise<void>;
}
