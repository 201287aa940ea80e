import Papa from 'papaparse';

import type { RefusedLines } from './refused.ts';

/** One record of a CSV file. */
export interface CsvRecord {
  /** Of its first line, counted from 1. */
  readonly line: number;
  readonly fields: readonly string[];
}

/**
 * The records of a CSV file (RFC 4180: fields in quotes may hold delimiters and line breaks). Empty lines are left out. A record whose quotes are
 * damaged costs itself alone: it is refused, and reading goes on with the line after it.
 *
 * The first record decides what the delimiter is: comma, semicolon, tab or bar, whichever makes the most fields.
 */
export async function* recordsOf(
  lines: AsyncIterable<string>,
  refused: RefusedLines,
): AsyncGenerator<CsvRecord> {
  const reader = new LineReader(lines);
  let delimiter: string | undefined;
  for (let text = await reader.next(); text !== undefined; text = await reader.next()) {
    if (text.trim() === '') continue;
    const { line } = reader;
    delimiter ??= delimiterOf(text);
    const fields = await fieldsFrom(text, delimiter, reader);
    if (fields === undefined) refused.add(line, 'its quotes do not match');
    else yield { line, fields };
  }
}

const DELIMITERS = [',', ';', '\t', '|'] as const;

function delimiterOf(headings: string): string {
  const counts = DELIMITERS.map((delimiter) => parse(headings, delimiter).fields.length);
  return DELIMITERS[counts.indexOf(Math.max(...counts))] ?? ',';
}

/** Lines that one record may have: so many are read ahead in search of the quote that closes it. */
const RECORD_LINES = 100;

/** The fields of the record that starts with this line; undefined, and nothing but this line used up: its quotes do not match. */
async function fieldsFrom(
  first: string,
  delimiter: string,
  reader: LineReader,
): Promise<readonly string[] | undefined> {
  let record = parse(first, delimiter);
  if (record.quotes === 'match') return record.fields;
  const ahead: string[] = [];
  let text = first;
  while (record.quotes === 'open' && ahead.length < RECORD_LINES) {
    const next = await reader.next();
    if (next === undefined) break;
    ahead.push(next);
    text = `${text}\n${next}`;
    record = parse(text, delimiter);
  }
  if (record.quotes === 'match') return record.fields;
  reader.putBack(ahead);
  return undefined;
}

function parse(
  text: string,
  delimiter: string,
): { readonly fields: readonly string[]; readonly quotes: 'match' | 'open' | 'damaged' } {
  const { data, errors } = Papa.parse<string[]>(text, { delimiter, newline: '\n' });
  const [fields = []] = data;
  if (errors.length === 0) return { fields, quotes: 'match' };
  const open = errors.every(({ code }) => code === 'MissingQuotes');
  return { fields, quotes: open ? 'open' : 'damaged' };
}

/** Gives lines one by one, and takes some back. */
class LineReader {
  readonly #lines: AsyncIterator<string>;
  #ahead: string[] = [];
  #line = 0;

  constructor(lines: AsyncIterable<string>) {
    this.#lines = lines[Symbol.asyncIterator]();
  }

  /** Which line was given last, counted from 1. */
  get line(): number {
    return this.#line;
  }

  async next(): Promise<string | undefined> {
    const ahead = this.#ahead.shift();
    const text = ahead ?? (await this.#read());
    if (text !== undefined) this.#line += 1;
    return text;
  }

  putBack(lines: readonly string[]): void {
    this.#ahead = [...lines, ...this.#ahead];
    this.#line -= lines.length;
  }

  async #read(): Promise<string | undefined> {
    const next = await this.#lines.next();
    return next.done === true ? undefined : next.value;
  }
}
