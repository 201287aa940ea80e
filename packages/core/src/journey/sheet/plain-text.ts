import { padded, type Sheet, singleLine, widthOf } from './sheet.ts';

/** How text tables are set. */
export interface TextOptions {
  /** Characters in a line; default 110. Below 60 counts as 60. */
  readonly width?: number;
}

const WIDTH = 110;
const LEAST_WIDTH = 60;
const GAP = '  ';

/** Of all columns but the last, so that there is room for that one. */
const WIDEST_CELL = 32;

/**
 * A sheet as plain text for a terminal: columns stand under their headings, without any lines between them. What
 * is too long for a column is cut short, except in the last one, which goes on in the next line. Ends without a
 * line break.
 */
export function plainText(
  { title, headings, rows, remarks }: Sheet,
  { width = WIDTH }: TextOptions = {},
): string {
  const last = headings.length - 1;
  const cells = [headings, ...rows].map((row) =>
    row.map((cell, column) => (column === last ? singleLine(cell) : cut(singleLine(cell)))),
  );
  const widths = headings.map((_, column) => Math.max(...cells.map((row) => widthOf(row[column] ?? ''))));
  const indent = widths.slice(0, last).reduce((sum, one) => sum + one + GAP.length, 0);
  const room = Math.max(widthOf(headings[last] ?? ''), Math.max(width, LEAST_WIDTH) - indent);
  const table = cells.flatMap((row) => {
    const start = row.slice(0, last).map((cell, column) => padded(cell, widths[column] ?? 0) + GAP);
    const [first = '', ...more] = wrapped(row[last] ?? '', room);
    return [start.join('') + first, ...more.map((line) => ' '.repeat(indent) + line)];
  });
  return blocks([
    title.map(singleLine),
    rows.length === 0 ? [] : table,
    remarks.flatMap((remark) => wrapped(singleLine(remark), Math.max(width, LEAST_WIDTH))),
  ]);
}

function blocks(parts: readonly (readonly string[])[]): string {
  return parts
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.map((line) => line.trimEnd()).join('\n'))
    .join('\n\n');
}

function cut(text: string): string {
  return widthOf(text) <= WIDEST_CELL
    ? text
    : `${Array.from(text)
        .slice(0, WIDEST_CELL - 1)
        .join('')}…`;
}

/** Lines of at most so many characters, broken between words; a word that is longer stays whole. */
function wrapped(text: string, width: number): readonly string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    if (line !== '' && widthOf(line) + 1 + widthOf(word) > width) {
      lines.push(line);
      line = word;
    } else line = line === '' ? word : `${line} ${word}`;
  }
  return [...lines, line];
}
