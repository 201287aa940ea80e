import TinyQueue from 'tinyqueue';

import { ContactLedger } from './contact-ledger.ts';
import type { Entered } from './context.ts';
import type { OrderRun } from './order-run.ts';

/** An order of a customer on its way through time. */
export class OrderUnderway {
  /** The how-manieth that was added: of two orders at one instant the earlier one goes first. */
  readonly place: number;
  readonly #begin: () => OrderRun;
  readonly #onDone: (run: OrderRun) => void;
  // There is one only from the first instant to the last: what waits, and what is done, is light.
  #run: OrderRun | null = null;

  /**
   * @param begin makes the run when the order is played for the first time
   * @param onDone called once, when nothing can become of the order any more
   */
  constructor(place: number, begin: () => OrderRun, onDone: (run: OrderRun) => void) {
    this.place = place;
    this.#begin = begin;
    this.#onDone = onDone;
  }

  /** Null: the order was not played yet, or is done. */
  get run(): OrderRun | null {
    return this.#run;
  }

  /** Plays the next instant of the order, and says when it goes on; null: it is done. */
  play(): number | null {
    this.#run ??= this.#begin();
    this.#run.playNext();
    return this.#run.nextAt === null || waitsForItsEnd(this.#run) ? null : this.#run.nextAt;
  }

  /** Tells what became of the order, and lets go of it. */
  finish(): void {
    this.#onDone(this.#run ?? this.#begin());
    this.#run = null;
  }
}

/** Where an order goes on. */
interface Stop {
  readonly at: number;
  readonly order: OrderUnderway;
}

/**
 * One customer of a replay, with everything that spans orders. Orders of one customer are played in one time;
 * those of different customers know nothing of each other.
 */
export class ReplayedCustomer {
  readonly ledger = new ContactLedger();
  readonly #stops = new TinyQueue<Stop>([], (a, b) => a.at - b.at || a.order.place - b.order.place);
  /** How far back contacts count, in milliseconds. */
  readonly #memory: number;
  #orders = 0;
  #entered = 0;
  /** Of orders that are done and still count as being on the journey: when it is over for them. */
  #running: readonly number[] = [];

  constructor(memory: number) {
    this.#memory = memory;
  }

  /** How many orders were added. */
  get orders(): number {
    return this.#orders;
  }

  /** Whether orders are on their way. */
  get isUnderway(): boolean {
    return this.#stops.length > 0;
  }

  /** Adds an order that begins at an instant, after everything that happens before is decided. */
  add(order: OrderUnderway, from: number): void {
    this.play(from);
    this.#orders += 1;
    this.#stops.push({ at: from, order });
  }

  /** Decides everything that happens before an instant. */
  play(end: number): void {
    for (;;) {
      const stop = this.#stops.peek();
      if (stop === undefined || stop.at >= end) return;
      this.ledger.forget(stop.at - this.#memory);
      this.#play(stop);
    }
  }

  /** Plays the first stop. */
  #play({ order, at }: Stop): void {
    const wasOnJourney = isOnJourney(order.run);
    const goesOnAt = order.play();
    const { run } = order;
    if (!wasOnJourney && isOnJourney(run)) this.#entered += 1;
    this.#stops.pop();
    if (goesOnAt !== null) {
      this.#stops.push({ at: goesOnAt, order });
      return;
    }
    const until = isOnJourney(run) ? (run?.instance?.endedAt ?? run?.endsAt ?? at) : at;
    this.#running = [...this.#running, until].filter((one) => one > at);
    order.finish();
  }

  /** How many orders beside this one are or were on the journey. */
  others(order: OrderUnderway, now: number): Entered {
    const underway = this.#stops.data.filter(
      ({ order: { run, place } }) =>
        place !== order.place && isOnJourney(run) && run?.instance?.endedAt === undefined,
    );
    return {
      total: this.#entered - (isOnJourney(order.run) ? 1 : 0),
      running: underway.length + this.#running.filter((until) => until > now).length,
    };
  }
}

/** Whether an order is or was on the journey. */
function isOnJourney(run: OrderRun | null): boolean {
  return run !== null && run.instance !== null && run.notEntered === null;
}

/**
 * Whether nothing can become of an order any more but that its time on the journey ends: no fact is to come,
 * everything is final, and nothing repeats and no fact is derived before.
 */
function waitsForItsEnd(run: OrderRun): boolean {
  const { isExpecting, instance, nextAt, endsAt } = run;
  if (isExpecting || instance === null) return false;
  return (instance.endedAt !== undefined || nextAt === endsAt) && run.isSettled;
}
