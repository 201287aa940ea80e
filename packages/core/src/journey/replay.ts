import TinyQueue from 'tinyqueue';

import type { Fact } from '../fact/fact.ts';
import { orderKey } from '../fact/fact-id.ts';
import type { OrderRef } from '../order/order-facts.ts';
import { DEFAULT_POLICY, type Policy } from '../policy/policy.ts';
import type { CustomerContext } from './context.ts';
import { earliest } from './earliest.ts';
import { type Channel, CHANNELS, type Journey } from './journey.ts';
import { arrivalOf, OrderRun, type SimulatedOutcomes } from './order-run.ts';
import type { Predicate } from './predicates.ts';
import { Holds, type ReplayedOrder, replayedOrder } from './replayed-order.ts';
import { ReplayedCustomer } from './replayed-customer.ts';
import { checkZone, ordersBeforeOf, willing } from './simulate.ts';
import { SimulationError } from './simulation-error.ts';

export interface ReplayOptions {
  /** What differs from `DEFAULT_POLICY`. */
  readonly policy?: Partial<Policy>;
  readonly predicates?: Readonly<Record<string, Predicate>>;
  /** The shop's IANA zone; default `UTC`. */
  readonly timeZone?: string;
  /** Default: all of them. */
  readonly channels?: readonly Channel[];
  /** What becomes of each attempt; default: `sent`. */
  readonly outcomes?: SimulatedOutcomes;
  /** What holds for every customer. Default: everybody agreed to marketing on every channel long ago. */
  readonly customer?: Partial<Pick<CustomerContext, 'consent' | 'deadAddresses'>>;
  /** Epoch milliseconds: orders placed before do not enter; default null: active since ever. */
  readonly journeyActivatedAt?: number | null;
  /** Gets each order once, as soon as nothing can become of it any more. */
  readonly onFinal: (order: ReplayedOrder) => void;
}

/** One past order, with everything that happened to it. */
export interface PastOrder {
  readonly ref: OrderRef;
  /**
   * Orders with the same key are one customer's; null: a guest, of whom nothing else is known. Holdouts are
   * drawn by it.
   */
  readonly customer: string | null;
  /** In any order. Taken as they are: what comes from outside has passed `parseGivenFact`. */
  readonly facts: readonly Fact[];
}

/** A journey that is being back-tested on past orders. */
export interface Replay {
  /**
   * Adds an order, after everything that happens before it was placed is decided.
   *
   * Orders are added as they were placed, the earliest first: when `order.placed` becomes known, or, without
   * it, the first fact. What is known of an order before becomes known then.
   *
   * @throws {SimulationError} `orders_unsorted` for an order that was placed before one that was added; it is
   *   left out, and the replay goes on. `replay_finished` after `finish`
   * @throws {PredicateMissingError} when the journey asks a predicate that is not given; whatever a predicate
   *   throws passes through
   */
  add(order: PastOrder): void;
  /** Decides everything that is left, up to the end of the last order. */
  finish(): void;
  /** How many orders are not final. */
  readonly running: number;
}

/**
 * Back-tests a journey on past orders: what it would have sent, held and skipped, had it been there.
 *
 * Runs each order as `simulate` does, all of them in one time, and keeps one customer for each key: whom the
 * journey reached with one order is counted by the caps for the next, and `reentry` and the conditions about
 * the customer's earlier orders hold across them. Every delivery of every order comes to exactly one final
 * status.
 *
 * An order is done when nothing is to come but its end, and is then forgotten; of a customer there remain the
 * contacts of the longest cap and a few numbers. So memory does not grow with the orders, only (some hundred
 * bytes each) with the customers.
 *
 * Not replayed: how shoppers would have reacted to what was not there then.
 *
 * @throws {SimulationError} `time_zone_invalid`
 */
export function createReplay(journey: Journey, options: ReplayOptions): Replay {
  checkZone(options.timeZone ?? 'UTC');
  return new JourneyReplay(journey, options);
}

/** An order on its way through time. */
interface Underway {
  /** The how-manieth that was added: of two orders at one instant the earlier one goes first. */
  readonly place: number;
  readonly order: PastOrder;
  readonly run: OrderRun;
  readonly customer: ReplayedCustomer;
  readonly holds: Holds;
}

class JourneyReplay implements Replay {
  readonly #journey: Journey;
  readonly #options: ReplayOptions;
  readonly #policy: Policy;
  readonly #timeZone: string;
  readonly #customers = new Map<string, ReplayedCustomer>();
  /** By the instant at which they go on. */
  readonly #underway = new TinyQueue<{ readonly at: number; readonly order: Underway }>(
    [],
    (a, b) => a.at - b.at || a.order.place - b.order.place,
  );
  /** How far back a cap counts, in milliseconds. */
  readonly #counted: number;
  #clock = -Infinity;
  #added = 0;
  #isFinished = false;

  constructor(journey: Journey, options: ReplayOptions) {
    this.#journey = journey;
    this.#options = options;
    this.#policy = { ...DEFAULT_POLICY, ...options.policy };
    this.#timeZone = options.timeZone ?? 'UTC';
    const caps = [...this.#policy.caps, ...(journey.policy?.caps ?? [])];
    this.#counted = Math.max(0, ...caps.map(({ days }) => days)) * DAY;
  }

  get running(): number {
    return this.#underway.length;
  }

  add(order: PastOrder): void {
    if (this.#isFinished)
      throw new SimulationError('replay_finished', '', 'The replay is finished: start another one.');
    const from = startOf(order) ?? this.#clock;
    if (from < this.#clock) throw unsorted(order, from, this.#clock);
    this.#playUntil(from);
    this.#clock = from;
    this.#added += 1;
    this.#goOn(this.#underwayFrom(order, from, this.#added), from);
  }

  finish(): void {
    this.#isFinished = true;
    this.#playUntil(Infinity);
  }

  /** Everything that happens before an instant. */
  #playUntil(end: number): void {
    for (;;) {
      const next = this.#underway.peek();
      if (next === undefined || next.at >= end) return;
      this.#underway.pop();
      const { run, customer } = next.order;
      customer.ledger.forget(next.at - this.#counted);
      run.playNext();
      this.#goOn(next.order, next.at);
    }
  }

  /** Leaves an order until its next instant, or for good. */
  #goOn(order: Underway, now: number): void {
    const { run, customer, place } = order;
    const { instance, notEntered, nextAt } = run;
    const isOver = nextAt === null || waitsForItsEnd(run);
    if (notEntered === null) {
      const until = instance?.endedAt ?? (isOver ? run.endsAt : null);
      customer.isOnJourney(place, until ?? Infinity);
    }
    if (!isOver) {
      this.#underway.push({ at: nextAt, order });
      return;
    }
    customer.isDone(place, now);
    const { ref, customer: key } = order.order;
    this.#options.onFinal(replayedOrder(this.#journey, ref, key, run, order.holds, this.#timeZone));
  }

  #underwayFrom(order: PastOrder, from: number, place: number): Underway {
    const { predicates, outcomes, channels = CHANNELS, journeyActivatedAt = null } = this.#options;
    const customer = this.#customerOf(order);
    const earlier = customer.ordered();
    const known = {
      ...willing(order.customer, ordersBeforeOf(order.facts) ?? earlier),
      ...this.#options.customer,
    };
    const holds = new Holds();
    let entered = {};
    const run: OrderRun = new OrderRun({
      journey: this.#journey,
      activatedAt: journeyActivatedAt,
      ref: order.ref,
      facts: order.facts,
      from,
      context: { policy: this.#policy, shopTimeZone: this.#timeZone, channels },
      customer: (now) => {
        // Nobody asks any more once the order is in, and some customers have thousands of orders.
        if (run.instance === null) entered = { [this.#journey.id]: customer.others(place, now) };
        return { ...known, entered };
      },
      ledger: customer.ledger,
      ...(predicates === undefined ? {} : { predicates }),
      ...(outcomes === undefined ? {} : { outcomes }),
      onEffect: (effect, now) => holds.follow(effect, now),
    });
    return { place, order, run, customer, holds };
  }

  #customerOf({ customer: key }: PastOrder): ReplayedCustomer {
    const known = key === null ? undefined : this.#customers.get(key);
    if (known !== undefined) return known;
    const customer = new ReplayedCustomer();
    if (key !== null) this.#customers.set(key, customer);
    return customer;
  }
}

const DAY = 86_400_000;

/** When an order is placed, as far as anybody knew; null: nothing is known of it. */
function startOf({ facts }: PastOrder): number | null {
  const placed = facts.filter(({ type }) => type === 'order.placed');
  return earliest((placed.length === 0 ? facts : placed).map(arrivalOf));
}

function unsorted({ ref }: PastOrder, from: number, clock: number): SimulationError {
  const [before, present] = [from, clock].map((at) => new Date(at).toISOString());
  return new SimulationError(
    'orders_unsorted',
    orderKey(ref),
    `The order ${orderKey(ref)} was placed at ${before}, and the replay is at ${present} already. ` +
      'Add orders as they were placed, the earliest first.',
  );
}

/**
 * Whether nothing can become of an order any more but that its time on the journey ends: no fact is to come,
 * everything is final, and nothing repeats and no fact is derived before.
 */
function waitsForItsEnd({ isExpecting, instance, isSettled, nextAt, endsAt }: OrderRun): boolean {
  if (isExpecting || instance === null || !isSettled) return false;
  return instance.endedAt !== undefined || nextAt === endsAt;
}
