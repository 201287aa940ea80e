/** A value that is fetched once, when it is first wanted, and then there at once for everybody. A fetch that failed is tried anew. */
export class Lazy<Value> {
  /** Null until it has come. */
  value: Value | null = null;
  readonly #fetch: () => Promise<Value>;
  #fetching: Promise<Value> | null = null;

  constructor(fetch: () => Promise<Value>) {
    this.#fetch = fetch;
  }

  load(): Promise<Value> {
    this.#fetching ??= this.#fetch().then(
      (value) => (this.value = value),
      (error: unknown) => {
        this.#fetching = null;
        throw error;
      },
    );
    return this.#fetching;
  }
}
