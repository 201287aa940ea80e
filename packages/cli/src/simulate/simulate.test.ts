import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';

import { SCENARIOS } from '@post-purchase/core';
import { describe, expect, it } from 'vitest';
import * as z from 'zod/mini';

import { SimulateJson } from '../testing/reports.ts';
import { fixtures, runAll, runCli } from '../testing/run-cli.ts';

const published = z
  .looseObject({ touchpoints: z.looseObject({ thankYou: z.looseObject({}) }) })
  .parse(JSON.parse(readFileSync(join(fixtures, 'published.json'), 'utf8')));

describe('post-purchase simulate', () => {
  it('plays a journey on time, if nothing else is said', async () => {
    const { code, stdout, stderr } = await runCli(['simulate', 'journey.ts']);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toMatchInlineSnapshot(`
      "care@2, on-time: One parcel arrives as promised.

      Local time            Touchpoint  Channel  Status
      Mon 2026-11-02 10:00  thankYou    email    sent
      Fri 2026-11-06 10:00  careCall    task     sent
      Thu 2026-11-12 14:25  rating      email    sent

      At the end: 3 sent.
      Not triggered so far: delay.
      "
    `);
  });

  it('prints the shape that is documented', async () => {
    const { code, stdout } = await runCli(['simulate', 'journey.ts', '--scenario', 'canceled', '--json']);
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchInlineSnapshot(`
      {
        "journey": {
          "id": "care",
          "version": 2,
        },
        "runs": [
          {
            "deliveries": [
              {
                "at": "2026-11-02T09:00:00.000Z",
                "attempt": 1,
                "channel": "email",
                "key": "care:sample:1001/thankYou/order/email",
                "localTime": "2026-11-02T10:00",
                "occurrence": "order",
                "status": "sent",
                "touchpoint": "thankYou",
              },
            ],
            "description": "The order is canceled the morning after, before it was sent.",
            "entries": [
              {
                "at": "2026-11-02T09:00:00.000Z",
                "channel": "email",
                "localTime": "2026-11-02T10:00",
                "occurrence": "order",
                "status": "queued",
                "touchpoint": "thankYou",
              },
              {
                "at": "2026-11-02T09:00:00.000Z",
                "channel": "email",
                "localTime": "2026-11-02T10:00",
                "occurrence": "order",
                "status": "sending",
                "touchpoint": "thankYou",
              },
              {
                "at": "2026-11-02T09:00:00.000Z",
                "channel": "email",
                "localTime": "2026-11-02T10:00",
                "occurrence": "order",
                "status": "sent",
                "touchpoint": "thankYou",
              },
            ],
            "goals": {},
            "notEntered": null,
            "scenario": "canceled",
            "until": "2027-01-31T09:00:00.000Z",
            "untriggered": [
              {
                "reason": "never triggered",
                "status": "skipped",
                "touchpoint": "delay",
              },
              {
                "reason": "never triggered",
                "status": "skipped",
                "touchpoint": "careCall",
              },
              {
                "reason": "never triggered",
                "status": "skipped",
                "touchpoint": "rating",
              },
            ],
          },
        ],
      }
    `);
  });

  it('plays every scenario there is', async () => {
    const [json, markdown] = await runAll([
      ['simulate', 'journey.ts', '-s', 'all', '--json'],
      ['simulate', 'journey.ts', '-s', 'all', '--markdown'],
    ]);
    const { runs } = SimulateJson.parse(JSON.parse(json!.stdout));
    expect(runs.map(({ scenario }) => scenario)).toEqual(Object.keys(SCENARIOS));
    expect(runs.filter(({ entries }) => entries.length === 0)).toEqual([]);
    expect(markdown!.stdout.match(/^## care@2, /gm)).toHaveLength(runs.length);
  });

  it('plays recorded events, from a file, packed or not, or from standard input', async () => {
    const packed = gzipSync(readFileSync(join(fixtures, 'ada.jsonl')));
    const args = ['simulate', 'journey.ts', '--json', '--days', '30', '-e'];
    const plain = await runCli([...args, 'ada.jsonl']);
    const piped = await runCli([...args, '-'], { input: packed });
    expect(piped).toEqual(plain);
    expect(plain.code).toBe(0);
    expect(JSON.parse(plain.stdout)).toMatchObject({
      journey: { id: 'care', version: 2 },
      runs: [
        {
          scenario: null,
          until: '2026-12-02T09:00:00.000Z',
          deliveries: [
            {
              touchpoint: 'thankYou',
              status: 'sent',
              at: '2026-11-02T09:00:00.000Z',
              localTime: '2026-11-02T10:00',
            },
            { touchpoint: 'careCall', status: 'sent' },
            { touchpoint: 'rating', status: 'skipped', rule: 'expired' },
          ],
        },
      ],
    });
  });

  it('goes by the policy of the shop and its zone', async () => {
    const [home, abroad] = await runAll([
      ['simulate', 'journey.ts'],
      ['simulate', 'journey.ts', '--time-zone', 'Asia/Tokyo'],
    ]);
    expect(home!.stdout).toContain('Mon 2026-11-02 10:00  thankYou');
    expect(abroad!.stdout).toContain('Mon 2026-11-02 18:00  thankYou');
  });

  it('asks conditions of the shop that the file exports', async () => {
    const { code, stdout } = await runCli(['simulate', 'own-events.ts']);
    expect(code).toBe(0);
    expect(stdout).toContain('Not triggered so far: welcome.');
  });

  it('tells whose fault it is when a condition of the shop goes wrong', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'simulate-test-'));
    const asking = (answer: string) => {
      const path = join(folder, `${answer.length}.mjs`);
      const { touchpoints, ...care } = published;
      const asked = { ...touchpoints.thankYou, when: { op: 'predicate', name: 'isVip@1' } };
      const journey = JSON.stringify({ ...care, touchpoints: { thankYou: asked } });
      writeFileSync(path, `export const care = ${journey};\n${answer}`);
      return ['simulate', path];
    };
    const [missing, throwing, vague] = await runAll([
      asking(''),
      asking("export const predicates = { 'isVip@1': (facts) => facts.none.name };"),
      asking("export const predicates = { 'isVip@1': () => 'perhaps' };"),
    ]);
    rmSync(folder, { recursive: true });
    expect(missing!.code).toBe(1);
    expect(missing!.stderr).toMatch(/^error: .*'isVip@1'.*\nExport it beside the journey: /);
    expect(throwing!.code).toBe(2);
    expect(throwing!.stderr).toMatch(/^error: The predicate 'isVip@1' of .* failed: Cannot read properties/);
    expect(vague!.code).toBe(2);
    expect(vague!.stderr).toMatch(/has to answer true or false, and answered string\.\n$/);
  });

  it.each([
    [['-s', 'sunny'], /^error: There is no scenario 'sunny'\.\nThere are on-time, /],
    [['-e', 'gone.jsonl'], /^error: There is no file gone\.jsonl\./],
    [
      ['-e', 'orders.jsonl'],
      /^error: Which order of orders\.jsonl is meant\?\nIt has shopify:820982911946154508 and /,
    ],
    [['-e', 'orders.jsonl', '-o', 'shopify:1'], /^error: There is no order 'shopify:1' in orders\.jsonl\./],
    [['-e', 'orders.csv'], /^error: Line 1 of orders\.csv cannot be used: is no JSON\. So are 40 more\.\n$/],
    [
      ['-e', 'mixed.jsonl'],
      /^error: Line 1 of mixed\.jsonl cannot be used: .* is about another order than shop:7\.\n$/,
    ],
    [['-e', 'ada.jsonl', '--policy', 'ada.jsonl'], /^error: ada\.jsonl is no JSON: /],
    [['-e', 'ada.jsonl', '--policy', 'published.json'], /^error: published\.json is no policy\. /],
  ])('refuses %j with exit code 2', async (args, message) => {
    const { code, stdout, stderr } = await runCli(['simulate', 'journey.ts', ...args]);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toMatch(message);
  });

  it('does not play a journey that cannot run, and says why', async () => {
    const { code, stdout, stderr } = await runCli(['simulate', 'draft.ts']);
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toMatch(/^error: The journey cannot run:\n[\s\S]*touchpoints\.rating\.category/);
  });
});
