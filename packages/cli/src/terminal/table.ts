import CliTable from 'cli-table3';

import { type Format, type OutputStream, paint, singleLine, widthOf } from './terminal.ts';

export interface Column {
  readonly heading: string;
  /** Numbers stand right; default: left. */
  readonly align?: 'left' | 'right';
}

/** What stands in a cell; `format` styles it in a terminal. */
export type Cell = string | number | { readonly text: string; readonly format: Format };

/**
 * A table for people: headings and rows, without borders. In a terminal the last column is wrapped so that the table fits; elsewhere nothing
 * is.
 */
export function table(
  stream: OutputStream,
  columns: readonly Column[],
  rows: readonly (readonly Cell[])[],
): string {
  const widths = columns.map(({ heading }, index) =>
    Math.max(heading.length, ...rows.map((row) => textOf(row[index] ?? '').length)),
  );
  const last = widths.length - 1;
  const before = widths.slice(0, last).reduce((sum, width) => sum + width + GAP, 0);
  const room = Math.max(LEAST_WRAPPED, widthOf(stream) - before);
  const wraps = (widths[last] ?? 0) > room;
  const drawn = new CliTable({
    head: columns.map(({ heading }) => paint(stream, 'dim', heading)),
    chars: NO_BORDERS,
    style: { head: [], border: [], 'padding-left': 0, 'padding-right': GAP },
    colAligns: columns.map(({ align }) => align ?? 'left'),
    colWidths: columns.map((_, index) => (wraps && index === last ? room + GAP : null)),
    wordWrap: wraps,
    wrapOnWordBoundary: true,
  });
  for (const row of rows) drawn.push(row.map((cell) => draw(stream, cell)));
  return drawn
    .toString()
    .split('\n')
    .map((line) => line.trimEnd())
    .join('\n');
}

const GAP = 2;
const LEAST_WRAPPED = 24;

const NO_BORDERS = {
  top: '',
  'top-mid': '',
  'top-left': '',
  'top-right': '',
  bottom: '',
  'bottom-mid': '',
  'bottom-left': '',
  'bottom-right': '',
  left: '',
  'left-mid': '',
  mid: '',
  'mid-mid': '',
  right: '',
  'right-mid': '',
  middle: '',
};

function textOf(cell: Cell): string {
  return singleLine(typeof cell === 'object' ? cell.text : String(cell));
}

function draw(stream: OutputStream, cell: Cell): string {
  return typeof cell === 'object' ? paint(stream, cell.format, textOf(cell)) : textOf(cell);
}
