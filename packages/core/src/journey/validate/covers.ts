import { type FactTrigger, factTypeOf } from '../journey.ts';

/** Whether every fact that the second trigger means is one that the first means too. */
export function covers(wide: FactTrigger, narrow: FactTrigger): boolean {
  if (factTypeOf(wide) !== factTypeOf(narrow)) return false;
  if (typeof wide === 'string') return true;
  if (typeof narrow === 'string') return Object.keys(wide.where).length === 0;
  const asked: ReadonlyMap<string, unknown> = new Map(Object.entries(narrow.where));
  return Object.entries(wide.where).every(
    ([field, allowed]) => asked.has(field) && matchCovers(allowed, asked.get(field)),
  );
}

function matchCovers(wide: unknown, narrow: unknown): boolean {
  const bounds = rangeOf(wide);
  const inner = rangeOf(narrow);
  if (inner !== null) return bounds !== null && inner.least >= bounds.least && inner.most <= bounds.most;
  const values = listOf(narrow);
  if (bounds === null) return values.every((value) => listOf(wide).includes(value));
  return values.every((value) => typeof value === 'number' && value >= bounds.least && value <= bounds.most);
}

/** What a match asks of a number; null when it names values. An end that is not given is open. */
export function rangeOf(match: unknown): { readonly least: number; readonly most: number } | null {
  if (typeof match !== 'object' || match === null || Array.isArray(match)) return null;
  const { atLeast, atMost }: { atLeast?: unknown; atMost?: unknown } = match;
  return {
    least: typeof atLeast === 'number' ? atLeast : -Infinity,
    most: typeof atMost === 'number' ? atMost : Infinity,
  };
}

/** The values that a match names. */
export function listOf(match: unknown): readonly unknown[] {
  return Array.isArray(match) ? match : [match];
}
