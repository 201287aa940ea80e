import TinyQueue from 'tinyqueue';

import { ContactLedger } from './contact-ledger.ts';
import type { Entered } from './context.ts';
import type { OrderRun } from './order-run.ts';

/** An order of a customer on its way through time. */
export interface OrderUnderway {
  /** The how-manieth that was added: of two orders at one instant the earlier one goes first. */
  readonly place: number;
  readonly run: OrderRun;
  /** Called once, when nothing can become of the order any more. */
  readonly onDone: () => void;
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

  /** Adds an order, after everything that happens before an instant is decided. */
  add(order: OrderUnderway, from: number): void {
    this.play(from);
    this.#orders += 1;
    this.#goOn(order, from);
  }

  /** Decides everything that happens before an instant. */
  play(end: number): void {
    for (;;) {
      const next = this.#stops.peek();
      if (next === undefined || next.at >= end) return;
      const { order, at } = next;
      this.ledger.forget(at - this.#memory);
      const wasOnJourney = isOnJourney(order);
      order.run.playNext();
      if (!wasOnJourney && isOnJourney(order)) this.#entered += 1;
      this.#stops.pop();
      this.#goOn(order, at);
    }
  }

  /** How many orders beside this one are or were on the journey. */
  others(order: OrderUnderway, now: number): Entered {
    const underway = this.#stops.data.filter(
      (stop) =>
        stop.order !== order && isOnJourney(stop.order) && stop.order.run.instance?.endedAt === undefined,
    );
    const done = this.#running.filter((until) => until > now);
    return {
      total: this.#entered - (isOnJourney(order) ? 1 : 0),
      running: underway.length + done.length,
    };
  }

  #goOn(order: OrderUnderway, now: number): void {
    const { run, onDone } = order;
    const { nextAt } = run;
    if (nextAt !== null && !waitsForItsEnd(run)) {
      this.#stops.push({ at: nextAt, order });
      return;
    }
    const until = run.instance?.endedAt ?? run.endsAt;
    this.#running = [...this.#running, ...(until === null || !isOnJourney(order) ? [] : [until])].filter(
      (at) => at > now,
    );
    onDone();
  }
}

/** Whether an order is or was on the journey. */
function isOnJourney({ run: { instance, notEntered } }: OrderUnderway): boolean {
  return instance !== null && notEntered === null;
}

/**
 * Whether nothing can become of an order any more but that its time on the journey ends: no fact is to come,
 * everything is final, and nothing repeats and no fact is derived before.
 */
function waitsForItsEnd({ isExpecting, instance, isSettled, nextAt, endsAt }: OrderRun): boolean {
  if (isExpecting || instance === null || !isSettled) return false;
  return instance.endedAt !== undefined || nextAt === endsAt;
}
