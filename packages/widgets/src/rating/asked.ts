import type { AnswerRequest, OrderView, RatingView } from '@post-purchase/contract/view';
import type { AnswerOutcome } from '../data/order-source.ts';

/** What is wrong with an answer that was not sent. */
export type RatingProblem = 'choose' | Extract<AnswerOutcome, { outcome: 'failed' }>['failure'];

/** How a question ended. */
export type RatingEnd = Exclude<AnswerOutcome['outcome'], 'failed'>;

/** One question to one shopper, from the first look to the end. */
export interface Asked {
  /** Of the order that it belongs to. */
  readonly number: string;
  readonly view: RatingView;
  readonly chosen: number | null;
  readonly comment: string;
  readonly sending: boolean;
  readonly problem: RatingProblem | null;
  readonly end: RatingEnd | 'dismissed' | null;
  /** The answer sent last, under its key: the same answer again is the same request. */
  readonly sent: { readonly answer: AnswerRequest; readonly idempotencyKey: string } | null;
}

/**
 * What is asked of an order now: the question that is listed; else the one that the shopper has begun to answer or has answered, as long as it is
 * the same order.
 */
export function askedOf(order: OrderView, view: RatingView | null, before: Asked | null): Asked | null {
  if (view !== null) {
    if (view.key === before?.view.key) return before;
    return {
      number: order.number,
      view,
      chosen: null,
      comment: '',
      sending: false,
      problem: null,
      end: null,
      sent: null,
    };
  }
  const begun = before !== null && (before.chosen !== null || before.comment !== '' || before.end !== null);
  return begun && before.number === order.number ? before : null;
}

/** The answer as it goes out; null while nothing is chosen. */
export function answerOf({ view, chosen, comment }: Asked): AnswerRequest | null {
  if (chosen === null) return null;
  const text = comment.trim();
  return { key: view.key, question: view.question, value: chosen, ...(text !== '' && { comment: text }) };
}

/** What was sent last, if it was this answer. */
export function sentBefore({ sent }: Asked, { value, comment }: AnswerRequest): Asked['sent'] {
  return sent?.answer.value === value && sent.answer.comment === comment ? sent : null;
}
