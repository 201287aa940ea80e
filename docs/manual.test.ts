import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

import {
  CHANNELS,
  type Condition,
  type Journey,
  parseJourney,
  RULE_IDS,
  sampleOrder,
  sampleScan,
  sampleShipment,
  SCENARIOS,
  simulate,
  type Timeline,
  timelineMarkdown,
  TRANSACTIONAL_KINDS,
  TRIGGERS,
  validateJourney,
} from '@post-purchase/core';
import { afterAll, describe, expect, it } from 'vitest';

import { BUILT_IN_KINDS, PROPOSAL_KINDS } from '../packages/server/src/messages/built-in.ts';
import { generatedParts, type Snippet, typeErrors, writeSnippets } from './snippets.testing.ts';

const docs = dirname(fileURLToPath(import.meta.url));
const folder = join(docs, '.snippets');
/** `UPDATE_DOCS=1` writes what is generated into the pages instead of comparing it. */
const isUpdate = process.env.UPDATE_DOCS === '1';

const pages = ['journeys.md', 'recipes.md'].map((name) => {
  const path = join(docs, name);
  const text = readFileSync(path, 'utf8');
  return { name, path, text, snippets: writeSnippets(name, text, join(folder, name.replace('.md', ''))) };
});
const snippets = pages.flatMap((page) => page.snippets);
const [journeys = ''] = pages.map(({ text }) => text);

afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('the snippets of the manual', () => {
  it('are many', () => {
    expect(snippets.length).toBeGreaterThan(30);
  });

  it('compile', { timeout: 240_000 }, () => {
    expect(typeErrors(snippets, dirname(docs))).toEqual([]);
  });

  it.each(snippets)('run: $place', async ({ file, form }) => {
    const exported = await run(file);
    if (form !== 'ts') expect(validateJourney(exported.get('journey'))).toEqual([]);
  });
});

/** What a snippet exports. */
async function run(file: string): Promise<ReadonlyMap<string, unknown>> {
  const exported: unknown = await import(/* @vite-ignore */ file);
  const entries: [string, unknown][] =
    typeof exported === 'object' && exported !== null ? Object.entries(exported) : [];
  return new Map(entries);
}

describe('what is generated in the manual', () => {
  it.each(pages)('is up to date in $name', async ({ path, text, snippets: own }) => {
    let fresh = '';
    let end = 0;
    for (const part of generatedParts(text, own)) {
      const content = part.name === 'scenarios' ? scenarioTable() : await timelineTable(part.snippet);
      fresh += `${text.slice(end, part.from)}\n\n${content.trim()}\n\n`;
      end = part.to;
    }
    fresh += text.slice(end);
    if (isUpdate) writeFileSync(path, fresh);
    else expect(unpadded(text)).toBe(unpadded(fresh));
  });
});

function scenarioTable(): string {
  const rows = Object.entries(SCENARIOS).map(([name, { description }]) => `| \`${name}\` | ${description} |`);
  return ['| scenario | what happens |', '| --- | --- |', ...rows].join('\n');
}

async function timelineTable(snippet: Snippet | undefined): Promise<string> {
  const timeline = snippet === undefined ? undefined : (await run(snippet.file)).get('timeline');
  if (!isTimeline(timeline)) throw new Error('The snippet above exports no timeline.');
  return timelineMarkdown(timeline);
}

function isTimeline(value: unknown): value is Timeline {
  return typeof value === 'object' && value !== null && 'entries' in value;
}

/** As it is however a table is padded. */
function unpadded(markdown: string): string {
  return markdown.replace(/^\|.*$/gm, (row) => row.replace(/ +/g, ' ').replace(/-{3,}/g, '---'));
}

/** Everything in `code` in a piece of text. */
const names = (text: string): readonly string[] =>
  [...text.matchAll(/`([^`]+)`/g)].map(([, name = '']) => name);

/** Rows of the table whose head begins with these cells, without head and rule. */
function table(page: string, ...head: readonly string[]): readonly (readonly string[])[] {
  const lines = page.split('\n').map((line) => line.split('|').map((cell) => cell.trim()));
  const start = lines.findIndex((cells) => head.every((cell, index) => cells[index + 1] === cell));
  expect(start, `a table with ${head.join(', ')}`).toBeGreaterThan(0);
  const rows = lines.slice(start + 2);
  return rows
    .slice(
      0,
      rows.findIndex((cells) => cells.length < 3),
    )
    .map((cells) => cells.slice(1, -1));
}

describe('the tables of the manual', () => {
  it('name every trigger', () => {
    const named = table(journeys, 'fact', 'when').flatMap(([facts = '']) => names(facts));
    expect(named.toSorted()).toEqual([...TRIGGERS].sort());
  });

  it('name every rule, in the order in which they are asked', () => {
    const architecture = readFileSync(join(docs, 'architecture.md'), 'utf8');
    for (const rows of [table(journeys, 'rule', 'asked of'), table(architecture, 'rule', 'asks')])
      expect(rows.map(([rule = '']) => names(rule)[0])).toEqual([...RULE_IDS]);
  });

  it('name every channel', () => {
    const named = table(journeys, 'channel', 'reaches').flatMap(([channels = '']) => names(channels));
    expect(named.toSorted()).toEqual([...CHANNELS].sort());
  });

  it('name every condition', () => {
    const ops: Readonly<Record<Condition['op'], true>> = {
      all: true,
      any: true,
      not: true,
      firstOrderOfCustomer: true,
      ordered: true,
      savedAtLeast: true,
      parcelReason: true,
      lateParcel: true,
      parcelOnTheWay: true,
      openIssue: true,
      predicate: true,
    };
    const named = table(journeys, 'condition', 'holds when').flatMap(([conditions = '']) =>
      names(conditions).map((call) => call.replace(/\(.*/, '')),
    );
    expect(named.toSorted()).toEqual(Object.keys(ops).sort());
  });

  it.each(table(journeys, 'wait', 'means', 'due'))('say when %s is due', (wait = '', _means, due) => {
    const journey = waiting(wait);
    const placedAt = Date.parse('2026-11-02T10:00:00+01:00');
    const { entries } = simulate(journey, {
      facts: [
        ...sampleOrder({ placedAt, timeZone: 'Europe/Berlin' }),
        sampleShipment({ at: placedAt }),
        sampleScan('delivered', { at: Date.parse('2026-11-04T15:30:00+01:00') }),
      ],
      until: placedAt + 30 * 86_400_000,
    });
    const [sent] = entries.filter(({ status }) => status === 'sent');
    const date = new Intl.DateTimeFormat('en-US', {
      timeZone: 'Europe/Berlin',
      weekday: 'long',
      month: 'short',
      day: 'numeric',
    }).format(sent?.at);
    expect(due).toBe(`${date}, ${sent?.localTime.slice(11) ?? ''}`);
  });
});

/** `wait` is as the page writes it: `{ days: 1, at: '10:00' }`. */
function waiting(wait: string): Journey {
  const json = wait
    .replace(/`/g, '')
    .replace(/(\w+):(?= )/g, '"$1":')
    .replace(/'/g, '"');
  return parseJourney({
    id: 'waiting',
    version: 1,
    entry: { on: 'order.placed', reentry: 'always' },
    touchpoints: {
      note: {
        kind: 'check-in',
        on: 'order.delivered',
        ...(wait === 'none' ? {} : { wait: readJson(json) }),
        channels: ['task'],
        task: { type: 'todo', team: 'care' },
        category: 'transactional',
      },
    },
  });
}

const readJson = (json: string): unknown => JSON.parse(json);

describe('what journeys.md says of kinds', () => {
  const sentence = (start: string): readonly string[] => {
    const [, kinds] = journeys.replace(/\s+/g, ' ').split(start);
    return names(kinds?.split(/[.)]/)[0] ?? '');
  };

  it('are the kinds there are', () => {
    expect(sentence('Transactional by nature are the kinds')).toEqual([...TRANSACTIONAL_KINDS]);
    expect(sentence('There are mails for').toSorted()).toEqual([...BUILT_IN_KINDS].sort());
    expect(sentence('Those that propose something (').toSorted()).toEqual([...PROPOSAL_KINDS].sort());
  });
});
