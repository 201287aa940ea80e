import type { Journey, ReplayedOrder } from '@post-purchase/core';

/** The counts of a replay do not add up: nothing that it says can be trusted. A fault of ours, and told as such. */
export class CountsError extends Error {
  override readonly name = 'CountsError';
  readonly code = 'counts_wrong';
}

/**
 * Checks that every touchpoint of an order is in exactly one final state on each of its channels: there for each of them, under the same occurrences,
 * and never twice.
 *
 * @throws {CountsError} when it is not
 */
export function checkCounts(journey: Journey, { ref, deliveries }: ReplayedOrder): void {
  const seen = new Set<string>();
  const occurrences = new Map<string, number>();
  for (const { touchpoint, occurrence, channel } of deliveries) {
    const name = `${touchpoint}/${occurrence ?? 'never'}/${channel}`;
    if (seen.has(name)) throw new CountsError(`Order ${ref.source}:${ref.id} has ${name} twice.`);
    seen.add(name);
    const onChannel = `${touchpoint}/${channel}`;
    occurrences.set(onChannel, (occurrences.get(onChannel) ?? 0) + 1);
  }
  for (const [id, { channels }] of Object.entries(journey.touchpoints)) {
    const counts = new Set(channels.map((channel) => occurrences.get(`${id}/${channel}`) ?? 0));
    if (counts.size !== 1 || counts.has(0)) {
      throw new CountsError(`Order ${ref.source}:${ref.id} lacks a final state of ${id}.`);
    }
  }
}
