import { DELIVERY_STATUSES, type DeliveryStatus } from '../instance.ts';
import { listed } from '../time-words.ts';
import type { Timeline, TimelineEntry } from '../timeline.ts';
import { localWords, occurrenceWords, untriggeredWords, whyWords } from './cell-words.ts';
import { markdown } from './markdown.ts';
import { plainText, type TextOptions } from './plain-text.ts';
import { type Sheet, withoutEmptyColumns } from './sheet.ts';

/** How much of a timeline is shown. */
export interface TimelineDetail {
  /**
   * Everything, what is on its way to something else (waiting, queued, sending) and every failed attempt
   * included. Default: what was shown, sent, held or given up.
   */
  readonly all?: boolean;
}

/** A timeline as a plain text table, on the recipient's clock. Ends without a line break. */
export function timelineTable(timeline: Timeline, options: TimelineDetail & TextOptions = {}): string {
  return plainText(timelineSheet(timeline, options), options);
}

/** A timeline as a Markdown table, on the recipient's clock. Ends without a line break. */
export function timelineMarkdown(timeline: Timeline, options: TimelineDetail = {}): string {
  return markdown(timelineSheet(timeline, options));
}

function timelineSheet(timeline: Timeline, { all = false }: TimelineDetail): Sheet {
  const shown = all ? timeline.entries.map((entry) => ({ entry, times: 1 })) : essentials(timeline.entries);
  return withoutEmptyColumns({
    title: [],
    headings: ['Local time', 'Touchpoint', 'About', 'Channel', 'Status', 'Why'],
    rows: shown.map(({ entry, times }) => [
      localWords(entry.localTime),
      entry.touchpoint,
      occurrenceWords(entry.occurrence),
      entry.channel,
      entry.status,
      whyWords(entry.rule, entry.reason) + (times === 1 ? '' : ` (${times} times)`),
    ]),
    remarks: remarksOn(timeline),
  });
}

const ON_THE_WAY: ReadonlySet<DeliveryStatus> = new Set(['waiting', 'queued', 'sending']);

interface Shown {
  readonly entry: TimelineEntry;
  /** How often the same thing held it in a row. */
  times: number;
}

/** Without what is on its way, and what a rule holds again and again is told once. */
function essentials(entries: readonly TimelineEntry[]): readonly Shown[] {
  const shown: Shown[] = [];
  const latest = new Map<string, Shown>();
  for (const entry of entries) {
    if (ON_THE_WAY.has(entry.status)) continue;
    const delivery = [entry.touchpoint, entry.occurrence, entry.channel].join('/');
    const before = latest.get(delivery);
    if (before !== undefined && entry.status === 'held' && isSame(before.entry, entry)) {
      before.times += 1;
      continue;
    }
    const now = { entry, times: 1 };
    latest.set(delivery, now);
    shown.push(now);
  }
  return shown;
}

function isSame(a: TimelineEntry, b: TimelineEntry): boolean {
  return a.status === b.status && a.rule === b.rule && a.reason === b.reason;
}

function remarksOn({ notEntered, deliveries, untriggered, goals }: Timeline): readonly string[] {
  if (notEntered !== null) return [`The order is not on the journey: ${notEntered}.`];
  const counts = DELIVERY_STATUSES.flatMap((status) => {
    const count = deliveries.filter((delivery) => delivery.status === status).length;
    return count === 0 ? [] : [`${count} ${status}`];
  });
  const reached = Object.entries(goals).map(([name, { fact }]) => `${name} (${fact.split('/', 1).join('')})`);
  return [
    ...(counts.length === 0 ? [] : [`At the end: ${counts.join(', ')}.`]),
    ...(reached.length === 0 ? [] : [`Goals reached: ${listed(reached, 'and')}.`]),
    ...untriggeredWords(untriggered),
  ];
}
