/** Why one row or line of a file was not used; the run goes on with the next one. */
export class RefusedError extends Error {
  override readonly name = 'RefusedError';
  readonly code = 'line_refused';
}

/** A row or line that was not used. */
export interface RefusedLine {
  /** Counted from 1; of a row with line breaks in it the first one. */
  readonly line: number;
  readonly reason: string;
}

/** Counts what was refused, and keeps the first few to show. */
export class RefusedLines {
  #count = 0;
  readonly #first: RefusedLine[] = [];

  add(line: number, reason: string): void {
    this.#count += 1;
    if (this.#first.length < SHOWN) this.#first.push({ line, reason });
  }

  get count(): number {
    return this.#count;
  }

  /** The first of them, at most ten. */
  get first(): readonly RefusedLine[] {
    return this.#first;
  }
}

const SHOWN = 10;
