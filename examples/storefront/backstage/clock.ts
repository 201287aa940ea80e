/** A clock that can be put forward: the demo's ninety days take a minute. */
export class DemoClock {
  #ahead: number;

  /** @param startsAt Epoch milliseconds; default: the real time. */
  constructor(startsAt: number = Date.now()) {
    this.#ahead = startsAt - Date.now();
  }

  /** Epoch milliseconds. */
  now(): number {
    return Date.now() + this.#ahead;
  }

  advance(milliseconds: number): void {
    this.#ahead += milliseconds;
  }
}
