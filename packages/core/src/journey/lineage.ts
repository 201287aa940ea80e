import type { Instance } from './instance.ts';
import type { Journey, Touchpoint } from './journey.ts';

/**
 * Which touchpoints of one version of a journey are which of another: by their ids and by the ids they had, in
 * whichever of the two versions that is said. So a version that is published again finds its touchpoints under
 * the names that came after it, too.
 *
 * @returns by id in `to`: its ids in `from`, the same one first; of a new touchpoint none. A touchpoint of
 *   `from` goes on as one of `to` at most.
 */
export function lineage(from: Journey, to: Journey): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, string[]>();
  for (const id of Object.keys(to.touchpoints))
    found.set(id, Object.hasOwn(from.touchpoints, id) ? [id] : []);
  for (const id of Object.keys(from.touchpoints)) {
    if (found.has(id)) continue;
    const successor = successorOf(id, from, to);
    if (successor !== undefined) found.get(successor)?.push(id);
  }
  return found;
}

function successorOf(id: string, from: Journey, to: Journey): string | undefined {
  const later = Object.keys(to.touchpoints);
  const former = formerIds(id, from);
  return (
    later.find((other) => formerIds(other, to).includes(id)) ??
    later.find((other) => former.includes(other)) ??
    later.find((other) => formerIds(other, to).some((name) => former.includes(name)))
  );
}

function formerIds(id: string, { touchpoints }: Journey): readonly string[] {
  return touchpoints[id]?.formerly ?? [];
}

/** A version whose touchpoints also know the ids under which this order's were decided on other versions. */
export function asDecided(journey: Journey, instance: Instance | null): Journey {
  const aliases = instance?.aliases;
  if (aliases === undefined) return journey;
  const touchpoints = Object.fromEntries(
    Object.entries(journey.touchpoints).map(([id, touchpoint]): [string, Touchpoint] => {
      const others = Object.hasOwn(aliases, id) ? aliases[id] : undefined;
      if (others === undefined) return [id, touchpoint];
      return [id, { ...touchpoint, formerly: [...(touchpoint.formerly ?? []), ...others] }];
    }),
  );
  return { ...journey, touchpoints };
}
