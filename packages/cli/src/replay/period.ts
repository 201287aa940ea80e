import { endOf, readTime, startOf } from '../time/read-time.ts';

/** Orders that are replayed: those placed from `since` on and before `until`, epoch milliseconds. */
export interface Period {
  readonly since: number;
  readonly until: number;
}

/** The period that `--since` and `--until` mean: a day is meant as a whole, on the shop's clocks. */
export function periodOf(options: {
  readonly since?: string | undefined;
  readonly until?: string | undefined;
  readonly timeZone: string;
}): Period {
  const { timeZone } = options;
  const since = options.since === undefined ? null : readTime(options.since, timeZone);
  const until = options.until === undefined ? null : readTime(options.until, timeZone);
  return {
    since: since === null ? Number.NEGATIVE_INFINITY : startOf(since, timeZone),
    until: until === null ? Number.POSITIVE_INFINITY : endOf(until, timeZone),
  };
}

/** Whether an instant lies in a period. */
export function isWithin(at: number, { since, until }: Period): boolean {
  return at >= since && at < until;
}
