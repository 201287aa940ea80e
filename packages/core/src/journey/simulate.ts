import { FactError } from '../fact/fact-error.ts';
import type { Fact } from '../fact/fact.ts';
import { orderKey, orderPlacedId } from '../fact/fact-id.ts';
import { parseFact } from '../fact/parse-fact.ts';
import type { OrderFacts, OrderRef } from '../order/order-facts.ts';
import { DEFAULT_POLICY, type Policy } from '../policy/policy.ts';
import { localDateTime } from '../time/local-time.ts';
import { recipientZone } from '../time/recipient-zone.ts';
import { isValidZone } from '../time/zone.ts';
import { ContactLedger } from './contact-ledger.ts';
import type { CustomerContext } from './context.ts';
import type { Effect } from './instance.ts';
import { CHANNELS, type Channel, type Journey } from './journey.ts';
import { OrderRun, type SimulatedOutcomes } from './order-run.ts';
import type { Predicate } from './predicates.ts';
import { SAMPLE_ORDER } from './sample-order.ts';
import { SimulationError } from './simulation-error.ts';
import { deliveriesOf, type Timeline, type TimelineEntry } from './timeline.ts';

export type { SimulatedOutcome, SimulatedOutcomes } from './order-run.ts';
export type { Timeline, TimelineDelivery, TimelineEntry } from './timeline.ts';

export interface SimulateOptions {
  /** What happens, in any order. Each becomes known at its `arrivesAt`, else when it happened. */
  readonly facts: readonly Fact[];
  /** Simulated time ends here, epoch milliseconds; what happens at this very instant is included. */
  readonly until: number;
  /** What differs from `DEFAULT_POLICY`. */
  readonly policy?: Partial<Policy>;
  /**
   * What differs from somebody who agreed to marketing on every channel long ago, was never contacted, and
   * placed as many orders before as the order itself says, else none.
   */
  readonly customer?: Partial<CustomerContext>;
  readonly predicates?: Readonly<Record<string, Predicate>>;
  /** What becomes of each attempt; default: `sent`. */
  readonly outcomes?: SimulatedOutcomes;
  /** The shop's IANA zone; default `UTC`. */
  readonly timeZone?: string;
  /** Default: all of them. */
  readonly channels?: readonly Channel[];
  /** Channels that deliver one message for one key, however often they are asked; default: none. */
  readonly honorsKeys?: readonly Channel[];
  /** The order the facts are about; default: the sample order's. */
  readonly ref?: OrderRef;
  /** Epoch milliseconds: orders placed before do not enter; default null: active since ever. */
  readonly journeyActivatedAt?: number | null;
}

/**
 * Plays a journey for one order, from its facts and the clock alone: months take milliseconds.
 *
 * It runs the same `step` as the server, from due instant to due instant, and makes each attempt at once. Whom
 * that reaches is added to a copy of the customer's contacts, which caps count: messages with their attempt,
 * calls when made (`touchpoint.acted`), widgets when first seen (`touchpoint.seen`); a failure takes it back.
 *
 * Interactions and answers are facts like others: name their delivery with `deliveryKey`.
 *
 * Pure: the same options come to the same timeline, and nothing that is given is changed.
 *
 * @throws {SimulationError} for an end that is no instant, a fact that is none (`cause` is the `FactError`), facts
 *   about another order than `ref`, or a zone that does not exist
 * @throws {PredicateMissingError} when the journey asks a predicate that is not given
 */
export function simulate(journey: Journey, options: SimulateOptions): Timeline {
  const { until, ref = SAMPLE_ORDER, timeZone = 'UTC', customer, predicates } = options;
  const facts = checkedFacts(options.facts, ref);
  checkUntil(until);
  checkZone(timeZone);
  const ledger = new ContactLedger(customer?.contacts);
  const known = { ...willing('simulated', ordersBeforeOf(facts) ?? 0), ...customer };
  const entries: TimelineEntry[] = [];
  const run = new OrderRun({
    journey,
    activatedAt: options.journeyActivatedAt ?? null,
    ref,
    facts,
    context: {
      policy: { ...DEFAULT_POLICY, ...options.policy },
      shopTimeZone: timeZone,
      channels: options.channels ?? CHANNELS,
      ...(options.honorsKeys === undefined ? {} : { honorsKeys: options.honorsKeys }),
    },
    customer: () => known,
    ledger,
    ...(predicates === undefined ? {} : { predicates }),
    outcomes: options.outcomes ?? (() => 'sent'),
    onEffect: (effect, now, state) => entries.push(entryOf(effect, now, zoneOf(state, timeZone))),
  });
  for (let at = run.nextAt; at !== null && at <= until; at = run.nextAt) run.playNext();
  return timelineOf(run, entries, ledger, timeZone);
}

function timelineOf(
  { facts, instance, untriggered, notEntered }: OrderRun,
  entries: readonly TimelineEntry[],
  ledger: ContactLedger,
  shopTimeZone: string,
): Timeline {
  const zone = facts === null ? shopTimeZone : zoneOf(facts, shopTimeZone);
  return {
    entries,
    deliveries: instance === null ? [] : deliveriesOf(instance, zone),
    untriggered,
    notEntered,
    goals: instance?.goals ?? {},
    zone,
    contacts: ledger.contacts,
    instance: notEntered === null ? instance : null,
    facts,
  };
}

function zoneOf(facts: OrderFacts, shopTimeZone: string): string {
  return recipientZone(facts, shopTimeZone).zone;
}

function entryOf(
  { touchpoint, occurrence, channel, status, rule, reason }: Effect,
  now: number,
  zone: string,
): TimelineEntry {
  return {
    at: now,
    localTime: localDateTime(now, zone),
    touchpoint,
    occurrence,
    channel,
    status,
    ...(rule === undefined ? {} : { rule }),
    ...(reason === undefined ? {} : { reason }),
  };
}

/** Somebody who agreed to everything long ago and whom nobody has written to. */
export function willing(key: string | null, ordersBefore: number): CustomerContext {
  const granted = { granted: true, at: 0 };
  return {
    key,
    ordersBefore,
    consent: { email: granted, sms: granted, push: granted },
    deadAddresses: [],
    contacts: [],
    entered: {},
  };
}

/** How many orders came before this one, where its own facts say so. */
export function ordersBeforeOf(facts: readonly Fact[]): number | undefined {
  for (const fact of facts)
    if (fact.type === 'order.updated' && fact.data.ordersBefore !== undefined) return fact.data.ordersBefore;
  return undefined;
}

function checkUntil(until: number): void {
  if (Number.isSafeInteger(until)) return;
  throw new SimulationError(
    'until_invalid',
    'until',
    `A simulation ends at an instant in epoch milliseconds; "${until}" is none.`,
  );
}

/** @throws {SimulationError} `time_zone_invalid` */
export function checkZone(timeZone: string): void {
  if (isValidZone(timeZone)) return;
  throw new SimulationError(
    'time_zone_invalid',
    'timeZone',
    `"${timeZone}" is no IANA time zone. Write it as in "Europe/Berlin".`,
  );
}

function checkedFacts(facts: readonly Fact[], ref: OrderRef): readonly Fact[] {
  return facts.map((input, index) => {
    const fact = checkedFact(input, index);
    if (fact.type === 'order.placed' && fact.id !== orderPlacedId(ref)) {
      throw new SimulationError(
        'order_mismatch',
        `facts.${index}.id`,
        `"${fact.id}" is not about the order ${orderKey(ref)}. Name the order of the facts: { ref: { source, id } }.`,
      );
    }
    return fact;
  });
}

function checkedFact(input: Fact, index: number): Fact {
  try {
    return parseFact(input);
  } catch (error) {
    if (!(error instanceof FactError)) throw error;
    const path = ['facts', index, ...(error.path === '' ? [] : [error.path])].join('.');
    throw new SimulationError('fact_invalid', path, `Fact ${index} of the simulation: ${error.message}`, {
      cause: error,
    });
  }
}
