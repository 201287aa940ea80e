import type { HistoryEntry, OrderFacts, Parcel } from '../order/order-facts.ts';
import { Recent } from '../recent.ts';
import { type FactTrigger, type TouchpointCause, type TouchpointOutcome, factTypeOf } from './journey.ts';

/** An order's history by fact type, each oldest first. */
export type HistoryByType = ReadonlyMap<string, readonly HistoryEntry[]>;

/** Sorts an order's history by fact type. */
export function historyByType({ history }: OrderFacts): HistoryByType {
  const known = HISTORIES.get(history);
  if (known !== undefined) return known;
  const byType = new Map<string, HistoryEntry[]>();
  for (const entry of history) {
    const entries = byType.get(entry.type);
    if (entries === undefined) byType.set(entry.type, [entry]);
    else entries.push(entry);
  }
  HISTORIES.set(history, byType);
  return byType;
}

/** Every journey and every step in which only time has passed asks for the same one. */
const HISTORIES = new Recent<OrderFacts['history'], HistoryByType>();

/** What triggers are looked up in. */
export interface Happened {
  readonly facts: OrderFacts;
  readonly history: HistoryByType;
}

/** The facts of a trigger, oldest first. */
export function matching(trigger: FactTrigger, { facts, history }: Happened): readonly HistoryEntry[] {
  const entries = history.get(factTypeOf(trigger)) ?? NOTHING;
  return typeof trigger === 'string' ? entries : entries.filter((entry) => isMatch(trigger, entry, facts));
}

const NOTHING: readonly HistoryEntry[] = [];

/**
 * The earliest fact of any of these triggers; ties by id. With a parcel: among those that concern it.
 */
export function firstOf(
  triggers: readonly FactTrigger[],
  happened: Happened,
  parcel?: Parcel,
): HistoryEntry | undefined {
  let first: HistoryEntry | undefined;
  for (const trigger of triggers) {
    const entry = matching(trigger, happened).find(
      (one) => parcel === undefined || concerns(one, parcel, happened.facts),
    );
    if (entry !== undefined && (first === undefined || isBefore(entry, first))) first = entry;
  }
  return first;
}

function isBefore(a: HistoryEntry, b: HistoryEntry): boolean {
  return a.occurredAt < b.occurredAt || (a.occurredAt === b.occurredAt && a.id < b.id);
}

/** A shipment's fact that names no known parcel is nobody's; any other fact without a parcel is everybody's. */
function concerns(entry: HistoryEntry, parcel: Parcel, facts: OrderFacts): boolean {
  const named = entry.type === 'issue.resolved' ? parcelOfIssue(entry, facts) : entry.parcel;
  return named === undefined ? !entry.type.startsWith('shipment.') : named === parcel.id;
}

function parcelOfIssue({ id }: HistoryEntry, { facts, issues }: OrderFacts): string | undefined {
  const fact = facts[id]?.fact;
  return fact?.type === 'issue.resolved'
    ? issues.find((issue) => issue.id === fact.data.issue)?.parcel
    : undefined;
}

function isMatch(
  { where }: Exclude<FactTrigger, string>,
  { id }: HistoryEntry,
  { facts }: OrderFacts,
): boolean {
  const fact = facts[id]?.fact;
  // Of a snapshot that a newer one replaced nothing is kept that could be asked.
  if (fact === undefined || 'superseded' in fact) return false;
  return Object.entries(where).every(([field, wanted]) => {
    const value: unknown = Object.hasOwn(fact.data, field) ? Reflect.get(fact.data, field) : undefined;
    return value !== undefined && fits(value, wanted);
  });
}

function fits(value: unknown, wanted: unknown): boolean {
  if (Array.isArray(wanted)) return wanted.includes(value);
  if (typeof wanted !== 'object' || wanted === null) return value === wanted;
  if (typeof value !== 'number') return false;
  const { atLeast, atMost } = readRange(wanted);
  return value >= atLeast && value <= atMost;
}

function readRange(range: { readonly atLeast?: unknown; readonly atMost?: unknown }): {
  readonly atLeast: number;
  readonly atMost: number;
} {
  const { atLeast, atMost } = range;
  return {
    atLeast: typeof atLeast === 'number' ? atLeast : -Infinity,
    atMost: typeof atMost === 'number' ? atMost : Infinity,
  };
}

/** A trigger in words: `survey.answered with value at most 2`. */
export function triggerWords(trigger: FactTrigger): string {
  if (typeof trigger === 'string') return trigger;
  const fields = Object.entries(trigger.where).map(([field, wanted]) => `${field} ${matchWords(wanted)}`);
  return fields.length === 0 ? trigger.fact : `${trigger.fact} with ${fields.join(' and ')}`;
}

function matchWords(wanted: unknown): string {
  if (Array.isArray(wanted)) return wanted.map(String).join(' or ');
  if (typeof wanted !== 'object' || wanted === null) return String(wanted);
  const { atLeast, atMost } = readRange(wanted);
  if (atLeast === -Infinity) return `at most ${atMost}`;
  return atMost === Infinity ? `at least ${atLeast}` : `${atLeast} to ${atMost}`;
}

/** What a touchpoint waits for, in words: `order.delivered`, `an answer to rating`. */
export function causeWords({ on, after }: TouchpointCause): string {
  if (on !== undefined) return triggerWords(on);
  const { touchpoint, outcome, channel } = after;
  return `${OUTCOME_WORDS[outcome]} ${touchpoint}${channel === undefined ? '' : ` on ${channel}`}`;
}

const OUTCOME_WORDS: Readonly<Record<TouchpointOutcome, string>> = {
  sent: 'the sending of',
  seen: 'the first view of',
  acted: 'an answer to',
  dismissed: 'the dismissal of',
  skipped: 'the skipping of',
  failed: 'the failure of',
};
