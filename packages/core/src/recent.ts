/** How many things are remembered: enough for the journeys of one order. */
const MOST = 8;

/**
 * What was found out of a few things lately, for the next question about the same ones. By identity, so only for
 * what is never changed.
 *
 * A WeakMap would remember all of them until the memory is full: each entry outlives what it was made for, and
 * clearing them away costs more than asking again.
 */
export class Recent<Key extends object, Value> {
  readonly #keys: Key[] = [];
  readonly #values: Value[] = [];
  #next = 0;

  get(key: Key): Value | undefined {
    const index = this.#keys.indexOf(key);
    return index < 0 ? undefined : this.#values[index];
  }

  set(key: Key, value: Value): void {
    const known = this.#keys.indexOf(key);
    const index = known < 0 ? this.#next : known;
    this.#keys[index] = key;
    this.#values[index] = value;
    if (known < 0) this.#next = (this.#next + 1) % MOST;
  }
}
