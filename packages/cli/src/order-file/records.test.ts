import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { linesOf } from './lines.ts';
import { inPieces, listOf } from './pieces.testing.ts';
import { recordsOf } from './records.ts';
import { RefusedLines } from './refused.ts';

async function read(text: string) {
  const refused = new RefusedLines();
  const records = await listOf(recordsOf(linesOf('orders.csv', inPieces(text)), refused));
  return { records: records.map(({ line, fields }) => [line, ...fields]), refused: refused.first };
}

describe('recordsOf', () => {
  it('numbers records by their first line, past blank lines and line breaks in quotes', async () => {
    const { records, refused } = await read('a,b\r\n\r\n1,"x\r\ny ""z"""\n2,w');
    expect(records).toEqual([
      [1, 'a', 'b'],
      [3, '1', 'x\ny "z"'],
      [5, '2', 'w'],
    ]);
    expect(refused).toEqual([]);
  });

  it.each([
    ['semicolons', 'a;b\n"1,5";2', ['1,5', '2']],
    ['tabs', 'a\tb\n1\t2', ['1', '2']],
    ['bars', 'a|b\n1|2', ['1', '2']],
    ['nothing', 'a\n1', ['1']],
  ])('finds out that a file has %s between fields', async (_, text, fields) => {
    expect((await read(text)).records.at(-1)).toEqual([2, ...fields]);
  });

  it('refuses a record with damaged quotes, and no other', async () => {
    const { records, refused } = await read('a,b\n1,"x"y\n2,z\n3,"never closed\n4,"q"\n5,w\n');
    expect(records).toEqual([
      [1, 'a', 'b'],
      [3, '2', 'z'],
      [5, '4', 'q'],
      [6, '5', 'w'],
    ]);
    expect(refused).toEqual([
      { line: 2, reason: 'its quotes do not match' },
      { line: 4, reason: 'its quotes do not match' },
    ]);
  });

  it('looks only so far ahead for a quote that closes', async () => {
    const rest = Array.from({ length: 300 }, (_, index) => `${index},x`);
    const { records, refused } = await read(['a,b', '0,"open', ...rest].join('\n'));
    expect(records).toHaveLength(301);
    expect(refused).toEqual([{ line: 2, reason: 'its quotes do not match' }]);
  });

  it('reads whatever was written by the rules of CSV', async () => {
    const quoted = (field: string) => `"${field.replaceAll('"', '""')}"`;
    const text = fc.string({ unit: fc.constantFrom('a', '"', ',', '\n', ' ', 'é', ';') });
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(text, text), { minLength: 1 }), async (rows) => {
        const file = ['h1,h2', ...rows.map((row) => row.map(quoted).join(','))].join('\n');
        const { records, refused } = await read(file);
        expect(records.slice(1).map(([, ...fields]) => fields)).toEqual(rows);
        expect(refused).toEqual([]);
      }),
      { numRuns: 1_000 },
    );
  });
});
