import { format } from 'prettier';
import { expect, it } from 'vitest';

import { journeyOf, rating, thankYou } from '../advance.testing.ts';
import { simulateScenario } from '../scenarios/scenario.ts';
import { timelineMarkdown, timelineTable } from './timeline-sheet.ts';

const journey = journeyOf(
  {
    thankYou,
    news: {
      kind: 'tracking-news',
      on: 'shipment.out_for_delivery',
      per: 'parcel',
      channels: ['email'],
      category: 'transactional',
    },
    rating: { ...rating, channels: ['email'] },
    gift: { kind: 'gift', on: 'gift.claimed', channels: ['email'], category: 'marketing' },
  },
  { goals: { paid: { on: 'order.paid' } } },
);

it('is a table for a terminal', () => {
  expect(timelineTable(simulateScenario(journey, 'provider-down'))).toBe(
    `
Local time            Touchpoint  About                 Channel  Status   Why
Mon 2026-11-02 10:00  thankYou                          onsite   open
Mon 2026-11-02 10:00  thankYou                          email    held     retry: provider_down (27 times)
Tue 2026-11-03 10:51  thankYou                          email    sent
Thu 2026-11-05 08:10  news        parcel …A10123456784  email    sent
Mon 2026-11-09 10:00  thankYou                          onsite   skipped  expired: too late
Thu 2026-11-12 14:25  rating                            email    sent

At the end: 3 sent, 1 skipped.
Goals reached: paid (order.paid).
Not triggered so far: gift.
`.trim(),
  );
});

it('is a table in Markdown, as Prettier sets it', async () => {
  const text = timelineMarkdown(simulateScenario(journey, 'canceled'));
  expect(text).toBe(
    `
| Local time           | Touchpoint | Channel | Status   | Why                   |
| -------------------- | ---------- | ------- | -------- | --------------------- |
| Mon 2026-11-02 10:00 | thankYou   | onsite  | open     |                       |
| Mon 2026-11-02 10:00 | thankYou   | email   | sent     |                       |
| Tue 2026-11-03 09:15 | thankYou   | onsite  | canceled | ended: order.canceled |

At the end: 1 sent, 1 canceled.

Goals reached: paid (order.paid).

Never triggered: news, rating and gift.
`.trim(),
  );
  expect(await format(text, { parser: 'markdown', printWidth: 110 })).toBe(`${text}\n`);
});

it('shows all that was decided, on demand', () => {
  const timeline = simulateScenario(journey, 'provider-down');
  const rows = (text: string) => text.split('\n\n')[0]?.split('\n').slice(1) ?? [];
  expect(rows(timelineTable(timeline, { all: true }))).toHaveLength(timeline.entries.length);
  expect(rows(timelineTable(timeline, { all: true })).some((row) => row.includes('sending'))).toBe(true);
  expect(timelineMarkdown(timeline, { all: true })).toContain('| sending');
});

it('says why an order is not on the journey', () => {
  const early = { ...journey, entry: { on: 'gift.claimed', reentry: 'always' } } as const;
  const timeline = simulateScenario(early, 'on-time');
  const sentence = 'The order is not on the journey: waits for gift.claimed.';
  expect([timelineTable(timeline), timelineMarkdown(timeline)]).toEqual([sentence, sentence]);
});
