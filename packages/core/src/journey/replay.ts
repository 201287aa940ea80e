import TinyQueue from 'tinyqueue';

import type { Fact } from '../fact/fact.ts';
import { orderKey } from '../fact/fact-id.ts';
import type { OrderRef } from '../order/order-facts.ts';
import { DEFAULT_POLICY, type Policy } from '../policy/policy.ts';
import type { CustomerContext } from './context.ts';
import { earliest } from './earliest.ts';
import { type Channel, CHANNELS, type Journey } from './journey.ts';
import { arrivalOf, OrderRun, type SimulatedOutcomes } from './order-run.ts';
import { type Predicate, PredicateMissingError, predicateNames } from './predicates.ts';
import { Holds, type ReplayedOrder, replayedOrder } from './replayed-order.ts';
import { OrderUnderway, ReplayedCustomer } from './replayed-customer.ts';
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
  /**
   * Gets each order once, when nothing can become of it any more: at the latest some weeks after (in the time of
   * the orders), the last ones from `finish`. In no particular order.
   */
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
   * Adds an order, after everything is decided that happened to its customer before it was placed.
   *
   * Orders are added as they were placed, the earliest first: when `order.placed` becomes known, or, without
   * it, the first fact. What is known of an order before becomes known then.
   *
   * @throws {SimulationError} `orders_unsorted` for an order that was placed before one that was added; it is
   *   left out, and the replay goes on. `replay_finished` after `finish`. Whatever a predicate or `onFinal`
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
 * Runs each order as `simulate` does, and all orders of one customer in one time: whom the journey reached with
 * one order is counted by the caps for the next, and `reentry` and the conditions about the customer's earlier
 * orders hold across them. Every delivery of every order comes to exactly one final status.
 *
 * An order is told of once, when nothing is to come but its end, and is then forgotten; of a customer there
 * remain the contacts of the longest cap and a few numbers. So memory grows with the orders of some weeks, and
 * (by less than a kilobyte each) with the customers, not with all orders.
 *
 * Not replayed: how shoppers would have reacted to what was not there then.
 *
 * @throws {SimulationError} `time_zone_invalid`
 * @throws {PredicateMissingError} when the journey asks a predicate that is not given
 */
export function createReplay(journey: Journey, options: ReplayOptions): Replay {
  checkZone(options.timeZone ?? 'UTC');
  for (const name of predicateNames(journey))
    if (!Object.hasOwn(options.predicates ?? {}, name)) throw new PredicateMissingError(name);
  return new JourneyReplay(journey, options);
}

const DAY = 86_400_000;

/**
 * How long after its last fact an order is left alone, in milliseconds, unless another one of its customer comes.
 * Most are done by then, and what an order goes through in one go leaves nothing behind in memory.
 */
const REST = 30 * DAY;

class JourneyReplay implements Replay {
  readonly #journey: Journey;
  readonly #options: ReplayOptions;
  readonly #policy: Policy;
  readonly #timeZone: string;
  /** How far back a cap counts, in milliseconds. */
  readonly #memory: number;
  readonly #customers = new Map<string, ReplayedCustomer>();
  readonly #visits = new TinyQueue<Visit>([], (a, b) => a.at - b.at || a.place - b.place);
  #clock = -Infinity;
  #added = 0;
  #done = 0;
  #isFinished = false;

  constructor(journey: Journey, options: ReplayOptions) {
    this.#journey = journey;
    this.#options = options;
    this.#policy = { ...DEFAULT_POLICY, ...options.policy };
    this.#timeZone = options.timeZone ?? 'UTC';
    const caps = [...this.#policy.caps, ...(journey.policy?.caps ?? [])];
    this.#memory = Math.max(0, ...caps.map(({ days }) => days)) * DAY;
  }

  get running(): number {
    return this.#added - this.#done;
  }

  add(order: PastOrder): void {
    if (this.#isFinished)
      throw new SimulationError('replay_finished', '', 'The replay is finished: start another one.');
    const from = startOf(order) ?? this.#clock;
    if (from < this.#clock) throw unsorted(order, from, this.#clock);
    this.#clock = from;
    this.#visitUntil(from);
    this.#added += 1;
    const customer = this.#customerOf(order);
    customer.add(this.#underwayFrom(order, from, customer), from);
    // Nobody else's orders have to do with a guest's.
    if (order.customer === null) customer.play(Infinity);
    else this.#visits.push({ at: lastArrival(order) + REST, place: this.#added, customer });
  }

  finish(): void {
    this.#isFinished = true;
    this.#visitUntil(Infinity);
  }

  #visitUntil(end: number): void {
    for (;;) {
      const visit = this.#visits.peek();
      if (visit === undefined || visit.at >= end) return;
      this.#visits.pop();
      visit.customer.play(end);
      if (visit.customer.isUnderway) this.#visits.push({ ...visit, at: end + REST });
    }
  }

  #underwayFrom(order: PastOrder, from: number, customer: ReplayedCustomer): OrderUnderway {
    const ordersBefore = ordersBeforeOf(order.facts) ?? customer.orders;
    const holds = new Holds();
    const underway: OrderUnderway = new OrderUnderway(
      this.#added,
      () => this.#runOf(order, from, ordersBefore, customer, underway, holds),
      (run) => {
        this.#done += 1;
        const { ref, customer: key } = order;
        this.#options.onFinal(replayedOrder(this.#journey, ref, key, run, holds, this.#timeZone));
      },
    );
    return underway;
  }

  #runOf(
    { ref, facts, customer: key }: PastOrder,
    from: number,
    ordersBefore: number,
    customer: ReplayedCustomer,
    underway: OrderUnderway,
    holds: Holds,
  ): OrderRun {
    const { predicates, outcomes, channels = CHANNELS, journeyActivatedAt = null } = this.#options;
    let known: CustomerContext = { ...willing(key, ordersBefore), ...this.#options.customer };
    return new OrderRun({
      journey: this.#journey,
      activatedAt: journeyActivatedAt,
      ref,
      facts,
      from,
      context: { policy: this.#policy, shopTimeZone: this.#timeZone, channels },
      customer: (now) => {
        // Nobody asks any more once the order is in, and some customers have thousands of orders.
        if ((underway.run?.instance ?? null) === null)
          known = { ...known, entered: { [this.#journey.id]: customer.others(underway, now) } };
        return known;
      },
      ledger: customer.ledger,
      ...(predicates === undefined ? {} : { predicates }),
      ...(outcomes === undefined ? {} : { outcomes }),
      onEffect: (effect, now) => holds.follow(effect, now),
    });
  }

  #customerOf({ customer: key }: PastOrder): ReplayedCustomer {
    const known = key === null ? undefined : this.#customers.get(key);
    if (known !== undefined) return known;
    const customer = new ReplayedCustomer(this.#memory);
    if (key !== null) this.#customers.set(key, customer);
    return customer;
  }
}

/** When a customer's orders are played on, up to the present. */
interface Visit {
  readonly at: number;
  /** Of the order for which it was planned. */
  readonly place: number;
  readonly customer: ReplayedCustomer;
}

/** When the last fact of an order becomes known. */
function lastArrival({ facts }: PastOrder): number {
  return facts.reduce((last, fact) => Math.max(last, arrivalOf(fact)), -Infinity);
}

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
