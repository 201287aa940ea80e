import type { ExplainResponse, ExplanationView } from '@post-purchase/contract';
import { explain, type Explanation, type Journey, recipientZone } from '@post-purchase/core';

import type { StoredOrder } from '../operations/engine.ts';
import { instant } from '../order-view/instant.ts';

/** Why each touchpoint of an order is where it is at `order.now`. Null: no fact has arrived. */
export function explainOrder(
  { ref, facts, journeys, now }: StoredOrder,
  shopTimeZone: string,
): ExplainResponse | null {
  if (!facts) return null;
  const explanations = journeys.map(({ journey, instance, context }) => ({
    journey,
    explanation: explain(journey, instance, facts, context, now),
  }));
  return {
    order: ref,
    now: instant(now),
    timeZone: recipientZone(facts, shopTimeZone),
    journeys: explanations.map(({ explanation }) => journeyView(explanation)),
    touchpoints: explanations.flatMap(({ journey, explanation }) => [
      ...explanation.deliveries.map((delivery) => deliveryView(journey, delivery)),
      ...explanation.untriggered.flatMap((untriggered) => untriggeredViews(journey, untriggered)),
    ]),
  };
}

function journeyView({
  journey,
  version,
  enteredAt,
  notEntered,
  ended,
}: Explanation): ExplainResponse['journeys'][number] {
  return {
    journey,
    version,
    ...(enteredAt !== null && { enteredAt: instant(enteredAt) }),
    ...(notEntered !== null && { notEntered }),
    ...(ended && { ended: { at: instant(ended.at), reason: ended.reason } }),
  };
}

function deliveryView(journey: Journey, delivery: Explanation['deliveries'][number]): ExplanationView {
  const {
    touchpoint,
    kind,
    occurrence,
    channel,
    status,
    since,
    dueAt,
    dueLocal,
    useBy,
    rule,
    again,
    summary,
    verdicts,
  } = delivery;
  return {
    journey: journey.id,
    version: journey.version,
    touchpoint,
    kind,
    occurrence,
    channel,
    status,
    since: instant(since),
    dueAt: instant(dueAt),
    dueLocal,
    useBy: instant(useBy),
    ...(rule !== undefined && { rule }),
    reason: summary,
    ...(again !== undefined && { again }),
    verdicts: verdicts.map((verdict) =>
      verdict.pass
        ? { rule: verdict.rule, pass: true }
        : { rule: verdict.rule, pass: false, reason: verdict.reason },
    ),
  };
}

/** A touchpoint whose trigger has not happened, once per channel. */
function untriggeredViews(
  journey: Journey,
  { touchpoint: id, status, reason }: Explanation['untriggered'][number],
): ExplanationView[] {
  const touchpoint = journey.touchpoints[id];
  if (!touchpoint) return [];
  return touchpoint.channels.map((channel) => ({
    journey: journey.id,
    version: journey.version,
    touchpoint: id,
    kind: touchpoint.kind,
    channel,
    status,
    reason,
    verdicts: [],
  }));
}
