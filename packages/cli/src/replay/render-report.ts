import type { RefusedLine } from '../order-file/refused.ts';
import { type Cell, table } from '../terminal/table.ts';
import { type OutputStream, paint, singleLine } from '../terminal/terminal.ts';
import type { ReplayedChannel, ReplayReport } from './report.ts';
import { sparkline } from './sparkline.ts';

/** A report for people. */
export function renderReport(report: ReplayReport, stream: OutputStream): string {
  const sections = [
    head(report, stream),
    outcomes(report, stream),
    reasons(report, stream),
    holds(report, stream),
    hours(report, stream),
    contacts(report, stream),
    rules(report),
    refusals(report, stream),
  ];
  return sections.filter((section) => section !== '').join('\n\n');
}

const count = (n: number): string => n.toLocaleString('en');
const many = (n: number, one: string, more = `${one}s`): string => `${count(n)} ${n === 1 ? one : more}`;

function titled(stream: OutputStream, title: string, body: string): string {
  return `${paint(stream, 'bold', title)}\n${body}`;
}

function head({ journey, orders, goals }: ReplayReport, stream: OutputStream): string {
  const { replayed, entered, notEntered, outside, firstPlacedAt, lastPlacedAt } = orders;
  const name = `${singleLine(journey.id)}@${journey.version}`;
  const period =
    firstPlacedAt === null || lastPlacedAt === null
      ? ''
      : `, placed from ${firstPlacedAt.slice(0, 10)} to ${lastPlacedAt.slice(0, 10)} (UTC)`;
  return [
    `${paint(stream, 'bold', name)} on ${many(replayed, 'past order')}${period}`,
    `${count(entered)} entered${notEntered.map((one) => `; ${count(one.orders)} did not: ${singleLine(one.reason)}`).join('')}`,
    ...(outside === 0 ? [] : [`${many(outside, 'order')} outside of the period left out`]),
    ...Object.entries(goals).map(
      ([goal, reached]) => `${many(reached, 'order')} reached ${singleLine(goal)}`,
    ),
  ].join('\n');
}

function capitalized(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

const OUTCOMES = ['sent', 'closed', 'skipped', 'canceled', 'withheld', 'failed', 'never due'] as const;

function outcomes(report: ReplayReport, stream: OutputStream): string {
  const all = channelsOf(report).map((channel) => {
    const { final, neverTriggered } = channel;
    // What never came about is told apart from what a rule skipped.
    const counts = { ...final, skipped: final.skipped - neverTriggered, 'never due': neverTriggered };
    return { ...channel, counts };
  });
  const shown = OUTCOMES.filter((outcome) => all.some(({ counts }) => counts[outcome] > 0));
  const rows = all.map((channel): Cell[] => [
    ...nameCells(channel),
    ...shown.map((outcome) => numberCell(channel.counts[outcome])),
    count(channel.total),
  ]);
  const columns = [
    ...NAME_COLUMNS,
    ...[...shown, 'in all'].map((heading) => ({ heading: capitalized(heading), align: 'right' as const })),
  ];
  return titled(stream, 'What would have become of them', table(stream, columns, rows));
}

function reasons(report: ReplayReport, stream: OutputStream): string {
  const rows = channelsOf(report).flatMap((channel) =>
    channel.reasons
      .filter(({ rule, status }) => rule !== null || status !== 'skipped')
      .slice(0, MOST_REASONS)
      .map(({ status, rule, reason, count: times }): Cell[] => [
        ...nameCells(channel),
        count(times),
        status,
        rule ?? '',
        reason,
      ]),
  );
  if (rows.length === 0) return '';
  const columns = [
    ...NAME_COLUMNS,
    { heading: 'Times', align: 'right' as const },
    { heading: 'Became' },
    { heading: 'By rule' },
    { heading: 'Because' },
  ];
  return titled(stream, 'Why not sent', table(stream, columns, withoutRepeats(rows)));
}

/** Of one touchpoint on one channel; the rest is in the JSON. */
const MOST_REASONS = 8;

function holds(report: ReplayReport, stream: OutputStream): string {
  const rows = channelsOf(report).flatMap((channel) =>
    channel.held.map(({ rule, count: times, meanHours, longestHours }): Cell[] => [
      ...nameCells(channel),
      count(times),
      rule,
      `${meanHours.toFixed(1)} h`,
      `${longestHours.toFixed(1)} h`,
    ]),
  );
  if (rows.length === 0) return '';
  const columns = [
    ...NAME_COLUMNS,
    { heading: 'Times', align: 'right' as const },
    { heading: 'By rule' },
    { heading: 'On average', align: 'right' as const },
    { heading: 'At most', align: 'right' as const },
  ];
  return titled(stream, 'Held on the way', table(stream, columns, withoutRepeats(rows)));
}

function hours(report: ReplayReport, stream: OutputStream): string {
  const sent = channelsOf(report).filter((channel) => channel.hours.some((n) => n > 0));
  if (sent.length === 0) return '';
  const rows = sent.map((channel): Cell[] => [
    ...nameCells(channel),
    sparkline(channel.hours),
    `${busiest(channel.hours)}:00`,
  ]);
  const columns = [
    ...NAME_COLUMNS,
    { heading: '0     6     12    18' },
    { heading: 'Most at', align: 'right' as const },
  ];
  return titled(stream, 'At which hour of the recipient’s day', table(stream, columns, rows));
}

function busiest(byHour: readonly number[]): string {
  return String(byHour.indexOf(Math.max(...byHour))).padStart(2, '0');
}

function contacts(
  { contacts: { total, customers, perCustomerAndWeek } }: ReplayReport,
  stream: OutputStream,
): string {
  if (total === 0) return '';
  const most = Math.max(...perCustomerAndWeek.map(({ weeks }) => weeks));
  const rows = perCustomerAndWeek.map(({ contacts: n, weeks }): Cell[] => [
    many(n, 'contact'),
    count(weeks),
    { text: '█'.repeat(Math.max(1, Math.round((BAR * weeks) / most))), format: 'cyan' },
  ]);
  const columns = [
    { heading: 'In a week', align: 'right' as const },
    { heading: 'Times', align: 'right' as const },
    { heading: '' },
  ];
  return titled(
    stream,
    `How often a customer would have heard of the shop: ${many(total, 'contact')}, ${many(customers, 'customer')}`,
    table(stream, columns, rows),
  );
}

const BAR = 30;

function rules({ neverMattered, rules: all }: ReplayReport): string {
  const mattered = all.length - neverMattered.length;
  if (neverMattered.length === 0) return 'Every rule mattered.';
  return `${mattered} of ${all.length} rules mattered; never: ${neverMattered.join(', ')}.`;
}

function refusals({ refused }: ReplayReport, stream: OutputStream): string {
  if (refused.count === 0) return '';
  return titled(stream, `${many(refused.count, 'line')} could not be used`, refusedTable(refused, stream));
}

/** Lines that were refused: the first of them. */
export function refusedTable(
  refused: { readonly count: number; readonly first: readonly RefusedLine[] },
  stream: OutputStream,
): string {
  const rows = refused.first.map(({ line, reason }): Cell[] => [count(line), reason]);
  const more = refused.count - refused.first.length;
  const columns = [{ heading: 'Line', align: 'right' as const }, { heading: 'Reason' }];
  return table(stream, columns, rows) + (more > 0 ? `\nand ${count(more)} more` : '');
}

const NAME_COLUMNS = [{ heading: 'Touchpoint' }, { heading: 'Channel' }];

interface NamedChannel extends ReplayedChannel {
  readonly touchpoint: string;
}

function channelsOf({ touchpoints }: ReplayReport): readonly NamedChannel[] {
  return touchpoints.flatMap(({ touchpoint, channels }) =>
    channels.map((channel) => ({ touchpoint, ...channel })),
  );
}

function nameCells({ touchpoint, channel }: NamedChannel): readonly [string, string] {
  return [touchpoint, channel];
}

/** What is nothing is not to catch the eye. */
function numberCell(n: number): Cell {
  return n === 0 ? { text: '·', format: 'dim' } : count(n);
}

/** Names a touchpoint and its channel in the first of its rows only. */
function withoutRepeats(rows: readonly (readonly Cell[])[]): readonly (readonly Cell[])[] {
  return rows.map(([touchpoint = '', channel = '', ...cells], index) => {
    const above = rows[index - 1];
    if (above?.[0] !== touchpoint) return [touchpoint, channel, ...cells];
    return ['', above[1] === channel ? '' : channel, ...cells];
  });
}
