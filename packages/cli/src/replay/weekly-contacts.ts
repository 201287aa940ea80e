import { localDay } from '@post-purchase/core';

/**
 * Counts how often customers are contacted in a week (Monday to Sunday, on the shop's clocks). A week that lies behind everything that is still to
 * come is summed up and forgotten, so that memory follows what is under way and not what has been.
 */
export class WeeklyContacts {
  readonly #timeZone: string;
  /** By week, by customer. */
  readonly #open = new Map<number, Map<string, number>>();
  /** By number of contacts: how many customers' weeks had so many. */
  readonly #weeks = new Map<number, number>();
  #total = 0;

  constructor(timeZone: string) {
    this.#timeZone = timeZone;
  }

  add(customer: string, at: number): void {
    const week = this.#weekOf(at);
    let counts = this.#open.get(week);
    if (counts === undefined) this.#open.set(week, (counts = new Map<string, number>()));
    counts.set(customer, (counts.get(customer) ?? 0) + 1);
    this.#total += 1;
  }

  /** Nothing will be added before this instant any more. */
  close(before: number): void {
    const present = this.#weekOf(before);
    for (const [week, counts] of this.#open) {
      if (week >= present) continue;
      this.#sumUp(counts);
      this.#open.delete(week);
    }
  }

  get total(): number {
    return this.#total;
  }

  /** How many customers' weeks had so many contacts, the fewest first; weeks without any are not counted. */
  finish(): readonly { readonly contacts: number; readonly weeks: number }[] {
    for (const counts of this.#open.values()) this.#sumUp(counts);
    this.#open.clear();
    return [...this.#weeks]
      .map(([contacts, weeks]) => ({ contacts, weeks }))
      .sort((a, b) => a.contacts - b.contacts);
  }

  #sumUp(counts: ReadonlyMap<string, number>): void {
    for (const contacts of counts.values()) this.#weeks.set(contacts, (this.#weeks.get(contacts) ?? 0) + 1);
  }

  /** Weeks since the Monday before 1970 began. */
  #weekOf(at: number): number {
    const day = Date.parse(localDay(at, this.#timeZone)) / DAY;
    return Math.floor((day + MONDAY_TO_THURSDAY) / 7);
  }
}

const DAY = 86_400_000;
/** 1970 began on a Thursday. */
const MONDAY_TO_THURSDAY = 3;
