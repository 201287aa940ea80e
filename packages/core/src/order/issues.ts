import type { FactOf } from '../fact/fact.ts';
import { findParcel } from './find-parcel.ts';
import type { Issue, OrderFacts, Parcel } from './order-facts.ts';
import { compareText } from './sorted-facts.ts';

/** Whether an issue was opened and not resolved: of the order, or, with the id of a parcel, about that parcel. */
export function hasOpenIssue(facts: OrderFacts, parcel?: string): boolean {
  return facts.issues.some(
    (issue) => issue.resolvedAt === undefined && (parcel === undefined || issue.parcel === parcel),
  );
}

/**
 * The issues of an order, oldest first. Resolved: at the first word of it, even if that came in before the issue itself.
 *
 * @param opened earliest first
 * @param resolved earliest first
 */
export function orderIssues(
  opened: readonly FactOf<'issue.opened'>[],
  resolved: readonly FactOf<'issue.resolved'>[],
  parcels: readonly Parcel[],
): readonly Issue[] {
  const resolvedAt = new Map<string, number>();
  for (const { data, occurredAt } of resolved) {
    if (!resolvedAt.has(data.issue)) resolvedAt.set(data.issue, occurredAt);
  }
  const issues = new Map<string, Issue>();
  for (const { data, occurredAt } of opened) {
    const { issue: id, kind, team, parcel } = data;
    if (issues.has(id)) continue;
    issues.set(id, {
      id,
      kind,
      team,
      parcel: parcel === undefined ? undefined : (findParcel(parcels, parcel)?.id ?? parcel),
      openedAt: occurredAt,
      resolvedAt: resolvedAt.get(id),
    });
  }
  return [...issues.values()].sort((a, b) => a.openedAt - b.openedAt || compareText(a.id, b.id));
}
