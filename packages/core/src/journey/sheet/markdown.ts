import { padded, type Sheet, singleLine, widthOf } from './sheet.ts';

/**
 * A sheet as Markdown (GitHub's, with tables). Whatever stands in a cell is shown as it is and starts no markup.
 * Columns are set as Prettier sets them. Ends without a line break.
 */
export function markdown({ title, headings, rows, remarks }: Sheet): string {
  const cells = [headings, ...rows].map((row) => row.map(escaped));
  const widths = headings.map((_, column) => Math.max(3, ...cells.map((row) => widthOf(row[column] ?? ''))));
  const line = (row: readonly string[]) =>
    `| ${row.map((cell, column) => padded(cell, widths[column] ?? 0)).join(' | ')} |`;
  const [head = [], ...body] = cells;
  const ruled = widths.map((width) => '-'.repeat(width));
  return [
    ...title.map(escaped),
    ...(rows.length === 0 ? [] : [[head, ruled, ...body].map(line).join('\n')]),
    ...remarks.map(escaped),
  ].join('\n\n');
}

/**
 * Shows every character as itself. An underscore, a star or a tilde between letters marks nothing up and may
 * stay.
 */
function escaped(text: string): string {
  return singleLine(text)
    .replaceAll(/[\\`|[\]<&]/g, '\\$&')
    .replaceAll(/[*~]/g, '\\$&')
    .replaceAll(/(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])/gu, '\\_');
}
