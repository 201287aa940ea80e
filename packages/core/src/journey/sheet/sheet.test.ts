import { format } from 'prettier';
import { describe, expect, it } from 'vitest';

import { parcelOccurrence } from '../delivery-key.ts';
import { markdown } from './markdown.ts';
import { plainText } from './plain-text.ts';
import { type Sheet, withoutEmptyColumns } from './sheet.ts';
import { localWords, occurrenceWords, untriggeredWords, whyWords } from './cell-words.ts';

const sheet: Sheet = {
  title: ['Three beds'],
  headings: ['Bed', 'Owner', 'What'],
  rows: [
    ['1', 'Papa Bear', 'too hard'],
    ['2', 'Mama Bear', 'too soft, which anybody who has slept in a great many beds will tell at once'],
    ['3', 'Baby Bear', ''],
  ],
  remarks: ['One of them is slept in.'],
};

describe('plainText', () => {
  it('sets columns under their headings and goes on in the last one', () => {
    expect(plainText(sheet, { width: 60 })).toBe(
      [
        'Three beds',
        '',
        'Bed  Owner      What',
        '1    Papa Bear  too hard',
        '2    Mama Bear  too soft, which anybody who has slept in a',
        '                great many beds will tell at once',
        '3    Baby Bear',
        '',
        'One of them is slept in.',
      ].join('\n'),
    );
  });

  it('keeps to its width, cuts long cells short, and never cuts what it says last', () => {
    const long = 'x'.repeat(200);
    const rows = [[long, long, `${long} and ${'again '.repeat(60)}`]];
    const text = plainText({ ...sheet, rows, remarks: ['again '.repeat(60)] }, { width: 80 });
    const lines = text.split('\n').filter((line) => !line.includes(long));
    expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(80);
    expect(text).toContain(`${'x'.repeat(31)}…  ${'x'.repeat(31)}…  ${long}`);
    expect(text.match(/again/g)).toHaveLength(120);
  });

  it('is a hundred and ten characters wide unless it is told, and never too narrow to read', () => {
    const rows = [['1', 'Papa Bear', 'word '.repeat(100)]];
    const widest = (text: string) => Math.max(...text.split('\n').map((line) => line.length));
    expect(widest(plainText({ ...sheet, rows }))).toBeGreaterThan(100);
    expect(widest(plainText({ ...sheet, rows }))).toBeLessThanOrEqual(110);
    expect(plainText({ ...sheet, rows }, { width: 1 })).toBe(plainText({ ...sheet, rows }, { width: 60 }));
  });

  it('shows what is in a cell on one line, without the power over a terminal', () => {
    const rows = [['1\n2', '\u001b[31mred', 'a\tb\u202ec']];
    expect(plainText({ ...sheet, title: [], rows, remarks: [] })).toBe(
      ['Bed  Owner    What', '1 2  [31mred  a b c'].join('\n'),
    );
  });

  it('without rows is what there is to say', () => {
    expect(plainText({ ...sheet, rows: [] })).toBe('Three beds\n\nOne of them is slept in.');
    expect(plainText({ title: [], headings: [], rows: [], remarks: [] })).toBe('');
  });
});

describe('markdown', () => {
  it('sets a table as Prettier does', async () => {
    const text = markdown(sheet);
    expect(text.split('\n').slice(2, 5)).toEqual([
      '| Bed | Owner     | What                                                                         |',
      '| --- | --------- | ---------------------------------------------------------------------------- |',
      '| 1   | Papa Bear | too hard                                                                     |',
    ]);
    expect(await format(text, { parser: 'markdown', printWidth: 110 })).toBe(`${text}\n`);
  });

  it('shows every character as itself', async () => {
    const odd = ['a|b \\ c', '<b>&amp;</b> `x` [y](z)', '*s* _t_ u_v ~w~ smtp_451'];
    const text = markdown({ ...sheet, rows: [odd] });
    expect(text).toContain(
      '| a\\|b \\\\ c | \\<b>\\&amp;\\</b> \\`x\\` \\[y\\](z) | \\*s\\* \\_t\\_ u_v \\~w\\~ smtp_451 |',
    );
    const cells = text.split('\n').filter((line) => line.startsWith('| a'));
    expect(cells).toHaveLength(1);
    expect(await format(text, { parser: 'markdown' })).toContain('smtp_451');
  });

  it('without rows is what there is to say', () => {
    expect(markdown({ ...sheet, rows: [] })).toBe('Three beds\n\nOne of them is slept in.');
  });
});

describe('words in cells', () => {
  it.each([
    ['2026-11-02T10:00', 'Mon 2026-11-02 10:00'],
    ['2028-02-29T23:59', 'Tue 2028-02-29 23:59'],
  ])('the local time %s is %s', (local, words) => {
    expect(localWords(local)).toBe(words);
  });

  it.each([
    ['order', ''],
    ['order#3', 'no. 3'],
    [parcelOccurrence('F-1'), 'parcel F-1'],
    [`${parcelOccurrence('a/b c')}#2`, 'parcel a/b c, no. 2'],
    [parcelOccurrence('fulfillment-1Z999AA10123456784'), 'parcel …A10123456784'],
  ])('the occurrence %s is about "%s"', (occurrence, words) => {
    expect(occurrenceWords(occurrence)).toBe(words);
  });

  it('a rule stands before its reason', () => {
    expect([
      whyWords('trouble', 'a parcel is late'),
      whyWords(undefined, 'unknown outcome'),
      whyWords(undefined, undefined),
    ]).toEqual(['trouble: a parcel is late', 'unknown outcome', '']);
  });

  it('touchpoints that were not triggered are listed', () => {
    const of = (touchpoint: string, status: 'waiting' | 'skipped') => ({ touchpoint, status, reason: '' });
    expect(untriggeredWords([])).toEqual([]);
    expect(untriggeredWords([of('a', 'waiting'), of('b', 'skipped'), of('c', 'skipped')])).toEqual([
      'Not triggered so far: a.',
      'Never triggered: b and c.',
    ]);
  });

  it('columns in which nothing is said are left out', () => {
    const rows = sheet.rows.map(([bed = '', , what = '']) => [bed, '', what]);
    expect(withoutEmptyColumns({ ...sheet, rows }).headings).toEqual(['Bed', 'What']);
    expect(withoutEmptyColumns({ ...sheet, rows: [] }).headings).toEqual(sheet.headings);
  });
});
