import type { Fact } from '../fact/fact.ts';
import { touchpointFactId } from '../fact/fact-id.ts';
import type { OrderFacts, OrderRef } from '../order/order-facts.ts';
import { DEFAULT_POLICY, type Policy } from '../policy/policy.ts';
import { localDateTime } from '../time/local-time.ts';
import { recipientZone } from '../time/recipient-zone.ts';
import type { UntriggeredTouchpoint } from './advance.ts';
import type { CustomerContext } from './context.ts';
import { earliest } from './earliest.ts';
import type { DeliveryStatus, Effect, Instance, RuleId } from './instance.ts';
import { CHANNELS, type Channel, type Journey } from './journey.ts';
import type { Predicate } from './predicates.ts';
import { SAMPLE_ORDER } from './sample-order.ts';
import { type Step, type StepContext, step } from './step.ts';

/**
 * What becomes of a simulated attempt: it is sent; it fails (`final`: for good); or nothing is ever heard of
 * it again, as when the process is killed.
 */
export type SimulatedOutcome =
  'sent' | 'unknown' | { readonly code: string; readonly final: boolean; readonly retryAfter?: number };

export interface SimulateOptions {
  /** What happens, in any order. Each becomes known at its `arrivesAt`, else when it happened. */
  readonly facts: readonly Fact[];
  /** Simulated time ends here, epoch milliseconds; what happens at this very instant is included. */
  readonly until: number;
  /** What differs from `DEFAULT_POLICY`. */
  readonly policy?: Partial<Policy>;
  /** Default: somebody who agreed to marketing mail long ago. */
  readonly customer?: Partial<CustomerContext>;
  readonly predicates?: Readonly<Record<string, Predicate>>;
  /** What becomes of each attempt; default: `sent`. */
  readonly outcomes?: (delivery: Effect, now: number) => SimulatedOutcome;
  /** The shop's IANA zone; default `UTC`. */
  readonly timeZone?: string;
  /** Default: all of them. */
  readonly channels?: readonly Channel[];
  /** The order the facts are about; default: the sample order's. */
  readonly ref?: OrderRef;
}

/** One thing that was decided. */
export interface TimelineEntry {
  readonly at: number;
  /** `at` on the recipient's clock, to the minute: `2026-11-24T10:00`. */
  readonly localTime: string;
  readonly touchpoint: string;
  /** `order`, or `parcel:<id>`. */
  readonly occurrence: string;
  readonly channel: Channel;
  readonly status: DeliveryStatus;
  readonly rule?: RuleId;
  readonly reason?: string;
}

/** What was decided, in time, and where it all stands at the end. */
export interface Timeline {
  readonly entries: readonly TimelineEntry[];
  /** Null: the order did not enter. */
  readonly instance: Instance | null;
  /** Null: no fact became known before the end. */
  readonly facts: OrderFacts | null;
  /** Touchpoints whose trigger did not happen. */
  readonly untriggered: readonly UntriggeredTouchpoint[];
}

/**
 * Plays a journey for one order, from its facts and the clock alone: months take milliseconds.
 *
 * It runs the same `step` as the server, from due instant to due instant, and makes each attempt at once. The
 * journey counts as active since ever. Interactions and answers are facts like others: name their delivery
 * with `deliveryKey`.
 *
 * @throws {PredicateMissingError} when the journey asks a predicate that is not given
 */
export function simulate(journey: Journey, options: SimulateOptions): Timeline {
  const simulation = new Simulation(journey, options);
  let coming = [...options.facts].sort((a, b) => arrival(a) - arrival(b));
  for (;;) {
    const [first] = coming;
    const at = earliest([first === undefined ? null : arrival(first), simulation.nextAt]);
    if (at === null || at > options.until) return simulation.timeline();
    simulation.stepAt(
      at,
      coming.filter((fact) => arrival(fact) <= at),
    );
    coming = coming.filter((fact) => arrival(fact) > at);
  }
}

const arrival = ({ occurredAt, arrivesAt = occurredAt }: Fact): number => arrivesAt;

const WILLING_CUSTOMER: CustomerContext = {
  key: 'simulated',
  consent: { email: { granted: true, at: 0 } },
  deadAddresses: [],
};

class Simulation {
  nextAt: number | null = null;
  readonly #journey: Journey;
  readonly #options: SimulateOptions;
  readonly #context: StepContext;
  readonly #entries: TimelineEntry[] = [];
  #last: Step | null = null;

  constructor(journey: Journey, options: SimulateOptions) {
    this.#journey = journey;
    this.#options = options;
    this.#context = {
      policy: { ...DEFAULT_POLICY, ...options.policy },
      shopTimeZone: options.timeZone ?? 'UTC',
      channels: options.channels ?? CHANNELS,
      customer: { ...WILLING_CUSTOMER, ...options.customer },
    };
  }

  /** One step with what became known, then the attempts of everything it queued. */
  stepAt(now: number, facts: readonly Fact[]): void {
    for (const { key } of this.#step(now, facts).filter(({ status }) => status === 'queued'))
      this.#attempt(key, now);
  }

  timeline(): Timeline {
    const [decided] = this.#last?.journeys ?? [];
    return {
      entries: this.#entries,
      instance: decided?.instance ?? null,
      facts: this.#last?.state ?? null,
      untriggered: decided?.trace.untriggered ?? [],
    };
  }

  #attempt(key: string, now: number): void {
    const begun = this.#step(now, [], key).find(
      (effect) => effect.key === key && effect.status === 'sending',
    );
    if (begun === undefined) return;
    const outcome = this.#options.outcomes?.(begun, now) ?? 'sent';
    if (outcome !== 'unknown') this.stepAt(now, [outcomeFact(begun, outcome, now)]);
  }

  #step(now: number, facts: readonly Fact[], attempting?: string): readonly Effect[] {
    const last = this.#last;
    const [decided] = last?.journeys ?? [];
    const result = step({
      ref: this.#options.ref ?? SAMPLE_ORDER,
      state: last?.state ?? null,
      facts,
      journeys: [{ journey: this.#journey, instance: decided?.instance ?? null, activatedAt: null }],
      context: attempting === undefined ? this.#context : { ...this.#context, attempting },
      ...(this.#options.predicates === undefined ? {} : { predicates: this.#options.predicates }),
      now,
    });
    this.#last = result;
    this.nextAt = result.nextAt;
    const effects = result.journeys.flatMap((journey) => journey.effects);
    const { zone } = recipientZone(result.state, this.#context.shopTimeZone);
    for (const effect of effects) this.#entries.push(entryOf(effect, now, zone));
    return effects;
  }
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

function outcomeFact(
  { key, attempt }: Effect,
  outcome: Exclude<SimulatedOutcome, 'unknown'>,
  now: number,
): Fact {
  const told = { occurredAt: now, source: 'simulation' };
  return outcome === 'sent'
    ? {
        id: touchpointFactId('touchpoint.sent', key, attempt),
        type: 'touchpoint.sent',
        ...told,
        data: { delivery: key, attempt },
      }
    : {
        id: touchpointFactId('touchpoint.failed', key, attempt),
        type: 'touchpoint.failed',
        ...told,
        data: { delivery: key, attempt, ...outcome },
      };
}
