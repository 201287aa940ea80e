import type { AnswerRequest, Question, StoredAnswer } from '@post-purchase/contract';
import { type Answer, answerId, isFinal, parseDeliveryKey } from '@post-purchase/core';

import type { Change, Engine, StoredOrder } from '../operations/engine.ts';
import { type Delivery, deliveriesOf } from '../order-view/deliveries.ts';
import { instant } from '../order-view/instant.ts';
import { questionOf } from '../order-view/questions.ts';
import type { OrderGrant, Tokens } from '../tokens/tokens.ts';

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

  const stored = order.facts?.answers.find(
    (answer) => answer.question === question.id && isSameOccurrence(answer.delivery, delivery.key),
  );
  if (stored)
    return nothing({
      outcome: isSame(stored, submission) ? 'repeated' : 'answered',
      answer: answerView(stored),
    });
  if (!isAnswerable(delivery, deliveries, grant, order.now)) return nothing({ outcome: 'closed' });

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

/**
 * Whether an answer is still taken. One that is held at the moment is: the shopper saw the question before something went wrong. Who comes
 * from a mail that asked may answer although the question was put away on the page.
 */
function isAnswerable(
  { key, state, occurrence }: Delivery,
  deliveries: readonly Delivery[],
  { via }: OrderGrant,
  now: number,
): boolean {
  if (now >= occurrence.useBy) return false;
  if (!isFinal(state.status)) return true;
  const mail = deliveries.find((other) => other.channel === 'email' && isSameOccurrence(other.key, key));
  return via === 'email' && state.status === 'closed' && mail?.state.status === 'sent';
}

function isOnScale(value: number, { scale }: Question): boolean {
  return Number.isInteger(value) && value >= scale.min && value <= scale.max;
}

function isSameOccurrence(one: string, other: string): boolean {
  const a = parseDeliveryKey(one);
  const b = parseDeliveryKey(other);
  if (!a || !b) return false;
  return a.instance === b.instance && a.touchpoint === b.touchpoint && a.occurrence === b.occurrence;
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
