import type { Interaction } from '@post-purchase/contract';
import {
  type DeliveryStatus,
  type GivenFact,
  isValidZone,
  orderOpenedId,
  type Outcome,
  touchpointFactId,
} from '@post-purchase/core';

import type { Engine, StoredOrder } from '../operations/engine.ts';
import { type Delivery, deliveriesOf } from '../order-view/deliveries.ts';
import { assertGeneration, type OrderGrant, type Tokens } from '../tokens/tokens.ts';

/** Most facts a browser can add to one order: whoever holds a token could otherwise make its row grow without end. */
const FACTS_MAX = 1_000;
const NEVER_SHOWN: readonly DeliveryStatus[] = ['waiting', 'withheld'];
/** A browser tells at once, or when it is back online. What claims to be older has a clock that is wrong. */
const OLDEST_MS = 24 * 3_600_000;

/**
 * Takes what a browser tells of the shopper: facts of the order, each once, whatever is repeated. Instants that cannot be become now. A key
 * that names no onsite delivery of this very order is dropped without a word, and so is what an order has enough of.
 *
 * @throws {TokenError} `token_revoked`.
 */
export async function takeInteractions(
  engine: Engine,
  tokens: Tokens,
  grant: OrderGrant,
  interactions: readonly Interaction[],
): Promise<void> {
  const generation = await engine.changeOrder(grant.ref, (order) => {
    const revoked = grant.generation < order.tokenGeneration;
    return { facts: revoked ? [] : factsOf(interactions, order, tokens), result: order.tokenGeneration };
  });
  assertGeneration(grant, generation);
}

function factsOf(interactions: readonly Interaction[], order: StoredOrder, tokens: Tokens): GivenFact[] {
  const history = order.facts?.history ?? [];
  const taken = history.filter(
    ({ type }) => type === 'order.opened' || type.startsWith('touchpoint.'),
  ).length;
  const deliveries = new Map(
    deliveriesOf(order)
      // What was never on the page cannot have been seen there.
      .filter(({ channel, state: { status } }) => channel === 'onsite' && !NEVER_SHOWN.includes(status))
      .map((delivery) => [tokens.shopperKey(delivery.key), delivery]),
  );
  return interactions
    .flatMap((interaction) => factOf(interaction, order, deliveries) ?? [])
    .slice(0, Math.max(0, FACTS_MAX - taken));
}

function factOf(
  interaction: Interaction,
  { ref, facts, now }: StoredOrder,
  deliveries: ReadonlyMap<string, Delivery>,
): GivenFact | undefined {
  const told = Date.parse(interaction.at);
  const occurredAt = told > now - OLDEST_MS && told < now ? told : now;
  const { type, id } = interaction;
  if (type === 'opened') {
    const { timeZone = '' } = interaction;
    const data = isValidZone(timeZone) ? { timeZone } : {};
    return { id: orderOpenedId(ref, id), type: 'order.opened', occurredAt, source: 'widget', data };
  }
  const delivery = deliveries.get(interaction.key)?.key;
  if (delivery === undefined || happened(facts?.outcomes[delivery], type)) return undefined;
  const common = { occurredAt, source: 'widget', data: { delivery } };
  if (type === 'seen')
    return { id: touchpointFactId('touchpoint.seen', delivery, id), type: 'touchpoint.seen', ...common };
  if (type === 'acted')
    return { id: touchpointFactId('touchpoint.acted', delivery, id), type: 'touchpoint.acted', ...common };
  return {
    id: touchpointFactId('touchpoint.dismissed', delivery, id),
    type: 'touchpoint.dismissed',
    ...common,
  };
}

/** The first time counts; a repetition would only make the order's row longer. */
function happened(outcomes: readonly Outcome[] | undefined, type: Outcome['type']): boolean {
  return outcomes?.some((outcome) => outcome.type === type) ?? false;
}
