import type { MomentWindow } from '../fact/fact.schema.ts';
import type { Eta } from './order-facts.ts';
import { byOccurrence, type Dated } from './sorted-facts.ts';

/** Who expected what, and when. */
export interface Expecting extends Dated {
  readonly expected: MomentWindow;
}

/** Expectations one after the other, oldest first: what was told again in between is one. Undefined: there are none. */
export function orderEtas(reports: readonly Expecting[]): readonly Eta[] | undefined {
  const etas: Eta[] = [];
  for (const { expected, occurredAt: at } of reports.toSorted(byOccurrence)) {
    const last = etas.at(-1);
    if (last === undefined || !isSameWindow(last.expected, expected))
      etas.push({ expected, toldAt: at, confirmedAt: at });
    else etas[etas.length - 1] = { ...last, confirmedAt: at };
  }
  return etas.length === 0 ? undefined : etas;
}

/**
 * The same with one expectation more; null where what is known of them does not tell, because it falls into a time when something else was
 * expected, or on the edge of it.
 */
export function withEta(
  etas: readonly Eta[] | undefined,
  expected: MomentWindow,
  at: number,
): readonly Eta[] | null {
  if (etas === undefined) return [{ expected, toldAt: at, confirmedAt: at }];
  const during = etas.filter(({ toldAt, confirmedAt }) => toldAt <= at && at <= confirmedAt);
  const [only] = during;
  if (only !== undefined) return during.length === 1 && isSameWindow(only.expected, expected) ? etas : null;
  const next = etas.findIndex(({ toldAt }) => toldAt > at);
  const index = next === -1 ? etas.length : next;
  const [before, after] = [etas[index - 1], etas[index]];
  if (before !== undefined && isSameWindow(before.expected, expected))
    return etas.with(index - 1, { ...before, confirmedAt: at });
  if (after !== undefined && isSameWindow(after.expected, expected))
    return etas.with(index, { ...after, toldAt: at });
  return [...etas.slice(0, index), { expected, toldAt: at, confirmedAt: at }, ...etas.slice(index)];
}

/** Whether two windows were stated in the same words. */
export function isSameWindow(a: MomentWindow, b: MomentWindow): boolean {
  return a.from === b.from && a.until === b.until;
}
