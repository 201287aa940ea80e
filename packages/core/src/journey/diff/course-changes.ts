import { assertNever } from '@post-purchase/contract';

import { canonicalJson } from '../../fact/content-hash.ts';
import { conditionWords } from '../condition-words.ts';
import { type Goal, INSTANCE_DAYS, type Journey } from '../journey.ts';
import { counted, durationWords, hoursWords, listed } from '../time-words.ts';
import { triggerWords } from '../trigger.ts';
import { type Change, changeOf, told } from './change.ts';

/** What two versions of a journey say differently about who enters, how it ends and what holds throughout. */
export function* courseChanges(before: Journey, after: Journey): Generator<Change> {
  for (const { path, subject, verb, value, words } of FIELDS) {
    const was = value(before);
    const is = value(after);
    if (canonicalJson([was ?? null]) === canonicalJson([is ?? null])) continue;
    yield changeOf(path, was, is, told(subject, verb, words(before), words(after)));
  }
  yield* goalChanges(before.goals ?? {}, after.goals ?? {});
}

interface Field {
  readonly path: string;
  readonly subject: string;
  readonly verb: string;
  readonly value: (journey: Journey) => unknown;
  /** Null: the version says nothing about it. */
  readonly words: (journey: Journey) => string | null;
}

const FIELDS: readonly Field[] = [
  { path: 'id', subject: 'The journey', verb: 'is called', value: ({ id }) => id, words: ({ id }) => id },
  {
    path: 'entry.on',
    subject: 'An order',
    verb: 'enters with',
    value: ({ entry }) => entry.on,
    words: ({ entry }) => triggerWords(entry.on),
  },
  {
    path: 'entry.when',
    subject: 'An order',
    verb: 'enters only when',
    value: ({ entry }) => entry.when,
    words: ({ entry }) => (entry.when === undefined ? null : conditionWords(entry.when)),
  },
  {
    path: 'entry.reentry',
    subject: 'An order',
    verb: 'enters',
    value: ({ entry }) => entry.reentry,
    words: ({ entry }) => reentryWords(entry.reentry),
  },
  {
    path: 'entry.maxAge',
    subject: 'An order',
    verb: 'enters until',
    value: ({ entry }) => entry.maxAge,
    words: ({ entry }) =>
      entry.maxAge === undefined ? null : `${durationWords(entry.maxAge)} after it was placed`,
  },
  {
    path: 'exit.on',
    subject: 'An order',
    verb: 'leaves with',
    value: ({ exit }) => exit?.on,
    words: ({ exit }) => (exit === undefined ? null : listed(exit.on.map(triggerWords), 'or')),
  },
  {
    path: 'endAfter',
    subject: 'An order',
    verb: 'leaves after',
    value: ({ endAfter }) => endAfter,
    words: ({ endAfter }) => durationWords(endAfter ?? { days: INSTANCE_DAYS }),
  },
  {
    path: 'policy.quietHours',
    subject: 'The journey',
    verb: 'keeps quiet from',
    value: ({ policy }) => policy?.quietHours,
    words: ({ policy }) => (policy?.quietHours === undefined ? null : hoursWords(policy.quietHours)),
  },
  {
    path: 'policy.caps',
    subject: 'The journey',
    verb: 'is capped at',
    value: ({ policy }) => policy?.caps,
    words: ({ policy }) =>
      policy?.caps === undefined
        ? null
        : listed(
            policy.caps.map(
              ({ max, days }) => `${counted(max, 'marketing contact')} in ${counted(days, 'day')}`,
            ),
            'and',
          ),
  },
];

function reentryWords(reentry: Journey['entry']['reentry']): string {
  switch (reentry) {
    case 'once':
      return 'only as the first of its customer';
    case 'whenEnded':
      return 'only while no other of its customer is on the journey';
    case 'always':
      return 'whatever other orders its customer has';
    default:
      return assertNever(reentry);
  }
}

function* goalChanges(
  before: NonNullable<Journey['goals']>,
  after: NonNullable<Journey['goals']>,
): Generator<Change> {
  for (const name of new Set([...Object.keys(before), ...Object.keys(after)])) {
    const was = Object.hasOwn(before, name) ? before[name] : undefined;
    const is = Object.hasOwn(after, name) ? after[name] : undefined;
    if (canonicalJson([meant(was)]) === canonicalJson([meant(is)])) continue;
    const message = told(`The goal ${name}`, 'is reached with', goalWords(was), goalWords(is));
    yield changeOf(`goals.${name}`, was, is, message);
  }
}

function meant(goal: Goal | undefined): unknown {
  return goal === undefined ? null : { on: goal.on, ends: goal.ends ?? false };
}

function goalWords(goal: Goal | undefined): string | null {
  if (goal === undefined) return null;
  return `${triggerWords(goal.on)}${goal.ends === true ? ' (and ends the journey)' : ''}`;
}
