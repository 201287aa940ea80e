import type { HistoryEntry, OrderFacts } from '../order/order-facts.ts';
import { conditionWords } from './condition-words.ts';
import type { Context } from './context.ts';
import { add } from './due.ts';
import { earliest } from './earliest.ts';
import { instanceId } from './delivery-key.ts';
import { evaluate } from './evaluate.ts';
import { drawHoldouts } from './holdout.ts';
import type { Instance } from './instance.ts';
import type { Journey } from './journey.ts';
import { asksForLateness, lateInstants } from './lateness.ts';
import { type Happened, matching, triggerWords } from './trigger.ts';

/** Whether an order enters a journey now, and if not, why. */
export type Entry =
  | { readonly entered: true; readonly instance: Instance }
  | {
      readonly entered: false;
      readonly reason: string;
      readonly nextAt: number | null;
      /** Of an order that was refused for good. */
      readonly instance: Instance | null;
    };

/**
 * Asks whether an order that is not on the journey enters it now.
 *
 * It does once `entry.on` has happened, the order's contents are known (before that every condition would
 * judge an empty order) and `entry.when` holds. An order placed before the journey was activated never
 * enters, unless `entry.maxAge` allows it: a back-fill sends nothing. What `entry.reentry` says about the
 * customer's other orders is asked last, once, and settled by it.
 */
export function enter(
  journey: Journey,
  happened: Happened,
  context: Context,
  zone: string,
  now: number,
): Entry {
  const { facts } = happened;
  if (facts.placedAt === null || facts.order === null) return notYet('the order has not arrived');
  const { on, when, maxAge } = journey.entry;
  if (maxAge !== undefined) {
    if (now > add(facts.placedAt, maxAge, zone)) return notYet('the order is too old');
  } else if (context.activatedAt !== null && facts.placedAt < context.activatedAt) {
    return notYet('placed before the journey was activated');
  }
  const [fact] = matching(on, happened);
  if (fact === undefined) return notYet(`waits for ${triggerWords(on)}`);
  if (when !== undefined && !evaluate(when, { facts, context, zone, now, parcel: undefined })) {
    const changes = asksForLateness(when) ? lateInstants(facts.parcels, context, zone) : [];
    return notYet(`only when ${conditionWords(when)}`, earliest(changes.filter((at) => at > now)));
  }
  const instance = newInstance(journey, facts, fact, context);
  const refusal = refusalFor(journey, context);
  return refusal === null
    ? { entered: true, instance }
    : refused({ ...instance, endedAt: instance.enteredAt, endedBy: refusal, refused: journey.entry.reentry });
}

/** How an order that was not let in stands. */
export function refused(instance: Instance): Entry {
  return { entered: false, reason: instance.endedBy ?? 'not let in', nextAt: null, instance };
}

function notYet(reason: string, nextAt: number | null = null): Entry {
  return { entered: false, reason, nextAt, instance: null };
}

function refusalFor({ id, entry: { reentry } }: Journey, { customer }: Context): string | null {
  const others = Object.hasOwn(customer.entered, id) ? customer.entered[id] : undefined;
  if (reentry === 'once' && (others?.total ?? 0) > 0)
    return 'another order of the customer has been on the journey';
  if (reentry === 'whenEnded' && (others?.running ?? 0) > 0)
    return 'another order of the customer is on the journey';
  return null;
}

function newInstance(
  journey: Journey,
  { ref }: OrderFacts,
  { occurredAt }: HistoryEntry,
  { customer }: Context,
): Instance {
  return {
    schema: 2,
    id: instanceId(journey.id, ref),
    journey: journey.id,
    version: journey.version,
    enteredAt: occurredAt,
    draws: drawHoldouts(journey, customer.key),
    occurrences: {},
  };
}
