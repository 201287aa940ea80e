import { createReadStream, createWriteStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

import { linesOf } from './lines.ts';

/** What is sorted, and how it is kept on the disk meanwhile: each record as one line of text. */
export interface Sorting<Item> {
  /** Negative: the first one comes before the other; 0: they keep their order. */
  readonly compare: (a: Item, b: Item) => number;
  readonly write: (item: Item) => string;
  /** The way back from `write`. */
  readonly read: (line: string) => Item;
  /** How many are kept in memory at a time; default 50,000. */
  readonly inMemory?: number;
}

/**
 * Sorts any number of records in bounded memory: what does not fit is written to temporary files as sorted runs, and merged. Records that compare
 * equal keep their order. The files are gone when the result was read to its end, or given up.
 */
export async function* externalSort<Item>(
  items: AsyncIterable<Item>,
  sorting: Sorting<Item>,
): AsyncGenerator<Item> {
  const { compare, inMemory = IN_MEMORY } = sorting;
  const spool = new Spool(sorting);
  try {
    let run: Item[] = [];
    for await (const item of items) {
      run.push(item);
      if (run.length < inMemory) continue;
      await spool.add(run.sort(compare));
      run = [];
    }
    run.sort(compare);
    yield* spool.isEmpty ? run : merge([...spool.runs(), toAsync(run)], compare);
  } finally {
    await spool.remove();
  }
}

const IN_MEMORY = 50_000;

async function* toAsync<Item>(items: readonly Item[]): AsyncGenerator<Item> {
  yield* await Promise.resolve(items);
}

/** Merges sorted sequences. A few dozen at most, so the next one is looked for in all of them. */
async function* merge<Item>(
  runs: readonly AsyncGenerator<Item>[],
  compare: Sorting<Item>['compare'],
): AsyncGenerator<Item> {
  const heads: { readonly run: AsyncGenerator<Item>; item: Item }[] = [];
  for (const run of runs) {
    const first = await run.next();
    if (first.done !== true) heads.push({ run, item: first.value });
  }
  while (heads.length > 0) {
    // Only what is truly before, so that of equal ones the earlier run comes first.
    const head = heads.reduce((first, other) => (compare(other.item, first.item) < 0 ? other : first));
    yield head.item;
    const next = await head.run.next();
    if (next.done === true) heads.splice(heads.indexOf(head), 1);
    else head.item = next.value;
  }
}

/** Sorted runs in a folder of temporary files. */
class Spool<Item> {
  readonly #sorting: Sorting<Item>;
  readonly #files: string[] = [];
  #folder: string | undefined;

  constructor(sorting: Sorting<Item>) {
    this.#sorting = sorting;
  }

  get isEmpty(): boolean {
    return this.#files.length === 0;
  }

  async add(run: readonly Item[]): Promise<void> {
    this.#folder ??= await mkdtemp(join(tmpdir(), 'post-purchase-'));
    const file = join(this.#folder, `${this.#files.length}.jsonl`);
    this.#files.push(file);
    const { write } = this.#sorting;
    function* lines() {
      for (const item of run) yield `${write(item)}\n`;
    }
    await pipeline(Readable.from(lines()), createWriteStream(file));
  }

  runs(): readonly AsyncGenerator<Item>[] {
    return this.#files.map((file) => this.#read(file));
  }

  async remove(): Promise<void> {
    if (this.#folder !== undefined) await rm(this.#folder, { recursive: true, force: true });
  }

  async *#read(file: string): AsyncGenerator<Item> {
    const { read } = this.#sorting;
    for await (const line of linesOf(file, createReadStream(file, 'utf8'))) yield read(line);
  }
}
