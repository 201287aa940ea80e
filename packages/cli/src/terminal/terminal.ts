import { stripVTControlCharacters, styleText } from 'node:util';

/** A style of Node's `styleText`, or several. */
export type Format = Parameters<typeof styleText>[0];

/** A stream that may lead to a terminal, as those of a process do. */
export interface OutputStream extends NodeJS.WritableStream {
  readonly isTTY?: boolean;
  /** Characters in a line. */
  readonly columns?: number;
}

/** Where a command writes: results to the output, everything else (errors, progress) beside it. */
export interface Terminal {
  readonly stdout: OutputStream;
  readonly stderr: OutputStream;
}

/** Writes a result; a line break is added. */
export function print({ stdout }: Terminal, text: string): void {
  stdout.write(`${text}\n`);
}

/** Writes a result for programs, as one JSON document. */
export function printJson(terminal: Terminal, document: object): void {
  print(terminal, JSON.stringify(document, null, 2));
}

/** Writes what is no result: an error, a remark. */
export function remark({ stderr }: Terminal, text: string): void {
  stderr.write(`${text}\n`);
}

/** Styles a text for a stream: only where it is a terminal, and never under `NO_COLOR`. */
export function paint(stream: OutputStream, format: Format, text: string): string {
  return styleText(format, text, { stream });
}

/** How many characters fit into a line; unbounded where nobody looks at it, so that what is piped is not cut. */
export function widthOf({ isTTY = false, columns = 0 }: OutputStream): number {
  return isTTY && columns > 0 ? columns : Number.POSITIVE_INFINITY;
}

/** How wide running text is set: no wider than the terminal, nor than can be read with ease. */
export function textWidth(stream: OutputStream): number {
  return Math.min(widthOf(stream), PAGE);
}

const PAGE = 110;

/** A text out of somebody's file, safe to show: without line breaks and without what would control the terminal. */
export function singleLine(text: string): string {
  return stripVTControlCharacters(text).replaceAll(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ');
}
