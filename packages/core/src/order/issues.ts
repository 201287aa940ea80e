import { findParcel } from './find-parcel.ts';
import type { Issue, OrderFacts, Parcel } from './order-facts.ts';
import { byOccurrence, compareText, type SortedFacts } from './sorted-facts.ts';

/** Whether an issue was opened and not resolved: of the order, or, with the id of a parcel, about that parcel. */
export function hasOpenIssue(facts: OrderFacts, parcel?: string): boolean {
  return facts.issues.some(
    (issue) => issue.resolvedAt === undefined && (parcel === undefined || issue.parcel === parcel),
  );
}

/** The issues of an order, oldest first. Resolved: at the first word of it, even if that came in before the issue itself. */
export function orderIssues(
  { issuesOpened, issuesResolved }: SortedFacts,
  parcels: readonly Parcel[],
): readonly Issue[] {
  const resolved = new Map<string, number>();
  for (const { fact } of issuesResolved.toSorted(byOccurrence)) {
    if (!resolved.has(fact.data.issue)) resolved.set(fact.data.issue, fact.occurredAt);
  }
  const issues = new Map<string, Issue>();
  for (const { fact } of issuesOpened.toSorted(byOccurrence)) {
    const { issue: id, kind, team, parcel } = fact.data;
    if (issues.has(id)) continue;
    issues.set(id, {
      id,
      kind,
      team,
      parcel: parcel === undefined ? undefined : (findParcel(parcels, parcel)?.id ?? parcel),
      openedAt: fact.occurredAt,
      resolvedAt: resolved.get(id),
    });
  }
  return [...issues.values()].sort((a, b) => a.openedAt - b.openedAt || compareText(a.id, b.id));
}
