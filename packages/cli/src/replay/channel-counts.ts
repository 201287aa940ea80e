import type { Channel, FinalStatus, ReplayedDelivery, RuleId } from '@post-purchase/core';

import type { ReplayedChannel } from './report.ts';

/** Counts what became of a touchpoint on one channel. */
export class ChannelCounts {
  readonly #channel: Channel;
  readonly #final: Record<FinalStatus, number> = {
    sent: 0,
    closed: 0,
    skipped: 0,
    canceled: 0,
    withheld: 0,
    failed: 0,
  };
  readonly #reasons = new Map<
    string,
    { status: FinalStatus; rule: RuleId | null; reason: string; count: number }
  >();
  readonly #held = new Map<RuleId, { count: number; lasted: number; longest: number }>();
  #neverTriggered = 0;
  readonly #hours = Array<number>(24).fill(0);

  constructor(channel: Channel) {
    this.#channel = channel;
  }

  add({ status, rule, reason = '', occurrence, localTime, holds }: ReplayedDelivery): void {
    this.#final[status] += 1;
    if (occurrence === null) this.#neverTriggered += 1;
    if (status === 'sent') this.#countHour(localTime);
    else this.#countReason(status, rule ?? null, reason);
    for (const { rule: holding, lasted } of holds) {
      const held = this.#held.get(holding) ?? { count: 0, lasted: 0, longest: 0 };
      this.#held.set(holding, {
        count: held.count + 1,
        lasted: held.lasted + lasted,
        longest: Math.max(held.longest, lasted),
      });
    }
  }

  /** How many deliveries a rule settled. */
  settledBy(rule: RuleId): number {
    let settled = 0;
    for (const reason of this.#reasons.values()) if (reason.rule === rule) settled += reason.count;
    return settled;
  }

  /** How often a rule held one. */
  heldBy(rule: RuleId): number {
    return this.#held.get(rule)?.count ?? 0;
  }

  report(): ReplayedChannel {
    return {
      channel: this.#channel,
      final: this.#final,
      total: Object.values(this.#final).reduce((sum, count) => sum + count, 0),
      neverTriggered: this.#neverTriggered,
      reasons: [...this.#reasons.values()].sort((a, b) => b.count - a.count),
      held: [...this.#held]
        .map(([rule, { count, lasted, longest }]) => ({
          rule,
          count,
          meanHours: inHours(lasted / count),
          longestHours: inHours(longest),
        }))
        .sort((a, b) => b.count - a.count),
      hours: this.#hours,
    };
  }

  #countHour(localTime: string | null): void {
    const hour = Number(localTime?.slice('2026-11-24T'.length, '2026-11-24T10'.length));
    this.#hours[hour] = (this.#hours[hour] ?? 0) + 1;
  }

  #countReason(status: FinalStatus, rule: RuleId | null, given: string): void {
    // Codes of failed attempts are the channels' own words: however many there are, memory stays flat.
    const reason = this.#reasons.size < MOST_REASONS ? given : 'other reasons';
    const key = `${status} ${rule ?? ''} ${reason}`;
    const known = this.#reasons.get(key);
    if (known === undefined) this.#reasons.set(key, { status, rule, reason, count: 1 });
    else known.count += 1;
  }
}

const MOST_REASONS = 100;

/** To a tenth. */
function inHours(ms: number): number {
  return Math.round(ms / 360_000) / 10;
}
