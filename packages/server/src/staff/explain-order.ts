import type { ExplainResponse, ExplanationView } from '@post-purchase/contract';
import { explain, type Explanation, type Journey, recipientZone } from '@post-purchase/core';

import type { StoredOrder } from '../operations/engine.ts';
import { instant } from '../order-view/instant.ts';

/**
 * Why each touchpoint of an order is where it is at `order.now`: by due instant, then those that nothing has triggered, by name. Null: no
 * fact has arrived.
 */
export function explainOrder(
  { ref, facts, journeys, now }: StoredOrder,
  shopTimeZone: string,
): ExplainResponse | null {
  if (!facts) return null;
  const explanations = journeys.map(({ journey, instance, context }) => ({
    journey,
    explanation: explain(journey, instance, facts, context, now),
  }));
  const triggered = explanations.flatMap(({ journey, explanation }) =>
    explanation.deliveries.map((delivery) => deliveryView(journey, delivery)),
  );
  const untriggered = explanations.flatMap(({ journey, explanation }) =>
    explanation.untriggered.flatMap((touchpoint) => untriggeredViews(journey, touchpoint)),
  );
  return {
    order: ref,
    now: instant(now),
    timeZone: recipientZone(facts, shopTimeZone),
    journeys: sorted(
      explanations.map(({ explanation }) => journeyView(explanation)),
      ({ journey }) => [journey],
    ),
    // As they come due, and last what nothing has triggered. What is stored keeps no order of its own.
    touchpoints: [
      ...sorted(triggered, ({ dueAt = '', touchpoint, channel, journey, occurrence = '' }) => [
        dueAt,
        touchpoint,
        channel,
        journey,
        occurrence,
      ]),
      ...sorted(untriggered, ({ touchpoint, channel, journey }) => [touchpoint, channel, journey]),
    ],
  };
}

/** Sorted by the first text in which two differ, by code unit: the same order on every machine. */
function sorted<Item>(items: readonly Item[], keys: (item: Item) => readonly string[]): Item[] {
  return items.toSorted((a, b) => {
    const others = keys(b);
    for (const [index, key] of keys(a).entries()) {
      const other = others[index] ?? '';
      if (key !== other) return key < other ? -1 : 1;
    }
    return 0;
  });
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
