import { canonicalJson } from '../../fact/content-hash.ts';
import { conditionWords } from '../condition-words.ts';
import type { FactTrigger, Touchpoint } from '../journey.ts';
import { counted, durationWords, hoursWords, listed, waitWords } from '../time-words.ts';
import { causeWords, triggerWords } from '../trigger.ts';
import { type Change, changeOf, told } from './change.ts';

/** What two versions of a touchpoint say differently, field by field; `id` is its present one. */
export function* touchpointChanges(id: string, before: Touchpoint, after: Touchpoint): Generator<Change> {
  const path = `touchpoints.${id}`;
  for (const { name, verb, words } of FIELDS) {
    if (isSame(name, before, after)) continue;
    const message = told(id, verb, words(before), words(after));
    yield changeOf(`${path}.${name}`, before[name], after[name], message);
  }
  yield* channelChanges(id, path, before, after);
  yield* contentChanges(id, path, before, after);
}

interface Field {
  readonly name: Exclude<keyof Touchpoint, 'channels' | 'content'>;
  readonly verb: string;
  /** Null: the touchpoint says nothing about it. */
  readonly words: (touchpoint: Touchpoint) => string | null;
}

const FIELDS: readonly Field[] = [
  { name: 'kind', verb: 'is of the kind', words: ({ kind }) => kind },
  { name: 'category', verb: 'is', words: ({ category }) => category },
  { name: 'on', verb: 'hangs on', words: ({ on }) => (on === undefined ? null : triggerWords(on)) },
  {
    name: 'after',
    verb: 'hangs on',
    words: ({ after }) => (after === undefined ? null : causeWords({ after })),
  },
  {
    name: 'per',
    verb: 'comes',
    words: ({ per }) => (per === 'parcel' ? 'once per parcel' : 'once per order'),
  },
  { name: 'waitUntil', verb: 'waits until', words: waitUntilWords },
  { name: 'wait', verb: 'waits', words: ({ wait }) => (wait === undefined ? null : waitWords(wait)) },
  {
    name: 'every',
    verb: 'comes again every',
    words: ({ every }) => (every === undefined ? null : durationWords(every)),
  },
  {
    name: 'times',
    verb: 'comes',
    words: ({ times }) => (times === undefined ? null : counted(times, 'time')),
  },
  { name: 'until', verb: 'repeats until', words: ({ until }) => triggersWords(until) },
  {
    name: 'when',
    verb: 'comes only when',
    words: ({ when }) => (when === undefined ? null : conditionWords(when)),
  },
  {
    name: 'unless',
    verb: 'stays away when',
    words: ({ unless }) => (unless === undefined ? null : conditionWords(unless)),
  },
  {
    name: 'hold',
    verb: 'waits as long as its conditions forbid it',
    words: ({ hold }) => (hold === true ? '' : null),
  },
  { name: 'cancelOn', verb: 'is canceled by', words: ({ cancelOn }) => triggersWords(cancelOn) },
  {
    name: 'window',
    verb: 'goes out from',
    words: ({ window }) => (window === undefined ? null : hoursWords(window)),
  },
  { name: 'urgent', verb: 'goes out in quiet hours', words: ({ urgent }) => (urgent === true ? '' : null) },
  {
    name: 'useBy',
    verb: 'is given up',
    words: ({ useBy }) =>
      useBy === undefined ? 'after the usual time' : `${durationWords(useBy)} after it is due`,
  },
  {
    name: 'task',
    verb: 'is',
    words: ({ task }) =>
      task === undefined ? null : `a ${task.type === 'call' ? 'call' : 'to-do'} for ${task.team}`,
  },
  {
    name: 'holdout',
    verb: 'is kept from',
    words: ({ holdout }) =>
      holdout === undefined ? null : `${Number((holdout * 100).toPrecision(6))} % of the customers`,
  },
  {
    name: 'formerly',
    verb: 'goes on with what was decided as',
    words: ({ formerly = [] }) => (formerly.length === 0 ? null : listed(formerly, 'and')),
  },
];

function waitUntilWords({ waitUntil }: Touchpoint): string | null {
  if (waitUntil === undefined) return null;
  const { any, within, otherwise } = waitUntil;
  const then = otherwise === 'continue' ? 'goes on without' : 'is skipped';
  return `${triggersWords(any) ?? ''} (after ${durationWords(within)} it ${then})`;
}

function triggersWords(triggers: readonly FactTrigger[] = []): string | null {
  return triggers.length === 0 ? null : listed(triggers.map(triggerWords), 'or');
}

/** What is left out means its default. */
function isSame(name: Field['name'], before: Touchpoint, after: Touchpoint): boolean {
  return canonicalJson([meant(name, before)]) === canonicalJson([meant(name, after)]);
}

function meant(name: Field['name'], touchpoint: Touchpoint): unknown {
  return touchpoint[name] ?? DEFAULTS[name] ?? null;
}

const DEFAULTS: Partial<Record<Field['name'], unknown>> = {
  per: 'order',
  hold: false,
  urgent: false,
  cancelOn: [],
  formerly: [],
};

function* channelChanges(id: string, path: string, before: Touchpoint, after: Touchpoint): Generator<Change> {
  const added = after.channels.filter((channel) => !before.channels.includes(channel));
  const removed = before.channels.filter((channel) => !after.channels.includes(channel));
  if (added.length + removed.length === 0) return;
  const message = [
    ...(added.length === 0 ? [] : [`now uses ${listed(added, 'and')}`]),
    ...(removed.length === 0 ? [] : [`no longer uses ${listed(removed, 'and')}`]),
  ];
  yield changeOf(`${path}.channels`, before.channels, after.channels, `${id} ${message.join(' and ')}.`);
}

function* contentChanges(id: string, path: string, before: Touchpoint, after: Touchpoint): Generator<Change> {
  const { content: older = {} } = before;
  const { content: newer = {} } = after;
  for (const field of new Set([...Object.keys(older), ...Object.keys(newer)])) {
    const was = Object.hasOwn(older, field) ? older[field] : undefined;
    const is = Object.hasOwn(newer, field) ? newer[field] : undefined;
    if (was === is) continue;
    const message =
      was !== undefined && is !== undefined
        ? `${id} says ${field} in other words.`
        : told(id, 'replaces', was === undefined ? null : field, is === undefined ? null : field);
    yield changeOf(`${path}.content.${field}`, was, is, message);
  }
}
