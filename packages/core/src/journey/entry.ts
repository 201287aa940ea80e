import type { HistoryEntry, OrderFacts } from '../order/order-facts.ts';
import { conditionWords } from './condition-words.ts';
import type { Context } from './context.ts';
import { earliest } from './earliest.ts';
import { instanceId } from './delivery-key.ts';
import { evaluate } from './evaluate.ts';
import type { Instance } from './instance.ts';
import type { Journey } from './journey.ts';
import { asksForLateness, lateInstants } from './lateness.ts';

/** Whether an order enters a journey now, and if not, why. */
export type Entry =
  | { readonly entered: true; readonly instance: Instance }
  | { readonly entered: false; readonly reason: string; readonly nextAt: number | null };

/**
 * Asks whether an order that is not on the journey enters it now.
 *
 * It does once `entry.on` has happened, the order's contents are known (before that every condition would
 * judge an empty order) and `entry.when` holds. An order placed before the journey was activated never
 * enters: a back-fill sends nothing.
 */
export function enter(
  journey: Journey,
  facts: OrderFacts,
  context: Context,
  zone: string,
  now: number,
): Entry {
  if (facts.placedAt === null || facts.order === null) return refuse('the order has not arrived');
  if (context.activatedAt !== null && facts.placedAt < context.activatedAt) {
    return refuse('placed before the journey was activated');
  }
  const { on, when } = journey.entry;
  const fact = facts.history.find(({ type }) => type === on);
  if (fact === undefined) return refuse(`waits for ${on}`);
  if (when !== undefined && !evaluate(when, { facts, context, zone, now, parcel: undefined })) {
    const changes = asksForLateness(when) ? lateInstants(facts.parcels, context, zone) : [];
    return refuse(`only when ${conditionWords(when)}`, earliest(changes.filter((at) => at > now)));
  }
  return { entered: true, instance: newInstance(journey, facts, fact) };
}

function refuse(reason: string, nextAt: number | null = null): Entry {
  return { entered: false, reason, nextAt };
}

function newInstance(journey: Journey, { ref }: OrderFacts, { occurredAt }: HistoryEntry): Instance {
  return {
    schema: 1,
    id: instanceId(journey.id, ref),
    journey: journey.id,
    version: journey.version,
    enteredAt: occurredAt,
    occurrences: {},
  };
}
