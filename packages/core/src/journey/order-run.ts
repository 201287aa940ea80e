import type { Fact } from '../fact/fact.ts';
import { touchpointFactId } from '../fact/fact-id.ts';
import type { OrderFacts, OrderRef } from '../order/order-facts.ts';
import { untriggeredOf, type UntriggeredTouchpoint } from './advance.ts';
import { ContactLedger, contactOf, learnContact } from './contact-ledger.ts';
import type { CustomerContext, LedgerEntry } from './context.ts';
import { instanceId, parseOccurrenceKey } from './delivery-key.ts';
import { earliest } from './earliest.ts';
import { type Effect, type Instance, isFinal } from './instance.ts';
import type { Journey } from './journey.ts';
import type { Predicate } from './predicates.ts';
import { step, type StepContext } from './step.ts';

/**
 * What becomes of a simulated attempt: it is sent; it fails (`final`: for good); or nothing is ever heard of
 * it again, as when the process is killed.
 */
export type SimulatedOutcome =
  'sent' | 'unknown' | { readonly code: string; readonly final: boolean; readonly retryAfter?: number };

/** Says what becomes of an attempt that is made now. */
export type SimulatedOutcomes = (delivery: Effect, now: number) => SimulatedOutcome;

/** One order and what is around it. */
export interface OrderRunOptions {
  readonly journey: Journey;
  /** Orders placed before this instant do not enter; null: since ever. */
  readonly activatedAt: number | null;
  readonly ref: OrderRef;
  /** What happens, in any order. Each becomes known at its `arrivesAt`, else when it happened. */
  readonly facts: readonly Fact[];
  /** Nothing is known before; what arrives earlier becomes known then. */
  readonly from?: number;
  readonly context: Omit<StepContext, 'customer' | 'attempting'>;
  /** What is known of the customer at an instant. */
  readonly customer: (now: number) => Omit<CustomerContext, 'contacts'>;
  /** The customer's; the run adds to it. */
  readonly ledger: ContactLedger;
  readonly predicates?: Readonly<Record<string, Predicate>>;
  /**
   * Absent: every attempt is sent. Then attempts are not told apart from what they come to, and no effect says
   * `sending`.
   */
  readonly outcomes?: SimulatedOutcomes;
  readonly onEffect: (effect: Effect, now: number, facts: OrderFacts) => void;
}

/**
 * One order on one journey in simulated time. Goes from instant to instant at which something becomes known or
 * due, runs the same `step` as the server, makes each attempt at once, and writes down whom it reached.
 *
 * What it does follows from its options and the ledger alone.
 */
export class OrderRun {
  readonly #options: OrderRunOptions;
  readonly #id: string;
  readonly #coming: readonly Fact[];
  readonly #reached = new ContactLedger();
  readonly #ledgers: readonly ContactLedger[];
  #context: { readonly known: Omit<CustomerContext, 'contacts'>; readonly step: StepContext } | null = null;
  #known = 0;
  // No more of a step is kept than the next one needs: thousands of orders may be on their way.
  #facts: OrderFacts | null = null;
  #instance: Instance | null = null;
  #notEntered: string | null = 'the order has not arrived';
  #dueAt: number | null = null;
  #endsAt: number | null = null;

  constructor(options: OrderRunOptions) {
    this.#options = options;
    this.#id = instanceId(options.journey.id, options.ref);
    this.#ledgers = [options.ledger, this.#reached];
    // The sort is stable: at one instant facts become known in the order in which they are given.
    this.#coming = options.facts.toSorted((a, b) => arrivalOf(a) - arrivalOf(b));
  }

  /** What is known of the order; null: nothing yet. */
  get facts(): OrderFacts | null {
    return this.#facts;
  }

  /** Null: the order is not on the journey, and was not refused for good. */
  get instance(): Instance | null {
    return this.#instance;
  }

  /** Why the order is not on the journey; null: it is, or was. */
  get notEntered(): string | null {
    return this.#notEntered;
  }

  /** When its time on the journey ends; null: it is not on the journey, or not any more. */
  get endsAt(): number | null {
    return this.#endsAt;
  }

  /** Touchpoints whose trigger did not happen. */
  get untriggered(): readonly UntriggeredTouchpoint[] {
    if (this.#instance === null || this.#notEntered !== null) return [];
    const { occurrences, endedAt } = this.#instance;
    const triggered = new Set(Object.keys(occurrences).map((key) => parseOccurrenceKey(key).touchpoint));
    return untriggeredOf(this.#options.journey, triggered, endedAt !== undefined);
  }

  /** Whether there is nothing that is not final. */
  get isSettled(): boolean {
    return Object.values(this.#instance?.occurrences ?? {}).every(({ channels }) =>
      Object.values(channels).every(({ status }) => isFinal(status)),
    );
  }

  /** Whom this order's deliveries reached, in the order in which they did. */
  get contacts(): readonly LedgerEntry[] {
    return this.#reached.contacts;
  }

  /** When something becomes known or due next; null: nothing will. */
  get nextAt(): number | null {
    return earliest([this.#nextArrival(), this.#dueAt]);
  }

  /** Whether facts are still to come. */
  get isExpecting(): boolean {
    return this.#known < this.#coming.length;
  }

  /** Everything that happens at the instant `nextAt`. */
  playNext(): void {
    const now = this.nextAt;
    if (now === null) return;
    const from = this.#known;
    for (let at = this.#nextArrival(); at !== null && at <= now; at = this.#nextArrival()) this.#known += 1;
    this.#play(now, this.#coming.slice(from, this.#known));
  }

  #nextArrival(): number | null {
    const next = this.#coming[this.#known];
    return next === undefined ? null : Math.max(arrivalOf(next), this.#options.from ?? -Infinity);
  }

  /** One step with what became known, then the attempts of everything it queued. */
  #play(now: number, facts: readonly Fact[]): void {
    const { outcomes } = this.#options;
    const queued = this.#step(now, facts).filter(isQueued);
    if (outcomes === undefined) this.#sendAll(queued, now);
    else for (const { key } of queued) this.#attempt(key, now, outcomes);
  }

  #attempt(key: string, now: number, outcomes: SimulatedOutcomes): void {
    const begun = this.#step(now, [], key).find(
      (effect) => effect.key === key && effect.status === 'sending',
    );
    if (begun === undefined) return;
    const contact = contactOf(key, now, this.#options.journey, this.#id);
    if (contact !== null) for (const ledger of this.#ledgers) ledger.record(contact);
    const outcome = outcomes(begun, now);
    if (outcome !== 'unknown') this.#play(now, [outcomeFact(begun, outcome, now)]);
  }

  /**
   * What every attempt comes to when all are sent. An attempt asks the same rules at the same instant as the
   * step that queued it, so nothing but a contact made in between can stop it: marketing goes one by one.
   */
  #sendAll(first: readonly Effect[], now: number): void {
    let queued = first;
    while (queued.length > 0) {
      const [counted] = queued.filter(({ category }) => category === 'marketing');
      const sent = queued.filter((effect) => effect.category !== 'marketing' || effect === counted);
      const effects = this.#step(
        now,
        sent.map((effect) => outcomeFact({ ...effect, attempt: effect.attempt + 1 }, 'sent', now)),
      );
      const changed = new Set(effects.map(({ key }) => key));
      queued = [
        ...queued.filter((effect) => !sent.includes(effect) && !changed.has(effect.key)),
        ...effects.filter(isQueued),
      ];
    }
  }

  #step(now: number, facts: readonly Fact[], attempting?: string): readonly Effect[] {
    const { journey, activatedAt, ref, predicates, onEffect } = this.#options;
    for (const fact of facts) learnContact(fact, journey, this.#id, this.#ledgers);
    const context = this.#contextAt(now);
    const result = step({
      ref,
      state: this.#facts,
      facts,
      journeys: [{ journey, instance: this.#instance, activatedAt }],
      context: attempting === undefined ? context : { ...context, attempting },
      ...(predicates === undefined ? {} : { predicates }),
      now,
    });
    this.#facts = result.state;
    this.#dueAt = result.nextAt;
    const [decided] = result.journeys;
    if (decided === undefined) return [];
    this.#instance = decided.instance;
    this.#endsAt = decided.endsAt;
    const isIn = decided.instance !== null && decided.instance.refused === undefined;
    this.#notEntered = isIn ? null : decided.trace.notEntered;
    for (const effect of decided.effects) onEffect(effect, now, result.state);
    return decided.effects;
  }

  /** The same object as before, where nothing of it changed: the engine sees that at a glance. */
  #contextAt(now: number): StepContext {
    const { context, customer, ledger } = this.#options;
    const known = customer(now);
    const { contacts } = ledger;
    if (this.#context?.known !== known || this.#context.step.customer.contacts !== contacts)
      this.#context = { known, step: { ...context, customer: { ...known, contacts } } };
    return this.#context.step;
  }
}

/** When a fact becomes known. */
export function arrivalOf({ occurredAt, arrivesAt = occurredAt }: Fact): number {
  return arrivesAt;
}

const isQueued = ({ status }: Effect): boolean => status === 'queued';

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
