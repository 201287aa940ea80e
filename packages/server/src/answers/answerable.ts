import { type Answer, isFinal, type OrderFacts, parseDeliveryKey } from '@post-purchase/core';

import type { Delivery } from '../order-view/deliveries.ts';
import type { Via } from '../tokens/tokens.ts';

/** The answer that was given to the question of an occurrence, on whichever channel; undefined: none yet. */
export function answerTo(facts: OrderFacts | null, { key }: Delivery, question: string): Answer | undefined {
  return facts?.answers.find(
    (answer) => answer.question === question && isSameOccurrence(answer.delivery, key),
  );
}

/**
 * Whether an answer to an onsite delivery is still taken. One that is held at the moment is: the shopper saw the question before something
 * went wrong.
 */
export function isAnswerable(
  delivery: Delivery,
  deliveries: readonly Delivery[],
  via: Via,
  now: number,
): boolean {
  if (now >= delivery.occurrence.useBy) return false;
  return !isFinal(delivery.state.status) || isAskedByMail(delivery, deliveries, via);
}

/** Whether it was put away on the page, and the shopper comes from a mail that asks the same. */
export function isAskedByMail({ key, state }: Delivery, deliveries: readonly Delivery[], via: Via): boolean {
  const mail = deliveries.find((other) => other.channel === 'email' && isSameOccurrence(other.key, key));
  return via === 'email' && state.status === 'closed' && mail?.state.status === 'sent';
}

function isSameOccurrence(one: string, other: string): boolean {
  const a = parseDeliveryKey(one);
  const b = parseDeliveryKey(other);
  if (!a || !b) return false;
  return a.instance === b.instance && a.touchpoint === b.touchpoint && a.occurrence === b.occurrence;
}
