import { format } from 'prettier';
import { expect, it } from 'vitest';

import { journeyOf, rating, thankYou } from '../advance.testing.ts';
import { diffJourneys } from '../diff.ts';
import { diffMarkdown, diffTable } from './diff-sheet.ts';

const from = journeyOf({ thankYou, rating });
const to = {
  ...journeyOf({
    rating: { ...rating, wait: { days: 5 } },
    gift: { kind: 'gift', on: 'order.paid', channels: ['email'], category: 'marketing' },
  }),
  version: 2,
  endAfter: { days: 30 },
};

it('is a table for a terminal', () => {
  const text = diffTable(diffJourneys(from, to));
  const [title, table] = text.split('\n\n');
  expect(title).toBe('j: version 1 to version 2');
  const rows = table?.split('\n').map((row) => row.split(/ {2,}/)) ?? [];
  expect(rows.map(([where, change]) => [where, change])).toEqual([
    ['Where', 'Change'],
    ['endAfter', 'added'],
    ['rating.wait', 'changed'],
    ['gift', 'added'],
    ['thankYou', 'removed'],
  ]);
  for (const { message } of diffJourneys(from, to).touchpoints.flatMap(({ changes }) => changes))
    expect(text).toContain(message);
});

it('is a table in Markdown, as Prettier sets it', async () => {
  const text = diffMarkdown(diffJourneys(from, to));
  expect(text.split('\n').slice(0, 3)[2]).toMatch(/^\| Where +\| Change +\| What +\|$/);
  expect(await format(text, { parser: 'markdown', printWidth: 110 })).toBe(`${text}\n`);
});

it('says so when nothing is different', () => {
  expect(diffTable(diffJourneys(from, { ...from, version: 2 }))).toBe(
    'j: version 1 to version 2\n\nBoth versions mean the same.',
  );
});
