import type { AnswerRequest, Question, StoredAnswer } from '@post-purchase/contract';
import { type Answer, answerId } from '@post-purchase/core';

import type { Change, Engine, StoredOrder } from '../operations/engine.ts';
import { deliveriesOf } from '../order-view/deliveries.ts';
import { instant } from '../order-view/instant.ts';
import { questionOf } from '../order-view/questions.ts';
import type { OrderGrant, Tokens } from '../tokens/tokens.ts';
import { answerTo, isAnswerable } from './answerable.ts';

/**
 * What became of an answer. `given`: stored now. `repeated`: the same was given before. `answered`: another one was, and stays. `closed`:
 * it is too late. `unknown`: the order has no such delivery. `misfit`: the question is not asked there, or the value is off its scale.
 */
export type GivenAnswer =
  | { readonly outcome: 'given' | 'repeated' | 'answered'; readonly answer: StoredAnswer }
  | { readonly outcome: 'misfit'; readonly path: 'question' | 'value'; readonly message: string }
  | { readonly outcome: 'closed' | 'unknown' | 'revoked' };

/** An answer as it arrives. */
export interface Submission extends AnswerRequest {
  /** Names the submission: one that is repeated has the same. At most 64 characters. */
  readonly id: string;
}

/**
 * Stores an answer, decided under the order's lock: of any number of answers to one occurrence's question, on whichever channel and however
 * simultaneous, exactly the first is stored, and everybody is told which one that is.
 */
export function giveAnswer(
  engine: Engine,
  tokens: Tokens,
  grant: OrderGrant,
  submission: Submission,
): Promise<GivenAnswer> {
  return engine.changeOrder(grant.ref, (order) => decide(order, tokens, grant, submission));
}

function decide(
  order: StoredOrder,
  tokens: Tokens,
  grant: OrderGrant,
  submission: Submission,
): Change<GivenAnswer> {
  const nothing = (result: GivenAnswer): Change<GivenAnswer> => ({ facts: [], result });
  if (grant.generation < order.tokenGeneration) return nothing({ outcome: 'revoked' });

  const deliveries = deliveriesOf(order);
  const delivery = deliveries.find(
    ({ key, channel }) => channel === 'onsite' && tokens.shopperKey(key) === submission.key,
  );
  // One that still waits was never shown, so its key was never given to anybody.
  if (!delivery || delivery.state.status === 'waiting') return nothing({ outcome: 'unknown' });

  const question = questionOf(delivery.touchpoint.kind);
  if (question?.id !== submission.question) {
    return nothing({
      outcome: 'misfit',
      path: 'question',
      message: 'This touchpoint does not ask this question',
    });
  }
  if (!isOnScale(submission.value, question)) {
    const { min, max } = question.scale;
    return nothing({
      outcome: 'misfit',
      path: 'value',
      message: `Has to be a whole number from ${min} to ${max}`,
    });
  }

  const stored = answerTo(order.facts, delivery, question.id);
  if (stored)
    return nothing({
      outcome: isSame(stored, submission) ? 'repeated' : 'answered',
      answer: answerView(stored),
    });
  if (!isAnswerable(delivery, deliveries, grant.via, order.now)) return nothing({ outcome: 'closed' });

  const { value, comment } = submission;
  const { scale } = question;
  const given = { value, scale, ...(comment !== undefined && { comment }) };
  return {
    facts: [
      {
        id: answerId(delivery.key, question.id, submission.id),
        type: 'survey.answered',
        occurredAt: order.now,
        source: 'widget',
        data: { delivery: delivery.key, question: question.id, via: grant.via, ...given },
      },
    ],
    result: { outcome: 'given', answer: { question: question.id, answeredAt: instant(order.now), ...given } },
  };
}

function isOnScale(value: number, { scale }: Question): boolean {
  return Number.isInteger(value) && value >= scale.min && value <= scale.max;
}

function isSame(stored: Answer, { value, comment }: Submission): boolean {
  return stored.value === value && stored.comment === comment;
}

function answerView({ question, value, scale, comment, answeredAt }: Answer): StoredAnswer {
  return {
    question,
    value,
    scale,
    ...(comment !== undefined && { comment }),
    answeredAt: instant(answeredAt),
  };
}
