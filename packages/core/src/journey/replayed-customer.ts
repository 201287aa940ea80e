import { ContactLedger } from './contact-ledger.ts';
import type { Entered } from './context.ts';

/** What a replay remembers of a customer from one order to the next. */
export class ReplayedCustomer {
  readonly ledger = new ContactLedger();
  #orders = 0;
  #entered = 0;
  /** Of orders on their way that are or were on the journey, by their place: when it is over for them. */
  readonly #underway = new Map<number, number>();
  /** Of orders that are done, and that still count as being on the journey: when it is over for them. */
  #done: readonly number[] = [];

  /** Notes that an order was placed, and says how many came before it. */
  ordered(): number {
    this.#orders += 1;
    return this.#orders - 1;
  }

  /** Notes that an order is on the journey, and until when; infinite: nobody knows yet. */
  isOnJourney(place: number, until: number): void {
    if (!this.#underway.has(place)) this.#entered += 1;
    this.#underway.set(place, until);
  }

  /** Notes that an order is done. */
  isDone(place: number, now: number): void {
    const until = this.#underway.get(place);
    if (until === undefined) return;
    this.#underway.delete(place);
    this.#done = [...this.#done, until].filter((at) => at > now);
  }

  /** How many orders beside this one are or were on the journey. */
  others(place: number, now: number): Entered {
    const others = [...this.#underway].flatMap(([other, until]) => (other === place ? [] : [until]));
    return {
      total: this.#entered - (this.#underway.has(place) ? 1 : 0),
      running: [...others, ...this.#done].filter((until) => until > now).length,
    };
  }
}
