import type { DeliveryExplanation, Explanation, Verdict } from '@post-purchase/core';

import { rfc3339 } from '../time/rfc3339.ts';

/** Members of an explanation that are instants. */
type Instants = 'dueAt' | 'useBy' | 'since' | 'until' | 'verdicts';

/** What one rule says; a rule that holds until an instant names it. What is in `data` is the rule's own, instants there are epoch milliseconds. */
export type ToldVerdict =
  | Extract<Verdict, { pass: true }>
  | (Omit<Extract<Verdict, { pass: false }>, 'until'> & { readonly until?: string });

/** What `post-purchase explain --json` prints: core's `Explanation` at an instant, with instants as RFC 3339 in UTC. */
export interface ExplainReport extends Omit<
  Explanation,
  'enteredAt' | 'endsAt' | 'ended' | 'goals' | 'deliveries'
> {
  readonly at: string;
  readonly enteredAt: string | null;
  readonly endsAt: string | null;
  readonly ended: { readonly at: string; readonly reason: string } | null;
  /** By name: the first fact that reached it. */
  readonly goals: Readonly<Record<string, { readonly fact: string; readonly at: string }>>;
  readonly deliveries: readonly (Omit<DeliveryExplanation, Instants> & {
    readonly dueAt: string;
    readonly useBy: string;
    readonly since: string;
    readonly until?: string;
    readonly verdicts: readonly ToldVerdict[];
  })[];
}

/** An explanation as it is printed for programs. */
export function explainReport(explanation: Explanation, at: number): ExplainReport {
  const { enteredAt, endsAt, ended, goals, deliveries } = explanation;
  return {
    at: rfc3339(at),
    ...explanation,
    enteredAt: enteredAt === null ? null : rfc3339(enteredAt),
    endsAt: endsAt === null ? null : rfc3339(endsAt),
    ended: ended === null ? null : { ...ended, at: rfc3339(ended.at) },
    goals: Object.fromEntries(
      Object.entries(goals).map(([goal, reached]) => [goal, { ...reached, at: rfc3339(reached.at) }]),
    ),
    deliveries: deliveries.map(({ until, ...delivery }) => ({
      ...delivery,
      dueAt: rfc3339(delivery.dueAt),
      useBy: rfc3339(delivery.useBy),
      since: rfc3339(delivery.since),
      ...(until === undefined ? {} : { until: rfc3339(until) }),
      verdicts: delivery.verdicts.map(toldVerdict),
    })),
  };
}

function toldVerdict(verdict: Verdict): ToldVerdict {
  if (verdict.pass) return verdict;
  const { until, ...told } = verdict;
  return { ...told, ...(until === undefined ? {} : { until: rfc3339(until) }) };
}
