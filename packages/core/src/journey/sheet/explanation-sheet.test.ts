import { format } from 'prettier';
import { expect, it } from 'vitest';

import { DEFAULT_POLICY } from '../../policy/policy.ts';
import { journeyOf, rating, thankYou } from '../advance.testing.ts';
import { type Context, GUEST } from '../context.ts';
import { explain } from '../explain.ts';
import { CHANNELS, type Journey } from '../journey.ts';
import { type ScenarioName, simulateScenario } from '../scenarios/scenario.ts';
import { explanationMarkdown, explanationTable } from './explanation-sheet.ts';

const journey = journeyOf(
  {
    thankYou,
    rating: { ...rating, channels: ['email'] },
    gift: { kind: 'gift', on: 'gift.claimed', channels: ['email'], category: 'marketing' },
  },
  { goals: { paid: { on: 'order.paid' } } },
);
const context: Context = {
  policy: DEFAULT_POLICY,
  activatedAt: null,
  shopTimeZone: 'UTC',
  channels: CHANNELS,
  predicates: {},
  customer: GUEST,
};

function explained(one: Journey, name: ScenarioName, days: number) {
  const { instance, facts } = simulateScenario(one, name, { days });
  if (facts === null) throw new Error('a scenario has facts');
  return explain(one, instance, facts, context, Date.parse('2026-11-02T09:00:00Z') + days * 86_400_000);
}

it('is a table for a terminal', () => {
  expect(explanationTable(explained(journey, 'lost', 8), { width: 100 })).toBe(
    `
j, version 1: entered Mon 2026-11-02 10:00, until Sat 2027-05-01 11:00. Local times of Europe/Berlin (from the order).

Touchpoint  Channel  Status   Due                   Why
thankYou    onsite   skipped  Mon 2026-11-02 10:00  Skipped on 2026-11-09 10:00 (expired): too late.
thankYou    email    sent     Mon 2026-11-02 10:00  Sent on 2026-11-02 10:00, attempt 1.

Goal paid was reached on Mon 2026-11-02 10:02 (order.paid).
Not triggered so far: rating and gift.
`.trim(),
  );
});

it('is a table in Markdown, as Prettier sets it', async () => {
  const text = explanationMarkdown(explained(journey, 'canceled', 2));
  expect(text.split('\n')[0]).toBe(
    'j, version 1: entered Mon 2026-11-02 10:00, over since Tue 2026-11-03 09:15 (order.canceled). Local times of Europe/Berlin (from the order).',
  );
  expect(text).toContain(
    '| thankYou   | onsite  | canceled | Mon 2026-11-02 10:00 | Canceled on 2026-11-03 09:15: order.canceled. |',
  );
  expect(text).toContain('\n\nNever triggered: rating and gift.');
  expect(await format(text, { parser: 'markdown', printWidth: 110 })).toBe(`${text}\n`);
});

it('says why an order is not on the journey', () => {
  const early: Journey = { ...journey, entry: { on: 'gift.claimed', reentry: 'always' } };
  expect(explanationTable(explained(early, 'on-time', 1))).toBe(
    'j, version 1: the order is not on the journey, waits for gift.claimed.',
  );
});
