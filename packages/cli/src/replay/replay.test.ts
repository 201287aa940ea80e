import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as z from 'zod/mini';

import { ReplayJson } from '../testing/reports.ts';
import { fixtures, runAll, runCli } from '../testing/run-cli.ts';

const berlin = ['--time-zone', 'Europe/Berlin'];
const csv = readFileSync(join(fixtures, 'orders.csv'), 'utf8');

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'replay-test-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

function write(name: string, content: string | Buffer): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

async function report(...args: readonly string[]) {
  const { code, stdout, stderr } = await runCli(['replay', 'journey.ts', ...berlin, '--json', ...args]);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  return ReplayJson.parse(JSON.parse(stdout));
}

const EventLine = z.looseObject({ order: z.looseObject({ id: z.string() }) });

const TELL_PEAK =
  'process.on("exit", () => process.stderr.write(`peak ${process.resourceUsage().maxRSS}\\n`))';

const sum = (numbers: readonly number[]) => numbers.reduce((total, number) => total + number, 0);

describe('post-purchase replay', () => {
  it('sums up past orders for people', async () => {
    const { code, stdout, stderr } = await runCli([
      'replay',
      'journey.ts',
      '--orders',
      'orders.csv',
      ...berlin,
    ]);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toMatch(
      /^care@2 on 40 past orders, placed from 2026-09-02 to 2026-10-10 \(UTC\)\n40 entered\n/,
    );
    for (const title of [
      'What would have become',
      'Why not sent',
      'Held on the way',
      'At which hour',
      'How often',
    ]) {
      expect(stdout).toContain(`\n\n${title}`);
    }
  });

  it('prints the shape that is documented', async () => {
    const orders = write(
      'three.csv',
      [
        'order,placed,handed to carrier,delivered,customer,marketing',
        // The week after the delivery ends on a Sunday evening, in the quiet hours.
        '1,2026-11-02 09:00,2026-11-02 15:00,2026-11-04 21:30,ada,yes',
        '2,2026-11-03 09:00,2026-11-03 15:00,2026-11-05 12:00,ben,no',
        '3,2026-11-03 10:00,,,ada,yes',
        '4,tomorrow,,,ada,yes',
      ].join('\n'),
    );
    const none = { sent: 0, closed: 0, skipped: 0, canceled: 0, withheld: 0, failed: 0 };
    const hours = (...busy: readonly number[]) =>
      Array.from({ length: 24 }, (_, hour) => busy.filter((h) => h === hour).length);
    const never = (channel: string) => ({
      channel,
      final: { ...none, skipped: 3 },
      total: 3,
      neverTriggered: 3,
      reasons: [{ status: 'skipped', rule: null, reason: 'never triggered', count: 3 }],
      held: [],
      hours: hours(),
    });
    const [validated] = await runAll([['validate', 'journey.ts', '--json']]);
    const hash = /"hash": "([0-9a-f]{64})"/.exec(validated!.stdout)?.[1];
    const { rules, neverMattered, ...rest } = await report('--orders', orders);
    expect(rest).toEqual({
      journey: { id: 'care', version: 2, hash },
      orders: {
        read: 3,
        outside: 0,
        replayed: 3,
        entered: 3,
        notEntered: [],
        firstPlacedAt: '2026-11-02T08:00:00.000Z',
        lastPlacedAt: '2026-11-03T09:00:00.000Z',
      },
      refused: {
        count: 1,
        first: [
          {
            line: 5,
            reason:
              "'tomorrow' is no time, written like 2026-11-24, 2026-11-24 10:00 or 2026-11-24T10:00:00Z",
          },
        ],
      },
      touchpoints: [
        {
          touchpoint: 'thankYou',
          category: 'transactional',
          channels: [
            {
              channel: 'email',
              final: { ...none, sent: 3 },
              total: 3,
              neverTriggered: 0,
              reasons: [],
              held: [],
              hours: hours(9, 9, 10),
            },
          ],
        },
        { touchpoint: 'delay', category: 'transactional', channels: [never('email'), never('task')] },
        {
          touchpoint: 'careCall',
          category: 'transactional',
          channels: [
            {
              channel: 'task',
              final: { ...none, sent: 2, skipped: 1 },
              total: 3,
              neverTriggered: 1,
              reasons: [{ status: 'skipped', rule: null, reason: 'never triggered', count: 1 }],
              held: [],
              hours: hours(10, 10),
            },
          ],
        },
        {
          touchpoint: 'rating',
          category: 'marketing',
          channels: [
            {
              channel: 'email',
              final: { ...none, sent: 1, skipped: 2 },
              total: 3,
              neverTriggered: 1,
              // Of equally frequent ones the first that came comes first.
              reasons: [
                { status: 'skipped', rule: null, reason: 'never triggered', count: 1 },
                { status: 'skipped', rule: 'consent', reason: 'consent not given', count: 1 },
              ],
              // From 21:30 to 08:00.
              held: [{ rule: 'quiet', count: 1, meanHours: 10.5, longestHours: 10.5 }],
              hours: hours(8),
            },
          ],
        },
      ],
      goals: {},
      contacts: {
        total: 4,
        customers: 2,
        // Ada: two in the first week, one in the second; Ben: one. The calls nobody made are no contacts.
        perCustomerAndWeek: [
          { contacts: 1, weeks: 2 },
          { contacts: 2, weeks: 1 },
        ],
      },
    });
    expect(rules).toContainEqual({ rule: 'quiet', settled: 0, held: 1 });
    expect(rules).toContainEqual({ rule: 'consent', settled: 1, held: 0 });
    expect(neverMattered).toEqual(
      rules.filter(({ settled, held }) => settled + held === 0).map(({ rule }) => rule),
    );
    expect(neverMattered).toContain('cap');
    expect(neverMattered).not.toContain('quiet');
  });

  it('counts everything once', async () => {
    const { orders, touchpoints, rules } = await report('--orders', 'orders.csv');
    expect(orders).toMatchObject({ read: 40, outside: 0, replayed: 40 });
    expect(orders.entered + sum(orders.notEntered.map((one) => one.orders))).toBe(40);
    const channels = touchpoints.flatMap((touchpoint) => touchpoint.channels);
    expect(channels).toHaveLength(5);
    for (const { final, total, reasons, hours } of channels) {
      // Here every order has one parcel at most, so each is there once.
      expect(total).toBe(40);
      expect(sum(Object.values(final))).toBe(total);
      expect(sum(reasons.map(({ count }) => count))).toBe(total - (final.sent ?? 0));
      expect(sum(hours)).toBe(final.sent);
    }
    const settled = channels.flatMap(({ reasons }) => reasons.filter(({ rule }) => rule !== null));
    expect(sum(rules.map((rule) => rule.settled))).toBe(sum(settled.map(({ count }) => count)));
  });

  it('takes orders in any order, packed or not, from a file or from standard input', async () => {
    const [headings = '', ...rows] = csv.trimEnd().split('\n');
    const expected = await report('--orders', 'orders.csv');
    const newestFirst = write('newest.csv', [headings, ...rows.toReversed()].join('\r\n'));
    const packed = write('orders.csv.gz', gzipSync(csv));
    const excel = write('excel.csv', `\uFEFF${csv.replaceAll(',', ';')}`);
    const lines = [newestFirst, packed, excel].map((orders) => [
      'replay',
      'journey.ts',
      ...berlin,
      '--json',
      '--orders',
      orders,
    ]);
    for (const { stdout } of await runAll(lines)) expect(JSON.parse(stdout)).toEqual(expected);
    const piped = await runCli(['replay', 'journey.ts', ...berlin, '--json', '--orders', '-'], {
      input: csv,
    });
    expect(JSON.parse(piped.stdout)).toEqual(expected);
  });

  it('takes events in any order, however they are put into lines', async () => {
    const expected = await report('--events', 'orders.jsonl');
    expect(expected.orders).toMatchObject({ read: 2, entered: 2 });
    const lines = readFileSync(join(fixtures, 'orders.jsonl'), 'utf8').trimEnd().split('\n');
    const shuffled = write('shuffled.jsonl', lines.toReversed().join('\n'));
    const whole = new Map<string, { order: unknown; facts: unknown[] }>();
    for (const line of lines) {
      const { order, ...fact } = EventLine.parse(JSON.parse(line));
      const known = whole.get(order.id) ?? { order, facts: [] };
      known.facts.push(fact);
      whole.set(order.id, known);
    }
    const gathered = write(
      'gathered.jsonl.gz',
      gzipSync([...whole.values()].map((order) => JSON.stringify(order)).join('\n')),
    );
    expect(await report('--events', shuffled)).toEqual(expected);
    expect(await report('--events', gathered)).toEqual(expected);
  });

  it('replays a period alone; a day counts as a whole, on the clocks of the shop', async () => {
    const { orders } = await report(
      '--orders',
      'orders.csv',
      '--since',
      '2026-09-10',
      '--until',
      '2026-09-20',
    );
    const placed = csv
      .trimEnd()
      .split('\n')
      .slice(1)
      .map((row) => row.split(',')[1] ?? '')
      .filter((at) => at >= '2026-09-10' && at < '2026-09-21');
    expect(placed.length).toBeGreaterThan(5);
    expect(orders).toMatchObject({ read: 40, outside: 40 - placed.length, replayed: placed.length });
  });

  it('goes by the policy of the shop', async () => {
    const policy = write('policy.json', JSON.stringify({ quietHours: null, caps: [{ max: 1, days: 30 }] }));
    const { rules } = await report('--orders', 'orders.csv', '--policy', policy);
    expect(rules).toContainEqual({ rule: 'quiet', settled: 0, held: 0 });
    expect(rules.find(({ rule }) => rule === 'cap')?.held).toBeGreaterThan(0);
  });

  it('shows the rows it could not use, and refuses them all under --strict', async () => {
    const orders = write('odd.csv', `${csv}1041,whenever\n1042,2026-10-11\n"1043`);
    const { code, stdout } = await runCli(['replay', 'journey.ts', '--orders', orders]);
    expect(code).toBe(0);
    expect(stdout).toMatch(
      /3 lines could not be used\nLine +Reason\n +42 +has 2 fields, and the first line has 11\n/,
    );
    const strict = await runCli(['replay', 'journey.ts', '--orders', orders, '--strict']);
    expect({ code: strict.code, stdout: strict.stdout }).toEqual({ code: 1, stdout: '' });
    expect(strict.stderr).toMatch(/^error: 3 lines cannot be used, so nothing was replayed \(--strict\)\.\n/);
    expect(strict.stderr).toMatch(/ 44 +its quotes do not match\n$/);
  });

  it.each([
    ['no rows', 'order,placed\n', /^error: There are no orders in /],
    [
      'no usable row',
      'order,placed\n1,never\n',
      /^error: No line of .* can be used\.\nLine +Reason\n +2 +'never' is no time/,
    ],
    ['nothing', '', /^error: .* is empty\.\n$/],
    ['no columns', 'a,b\n1,2\n', /has no column that is known to say which order it is\./],
    ['a picture', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0xff, 0xfe, 0x00]), /is neither UTF-8 text nor gzip/],
    ['half a gzip', gzipSync(csv).subarray(0, 500), /is damaged gzip: /],
  ])('cannot run with %s', async (_, content, message) => {
    const { code, stdout, stderr } = await runCli([
      'replay',
      'journey.ts',
      '--orders',
      write('bad', content),
    ]);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toMatch(message);
  });

  it('takes 20,000 orders in little memory', { timeout: 240_000 }, async () => {
    const start = Date.parse('2026-01-01T00:00:00Z');
    const time = (at: number) => new Date(at).toISOString();
    const rows = Array.from({ length: 20_000 }, (_, index) => {
      const placed = start + index * 600_000;
      const delivered = placed + (2 + (index % 5)) * 86_400_000;
      return [
        index,
        time(placed),
        time(placed + 3_600_000),
        time(delivered),
        `customer ${index % 7_000}`,
      ].join(',');
    });
    const orders = write(
      'many.csv.gz',
      gzipSync(['order,placed,handed to carrier,delivered,customer', ...rows.toReversed()].join('\n')),
    );
    const journey = write(
      'small.json',
      JSON.stringify({
        id: 'small',
        version: 1,
        entry: { on: 'order.placed', reentry: 'always' },
        touchpoints: {
          thankYou: { kind: 'thank-you', on: 'order.placed', channels: ['email'], category: 'transactional' },
        },
      }),
    );
    const { code, stdout, stderr } = await runCli(['replay', journey, '--orders', orders, '--json'], {
      // All that is known of so many orders would not fit into the heap; and the process tells how much it took at most.
      env: {
        NODE_OPTIONS: `--max-old-space-size=64 --import=data:text/javascript,${encodeURIComponent(TELL_PEAK)}`,
      },
    });
    const [, kibibytes] = /^peak (\d+)$/m.exec(stderr) ?? [];
    expect(Number(kibibytes)).toBeLessThan(300 * 1_024);
    expect(code).toBe(0);
    const { orders: counts, touchpoints } = ReplayJson.parse(JSON.parse(stdout));
    expect(counts).toMatchObject({ read: 20_000, entered: 20_000 });
    for (const { channels } of touchpoints) for (const { total } of channels) expect(total).toBe(20_000);
  });
});
