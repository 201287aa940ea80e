import { PassThrough } from 'node:stream';

import { describe, expect, it } from 'vitest';

import { table } from './table.ts';

const columns = [
  { heading: 'Touchpoint' },
  { heading: 'Sent', align: 'right' as const },
  { heading: 'Because' },
];
const wide = new PassThrough();
const narrow = Object.assign(new PassThrough(), { isTTY: true, columns: 50 });

describe('table', () => {
  it('sets columns under their headings, numbers to the right', () => {
    expect(
      table(wide, columns, [
        ['rating', 7, ''],
        ['thankYou', 1204, 'all is well'],
      ]),
    ).toBe(['Touchpoint  Sent  Because', 'rating         7', 'thankYou    1204  all is well'].join('\n'));
  });

  it('wraps the last column in a terminal, and cuts nothing', () => {
    const text = table(narrow, columns, [
      ['rating', 7, 'because it was much too late for anything of this kind'],
    ]);
    const lines = text.split('\n');
    expect(lines.length).toBeGreaterThan(2);
    expect(lines.map((line) => line.trim()).join(' ')).toContain('of this kind');
    for (const line of lines.slice(1)) expect(line.length).toBeLessThanOrEqual(50);
  });

  it('shows nothing out of a file that would control the terminal', () => {
    expect(table(wide, [{ heading: 'Reason' }], [['\u001B[31mred\u001B[0m\nand\u0007 more']])).toBe(
      'Reason\nred and  more',
    );
  });
});
