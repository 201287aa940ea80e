import { InputError } from '../command/input-error.ts';

/**
 * The lines of a text that comes in pieces, without their ends (`\n` or `\r\n`); the last one needs none.
 *
 * @throws {InputError} at a line of more than 16 million characters: that is no file of lines
 */
export async function* linesOf(name: string, text: AsyncIterable<string>): AsyncGenerator<string> {
  let rest = '';
  for await (const piece of text) {
    rest += piece;
    let start = 0;
    for (let end = rest.indexOf('\n'); end >= 0; end = rest.indexOf('\n', start)) {
      yield withoutReturn(rest.slice(start, end));
      start = end + 1;
    }
    rest = rest.slice(start);
    if (rest.length > LONGEST) throw new InputError('file_invalid', `${name} is no file of lines.`);
  }
  if (rest !== '') yield withoutReturn(rest);
}

const LONGEST = 16_000_000;

function withoutReturn(line: string): string {
  return line.endsWith('\r') ? line.slice(0, -1) : line;
}
