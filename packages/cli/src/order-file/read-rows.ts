import { InputError } from '../command/input-error.ts';
import { type ColumnChoice, type Layout, layOut } from './columns.ts';
import { linesOf } from './lines.ts';
import type { Input } from './open-input.ts';
import { type OrderRow, readRow, type RowDefaults } from './order-row.ts';
import { type CsvRecord, recordsOf } from './records.ts';
import { RefusedError, type RefusedLines } from './refused.ts';

export interface ReadRowsOptions extends RowDefaults {
  readonly columns: ColumnChoice;
}

/**
 * The orders of a CSV file with headings, in the order of the file. A row that cannot be used is refused and leaves the others alone, and so is a
 * second row of an order; rows that go on with the order above (further items, no time) are passed over.
 *
 * @throws {InputError} when the file cannot be read, or its headings lack what has to be there
 */
export async function* readRows(
  input: Input,
  options: ReadRowsOptions,
  refused: RefusedLines,
): AsyncGenerator<OrderRow> {
  const seen = new Map<string, number>();
  let layout: Layout | undefined;
  let width = 0;
  let above: string | undefined;
  for await (const record of recordsOf(linesOf(input.name, input.text), refused)) {
    if (layout === undefined) {
      layout = layOut(input.name, record.fields, options.columns);
      width = record.fields.length;
      continue;
    }
    if (goesOn(record, layout, above)) continue;
    above = field(record, layout, 'order');
    const row = rowOf(record, { layout, width, seen, options }, refused);
    if (row !== undefined) yield row;
  }
  if (layout === undefined) throw new InputError('file_invalid', `${input.name} is empty.`);
}

interface RowContext {
  readonly layout: Layout;
  readonly width: number;
  /** By order: the line it is on. */
  readonly seen: Map<string, number>;
  readonly options: ReadRowsOptions;
}

function rowOf(record: CsvRecord, context: RowContext, refused: RefusedLines): OrderRow | undefined {
  const { line, fields } = record;
  const { layout, width, seen, options } = context;
  try {
    checkWidth(fields, width);
    const row = readRow(fields, layout, options);
    const before = seen.get(row.order);
    if (before !== undefined) throw new RefusedError(`order ${row.order} is on line ${before} already`);
    seen.set(row.order, line);
    return row;
  } catch (error) {
    if (!(error instanceof RefusedError)) throw error;
    refused.add(line, error.message);
    return undefined;
  }
}

/** Empty fields at the end are what spreadsheets leave behind. */
function checkWidth(fields: readonly string[], width: number): void {
  if (fields.length < width || fields.slice(width).some((field) => field.trim() !== '')) {
    throw new RefusedError(`has ${fields.length} fields, and the first line has ${width}`);
  }
}

function goesOn(record: CsvRecord, layout: Layout, above: string | undefined): boolean {
  const order = field(record, layout, 'order');
  return order !== '' && order === above && field(record, layout, 'placed') === '';
}

function field({ fields }: CsvRecord, layout: Layout, column: 'order' | 'placed'): string {
  return (fields[layout[column]?.index ?? -1] ?? '').trim();
}
