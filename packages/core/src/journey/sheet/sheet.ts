/** What people read: a line or two, a table, and what there is to say of it. */
export interface Sheet {
  /** Before the table. */
  readonly title: readonly string[];
  readonly headings: readonly string[];
  /** As many cells as there are headings. */
  readonly rows: readonly (readonly string[])[];
  /** After the table. */
  readonly remarks: readonly string[];
}

/** Leaves out the columns in which nothing is said. */
export function withoutEmptyColumns(sheet: Sheet): Sheet {
  const isUsed = sheet.headings.map((_, column) => sheet.rows.some((row) => (row[column] ?? '') !== ''));
  const kept = <Cell>(cells: readonly Cell[]): readonly Cell[] => cells.filter((_, column) => isUsed[column]);
  return sheet.rows.length === 0
    ? sheet
    : { ...sheet, headings: kept(sheet.headings), rows: sheet.rows.map((row) => kept(row)) };
}

/** How wide a text is, in characters of a terminal's even width. */
export function widthOf(text: string): number {
  return Array.from(text).length;
}

/** A text with blanks after it. */
export function padded(text: string, width: number): string {
  return text + ' '.repeat(Math.max(0, width - widthOf(text)));
}

/** One line of whatever stands in a text. */
export function singleLine(text: string): string {
  return text.replaceAll(/[\s\p{Cc}\p{Cf}]+/gu, ' ').trim();
}
