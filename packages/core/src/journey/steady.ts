import type { HistoryEntry, OrderFacts, Outcome } from '../order/order-facts.ts';
import { isSameOrder, isSameParcel, newEntries } from '../order/unchanged.ts';
import type { Context } from './context.ts';
import type { DeliveryStatus, Instance } from './instance.ts';
import { type FactTrigger, factTypeOf, type Journey } from './journey.ts';
import { historyByType } from './trigger.ts';

/*
 * Most of what becomes known of an order changes nothing: a page is opened, a parcel is scanned once more on its way. Where that can be
 * seen, what was decided before is decided, and no rule is asked again. It is never more than a short cut: the result is the same.
 */

/** What a decision rested on. */
export interface Ground {
  readonly journey: Journey;
  readonly facts: OrderFacts;
  readonly context: Context;
  readonly now: number;
  /** See `Advance.nextAt`. */
  readonly nextAt: number | null;
}

/**
 * Whether everything stays as it is until `Advance.nextAt`, as long as nothing becomes known: what is final does, what waits, and what
 * is open, because every rule lets it pass. What a rule holds, or what is being sent, does not: then a rule may say something else at
 * instants that make no difference yet.
 */
export function isSteady({ endedAt, occurrences }: Instance): boolean {
  if (endedAt !== undefined) return false;
  return Object.values(occurrences).every(({ channels }) =>
    Object.values(channels).every(({ status }) => STEADY.has(status)),
  );
}

/** A withheld delivery is not: every opening of the page is looked at, see `ghostOf`. */
const STEADY: ReadonlySet<DeliveryStatus> = new Set<DeliveryStatus>([
  'waiting',
  'open',
  'sent',
  'closed',
  'skipped',
  'canceled',
  'failed',
]);

/** Whether a steady order would be decided alike on another ground: nothing came that its journey asks about. */
export function isUnchanged(
  before: Ground,
  journey: Journey,
  facts: OrderFacts,
  context: Context,
  now: number,
): boolean {
  return (
    before.journey === journey &&
    now >= before.now &&
    (before.nextAt === null || now < before.nextAt) &&
    isSameContext(before.context, context) &&
    (before.facts === facts || isSameToJourney(before.facts, facts, journey))
  );
}

/** What an order that is on the journey, and steady, reads of its context; caps and the entry do not concern it any more. */
function isSameContext(a: Context, b: Context): boolean {
  return (
    a.policy === b.policy &&
    a.shopTimeZone === b.shopTimeZone &&
    a.channels === b.channels &&
    a.customer.ordersBefore === b.customer.ordersBefore &&
    a.customer.consent === b.customer.consent &&
    a.customer.deadAddresses === b.customer.deadAddresses &&
    isSamePredicates(a.predicates, b.predicates)
  );
}

function isSamePredicates(a: Context['predicates'], b: Context['predicates']): boolean {
  for (const name in b) if (a[name] !== b[name]) return false;
  return true;
}

function isSameToJourney(before: OrderFacts, after: OrderFacts, journey: Journey): boolean {
  if (!isSameOrder(before, after) || before.parcels.length !== after.parcels.length) return false;
  const isSame = after.parcels.every((parcel, index) => {
    const known = before.parcels[index];
    return known !== undefined && isSameParcel(known, parcel);
  });
  if (!isSame) return false;
  const asked = askedOf(journey);
  if (!isSameOutcomes(before.outcomes, after.outcomes, asked.seen)) return false;
  const news = newEntries(before.history, after.history);
  return news?.every((entry) => isNoNews(entry, before, asked)) ?? false;
}

/**
 * A fact that no trigger names, or a later one of a type that happened before, to the same parcel: triggers ask for the first. Not so
 * where they filter.
 */
function isNoNews(entry: HistoryEntry, before: OrderFacts, { types, filtered }: Asked): boolean {
  if (!types.has(entry.type)) return true;
  if (filtered.has(entry.type)) return false;
  const first = historyByType(before)
    .get(entry.type)
    ?.find(({ parcel }) => parcel === entry.parcel);
  return first !== undefined && first.occurredAt < entry.occurredAt;
}

/** That a widget was seen changes nothing about one that is open, or settled; another touchpoint may hang on it. */
function isSameOutcomes(
  before: OrderFacts['outcomes'],
  after: OrderFacts['outcomes'],
  isSeenAsked: boolean,
): boolean {
  if (before === after) return true;
  if (isSeenAsked) return false;
  for (const key in after) {
    const [known, own] = [before[key], after[key]];
    if (known !== own && !isSameButSeen(known, own)) return false;
  }
  return true;
}

function isSameButSeen(before: readonly Outcome[] = [], after: readonly Outcome[] = []): boolean {
  const others = before.filter(({ type }) => type !== 'seen');
  const own = after.filter(({ type }) => type !== 'seen');
  return own.length === others.length && own.every((outcome, index) => outcome === others[index]);
}

/** What a journey asks about. */
interface Asked {
  /** Types of the facts that its triggers name. */
  readonly types: ReadonlySet<string>;
  /** Those of them that some trigger filters. */
  readonly filtered: ReadonlySet<string>;
  /** Whether a touchpoint hangs on another one being seen. */
  readonly seen: boolean;
}

function askedOf(journey: Journey): Asked {
  const known = ASKED.get(journey);
  if (known !== undefined) return known;
  const touchpoints = Object.values(journey.touchpoints);
  const triggers: readonly FactTrigger[] = [
    journey.entry.on,
    ...(journey.exit?.on ?? []),
    ...Object.values(journey.goals ?? {}).map(({ on }) => on),
    ...touchpoints.flatMap(({ on, waitUntil, until = [], cancelOn = [] }) => [
      ...(on === undefined ? [] : [on]),
      ...(waitUntil?.any ?? []),
      ...until,
      ...cancelOn,
    ]),
  ];
  const asked = {
    types: new Set(triggers.map(factTypeOf)),
    filtered: new Set(triggers.filter((trigger) => typeof trigger !== 'string').map(factTypeOf)),
    seen: touchpoints.some(({ after }) => after?.outcome === 'seen'),
  };
  ASKED.set(journey, asked);
  return asked;
}

/** Definitions never change, and every step of every order asks. */
const ASKED = new WeakMap<Journey, Asked>();
